from odoo import fields, models


class CrmStageWaiver(models.Model):
    """A director let an opportunity into a stage without what it asks for (K3O-1)."""

    _name = "crm.stage.waiver"
    _description = "Waived Stage Conditions"
    _order = "date desc, id desc"
    _rec_name = "lead_id"

    lead_id = fields.Many2one(
        comodel_name="crm.lead",
        string="Opportunity",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    stage_id = fields.Many2one(
        comodel_name="crm.stage",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    user_id = fields.Many2one(
        comodel_name="res.users",
        string="Waived by",
        required=True,
        readonly=True,
        index=True,
    )
    date = fields.Datetime(
        string="Waived on",
        required=True,
        readonly=True,
        default=lambda self: fields.Datetime.now(),
    )
    reason = fields.Char(required=True, readonly=True)
    missing = fields.Text(string="Waived", readonly=True)
