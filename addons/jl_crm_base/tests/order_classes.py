"""The classes of models in the order in which they are asked."""

from odoo import models
from odoo.tools.misc import LastOrderedSet

OURS = "odoo.addons.jl_crm_"


class Family:
    """The classes of all models as a base would have them that has these add-ons.

    The registry's own would not do: another add-on may put a class in front.
    """

    def __init__(self, addons):
        self.addons = frozenset(addons)
        self._bases = {}
        self._made = {}
        for addon in addons:
            for definition in type(models.BaseModel)._module_to_models__.get(addon, ()):
                if ".tests." not in definition.__module__:
                    self._add(definition)

    @property
    def names(self):
        return list(self._bases)

    def _add(self, definition):
        """Do as Odoo does when it adds a definition to its registry."""
        name = definition._name
        bases = LastOrderedSet([definition])
        parents = [*definition._inherit, *(["base"] if name != "base" else [])]
        for parent in parents:
            if parent == name:
                for base in self._bases[name]:
                    bases.add(base)
            else:
                bases.add(parent)
        self._bases[name] = tuple(bases)

    def _make(self, name):
        if name not in self._made:
            bases = [
                self._make(base) if isinstance(base, str) else base
                for base in self._bases[name]
            ]
            self._made[name] = type(name, tuple(bases), {"_register": False})
        return self._made[name]

    def list_classes(self, model, prefix=""):
        """Return the definitions of a model, in the order in which they are asked."""
        if model not in self._bases:
            return []
        order = self._make(model).__mro__
        made = set(self._made.values())
        return [
            one
            for one in order
            if one not in made and one.__module__.startswith(prefix)
        ]

    def describe(self, model, method):
        """Return who defines a method: ours one by one, Odoo's together."""
        return self.describe_classes(self.list_classes(model), method)

    @staticmethod
    def describe_classes(classes, method):
        lines = []
        for one in classes:
            if method in vars(one):
                line = _name_class(one)
                if line != "odoo" or lines[-1:] != ["odoo"]:
                    lines.append(line)
        return lines


def _name_class(definition):
    module = definition.__module__
    if not module.startswith(OURS):
        return "odoo"
    _odoo, _addons, addon, _folder, *path = module.split(".")
    return "/".join([addon, *path])
