from odoo import api, fields, models

from .sale_order_line import LINE_FIELDS, PRINTED_LINE_FIELDS

SCOPE, DEFAULT_SCOPE = "jl_crm_quote.review_scope", "all"
# what the quotation builder prints along, where it is installed
PRINTED_FIELDS = ("quotation_document_ids", "customizable_pdf_form_fields")


class SaleOrder(models.Model):
    """The review that a quotation passes before the customer gets it (K3Q-4)."""

    _name = "sale.order"
    # the review stands in front of what Odoo does
    _inherit = ["crm.review.mixin", "sale.order"]

    _review_fields = (
        "partner_id",
        "partner_invoice_id",
        "partner_shipping_id",
        "pricelist_id",
        "currency_id",
        "payment_term_id",
        "fiscal_position_id",
        "validity_date",
        "note",
        "is_quote_item_offer",
        "company_id",
    )
    _review_report = "sale.action_report_saleorder"
    _review_terms = ("partner_id", "currency_id", "pricelist_id", "payment_term_id")

    # who is asked depends on them: nobody writes others over them
    amount_untaxed = fields.Monetary(system=True)
    amount_tax = fields.Monetary(system=True)
    amount_total = fields.Monetary(system=True)

    @api.depends(
        "review_state",
        "state",
        "is_quote_item_offer",
        "amount_untaxed",
        "order_line.discount",
        "order_line.price_unit",
        "order_line.product_id.is_quote_item",
        "company_id",
    )
    def _compute_is_review_required(self):
        return super()._compute_is_review_required()

    @api.model
    def _get_review_scope(self):
        get_param = self.env["ir.config_parameter"].sudo().get_param
        return get_param(SCOPE) or DEFAULT_SCOPE

    def _get_review_watch(self):
        asked = {"order_line", "require_payment", "prepayment_percent"}
        return super()._get_review_watch() | asked | set(PRINTED_FIELDS)

    def _list_review_links(self):
        return [
            *super()._list_review_links(),
            (self, "quotation_document_ids"),
            (self.order_line, "product_document_ids"),
        ]

    def _review_content(self):
        lines = self._get_review_lines()
        content = {
            **super()._review_content(),
            "sale.order.line": self._review_rows(lines, (*LINE_FIELDS, "price_total")),
        }
        head = content[self._name][0]
        self._add_printed(head, self, PRINTED_FIELDS)
        if self.require_payment:
            head["prepayment_percent"] = self.prepayment_percent
        for row, line in zip(content["sale.order.line"], lines, strict=True):
            self._add_printed(row, line, PRINTED_LINE_FIELDS)
        return content

    def _add_printed(self, row, record, names):
        """Add what is printed along to a row; where there is nothing, nothing."""
        names = [name for name in names if name in record._fields and record[name]]
        if names:
            row.update(self._review_rows(record, names)[0])

    def _get_review_lines(self):
        """Return what is offered; what invoicing adds by itself is no offer."""
        return self.order_line.filtered(lambda line: not line._is_added_by_invoicing())

    def _is_review_required(self):
        """Whether it may not leave unreviewed.

        A confirmed order is only asked about again if it is another one than what was
        confirmed; what was confirmed before there were reviews is left alone.
        """
        is_plain_order = self.state == "sale" and self.review_state == "draft"
        if is_plain_order and (not self.review_hash or self._is_as_reviewed()):
            return False
        return bool(self._get_levels())

    def _get_levels(self):
        scope = self._get_review_scope()
        if scope == "off" or (scope == "custom" and not self._is_custom_work()):
            return self.env["crm.review.level"]
        return super()._get_levels()

    def _is_custom_work(self):
        """Whether it is one, even if somebody removes the mark before it is sent."""
        return bool(
            self.is_quote_item_offer
            or self.order_line.product_id.filtered("is_quote_item")
        )

    def _get_submit_blockers(self):
        blockers = super()._get_submit_blockers()
        if self.state == "cancel":
            blockers.append(self.env._("It is cancelled: set it to quotation first."))
        if not self._get_review_lines().filtered(lambda line: not line.display_type):
            blockers.append(self.env._("Add what is offered: there are no lines."))
        return blockers

    def _get_withdraw_blockers(self):
        blockers = super()._get_withdraw_blockers()
        if self.state == "sent":
            blockers.append(
                self.env._("It has been sent to the customer: cancel it instead.")
            )
        elif self.state == "sale":
            blockers.append(self.env._("The order is confirmed: cancel it instead."))
        return blockers

    def _keep_as_confirmed(self):
        """Remember what was confirmed, so that a change of it is found."""
        if self._get_review_scope() == "off":
            return
        for order in self.sudo().filtered(lambda one: not one.review_hash):
            order._write_system({"review_hash": order._get_review_hash()})
