"""What the guard of people's writes knows of fields, values and classes."""

from odoo import api
from odoo.fields import Command
from odoo.models import MAGIC_COLUMNS, BaseModel

from .permit import Permit

OURS = "jl_crm_"
# of a key of the context that brings a field's default
DEFAULT = "default_"
X2MANY = ("one2many", "many2many")
# to write the system's fields, and to write all the others
SYSTEM = Permit("jl_crm_base_system")
KEEPING = Permit("jl_crm_base_system")


def is_person(env):
    """Whether somebody's own values are written, and not what code has decided."""
    return not (env.su or SYSTEM.holds(env) or KEEPING.holds(env))


def is_ours(module):
    """Whether an add-on of this project; so are those that a base adds for itself.

    :param str module: technical name, may be None
    """
    return bool(module) and module.startswith(OURS)


def is_system_field(field):
    """Whether the field is declared with ``system=True``."""
    # a related field is lent the parameter by the field that it leads to
    return "system" in field._extra_keys__ and field.system


def is_closed_by_itself(field):
    """Whether a field is kept by the system: declared so, or stored and readonly."""
    if "system" in field._extra_keys__:
        return is_system_field(field)
    return field.store and field.readonly and field.name not in MAGIC_COLUMNS


def holds_default(model, name, value):
    """Whether a value is what the field holds without it."""
    field = model._fields[name]
    if not field.default or field.type in X2MANY:
        return False
    blank = model.new()
    return field.convert_to_cache(value, blank) == field.convert_to_cache(
        field.default(model), blank
    )


def list_linked(field, value):
    """Return the ids that a value links to.

    :param field: a many2one or many2many
    :param value: as `create` and `write` take it
    """
    if not value:
        return []
    if field.type == "many2one":
        return _list_id(value)
    return [id_ for command in value for id_ in list_ids(command)]


def _list_id(value):
    if isinstance(value, BaseModel):
        return value._origin.ids
    value = value[0] if isinstance(value, tuple) else value
    is_id = isinstance(value, int) or str(value).isdigit()
    return [int(value)] if is_id else []


def list_ids(command):
    """Return the ids of the records that a command of an x2many, or an id, links to."""
    if isinstance(command, int):
        return [command]
    if command[0] == Command.LINK:
        return [command[1]]
    return command[2] if command[0] == Command.SET else []


def put_in_front(model_cls):
    """Have a model's class of the registry look at what people write.

    What stands on that class is asked before all extensions.

    :param model_cls: the class that the registry made of them
    """
    on_create, on_write, on_copy, on_unlink = (
        _pass_on(model_cls, name) for name in ("create", "write", "copy", "unlink")
    )

    @api.model_create_multi
    def create(self, vals_list):
        return self._guard_create(vals_list, on_create)

    def write(self, vals):
        return self._guard_write(vals, on_write)

    def copy(self, default=None):
        return self._guard_copy(default, on_copy)

    def unlink(self):
        return self._guard_unlink(on_unlink)

    model_cls.create = create
    model_cls.write = write
    model_cls.copy = copy
    model_cls.unlink = unlink


def _pass_on(model_cls, name):
    """Return what calls the method of all that stands behind the class."""

    def pass_on(records, *args):
        return getattr(super(model_cls, records), name)(*args)

    return pass_on
