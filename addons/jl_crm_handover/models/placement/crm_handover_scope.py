from odoo import fields, models

from odoo.addons.jl_crm_pipeline.models.work.customer_work_mixin import (
    HANDOVER_HEADINGS,
)

HEADING_LABELS = (
    "Financial Documents",
    "Customer Archive",
    "Unfinished Work",
    "Company Resources",
)
HEADINGS = list(zip(HANDOVER_HEADINGS, HEADING_LABELS, strict=True))
ORDER = {heading: number for number, (heading, _label) in enumerate(HEADINGS)}


class CrmHandoverScope(models.Model):
    """How many records of a kind a handover moves, and what they are worth (HUA-5)."""

    _name = "crm.handover.scope"
    _description = "Scope of a Handover"
    _order = "handover_id, sequence, id"

    handover_id = fields.Many2one(
        comodel_name="crm.handover",
        required=True,
        index=True,
        ondelete="cascade",
    )
    sequence = fields.Integer(default=10)
    kind = fields.Char(string="Key", required=True)
    name = fields.Char(string="Kind", required=True, translate=True)
    heading = fields.Selection(selection=HEADINGS)
    count = fields.Integer(string="Open")
    amount = fields.Monetary()
    currency_id = fields.Many2one(related="handover_id.currency_id")
    moved_count = fields.Integer(string="Moved")

    def _name_in_all(self, names):
        """Call it by its name in every language.

        :param dict names: {language: name}
        """
        self.name = names["en_US"]
        self.update_field_translations("name", names)
