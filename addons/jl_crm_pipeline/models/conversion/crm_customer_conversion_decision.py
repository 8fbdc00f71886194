from odoo import api, fields, models
from odoo.exceptions import AccessError

from odoo.addons.jl_crm_base.tools.session import ensure_own_session

from ...roles import GENERAL_AFFAIRS


class CrmCustomerConversion(models.Model):
    """General Affairs converts a customer, or says why not (K3C-4, K3C-5)."""

    _name = "crm.customer.conversion"
    _inherit = "crm.customer.conversion"

    _decider_groups = (GENERAL_AFFAIRS,)

    reason = fields.Text(readonly=True, copy=False, tracking=True, system=True)
    can_decide = fields.Boolean(compute="_compute_can_decide")
    can_withdraw = fields.Boolean(compute="_compute_can_decide")

    @api.depends("state", "user_id")
    @api.depends_context("uid")
    def _compute_can_decide(self):
        is_office = self._is_decider()
        for conversion in self:
            is_asking = conversion.state == "requested"
            is_own = conversion.user_id == self.env.user
            conversion.can_decide = is_office and is_asking
            conversion.can_withdraw = (is_asking and is_own) or (
                is_office and conversion.state == "approved"
            )

    def action_approve(self):
        """Convert the customers of these requests (K3C-4).

        :raise AccessError: the caller does not belong to General Affairs, or does not
            ask themselves
        :raise UserError: a request was decided meanwhile, or is for no potential one
        """
        ensure_own_session(self.env)
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
        """Open the dialogue that asks for the reason of a refusal (K3C-5)."""
        return self.env["crm.customer.conversion.reason"]._open_for(self, "refuse")

    def action_open_withdraw(self):
        """Open the dialogue that asks for the reason of a withdrawal (K3C-5)."""
        return self.env["crm.customer.conversion.reason"]._open_for(self, "withdraw")

    @api.model
    def _ensure_general_affairs(self):
        if not self._is_decider():
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
                        "The sender withdraws an open request, General Affairs a "
                        "conversion."
                    )
                )

    def _approve(self):
        decision = self._prepare_decision()
        self.partner_id._ensure_convertible()
        self._move("approved", **decision)
        self.partner_id.sudo()._set_transacting(decision["decision_date"])
        self._tell_requesters(self.env._("The customer is transacting now."))

    def _decide(self, target, reason):
        reason = self._ensure_reason(reason)
        self._move(target, **self._prepare_decision(), reason=reason)
        self._tell_requesters(reason)
