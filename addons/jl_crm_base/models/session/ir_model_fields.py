from functools import wraps

from odoo import models

from ...tools.session import running_by_itself


class IrModelFields(models.Model):
    """What the code of a field computes, nobody has pressed who reads it."""

    _name = "ir.model.fields"
    _inherit = "ir.model.fields"

    def _instanciate_attrs(self, field_data):
        attrs = super()._instanciate_attrs(field_data)
        if attrs and attrs.get("compute"):
            attrs["compute"] = _run_by_itself(attrs["compute"])
        return attrs


def _run_by_itself(compute):
    @wraps(compute)
    def run(records):
        with running_by_itself():
            return compute(records)

    return run
