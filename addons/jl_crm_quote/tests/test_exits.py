from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import file_open

from ..models.exits.ir_actions_report import IrActionsReport
from ..models.exits.mail_render_mixin import MailRenderMixin
from ..models.exits.mail_scheduled_message import MailScheduledMessage
from ..models.exits.payment_transaction import PaymentTransaction
from ..models.exits.sale_order import SaleOrder
from ..wizards.mail_compose_message import MailComposeMessage
from ..wizards.payment_link_wizard import PaymentLinkWizard
from ..wizards.portal_share import PortalShare
from ..wizards.sale_advance_payment_inv import SaleAdvancePaymentInv
from . import exits
from .common import QuoteCommon

PDF = file_open("base/tests/minimal.pdf", "rb").read()
# each guard, and the exits that it alone keeps shut
GUARDS = {
    (SaleOrder, "write"): ("mark_as_sent", "write_sent", "write_sale", "confirm"),
    (SaleOrder, "action_quotation_send"): ("send",),
    (SaleOrder, "action_preview_sale_order"): ("preview",),
    (SaleOrder, "action_share"): ("share",),
    (PaymentLinkWizard, "_prepare_url"): ("payment_link",),
    (SaleOrder, "_get_edi_builders"): ("electronic",),
    (IrActionsReport, "_ensure_reviewed"): (
        "print_pdf",
        "print_html",
        "print_proforma",
        "print_several",
    ),
    (MailRenderMixin, "_ensure_reviewed"): ("render", "mail_proforma"),
    (MailComposeMessage, "_action_send_mail"): ("compose",),
    (PortalShare, "_ensure_reviewed"): ("share_dialogue", "share_link"),
    (PaymentTransaction, "create"): ("pay",),
    (SaleAdvancePaymentInv, "_create_invoices"): ("down_payment",),
    (MailScheduledMessage, "create"): ("schedule",),
}


