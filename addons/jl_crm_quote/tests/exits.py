"""Each way that a quotation leaves, as a function of (test, order of the user)."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.fields import Command

REPORT = "sale.report_saleorder"
PROFORMA = "sale.action_report_pro_forma_invoice"


class ExitTrial:
    """Tries exits; a part of a test."""

    def _leaves(self, step, document):
        """Whether the exit is open; what it did is undone."""
        savepoint = self.env.cr.savepoint()
        try:
            step(self, document)
            self.env.flush_all()
            return True
        except UserError as error:
            self.assertIn("has to be approved", str(error))
            return False
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all()


def send(test, order):
    order.action_quotation_send()


def mark_as_sent(test, order):
    order.action_quotation_sent()


def write_sent(test, order):
    order.write({"state": "sent"})


def write_sale(test, order):
    order.write({"state": "sale"})


def confirm(test, order):
    order.action_confirm()


def validate(test, order):
    order.sudo()._validate_order()


def create_confirmed(test, order):
    """A copy is nobody's approved quotation, in whatever state the first one is."""
    order.copy({"state": "sale"})


def print_pdf(test, order):
    order.env["ir.actions.report"]._render_qweb_pdf(REPORT, order.ids)


def print_streams(test, order):
    reports = order.env["ir.actions.report"].with_context(force_report_rendering=True)
    reports._render_qweb_pdf_prepare_streams(REPORT, {}, order.ids)


def print_html(test, order):
    order.env["ir.actions.report"]._render_qweb_html(REPORT, order.ids)


def print_text(test, order):
    order.env["ir.actions.report"]._render_qweb_text(REPORT, order.ids)


def print_proforma(test, order):
    order.env["ir.actions.report"]._render_qweb_pdf(PROFORMA, order.ids)


def print_several(test, order):
    """An approved one in front does not take the others along."""
    approved = test.approved_one.with_env(order.env)
    order.env["ir.actions.report"]._render_qweb_pdf(REPORT, (approved | order).ids)


def mail_template(test, order):
    template = order.env.ref("sale.email_template_edi_sale").sudo()
    template.send_mail(order.id, force_send=False)


def mail_proforma(test, order):
    template = order.env.ref("sale.email_template_proforma").sudo()
    template._generate_template(order.ids, ["subject", "body_html"])


def post_template(test, order):
    order.sudo()._send_order_notification_mail(
        order.env.ref("sale.mail_template_sale_confirmation").sudo()
    )


def render(test, order):
    """As text messages and mailings are written."""
    order.env["mail.render.mixin"].sudo()._render_template(
        "{{ object.amount_total }}", "sale.order", order.ids
    )


def compose(test, order):
    composer = order.env["mail.compose.message"].create(
        {
            "model": order._name,
            "res_ids": str(order.ids),
            "composition_mode": "comment",
            "body": "Here is your offer",
            "subtype_id": order.env.ref("mail.mt_comment").id,
            "partner_ids": [Command.set(test.customer.ids)],
        }
    )
    composer._action_send_mail()


def preview(test, order):
    order.action_preview_sale_order()


def share(test, order):
    context = {"active_model": "sale.order", "active_id": order.id}
    order.with_context(**context).action_share()


def share_dialogue(test, order):
    context = {"active_model": "sale.order", "active_id": order.id}
    shares = order.env["portal.share"].with_context(**context)
    shares.default_get(["share_link", "res_model", "res_id"])


def share_link(test, order):
    shares = order.env["portal.share"]
    values = {"res_model": "sale.order", "res_id": order.id}
    shares.new(values).share_link  # noqa: B018


def payment_link(test, order):
    values = {
        "res_model": "sale.order",
        "res_id": order.id,
        "amount": 1,
        "currency_id": order.currency_id.id,
        "partner_id": order.partner_id.id,
    }
    order.env["payment.link.wizard"].new(values).link  # noqa: B018


def pay(test, order):
    test.make_transaction(order)


def down_payment(test, order):
    """An invoice names an amount of the quotation."""
    wizards = order.env["sale.advance.payment.inv"].sudo()
    values = {"advance_payment_method": "percentage", "amount": 30}
    wizard = wizards.with_context(active_ids=order.ids).create(values)
    wizard._create_invoices(wizard.sale_order_ids)


def schedule(test, order):
    values = {
        "model": order._name,
        "res_id": order.id,
        "body": "Here is your offer",
        "author_id": order.env.user.partner_id.id,
        "partner_ids": [Command.set(test.customer.ids)],
        "scheduled_date": fields.Datetime.now() + timedelta(hours=1),
    }
    order.env["mail.scheduled.message"].create(values)


def electronic(test, order):
    order._get_edi_builders()


INTERNAL = (
    send,
    mark_as_sent,
    write_sent,
    write_sale,
    confirm,
    validate,
    print_pdf,
    print_streams,
    print_html,
    print_text,
    print_proforma,
    print_several,
    mail_template,
    mail_proforma,
    post_template,
    render,
    compose,
    preview,
    share,
    share_dialogue,
    share_link,
    payment_link,
    pay,
    down_payment,
    schedule,
    electronic,
)
