from odoo import fields, models

from ..models.runs.crm_duplicate_preview import NO_PAIR

ESTIMATES = [
    ("certain", "Certain"),
    ("likely", "Likely"),
    ("related", "Related"),
    (NO_PAIR, "No Duplicate"),
]


class CrmDuplicateMatchingCount(models.TransientModel):
    """How many pairs have an estimate before and after (DUP-3)."""

    _name = "crm.duplicate.matching.count"
    _description = "Count of Pairs"
    _order = "id"

    window_id = fields.Many2one(
        comodel_name="crm.duplicate.matching",
        required=True,
        ondelete="cascade",
        index=True,
        export_string_translation=False,
    )
    verdict = fields.Selection(selection=ESTIMATES, string="Estimate")
    before = fields.Integer(string="Now")
    after = fields.Integer(string="With These Rules")
