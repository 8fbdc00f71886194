from odoo import api, fields, models
from odoo.tools import formatLang, get_lang

from ...tools.amount_words import write_amount

RENMINBI = "CNY"


class CrmContract(models.Model):
    """The terms of a contract, and its amount in words (CON-1)."""

    _name = "crm.contract"
    _inherit = ["crm.contract", "contract.terms.mixin"]

    bank_details = fields.Text(default=lambda self: self._default_bank_details())
    amount_untaxed = fields.Monetary(
        string="Without Taxes",
        compute="_compute_amount_total",
        store=True,
        system=True,
    )
    amount_tax = fields.Monetary(
        string="Taxes",
        compute="_compute_amount_total",
        store=True,
        system=True,
    )
    amount_words = fields.Char(
        string="Amount in Words",
        compute="_compute_amount_words",
    )

    # what a new row is for, as the rows before it are
    opportunity_id = fields.Many2one(
        comodel_name="crm.lead",
        compute="_compute_opportunity_id",
    )

    @api.depends("line_ids.opportunity_id")
    def _compute_opportunity_id(self):
        for contract in self:
            contract.opportunity_id = contract.line_ids.opportunity_id[:1]

    @api.model
    def _default_bank_details(self):
        return self._word_bank(self.env.company.partner_id)

    @api.model
    def _word_bank(self, partner):
        """Return the first account of a company as it is printed.

        :rtype: str or bool
        """
        account = partner.sudo().bank_ids.filtered("active")[:1]
        parts = [account.bank_id.name, account.acc_number]
        return "\n".join(filter(None, parts)) or False

    @api.depends("amount_total", "currency_id")
    @api.depends_context("lang")
    def _compute_amount_words(self):
        for contract in self:
            contract.amount_words = contract._write_amount()

    def _write_amount(self):
        code = get_lang(self.env).code
        currency = self.currency_id
        if not code.startswith("zh"):
            return currency and currency.amount_to_text(self.amount_total)
        is_traditional = code in ("zh_TW", "zh_HK")
        words = write_amount(self.amount_total, is_traditional)
        if currency.name == RENMINBI:
            return ("人民幣" if is_traditional else "人民币") + words
        return f"{currency.name or ''} {words}".strip()

    def _print_number(self, value, least=0):
        """Return a number as it is printed, with no more places than it has.

        :param int least: places after the point that are there in any case
        """
        text = f"{value:.6f}".rstrip("0")
        places = max(len(text.partition(".")[2]), least)
        return formatLang(self.env, value, digits=places)

    @api.onchange("partner_id")
    def _onchange_partner_id(self):
        """Deliver to, and pay as, the customer usually does."""
        customer = self.partner_id.with_company(self.company_id)
        if self.partner_shipping_id.commercial_partner_id == customer:
            return
        self.partner_shipping_id = customer
        self.partner_bank_details = self._word_bank(customer)
        if customer.property_payment_term_id:
            self.payment_term_id = customer.property_payment_term_id
