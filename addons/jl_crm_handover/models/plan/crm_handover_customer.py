from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmHandoverCustomer(models.Model):
    """A customer that changes hands, and who gets it (HUA-2, HUA-7)."""

    _name = "crm.handover.customer"
    _description = "Customer of a Handover"
    _inherit = ["handover.content.mixin"]
    _order = "customer_class DESC, id"

    handover_id = fields.Many2one(
        comodel_name="crm.handover",
        required=True,
        index=True,
        ondelete="cascade",
    )
    partner_id = fields.Many2one(
        comodel_name="res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('customer_status', '!=', False)]",
    )
    name = fields.Char(readonly=True)
    place = fields.Char(readonly=True)
    grade = fields.Char(readonly=True)
    receiver_id = fields.Many2one(
        comodel_name="res.users",
        index=True,
        ondelete="restrict",
        domain="[('share', '=', False)]",
    )
    customer_class = fields.Selection(
        selection=[("general", "General"), ("key", "Key")],
        string="Class",
        default="general",
        required=True,
        help="Key: grades A and B, and potential ones that sales management "
        "confirmed. They are confirmed item by item in the supervisor's presence.",
    )
    is_reserved = fields.Boolean(readonly=True, copy=False)
    state = fields.Selection(related="handover_id.state")
    from_user_id = fields.Many2one(
        related="handover_id.from_user_id",
        store=True,
        index="btree_not_null",
    )
    currency_id = fields.Many2one(related="handover_id.currency_id")
    date_done = fields.Datetime(
        related="handover_id.date_done",
        string="Handed over on",
        store=True,
    )
    first_contact_date = fields.Date(string="First Contact", readonly=True)
    contact_days = fields.Integer(
        string="Days to First Contact",
        readonly=True,
        aggregator="avg",
    )
    is_contact_late = fields.Boolean(string="Contacted Late", readonly=True)
    orders_before = fields.Integer(readonly=True)
    orders_after = fields.Integer(readonly=True)
    amount_before = fields.Monetary(string="Ordered before", readonly=True)
    amount_after = fields.Monetary(string="Ordered after", readonly=True)
    is_lost = fields.Boolean(
        string="Lost",
        readonly=True,
        help="Ordered before the handover, but not within the same number of days "
        "after it.",
    )
    customer_count = fields.Integer(
        string="Customers",
        default=1,
        readonly=True,
        help="Counts the customers in a report.",
    )

    _unique_customer = models.UniqueIndex(
        "(handover_id, partner_id)",
        "This customer is already in the handover.",
    )
    _one_open_handover = models.UniqueIndex(
        "(partner_id) WHERE is_reserved",
        "One of the customers is already being handed over. Take it out of the plan.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows._ensure_customers_seen()
        rows._complete()
        return rows

    def _ensure_customers_seen(self):
        """Refuse customers whom the planner may not see: a row tells what they buy.

        :raise AccessError: one of them is hidden from the user (CAR-7)
        """
        self.partner_id.check_access("read")

    def _complete(self):
        """Keep what the parties read: they may not see the customer itself yet."""
        handovers = self.handover_id
        handovers.flush_recordset()
        handovers.sudo()._complete_rows()
        handovers._add_receivers()
        handovers._give_all_to_the_one()
        handovers._reserve_added()

    def write(self, vals):
        is_other = any(
            row.partner_id.id != vals.get("partner_id", row.partner_id.id)
            for row in self
        )
        result = super().write(vals)
        if is_other:
            self._ensure_customers_seen()
            raise UserError(
                self.env._("A row stays with its customer. Make a new one instead.")
            )
        if "receiver_id" in vals:
            self.handover_id._add_receivers()
        return result

    def action_open_customer(self):
        """Open the customer, for who may see it (CAR-7).

        :rtype: dict
        """
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "res_id": self.partner_id.id,
            "view_mode": "form",
        }
