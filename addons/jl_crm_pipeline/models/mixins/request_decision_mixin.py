from odoo import api, fields, models


class RequestDecisionMixin(models.AbstractModel):
    """A request about a customer: once sent it is written by nobody but who decides.

    The inheriting model names them in ``_decider_groups`` and takes its steps with
    :meth:`_move`, once it has checked who may.
    """

    _name = "request.decision.mixin"
    _description = "Request That Is Decided on"
    _inherit = ["workflow.mixin", "system.field.mixin", "decision.asking.mixin"]

    _decider_groups = ()

    partner_id = fields.Many2one(
        comodel_name="res.partner",
        string="Customer",
        required=True,
        ondelete="restrict",
        index=True,
        tracking=True,
        domain=[("customer_status", "!=", False)],
    )
    customer_code = fields.Char(related="partner_id.customer_code")
    user_id = fields.Many2one(comodel_name="res.users")
    team_id = fields.Many2one(
        comodel_name="crm.team",
        string="Department",
        compute="_compute_team_id",
        store=True,
    )
    company_id = fields.Many2one(
        comodel_name="res.company",
        default=lambda self: self.env.company,
        index="btree_not_null",
    )
    request_date = fields.Datetime(
        string="Requested on", readonly=True, copy=False, system=True
    )
    decision_date = fields.Datetime(
        string="Decided on", readonly=True, copy=False, system=True
    )
    decision_user_id = fields.Many2one(
        comodel_name="res.users",
        string="Decided by",
        readonly=True,
        copy=False,
        system=True,
    )

    @api.depends("user_id")
    def _compute_team_id(self):
        for request in self:
            request.team_id = request.user_id.sale_team_id

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = self._clean_values(vals_list)
        return super(RequestDecisionMixin, self._strip_defaults()).create(vals_list)

    @api.model
    def _is_decider(self):
        return any(map(self.env.user.has_group, self._decider_groups))

    @api.model
    def _get_deciders(self):
        """Return the active internal users of the groups that decide."""
        groups = self.env["res.groups"].browse(
            [self.env.ref(name).id for name in self._decider_groups]
        )
        return groups.sudo().all_user_ids._filter_colleagues()

    def _move(self, target, **vals):
        """Take the requests to a state, whoever may write them.

        :param str target: the state to reach
        :param vals: further values written with it
        :raise UserError: one was moved meanwhile
        """
        self.check_access("read")
        # nobody may write what was sent: the callers' checks are the rights
        self.sudo()._as_system()._move_to(target, **vals)

    def _prepare_decision(self):
        return {
            "decision_date": fields.Datetime.now(),
            "decision_user_id": self.env.uid,
        }
