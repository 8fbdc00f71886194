from odoo import api, fields, models


class CrmDuplicatePooling(models.TransientModel):
    """Asks with whom customers collide before they go into the pool (DUP-5)."""

    _name = "crm.duplicate.pooling"
    _description = "Put into the Duplicate Pool"

    partner_ids = fields.Many2many(
        comodel_name="res.partner",
        relation="crm_duplicate_pooling_partner_rel",
        string="Customers",
        required=True,
    )
    duplicate_of_id = fields.Many2one(
        comodel_name="res.partner",
        string="Collides With",
        compute="_compute_duplicate_of_id",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
        domain="[('id', 'not in', partner_ids), ('parent_id', '=', False)]",
        help="The customer that is already in the system.",
    )
    holder_id = fields.Many2one(
        comodel_name="res.users",
        string="Its Responsible Person",
        compute="_compute_holder_id",
        compute_sudo=True,
    )
    team_id = fields.Many2one(
        comodel_name="crm.team",
        string="Its Department",
        compute="_compute_holder_id",
        compute_sudo=True,
    )
    reason = fields.Text(required=True)

    @api.depends("partner_ids")
    def _compute_duplicate_of_id(self):
        for dialogue in self:
            partners = dialogue.partner_ids._origin
            dialogue.duplicate_of_id = self._propose(partners)

    @api.depends("duplicate_of_id")
    def _compute_holder_id(self):
        for dialogue in self:
            dialogue.holder_id = dialogue.duplicate_of_id.user_id
            dialogue.team_id = dialogue.duplicate_of_id._find_department()

    def action_put(self):
        """Put the customers into the pool (DUP-5).

        :raise AccessError: the user may not write a customer
        :raise UserError: one of them cannot be put there
        """
        self.ensure_one()
        self.partner_ids._put_into_duplicate_pool(self.duplicate_of_id, self.reason)
        return {"type": "ir.actions.act_window_close"}

    @api.model
    def _propose(self, partners):
        """Return the customer that is most like one of these."""
        index = self.env["crm.duplicate.index"]
        analysis = self.env["crm.duplicate.analysis"]
        for _partner_id, customer in index._read_customers(partners[:1].ids):
            matches = analysis._find_matches(customer, partners.ids, limit=1)
            return partners.browse([match.partner_id for match in matches[:1]])
        return partners.browse()
