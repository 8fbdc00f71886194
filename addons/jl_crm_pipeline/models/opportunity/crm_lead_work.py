from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL


class CrmLead(models.Model):
    """An opportunity is work on a customer, with fields that the system keeps."""

    _name = "crm.lead"
    _inherit = ["crm.lead", "customer.work.mixin", "system.field.mixin"]

    _work_amount_field = "expected_revenue"
    _work_is_owned = True

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = self._clean_values(vals_list)
        leads = super(CrmLead, self._strip_defaults()).create(vals_list)
        return leads.with_env(self.env)

    @api.model
    def _work_open_domain(self):
        return Domain("opportunity_state", "=", "open")

    @api.model
    def _get_work_name(self):
        return self.env._("Opportunities")

    @api.model
    def _sync_transfer(self, rows, ids):
        """Neither stage nor dates follow, the day of the assignment included."""
        self._sync_team(rows)
        self.env.cr.execute(
            SQL(
                """
                UPDATE crm_lead_competitor c
                   SET user_id = moved.receiver
                  FROM %(moves)s
                 WHERE c.lead_id = moved.id
                """,
                moves=rows,
            )
        )
