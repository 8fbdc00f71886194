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

    def _has_field_access(self, field, operation):
        return super()._has_field_access(field, operation) and (
            self.env.su or not _is_kept_inside(field) or self.env.user._is_internal()
        )


def _is_kept_inside(field):
    """Whether a field is ours, and does not say that a customer may know it."""
    known = field.base_field
    modules = known._modules
    is_own = bool(modules) and is_ours(modules[0])
    return is_own and not getattr(known, "outside", False)
