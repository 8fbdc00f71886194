from odoo import api, fields, models
from odoo.tools import SQL

# stages in which nothing more is gained are no progress
ON_THE_WAY = ("open", "won")
BACKFILL = """
    UPDATE crm_lead l
       SET reached_stage_id = r.stage_id
      FROM (
            SELECT DISTINCT ON (h.lead_id) h.lead_id, h.stage_id
              FROM crm_stage_history h
              JOIN crm_stage s ON s.id = h.stage_id
             WHERE s.stage_state IN ('open', 'won')
             ORDER BY h.lead_id, s.sequence DESC, s.id DESC
           ) r
     WHERE r.lead_id = l.id
       AND l.reached_stage_id IS NULL
"""


class CrmLead(models.Model):
    """How far opportunities have come, for the funnel (TUR-5)."""

    _name = "crm.lead"
    _inherit = "crm.lead"

    reached_stage_id = fields.Many2one(
        comodel_name="crm.stage",
        string="Furthest Stage",
        compute="_compute_reached_stage_id",
        store=True,
        copy=False,
        ondelete="set null",
        help="The furthest stage that the opportunity has been in. Going back, losing "
        "or closing it does not change this.",
    )

    @api.depends("stage_id", "type")
    def _compute_reached_stage_id(self):
        for lead in self:
            reached, stage = lead._origin.reached_stage_id, lead.stage_id
            if lead.type == "opportunity" and stage.stage_state in ON_THE_WAY:
                reached = (reached | stage).sorted(lambda one: (one.sequence, one.id))
            lead.reached_stage_id = reached[-1:]

    def write(self, vals):
        result = super().write(vals)
        if "stage_id" in vals:
            # one that is left again within the transaction was reached all the same
            self.mapped("reached_stage_id")
        return result

    @api.model
    def _backfill_reached_stages(self):
        """Tell it of the opportunities that the base has, in one statement."""
        self.env["crm.lead"].flush_model(["reached_stage_id"])
        self.env["crm.stage.history"].flush_model()
        self.env.cr.execute(SQL(BACKFILL))
        self.env["crm.lead"].invalidate_model(["reached_stage_id"], flush=False)
