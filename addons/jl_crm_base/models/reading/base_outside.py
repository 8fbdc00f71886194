from odoo import models

from ...tools.guard import is_ours


class Base(models.AbstractModel):
    """People from outside read of our fields what a customer may know, and no more.

    Odoo lets a portal user read all fields of a record that a rule lets through. Ours
    say how customers are judged and what is discussed about their quotations. What a
    customer may know says so: ``fields.X(outside=True)``. Pages that a controller
    shows with rights of its own are not asked.
    """

    _name = "base"
    _inherit = "base"

    def _valid_field_parameter(self, field, name):
        return name == "outside" or super()._valid_field_parameter(field, name)

    def _post_model_setup__(self):
        result = super()._post_model_setup__()
        _keep_inside(self.env.registry[self._name])
        return result


def _keep_inside(model_cls):
    """Have a model's class of the registry hide fields of ours from people outside.

    Odoo asks of each field of each record that it reads: models without such fields
    are left alone, and the others look at a name first.
    """
    names = frozenset(
        field.name for field in model_cls._fields.values() if _is_kept_inside(field)
    )
    if not names:
        return

    inherited = super(model_cls, model_cls)._has_field_access
    is_odoos = inherited is models.BaseModel._has_field_access

    def _has_field_access(self, field, operation):
        if field.name in names and not self.env.su and self.env.user.share:
            return False
        # as Odoo begins itself, where no other add-on has a say
        if is_odoos and not field.groups:
            return True
        return inherited(self, field, operation)

    model_cls._has_field_access = _has_field_access


def _is_kept_inside(field):
    """Whether a field is ours, and does not say that a customer may know it."""
    known = field.base_field
    modules = known._modules
    is_own = bool(modules) and is_ours(modules[0])
    return is_own and not getattr(known, "outside", False)
