from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.jl_crm_base.tools.day_filter import day_filter

NUMBER = "jl_crm_handover.handover"
CUSTOMERS = "res.partner"
KINDS = [
    ("cross_region", "Cross-Region"),
    ("cross_centre", "Cross-Centre"),
    ("cross_department", "Cross-Department"),
    ("leaving", "Leaving"),
    ("temporary", "Temporary"),
]


class CrmHandover(models.Model):
    """Customers change hands: plan, checklist, signatures, transfer (HUA-1 to HUA-7).

    Sales management plans it; the person who hands over, each receiver and the
    supervisor work through the checklist and sign; then everything open moves.
    """

    _name = "crm.handover"
    _description = "Customer Handover"
    _inherit = [
        "workflow.mixin",
        "system.field.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "id desc"
    # whoever is a party may answer on it
    _mail_post_access = "read"

    name = fields.Char(
        string="Number", readonly=True, copy=False, index="trigram", system=True
    )
    state = fields.Selection(
        selection=[
            ("draft", "Draft"),
            ("planned", "Planned"),
            ("in_progress", "In Progress"),
            ("signing", "Signing"),
            ("done", "Done"),
            ("cancelled", "Cancelled"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    company_id = fields.Many2one(
        comodel_name="res.company",
        required=True,
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    planner_id = fields.Many2one(
        comodel_name="res.users",
        string="Planned by",
        required=True,
        default=lambda self: self.env.user,
        copy=False,
    )
    from_user_id = fields.Many2one(
        comodel_name="res.users",
        string="Handing Over",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
        context={"active_test": False},
        domain="[('share', '=', False)]",
    )
    from_team_id = fields.Many2one(
        comodel_name="crm.team",
        string="Department",
        compute="_compute_from_team_id",
        store=True,
    )
    receiver_ids = fields.Many2many(
        comodel_name="res.users",
        relation="crm_handover_receiver_rel",
        column1="handover_id",
        column2="user_id",
        string="Receivers",
        tracking=True,
        # one who has left still has to sign: the system says so
        context={"active_test": False},
        domain="[('share', '=', False), ('id', '!=', from_user_id)]",
    )
    rest_receiver_id = fields.Many2one(
        comodel_name="res.users",
        string="Receiver of the Rest",
        domain="[('share', '=', False), ('id', '!=', from_user_id)]",
        help="Receives what a leaver still has open besides these customers: work "
        "without a customer, and work on the customers of others.",
    )
    supervisor_id = fields.Many2one(
        comodel_name="res.users",
        compute="_compute_supervisor_id",
        store=True,
        readonly=False,
        precompute=True,
        tracking=True,
        domain="[('share', '=', False), ('id', '!=', from_user_id)]",
        help="The superior of the handing-over person, or a third person named by "
        "them. Is responsible for the result.",
    )
    kind = fields.Selection(
        selection=KINDS,
        compute="_compute_kind",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        tracking=True,
        help="Proposed from the departments of the two people.",
    )
    date_planned = fields.Date(
        string="To Be Done by",
        default=lambda self: fields.Date.add(self.env.company._to_day(), days=14),
        tracking=True,
    )
    is_past_plan = day_filter(("date_planned", "<"))
    date_return = fields.Date(
        string="Returns on",
        tracking=True,
        help="On this day everything goes back automatically.",
    )
    date_start = fields.Datetime(
        string="Started on", readonly=True, copy=False, system=True
    )
    date_done = fields.Datetime(
        string="Done on", readonly=True, copy=False, index=True, system=True
    )
    note = fields.Html(string="Plan")

    _dates_in_order = models.Constraint(
        "CHECK (date_return >= date_planned)",
        "The customers return before they are handed over. Correct one of the dates.",
    )

    @api.depends("from_user_id")
    def _compute_from_team_id(self):
        for handover in self:
            handover.from_team_id = handover.from_user_id.sudo().sale_team_id

    @api.depends("from_user_id")
    def _compute_supervisor_id(self):
        for handover in self:
            user = handover.from_user_id.sudo()
            superior = user._find_heir() if user else user
            handover.supervisor_id = superior

    @api.depends("from_user_id", "receiver_ids")
    def _compute_kind(self):
        for handover in self:
            if handover.kind not in ("leaving", "temporary"):
                handover.kind = handover._find_kind()

    @api.depends("name", "from_user_id")
    def _compute_display_name(self):
        for handover in self:
            parts = (handover.name, handover.from_user_id.sudo().name)
            handover.display_name = " · ".join(part for part in parts if part)

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = self._clean_values(vals_list)
        numbers = self.env["ir.sequence"]._next_numbers(NUMBER, len(vals_list))
        handovers = super(CrmHandover, self._strip_defaults()).create(
            [
                {**vals, "name": number}
                for vals, number in zip(vals_list, numbers, strict=True)
            ]
        )
        return handovers.with_env(self.env)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_started(self):
        if kept := self.filtered(lambda handover: handover.state != "draft"):
            raise UserError(
                self.env._(
                    "%(handover)s has begun and is kept. Cancel it instead.",
                    handover=kept[0].display_name,
                )
            )

    @api.model
    def _get_transitions(self):
        return super()._get_transitions() | {
            ("draft", "planned"),
            ("planned", "draft"),
            ("planned", "in_progress"),
            ("in_progress", "signing"),
            ("signing", "in_progress"),
            ("signing", "done"),
            ("draft", "cancelled"),
            ("planned", "cancelled"),
            ("in_progress", "cancelled"),
            ("signing", "cancelled"),
            ("done", "cancelled"),
        }

    def _find_kind(self):
        """Return the kind by the departments of the people farthest apart (HUA-1)."""
        giver = self.from_user_id.sudo().sale_team_id
        others = self.receiver_ids.sudo().sale_team_id
        if giver.sales_side and any(
            team.sales_side not in (False, giver.sales_side) for team in others
        ):
            return "cross_region"
        if any(team._get_centre() != giver._get_centre() for team in others):
            return "cross_centre"
        return "cross_department"

    @api.model
    def _get_days(self, name, default):
        """Return a number of days from the settings."""
        parameters = self.env["ir.config_parameter"]
        return parameters._get_number(f"jl_crm_handover.{name}", default)

    def _ensure_planner(self):
        """:raise AccessError: the user does not plan these handovers (HUA-5)"""
        if self.env.su:
            return
        self.check_access("write")

    def _ensure_state(self, *states):
        """:raise UserError: one of these has got further, or not so far"""
        labels = dict(self._fields["state"]._description_selection(self.env))
        for handover in self.filtered(lambda one: one.state not in states):
            raise UserError(
                self.env._(
                    "%(handover)s is “%(state)s”. This is done while it is: "
                    "%(states)s.",
                    handover=handover.display_name,
                    state=labels[handover.state],
                    states=", ".join(labels[state] for state in states),
                )
            )
