from odoo import fields, models

from .crm_duplicate_matching_count import ESTIMATES


class CrmDuplicateMatchingChange(models.TransientModel):
    """A pair of customers that other rules judge otherwise (DUP-3).

    It tells names alone: whoever administers a base need not see its customers.
    """

    _name = "crm.duplicate.matching.change"
    _description = "Pair That Changes"
    _order = "id"

    window_id = fields.Many2one(
        comodel_name="crm.duplicate.matching",
        required=True,
        ondelete="cascade",
        index=True,
        export_string_translation=False,
    )
    customer = fields.Char()
    other = fields.Char(string="Similar Customer")
    before = fields.Selection(selection=ESTIMATES, string="Now")
    after = fields.Selection(selection=ESTIMATES, string="With These Rules")
    score_before = fields.Integer(string="Likeness Now (%)")
    score_after = fields.Integer(string="Likeness Then (%)")
