from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..review.crm_review_mixin_prints import PREVIEW

LEAVING = ("sent", "sale")
QUOTED = ("draft", "sent")
# what the customer leaves on it
SIGNED = ("signature", "signed_by", "signed_on")


class SaleOrder(models.Model):
    """Every way to the customer asks for the approval of a quotation (K3Q-4).

    What does not pass here: reports (ir.actions.report), mails (mail.render.mixin,
    mail.compose.message), the portal's pages (controllers), shared links and payments.
    No user is exempt, the superuser neither.
    """

    _name = "sale.order"
    _inherit = "sale.order"

    @api.model_create_multi
    def create(self, vals_list):
        orders = super().create(vals_list)
        left = orders.filtered(lambda order: order.state in LEAVING)
        signed = self.browse(
            order.id
            for order, vals in zip(orders, vals_list, strict=True)
            if _is_signed(vals)
        )
        if blocked := (left | signed).filtered(
            lambda order: order.sudo()._get_levels()
        ):
            raise UserError(blocked._get_blocked_message())
        left._keep_as_confirmed()
        return orders

    def write(self, vals):
        state = vals.get("state")
        if _is_signed(vals):
            self._ensure_released()
        if state in QUOTED:
            self._ensure_not_ordered()
        if state == "cancel":
            self._stop_reviews()
        if state not in LEAVING:
            return super().write(vals)
        leaving = self.filtered(lambda order: order.state != state)
        # one look at its content says both whether it may leave and how it was
        approved = leaving._filter_approved() if state == "sale" else self.browse()
        (leaving - approved)._ensure_released()
        vals = self._write_before_leaving(leaving, vals)
        result = super().write(vals)
        approved._seal_as_approved()
        if state == "sale":
            (leaving - approved)._keep_as_confirmed()
        return result

    def _ensure_not_ordered(self):
        """:raise UserError: one of them would be no order any more"""
        if ordered := self.filtered(lambda order: order.state == "sale"):
            raise UserError(
                self.env._(
                    "%(name)s is confirmed: cancel it before it becomes a quotation "
                    "again.",
                    name=ordered[0].sudo().name,
                )
            )

    def _write_before_leaving(self, leaving, vals):
        """Write what comes along, look again, and return the rest of the values."""
        watched = self._get_review_watch().intersection(vals)
        if not watched:
            return vals
        self.write({name: vals[name] for name in watched})
        leaving._ensure_released()
        return {name: value for name, value in vals.items() if name not in watched}

    @api.model
    def _get_outside_message(self):
        """Return what people from outside are told of a quotation that is blocked."""
        return self.env._(
            "This quotation is being worked on. You will hear from us as soon as it "
            "is ready."
        )

    def _stop_reviews(self):
        """There is nothing to decide about what was cancelled."""
        for order in self.filtered(lambda one: one.review_state == "submitted"):
            order._lock_review()
            order._recall_review()

    def action_quotation_send(self):
        self.check_access("read")
        self._ensure_released()
        return super().action_quotation_send()

    def action_preview_sale_order(self):
        self.check_access("read")
        self._ensure_released()
        return super().action_preview_sale_order()

    @api.model
    def action_share(self):
        if self.env.context.get("active_model") == self._name:
            order = self.browse(self.env.context.get("active_id"))
            order.check_access("read")
            order._ensure_released()
        return super().action_share()

    def _create_invoices(self, grouped=False, final=False, date=None):
        self._ensure_released()
        return super()._create_invoices(grouped=grouped, final=final, date=date)

    def _send_order_notification_mail(self, mail_template, allow_deferred_sending=True):
        if allow_deferred_sending:
            return super()._send_order_notification_mail(mail_template)
        if not self._is_released():
            # one that waited and may not leave any more does not hold up the others
            return self._notify_unsent_mail(self._get_parties())
        return super()._send_order_notification_mail(
            mail_template, allow_deferred_sending=False
        )

    def _get_edi_builders(self):
        # a print for reviewers carries nothing that a machine could take for an order
        if PREVIEW.holds(self.env):
            return []
        self._ensure_released()
        return super()._get_edi_builders()

    def _notify_get_recipients_groups(self, message, model_description, msg_vals=False):
        """Questions may be asked meanwhile, but without a way to the quotation."""
        groups = super()._notify_get_recipients_groups(
            message, model_description, msg_vals=msg_vals
        )
        if self and not self._is_released():
            for name, _condition, values in groups:
                if name != "user":
                    values["has_button_access"] = False
        return groups

    def _notify_by_email_prepare_rendering_context(self, message, *args, **kwargs):
        context = super()._notify_by_email_prepare_rendering_context(
            message, *args, **kwargs
        )
        if self and not self._is_released():
            # the second one is the amount
            context["subtitles"] = context["subtitles"][:1]
        return context

    @api.model
    def _get_released_domain(self):
        """Return the domain of what people from outside may read.

        Whether it was changed since is asked where it leaves; here the state decides.
        """
        approved = Domain("review_state", "=", "approved")
        confirmed = Domain("state", "=", "sale") & Domain("review_state", "=", "draft")
        return (
            approved
            | confirmed
            | Domain.custom(
                to_sql=lambda model, alias, query: model._get_free_sql(alias),
                predicate=lambda order: order._is_released(),
            )
        )

    @api.model
    def _get_free_sql(self, alias):
        """Return the condition that a quotation needs no review.

        Asked by people from outside, who have few of them: each one is asked itself.
        """
        partner = self.env.user.commercial_partner_id
        theirs = self.sudo().search(
            [
                ("partner_id", "child_of", partner.ids),
                ("review_state", "!=", "approved"),
            ]
        )
        free = theirs.filtered(lambda order: not order._is_review_required())
        return SQL("%s = ANY(%s)", SQL.identifier(alias, "id"), free.ids)


def _is_signed(vals):
    return any(vals.get(name) for name in SIGNED)
