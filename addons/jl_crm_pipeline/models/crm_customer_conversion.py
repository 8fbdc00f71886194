from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

GENERAL_AFFAIRS = "jl_crm_pipeline.group_general_affairs"


class CrmCustomerConversion(models.Model):
    """The request that makes a potential customer a transacting one.

    Sales asks, General Affairs decides, and the history stays (K3C-2 to K3C-5).
    """

    _name = "crm.customer.conversion"
    _description = "Customer Conversion"
    _inherit = [
        "workflow.mixin",
        "system.field.mixin",
        "customer.work.mixin",
        "customer.trade.mixin",
        "conversion.notice.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "request_date desc, id desc"
    # whoever sees a request may answer on it
    _mail_post_access = "read"

    _work_handover_heading = "archive"
    _system_fields = frozenset(
        {
            "user_id",
            "order_id",
            "request_date",
            "decision_date",
            "decision_user_id",
            "reason",
        }
    )

    def _default_receiver_ids(self):
        return self._get_general_affairs()

    name = fields.Char(
        string="Title",
        compute="_compute_name",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
    )
    partner_id = fields.Many2one(
        required=True,
        ondelete="restrict",
        index=True,
        tracking=True,
        domain=[("customer_status", "=", "potential")],
    )
    customer_code = fields.Char(related="partner_id.customer_code")
    customer_status = fields.Selection(related="partner_id.customer_status")
    user_id = fields.Many2one(
        comodel_name="res.users",
        string="Requested by",
        default=lambda self: self.env.user,
        readonly=True,
        required=True,
        copy=False,
        index=True,
    )
    team_id = fields.Many2one(
        comodel_name="crm.team",
        string="Department",
        compute="_compute_team_id",
        store=True,
    )
    receiver_ids = fields.Many2many(
        comodel_name="res.users",
        string="Receivers",
        default=lambda self: self._default_receiver_ids(),
        copy=False,
        domain=lambda self: [
            ("all_group_ids", "in", self.env.ref(GENERAL_AFFAIRS).ids)
        ],
        help="The people of General Affairs who are told of the request.",
    )
    message = fields.Text(
        string="Details",
        compute="_compute_message",
        store=True,
        readonly=False,
        precompute=True,
    )
    order_id = fields.Many2one(
        comodel_name="sale.order",
        string="Triggered by",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="The confirmed order that opened this request by itself.",
    )
    company_id = fields.Many2one(
        comodel_name="res.company",
        default=lambda self: self.env.company,
        index="btree_not_null",
    )
    state = fields.Selection(
        selection=[
            ("draft", "Draft"),
            ("requested", "Requested"),
            ("approved", "Converted"),
            ("refused", "Refused"),
            ("withdrawn", "Withdrawn"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    request_date = fields.Datetime(string="Requested on", readonly=True, copy=False)
    decision_date = fields.Datetime(string="Decided on", readonly=True, copy=False)
    decision_user_id = fields.Many2one(
        comodel_name="res.users",
        string="Decided by",
        readonly=True,
        copy=False,
    )
    reason = fields.Text(readonly=True, copy=False, tracking=True)
    can_decide = fields.Boolean(compute="_compute_can_decide")
    can_withdraw = fields.Boolean(compute="_compute_can_decide")

    _one_open_per_customer = models.UniqueIndex(
        "(partner_id) WHERE state = 'requested'",
        "A conversion of this customer is requested already.",
    )

    @api.depends("partner_id")
    def _compute_name(self):
        for conversion in self:
            conversion.name = self.env._(
                "Convert to transacting: %(customer)s",
                customer=conversion.partner_id.name or "",
            )

    @api.depends("user_id")
    def _compute_team_id(self):
        for conversion in self:
            conversion.team_id = conversion.user_id.sale_team_id

    @api.depends("partner_id")
    def _compute_message(self):
        for conversion in self:
            conversion.message = conversion._describe_customer()

    @api.depends("state", "user_id")
    @api.depends_context("uid")
    def _compute_can_decide(self):
        is_office = self.env.user.has_group(GENERAL_AFFAIRS)
        for conversion in self:
            is_asking = conversion.state == "requested"
            is_own = conversion.user_id == self.env.user
            conversion.can_decide = is_office and is_asking
            conversion.can_withdraw = (is_asking and is_own) or (
                is_office and conversion.state == "approved"
            )

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = self._clean_values(vals_list)
        return super(CrmCustomerConversion, self._strip_defaults()).create(vals_list)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sent(self):
        if any(conversion.state != "draft" for conversion in self):
            raise UserError(
                self.env._(
                    "What was sent to General Affairs stays in the history. "
                    "Withdraw the request instead."
                )
            )

    @api.model
    def _get_transitions(self):
        return super()._get_transitions() | {
            ("draft", "requested"),
            ("requested", "approved"),
            ("requested", "refused"),
            ("requested", "withdrawn"),
            ("approved", "withdrawn"),
        }

    @api.model
    def _work_open_domain(self):
        return Domain("state", "=", "requested")

    def _work_transfer(self, user):
        # what was sent is written by nobody; the answer goes to somebody else now
        self.sudo()._write_system({"user_id": user.id})

    def action_request(self):
        """Send the request to General Affairs (K3C-2).

        :raise UserError: no receiver, or the customer can not be converted
        """
        self._request()
        return self._get_notification(
            self.env._("Sent"),
            self.env._("General Affairs has been told and will evaluate the customer."),
        )

    def action_approve(self):
        """Convert the customers of these requests (K3C-4).

        :raise AccessError: the caller does not belong to General Affairs
        :raise UserError: a request was decided meanwhile, or is for no potential one
        """
        self._ensure_general_affairs()
        self._approve()
        return self._get_notification(
            self.env._("Converted"),
            self.env._(
                "%(customers)s: now transacting.",
                customers=", ".join(self.partner_id.mapped("name")),
            ),
        )

    def action_refuse(self, reason):
        """Refuse the requests; the requesters are told why (K3C-5).

        :param str reason: not empty
        :raise AccessError: the caller does not belong to General Affairs
        """
        self._ensure_general_affairs()
        self._decide("refused", reason)

    def action_withdraw(self, reason):
        """Take a request or a conversion made by mistake back (K3C-5).

        :param str reason: not empty
        :raise AccessError: neither one's own open request nor General Affairs
        """
        self._ensure_may_withdraw()
        converted = self.filtered(lambda conversion: conversion.state == "approved")
        self._decide("withdrawn", reason)
        converted.partner_id.sudo()._set_potential()

    def action_open_refuse(self):
        """Open the dialogue that asks for the reason of a refusal."""
        return self.env["crm.customer.conversion.reason"]._open_for(self, "refuse")

    def action_open_withdraw(self):
        """Open the dialogue that asks for the reason of a withdrawal."""
        return self.env["crm.customer.conversion.reason"]._open_for(self, "withdraw")

    def action_convert_many(self):
        """Open the dialogue that converts the customers of these requests (K3C-6)."""
        return self.partner_id.action_convert_many()

    @api.model
    def _get_or_open_for(self, partners):
        """Return one open request for each customer, made where there is none."""
        partners._ensure_convertible()
        conversions = partners._get_open_conversions()
        missing = partners - conversions.partner_id
        opened = self.create([{"partner_id": partner.id} for partner in missing])
        opened._mark_requested()
        return conversions | opened

    @api.model
    def _open_for_order(self, order):
        """Do for a confirmed order what the settings say (K3C-7)."""
        mode = (
            self.env["ir.config_parameter"]
            .sudo()
            .get_param("jl_crm_pipeline.conversion_on_order", "request")
        )
        if mode == "off":
            return
        # the customer may confirm in the portal, so the system is who asks
        office = self.with_user(SUPERUSER_ID)
        order = order.with_env(office.env)
        customer = order.partner_id.commercial_partner_id
        waiting = customer._get_open_conversions()
        if waiting and mode == "request":
            return
        office = office.with_context(lang=order.user_id.lang)
        conversion = waiting.with_env(office.env) or office._create_for_order(
            customer, order
        )
        if mode == "convert":
            conversion._approve()
        else:
            conversion._tell_receivers()

    @api.model
    def _create_for_order(self, customer, order):
        vals = {"partner_id": customer.id, "company_id": order.company_id.id}
        conversion = self.create(vals)
        conversion._write_system(conversion._prepare_order_values(order))
        conversion._mark_requested()
        return conversion

    def _prepare_order_values(self, order):
        seller = order.user_id or self.partner_id.user_id or self.env.user
        return {"order_id": order.id, "user_id": seller.id}

    @api.model
    def _get_general_affairs(self):
        group = self.env.ref(GENERAL_AFFAIRS).sudo()
        return group.all_user_ids.filtered(lambda user: user.active and not user.share)

    @api.model
    def _ensure_general_affairs(self):
        if not self.env.user.has_group(GENERAL_AFFAIRS):
            raise AccessError(
                self.env._(
                    "Only General Affairs decides on conversions. "
                    "Send them a request from the customer."
                )
            )

    def _ensure_may_withdraw(self):
        for conversion in self:
            if not conversion.can_withdraw and conversion.state in (
                "requested",
                "approved",
            ):
                raise AccessError(
                    self.env._(
                        "An open request is withdrawn by who sent it, "
                        "a conversion by General Affairs."
                    )
                )

    def _request(self):
        for conversion in self:
            if not conversion.receiver_ids:
                raise UserError(
                    self.env._(
                        "Choose who in General Affairs receives the request. If nobody "
                        "is listed, an administrator adds people to that group."
                    )
                )
        self._mark_requested()
        self._tell_receivers()

    def _mark_requested(self):
        self.partner_id._ensure_convertible()
        self._move("requested", request_date=fields.Datetime.now())

    def _move(self, target, **vals):
        self.check_access("read")
        # nobody may write a request that was sent: the callers' checks are the rights
        self.sudo()._as_system()._move_to(target, **vals)

    def _approve(self):
        now = fields.Datetime.now()
        self.partner_id._ensure_convertible()
        self._move("approved", decision_date=now, decision_user_id=self.env.uid)
        self.partner_id.sudo()._set_transacting(now)
        self._tell_requesters(self.env._("The customer is transacting now."))

    def _decide(self, target, reason):
        reason = (reason or "").strip()
        if not reason:
            raise UserError(self.env._("Write down the reason."))
        self._move(
            target,
            reason=reason,
            decision_date=fields.Datetime.now(),
            decision_user_id=self.env.uid,
        )
        self._tell_requesters(reason)
