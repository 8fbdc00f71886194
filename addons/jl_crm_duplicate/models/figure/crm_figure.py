from odoo import fields, models


class CrmFigure(models.Model):
    """The figures of who works on duplicates have a section of their own."""

    _name = "crm.figure"
    _inherit = "crm.figure"

    section = fields.Selection(
        selection_add=[("quality", "Customer Data"), ("month",)],
        ondelete={"quality": "cascade"},
    )
