from odoo import api, fields, models


class CrmCustomerAssign(models.TransientModel):
    """Asks to whom customers are given (K3D-3)."""

    _name = "crm.customer.assign"
    _description = "Assign Customers"

    partner_ids = fields.Many2many(
        comodel_name="res.partner",
        string="Customers",
        required=True,
        domain="[('customer_status', '!=', False)]",
    )
    user_ids = fields.Many2many(
        comodel_name="res.users",
        string="Salespeople",
        required=True,
        domain="[('share', '=', False)]",
    )
    with_work = fields.Boolean(
        string="With Open Work",
        help="Open opportunities, quotations, activities and meetings go along.",
    )
    note = fields.Char(string="Message")
    summary = fields.Char(compute="_compute_summary")

    @api.depends("partner_ids", "user_ids")
    def _compute_summary(self):
        for dialogue in self:
            customers, people = len(dialogue.partner_ids), len(dialogue.user_ids)
            dialogue.summary = people > 1 and self.env._(
                "%(customers)s customers among %(people)s people: %(each)s each",
                customers=customers,
                people=people,
                each=dialogue._word_share(customers, people),
            )

    @api.model
    def _word_share(self, customers, people):
        low = customers // people
        return f"{low}-{low + 1}" if customers % people else str(low)

    def action_assign(self):
        """Give the customers to the people chosen, evenly (K3D-3)."""
        self.ensure_one()
        self.partner_ids._assign_to(self.user_ids, self.note, self.with_work)
        return {"type": "ir.actions.act_window_close"}