class ExitCommon(exits.ExitTrial, QuoteCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.approved_one = cls._create_approved()
        cls.provider = cls.env["payment.provider"].create(
            {"name": "Bank", "code": "none", "state": "disabled"}
        )
        cls.method = cls.env["payment.method"].create(
            {"name": "Transfer", "code": "quote_transfer", "active": True}
        )
        # what a printed page looks like is tested elsewhere
        cls.classPatch(
            cls.registry["ir.actions.report"],
            "_run_wkhtmltopdf",
            lambda *args, **kwargs: PDF,
        )

        # nor how the money is booked
        cls.classPatch(
            cls.registry["payment.transaction"],
            "_create_payment",
            lambda self, **kwargs: self.env["account.payment"],
        )

    def make_transaction(self, order, **vals):
        return self.env["payment.transaction"].create(
            {
                "provider_id": self.provider.id,
                "payment_method_id": self.method.id,
                "amount": order.sudo().amount_total,
                "currency_id": order.sudo().currency_id.id,
                "partner_id": self.customer.id,
                "sale_order_ids": [Command.set(order.ids)],
                "reference": f"Payment {order.id}",
                **vals,
            }
        )

    def _iter_blocked(self):
        """Yield a quotation in each state in which it may not leave."""
        yield "draft", self._create_quotation()
        yield "submitted", self._create_submitted()
        yield "refused", self._create_refused()
        yield "void", self._create_void()

    def _assert_not_sent(self, order):
        subjects = order.sudo().message_ids.mapped("subject")
        self.assertTrue(any("a mail was not sent" in (one or "") for one in subjects))

    def _change(self, order):
        order.order_line.price_unit = 7
        self.env.cr.flush()

    def _make_note(self, order, partners=()):
        """A note about the quotation in the composer of the salesperson."""
        return (
            self.env["mail.compose.message"]
            .with_user(self.seller)
            .create(
                {
                    "model": "sale.order",
                    "res_ids": str(order.ids),
                    "composition_mode": "comment",
                    "body": "Here is your offer",
                    "subtype_id": self.env.ref("mail.mt_note").id,
                    "partner_ids": [Command.set([one.id for one in partners])],
                }
            )
        )


@tagged("post_install", "-at_install")
class TestExits(ExitCommon):
    def test_nothing_leaves_unapproved(self):
        """K3Q-4: all exits, salesperson and administrators, in every other state."""
        for state, order in self._iter_blocked():
            self.assertEqual(order.review_state, state)
            for user in (self.seller, self.admin, self.env.ref("base.user_root")):
                for step in exits.INTERNAL:
                    theirs = order.with_user(user).with_context(
                        lang="en_US", tracking_disable=True
                    )
                    with self.subTest(state=state, user=user.login, exit=step.__name__):
                        self.assertFalse(self._leaves(step, theirs))

    def test_approved_leaves(self):
        """K3Q-4: what was approved passes every one of them."""
        order = self._create_approved()
        for step in exits.INTERNAL:
            with self.subTest(exit=step.__name__):
                self.assertTrue(self._leaves(step, order))

    def test_each_guard_is_needed(self):
        """K3Q-4: with a guard taken out, the exits that it keeps are open."""
        order = self._create_quotation()
        for (guard, name), names in GUARDS.items():
            for exit_name in names:
                step = getattr(exits, exit_name)
                case = self.subTest(guard=(guard._name, name), exit=exit_name)
                with case, self._without(guard, name):
                    self.assertTrue(self._leaves(step, order))

    def _without(self, guard, name):
        """Take a guard, a method of one of our classes, out of a model."""
        if name == "_ensure_reviewed":
            return patch.object(guard, name, lambda *args, **kwargs: None)
        return patch.object(guard, name, _call_super(guard, name))

    def test_created_as_sent_or_sold(self):
        """K3Q-4: nobody makes an order that was never a quotation."""
        for state in ("sent", "sale"):
            with self.subTest(state=state), self._assert_refused("has to be approved"):
                self._create_quotation(state=state)
        with self._assert_refused("has to be approved"):
            self._create_approved().copy({"state": "sale"})

    def test_decline_and_cancel_need_nothing(self):
        """K3Q-4: what does not take place leaves nobody."""
        for _state, order in self._iter_blocked():
            order.action_cancel()
            self.assertEqual(order.state, "cancel")

    def test_cancelled_is_not_printed(self):
        """K3Q-4: to cancel an offer is no way to print it."""
        order = self._create_quotation()
        order.action_cancel()
        self.assertFalse(self._leaves(exits.print_html, order))

    def test_notes_among_colleagues(self):
        """K3Q-4: colleagues talk about a quotation under review."""
        order = self._create_submitted()
        order.message_post(body="Look at the second line", partner_ids=[])
        self._make_note(order)._action_send_mail()

    def test_mailing_to_many(self):
        """K3Q-4: a mailing to many asks for each of them."""
        orders = self._create_approved() | self._create_quotation()
        composer = self.env["mail.compose.message"].create(
            {
                "model": "sale.order",
                "res_domain": str([("id", "in", orders.ids)]),
                "composition_mode": "mass_mail",
                "subject": "Spring",
                "body": "Hello",
            }
        )
        with self._assert_refused("has to be approved"):
            composer._action_send_mail()

    def test_scheduled_and_changed_meanwhile(self):
        """K3Q-4: a message for later does not leave with what was approved before."""
        for raise_exception in (True, False):
            order = self._create_approved()
            exits.schedule(self, order)
            messages = self.env["mail.scheduled.message"]
            message = messages.search(
                [("res_id", "=", order.id), ("model", "=", order._name)]
            )
            self._change(order)
            with self.subTest(raise_exception=raise_exception):
                if raise_exception:
                    with self._assert_refused("has to be approved"):
                        message.post_message()
                    continue
                message._post_message(raise_exception=False)
                self.assertFalse(message.exists())
                self._assert_not_sent(order)
                bodies = " ".join(order.message_ids.mapped("body"))
                self.assertNotIn("Here is your offer", bodies)

    def test_mailing_for_later_and_changed_meanwhile(self):
        """K3Q-4: nor does a mail to many that waits for its hour."""
        order, kept = self._create_approved(), self._create_approved()
        hour = fields.Datetime.now() + timedelta(hours=1)
        mails = self.env["mail.mail"].create(
            [
                {"model": one._name, "res_id": one.id, "scheduled_date": hour}
                for one in (order, kept)
            ]
        )
        self._change(order)
        mails.send()
        self.assertEqual(mails[0].state, "cancel")
        self.assertNotEqual(mails[1].state, "cancel")
        self._assert_not_sent(order)

    def test_mail_that_waited_for_its_turn(self):
        """K3Q-4: one that may not leave any more does not hold up the others'."""
        order, kept = self._create_approved(), self._create_approved()
        template = self.env.ref("sale.mail_template_sale_confirmation")
        self._change(order)
        for one in (order, kept):
            one._send_order_notification_mail(template, allow_deferred_sending=False)
        self._assert_not_sent(order)
        self.assertFalse(order.message_ids.partner_ids & self.customer)
        self.assertTrue(kept.message_ids.partner_ids & self.customer)

    def test_shared_documents_of_others(self):
        """K3Q-4: what is not reviewed is shared as before."""
        order = self._create_quotation()
        context = {"active_model": "res.partner", "active_id": self.customer.id}
        self.assertTrue(order.with_context(**context).action_share())

    def test_questions_to_the_customer_lead_nowhere(self):
        """K3Q-4: a message may be written, but no amount and no link goes with it."""
        order = self._create_quotation()
        message = order.message_post(
            body="Which colour?", subtype_xmlid="mail.mt_comment"
        )
        context = order._notify_by_email_prepare_rendering_context(message)
        self.assertEqual(len(context["subtitles"]), 1)
        groups = order._notify_get_recipients_groups(message, "Quotation")
        outside = {name: values for name, _test, values in groups if name != "user"}
        self.assertTrue(outside)
        self.assertFalse(any(one["has_button_access"] for one in outside.values()))

        approved = self._create_approved()
        context = approved._notify_by_email_prepare_rendering_context(message)
        self.assertEqual(len(context["subtitles"]), 2)

    def test_scope_off_is_stock(self):
        """K3Q-4: with the review switched off everything leaves as in stock."""
        self._set_review_scope("off")
        order = self._create_quotation()
        self.assertFalse(order.is_review_required)
        for step in exits.INTERNAL:
            with self.subTest(exit=step.__name__):
                self.assertTrue(self._leaves(step, order))

    def test_scope_custom_work(self):
        """K3Q-4: with the review of custom work alone, stock quotations leave."""
        self._set_review_scope("custom")
        custom = self._create_quotation(is_quote_item_offer=True, order_line=[])
        self.assertTrue(self._leaves(exits.print_html, self._create_quotation()))
        self.assertFalse(self._leaves(exits.print_html, custom))


def _call_super(guard, name):
    """Return a method that only calls what ``guard`` extends."""

    def plain(self, *args, **kwargs):
        return getattr(super(guard, self), name)(*args, **kwargs)

    return plain
