from odoo import api, fields, models

from ..placement.crm_handover_scope import HEADINGS, ORDER


class CrmHandoverTemplate(models.Model):
    """An item that each handover's checklist begins with (HUA-3)."""

    _name = "crm.handover.template"
    _description = "Handover Checklist Item"
    _order = "position, sequence, id"

    name = fields.Char(required=True, translate=True)
    heading = fields.Selection(selection=HEADINGS, required=True)
    position = fields.Integer(compute="_compute_position", store=True)
    sequence = fields.Integer(default=10)
    help_text = fields.Char(
        string="What Belongs Here",
        translate=True,
    )
    is_for_key = fields.Boolean(
        string="For Each Key Customer",
        help="Once for each key customer, besides the one for all the others.",
    )
    active = fields.Boolean(default=True)

    @api.depends("heading")
    def _compute_position(self):
        for item in self:
            item.position = ORDER.get(item.heading, 0)

    def _prepare_line(self):
        """Return the values of the item in a checklist."""
        return {
            "name": self.name,
            "heading": self.heading,
            "sequence": self.sequence,
        }
