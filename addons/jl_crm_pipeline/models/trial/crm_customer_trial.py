from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

# how long a trial is when nothing else is entered
DAYS, TRIAL_DAYS = "jl_crm_pipeline.trial_days", 30


class CrmCustomerTrial(models.Model):
    """A customer tries a product and is held for somebody meanwhile (RES-3).

    Sales applies, an administrator approves; until the last day the customer stays
    with the holder. It is given to another person, or held longer, here alone.
    """

    _name = "crm.customer.trial"
    _description = "Customer Trial"
    _inherit = [
        "request.decision.mixin",
        "customer.work.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "date_until desc, id desc"
    # whoever sees a trial may answer on it
    _mail_post_access = "read"

    name = fields.Char(
        string="Product on Trial",
        compute="_compute_name",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
        tracking=True,
    )
    product_id = fields.Many2one(
        comodel_name="product.product",
        domain="[('sale_ok', '=', True)]",
        index="btree_not_null",
    )
    user_id = fields.Many2one(
        comodel_name="res.users",
        string="Held for",
        compute="_compute_user_id",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
        index=True,
        tracking=True,
        domain="[('share', '=', False)]",
        help="With whom the customer stays until the last day.",
    )
    date_from = fields.Date(
        string="From",
        default=lambda self: self.env.company._to_day(),
        required=True,
        copy=False,
    )
    date_until = fields.Date(
        string="Until",
        default=lambda self: self._default_date_until(),
        required=True,
        copy=False,
        index=True,
        tracking=True,
        help="The last day of the trial, and on which the customer is held.",
    )
    reason = fields.Text(
        string="Why",
        required=True,
        help="What the customer is to be convinced of, and what is expected after it.",
    )
    state = fields.Selection(
        selection=[
            ("draft", "Draft"),
            ("requested", "Requested"),
            ("running", "On Trial"),
            ("done", "Ended"),
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
    requester_id = fields.Many2one(
        comodel_name="res.users",
        string="Applied for by",
        default=lambda self: self.env.user,
        readonly=True,
        required=True,
        copy=False,
        index=True,
        system=True,
    )

    _one_open_per_customer = models.UniqueIndex(
        "(partner_id) WHERE state IN ('requested', 'running')",
        "This customer already has a trial that is requested or running.",
    )

    @api.model
    def _default_date_until(self):
        parameters = self.env["ir.config_parameter"].sudo()
        days = int(parameters._get_number(DAYS, TRIAL_DAYS))
        return self.env.company._to_day() + timedelta(days=max(days, 1))

    @api.depends("product_id")
    def _compute_name(self):
        for trial in self:
            trial.name = trial.product_id.display_name or trial.name

    @api.depends("partner_id")
    def _compute_user_id(self):
        for trial in self:
            trial.user_id = trial.partner_id.user_id or trial.user_id or self.env.user

    @api.depends("partner_id", "name")
    def _compute_display_name(self):
        for trial in self:
            trial.display_name = self.env._(
                "%(customer)s: %(what)s",
                customer=trial.partner_id.name or "",
                what=trial.name or "",
            )

    @api.constrains("date_from", "date_until")
    def _check_dates(self):
        for trial in self:
            if trial.date_until < trial.date_from:
                raise ValidationError(
                    self.env._(
                        "The trial of %(customer)s would end before it begins. "
                        "Choose a later last day.",
                        customer=trial.partner_id.display_name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sent(self):
        if any(trial.state != "draft" for trial in self):
            raise ValidationError(
                self.env._(
                    "A trial that was applied for stays in the history. "
                    "Withdraw it instead."
                )
            )

    @api.model
    def _get_transitions(self):
        return super()._get_transitions() | {
            ("draft", "requested"),
            ("requested", "running"),
            ("requested", "refused"),
            ("requested", "withdrawn"),
            ("running", "done"),
        }

    @api.model
    def _work_open_domain(self):
        return Domain("state", "in", ["requested", "running"])

    def _work_transfer(self, user):
        # nobody writes what was sent; who decided on the customer decided on this
        self.sudo().write({"user_id": user.id})
