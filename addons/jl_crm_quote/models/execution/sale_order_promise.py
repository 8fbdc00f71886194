from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_date

from odoo.addons.jl_crm_base.tools.permit import Permit

PROMISING = Permit("jl_crm_quote_promising")
# a promised day is kept as its noon, where the company works
NOON = 12.0


class SaleOrder(models.Model):
    """The day on which a confirmed order is promised changes with a reason (TUR-6).

    Written past the dialogue it asks for the approval again, and says that there is no
    reason.
    """

    _name = "sale.order"
    _inherit = "sale.order"

    def write(self, vals):
        if "commitment_date" not in vals or PROMISING.holds(self.env):
            return super().write(vals)
        confirmed = self.filtered(lambda order: order.state == "sale")
        before = {order: order.promised_date for order in confirmed}
        result = super().write(vals)
        for order, day in before.items():
            if order.promised_date != day:
                order._tell_promise(day, self.env._("no reason was given"))
        return result

    def action_open_promise(self):
        """Ask for another delivery date and why (TUR-6).

        :rtype: dict
        """
        self.ensure_one()
        self.check_access("write")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Change Delivery Date"),
            "res_model": "crm.order.promise",
            "views": [[False, "form"]],
            "target": "new",
            "context": {"default_order_id": self.id},
        }

    def action_promise(self, day, reason):
        """Promise the order for another day (TUR-6).

        What was approved stays so: the change is a row of the course of its review.

        :param date day: where the company works
        :param str reason: not empty
        :raise UserError: it says nothing, or the order is not confirmed
        """
        self.ensure_one()
        self.check_access("write")
        if not day or not (reason or "").strip():
            raise UserError(self.env._("Say for which day it is promised, and why."))
        if self.state != "sale":
            raise UserError(
                self.env._("Only a confirmed order is promised: edit the quotation.")
            )
        before = self.promised_date
        with self._carrying_review(reason.strip()):
            moment = self.company_id._to_moment(day, NOON)
            PROMISING.give(self).commitment_date = moment
        self._tell_promise(before, reason.strip())

    def _tell_promise(self, before, reason):
        # whoever may write the order need not be allowed to speak in its history
        self.sudo().message_post(
            body=self._word_promise(before, reason),
            author_id=self.env.user.partner_id.id,
        )

    def _word_promise(self, before, reason):
        after = format_date(self.env, self.promised_date)
        if not before:
            return self.env._(
                "Promised for %(day)s: %(reason)s", day=after, reason=reason
            )
        return self.env._(
            "Promised for %(day)s instead of %(before)s: %(reason)s",
            day=after,
            before=format_date(self.env, before),
            reason=reason,
        )
