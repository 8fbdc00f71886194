from odoo import models
from odoo.tools import format_amount, format_date, plaintext2html

ACTIVITY = "jl_crm_pipeline.mail_activity_type_conversion"


class CrmCustomerConversion(models.Model):
    """What is said about a conversion, to whom, and where they see it."""

    _name = "crm.customer.conversion"
    _inherit = "crm.customer.conversion"

    def _describe_customer(self):
        """Return the details that a request is filled in with beforehand (K3C-2)."""
        customer = self.partner_id
        if not customer:
            return False
        lines = [
            (self.env._("Customer"), customer.name),
            (self.env._("Customer code"), customer.customer_code),
            (self.env._("Responsible"), customer.user_id.name),
            (self.env._("Phone"), customer.phone or customer.mobile),
            (self.env._("Address"), customer._get_one_line_address()),
            (self.env._("Confirmed orders"), self._describe_orders()),
        ]
        return "\n".join(self._label(label, value) for label, value in lines if value)

    def _label(self, label, value):
        return self.env._("%(label)s: %(value)s", label=label, value=value)

    def _describe_orders(self):
        if not self.order_count:
            return False
        return self.env._(
            "%(count)s, %(amount)s in all, the last one on %(date)s",
            count=self.order_count,
            amount=format_amount(self.env, self.order_amount, self.trade_currency_id),
            date=format_date(self.env, self.last_order_date),
        )

    def _tell_receivers(self):
        """Put the requests into the receivers' message centre and work list."""
        for conversion in self:
            conversion.message_post(
                subject=conversion.name,
                body=plaintext2html(conversion.message or ""),
                partner_ids=conversion.receiver_ids.partner_id.ids,
                subtype_xmlid="mail.mt_comment",
            )
            receivers, title = conversion.receiver_ids, conversion.name
            conversion._put_on_lists(receivers, ACTIVITY, title)

    def _tell_requesters(self, text):
        """Tell who asked what was decided, and take the work off the others' lists."""
        for conversion in self:
            conversion.sudo().activity_unlink([ACTIVITY])
            reader = conversion.with_context(lang=conversion.user_id.lang)
            title = reader._get_decision_title()
            body = reader._label(title, text)
            conversion.message_post(
                subject=title,
                body=body,
                partner_ids=conversion.user_id.partner_id.ids,
                subtype_xmlid="mail.mt_comment",
            )
            conversion.partner_id.sudo().message_post(
                body=body, author_id=self.env.user.partner_id.id
            )

    def _get_decision_title(self):
        name = self.partner_id.name
        if self.state == "approved":
            return self.env._("%(name)s: converted to transacting", name=name)
        if self.state == "refused":
            return self.env._("%(name)s: conversion refused", name=name)
        return self.env._("%(name)s: conversion withdrawn", name=name)

    def _get_notification(self, title, text):
        """Return the client action that confirms a step and refreshes the screen."""
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "title": title,
                "message": text,
                "type": "success",
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
