from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...roles import GENERAL_AFFAIRS

MODE, DEFAULT_MODE = "jl_crm_pipeline.conversion_on_order", "request"


class CrmCustomerConversion(models.Model):
    """The request that makes a potential customer a transacting one.

    Sales asks, General Affairs decides, and the history stays (K3C-2 to K3C-5).
    """

    _name = "crm.customer.conversion"
    _description = "Customer Conversion"
    _inherit = [
        "request.decision.mixin",
        "customer.work.mixin",
        "trade.evidence.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "request_date desc, id desc"
    # whoever sees a request may answer on it
    _mail_post_access = "read"

    _work_handover_heading = "archive"

    def _default_receiver_ids(self):
        return self._get_deciders()

    name = fields.Char(
        string="Title",
        compute="_compute_name",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
    )
    partner_id = fields.Many2one(domain=[("customer_status", "=", "potential")])
    customer_status = fields.Selection(related="partner_id.customer_status")
    user_id = fields.Many2one(
        comodel_name="res.users",
        string="Requested by",
        default=lambda self: self.env.user,
        readonly=True,
        required=True,
        copy=False,
        index=True,
        system=True,
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
        help="The confirmed order that opened this request automatically.",
        system=True,
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

    _one_open_per_customer = models.UniqueIndex(
        "(partner_id) WHERE state = 'requested'",
        "A conversion of this customer is already requested.",
    )

    @api.depends("partner_id")
    def _compute_name(self):
        for conversion in self:
            conversion.name = self.env._(
                "Convert to transacting: %(customer)s",
                customer=conversion.partner_id.name or "",
            )

    @api.depends("partner_id")
    def _compute_message(self):
        for conversion in self:
            conversion.message = conversion._describe_customer()

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

        :raise UserError: no receiver, or the customer cannot be converted
        """
        self._request()
        return self._get_notification(
            self.env._("Sent"),
            self.env._("General Affairs has been told and will evaluate the customer."),
        )

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
    def _get_mode(self):
        """Return what a confirmed order does: ``request``, ``convert`` or ``off``."""
        parameters = self.env["ir.config_parameter"].sudo()
        return parameters.get_param(MODE, DEFAULT_MODE)

    @api.model
    def _open_for_order(self, order):
        """Do for a confirmed order what the settings say (K3C-7)."""
        mode = self._get_mode()
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
        if mode == "convert" and not conversion._is_held():
            conversion._approve()
        else:
            conversion._tell_receivers()

    def _is_held(self):
        """Whether something that the settings ask for stands in the way; a hook."""
        return False

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
