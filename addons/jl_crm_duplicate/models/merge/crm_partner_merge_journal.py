from odoo import fields, models


class CrmPartnerMergeJournal(models.Model):
    """What a merge moved and changed, kept as long as it can be undone.

    Written by SQL, read by the undo alone; nobody else has access.
    """

    _name = "crm.partner.merge.journal"
    _description = "Journal of a Merge"
    _log_access = False
    _order = "id"

    merge_id = fields.Many2one(
        comodel_name="crm.partner.merge",
        required=True,
        ondelete="cascade",
        index=True,
    )
    kind = fields.Selection(
        selection=[
            ("move", "Moved"),
            ("kept", "Stays with the Archived Customer"),
            ("value", "Changed"),
            ("insert", "Added"),
        ],
        required=True,
    )
    phase = fields.Integer()
    model = fields.Char(string="Pointed At")
    res_table = fields.Char(string="Table", required=True)
    res_column = fields.Char(string="Column")
    form = fields.Char()
    old_value = fields.Char()
    new_value = fields.Char()
    row_id = fields.Integer(string="Changed Row")
    row_count = fields.Integer(string="Rows")
    data = fields.Json()
