from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from odoo.addons.jl_crm_base.tools.session import ensure_own_session
from odoo.addons.jl_crm_pipeline.roles import (
    GENERAL_AFFAIRS,
    OFFICE_DIRECTOR,
    SALES_MANAGER,
    SALESPERSON,
)

ACTIVITY = "jl_crm_quote.mail_activity_type_contract_approval"


class ResPartner(models.Model):
    """The general approval: with this customer contracts may be made (CON-1).

    General Affairs or the director gives it, before anything was sold. A conversion is
    General Affairs' approval as well.
    """

    _name = "res.partner"
    _inherit = ["res.partner", "decision.asking.mixin"]

    contract_approval_date = fields.Datetime(
        string="Approved for Contracts on",
        readonly=True,
        copy=False,
        prefetch="customer_profile",
        system=True,
    )
    contract_approval_user_id = fields.Many2one(
        comodel_name="res.users",
        string="Approved for Contracts by",
        readonly=True,
        copy=False,
        prefetch="customer_profile",
        system=True,
    )
    is_approved_for_contracts = fields.Boolean(
        string="Approved for Contracts",
        compute="_compute_is_approved_for_contracts",
        search="_search_is_approved_for_contracts",
        groups=SALESPERSON,
    )

    @api.depends("customer_status", "contract_approval_date")
    def _compute_is_approved_for_contracts(self):
        for partner in self:
            partner.is_approved_for_contracts = bool(
                partner.contract_approval_date
                or partner.customer_status == "transacting"
            )

    @api.model
    def _search_is_approved_for_contracts(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("customer_status", "=", "transacting") | Domain(
            "contract_approval_date", "!=", False
        )

    def action_approve_for_contracts(self):
        """Let contracts be made with customers (CON-1).

        :raise AccessError: neither General Affairs nor the director of their office
        :raise UserError: one of them is no customer
        """
        self._ensure_may_approve_for_contracts()
        if any(not customer.customer_status for customer in self):
            raise UserError(self.env._("Only customers are approved for contracts."))
        for customer in self.filtered(lambda one: not one.contract_approval_date):
            plain = customer.sudo()
            plain._write_system(
                {
                    "contract_approval_date": fields.Datetime.now(),
                    "contract_approval_user_id": self.env.uid,
                }
            )
            plain.activity_unlink([ACTIVITY])
            plain.message_post(
                body=self.env._("Approved for contracts."),
                author_id=self.env.user.partner_id.id,
                partner_ids=customer.user_id.partner_id.ids,
            )

    def action_ask_for_contracts(self):
        """Ask General Affairs, and the director, to approve the customer (CON-1).

        :rtype: dict
        :raise AccessError: the user may not read it
        """
        self.ensure_one()
        self.check_access("read")
        people = self.sudo()._find_contract_approvers() - self.env.user
        if not people:
            raise UserError(
                self.env._("Nobody approves customers: ask an administrator.")
            )
        known = self.sudo()._find_asked_for_contracts()
        self._ask_for_contracts(people - known)
        names = ", ".join(people.mapped("name"))
        said = self.env._("Asked: %(names)s.", names=names)
        if people <= known:
            said = self.env._("Asked already: %(names)s.", names=names)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"type": "success", "message": said},
        }

    def _find_asked_for_contracts(self):
        """Return the people who have it on their list."""
        kind = self.env.ref(ACTIVITY)
        return self.activity_ids.filtered(
            lambda activity: activity.activity_type_id == kind
        ).user_id

    def _ask_for_contracts(self, people):
        """Put it on the lists of people, who are told as well.

        :param people: res.users
        """
        if not people:
            return
        title = self.env._("Approve for contracts: %(name)s", name=self.name)
        self._put_on_lists(people, ACTIVITY, title)
        self.sudo().message_notify(
            author_id=self.env.user.partner_id.id,
            partner_ids=people.partner_id.ids,
            subject=title,
            body=self.env._(
                "%(user)s asks you to approve %(name)s for contracts.",
                user=self.env.user.name,
                name=self.name,
            ),
        )

    def _find_contract_approvers(self):
        """Return General Affairs, and the directors of the customer's department."""
        office = self.env.ref(GENERAL_AFFAIRS).all_user_ids
        team = self.team_id
        led = (team.user_id | team.member_ids).filtered(
            lambda user: user.has_group(OFFICE_DIRECTOR)
        )
        return (office | led).filtered(lambda user: user.active and not user.share)

    def action_disapprove_for_contracts(self):
        """Take the approval back; contracts that there are stay as they are (CON-1).

        :raise AccessError: neither General Affairs nor the director of their office
        """
        self._ensure_may_approve_for_contracts()
        for customer in self.filtered("contract_approval_date"):
            plain = customer.sudo()
            plain._write_system(
                {"contract_approval_date": False, "contract_approval_user_id": False}
            )
            plain.message_post(
                body=self.env._("No longer approved for contracts."),
                author_id=self.env.user.partner_id.id,
            )

    def _ensure_may_approve_for_contracts(self):
        """:raise AccessError: the user decides on none of them, or on their own"""
        self.check_access("read")
        ensure_own_session(self.env)
        me = self.env.user
        if me.has_group(GENERAL_AFFAIRS) or me.has_group(SALES_MANAGER):
            return
        if not me.has_group(OFFICE_DIRECTOR) or me in self.sudo().user_id:
            raise AccessError(
                self.env._(
                    "General Affairs or the director approves customers for contracts, "
                    "the director not their own."
                )
            )
        self.check_access("write")
