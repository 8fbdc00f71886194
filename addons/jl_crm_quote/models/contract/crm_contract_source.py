from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain
from odoo.tools import format_date

# in the context of a new form: what it is filled in from
FROM_ORDER = "jl_crm_quote_from_order"
FROM_LEAD = "jl_crm_quote_from_lead"
TEXTS = {
    "line_section": "line_section",
    "line_subsection": "line_section",
    "line_note": "line_note",
}


class CrmContract(models.Model):
    """Where an application comes from: an opportunity, or what was offered (TUR-6).

    The form opens with what is known; nothing is kept until it is saved.
    """

    _name = "crm.contract"
    _inherit = "crm.contract"

    quotation_id = fields.Many2one(
        comodel_name="sale.order",
        string="From Quotation",
        ondelete="set null",
        index="btree_not_null",
        copy=False,
        domain="[('partner_id', 'child_of', partner_id)]",
        help="Its rows are the contract's.",
    )

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        filled = self._prepare_from_source()
        return values | {name: filled[name] for name in filled if name in fields}

    @api.model
    def _prepare_from_source(self):
        """Return the values of what the context names, as far as the user reads it."""
        for key, name, prepare in (
            (FROM_ORDER, "sale.order", self._prepare_from_order),
            (FROM_LEAD, "crm.lead", self._prepare_from_opportunity),
        ):
            source = self.env[name].browse(self.env.context.get(key)).exists()
            if source:
                source.check_access("read")
                return prepare(source)
        return {}

    @api.model_create_multi
    def create(self, vals_list):
        contracts = super().create(vals_list)
        for contract in contracts.filtered("quotation_id"):
            contract._adopt_quotation()
        return contracts

    def _adopt_quotation(self):
        """Link the quotation, and its lines to the rows that say the same.

        :raise UserError: it is another customer's
        """
        order = self.quotation_id
        order.check_access("write")
        if order.partner_id.commercial_partner_id != self.partner_id:
            raise UserError(
                self.env._(
                    "%(order)s is not of %(customer)s. Choose a quotation of theirs.",
                    order=order.name,
                    customer=self.partner_id.display_name,
                )
            )
        order.contract_id = self
        lines = order._get_contract_lines().filtered(lambda line: not line.display_type)
        rows = self.line_ids.filtered(
            lambda row: not row.display_type and not row.is_free
        )
        if len(lines) == len(rows):
            order._link_contract_rows(zip(lines, rows, strict=True))

    @api.model
    def _open_new(self, name, record):
        """Return the action that opens an application, filled in from a record."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Contract"),
            "res_model": self._name,
            "views": [[False, "form"]],
            "context": {name: record.id},
        }

    @api.model
    def _open_record(self, contract):
        return contract._get_records_action(name=self.env._("Contract"), context={})

    @api.model
    def _prepare_from_opportunity(self, lead):
        """Return the values of an application for an opportunity (TUR-6).

        What was offered last stands for the opportunity; else what is expected.
        """
        if order := self._find_offer(lead):
            return self._prepare_from_order(order)
        currency = lead.company_currency or self.env.company.currency_id
        values = {"name": lead.name, "price_unit": lead.expected_revenue}
        return {
            **self._prepare_paper(lead, lead.company_id or self.env.company),
            "title": lead.name,
            "currency_id": currency.id,
            "line_ids": [self._prepare_row(lead, values)],
            "payment_ids": self._prepare_plan(self.env["account.payment.term"]),
        }

    @api.model
    def _find_offer(self, lead):
        """Return the last quotation of an opportunity that has no contract yet."""
        domain = (
            Domain("opportunity_id", "in", lead.ids)
            & Domain("state", "!=", "cancel")
            & Domain("contract_id", "=", False)
        )
        return self.env["sale.order"].search(domain, order="id desc", limit=1)

    @api.model
    def _prepare_from_order(self, order):
        """Return the values of an application for a quotation (TUR-6)."""
        lead = order.opportunity_id
        rows = [
            self._prepare_row(lead, self._describe_order_line(line))
            for line in order._get_contract_lines()
        ]
        return {
            **self._prepare_paper(order, order.company_id),
            "title": lead.name or order.name,
            "currency_id": order.currency_id.id,
            "quotation_id": order.id,
            "partner_shipping_id": order.partner_shipping_id.id,
            "payment_term_id": order.payment_term_id.id,
            "delivery_terms": self._word_delivery(order),
            "line_ids": rows,
            "payment_ids": self._prepare_plan(order.payment_term_id),
        }

    @api.model
    def _prepare_paper(self, source, company):
        """Return whose the contract is, and for how long."""
        customer = source.partner_id.commercial_partner_id
        return {
            "partner_id": customer.id,
            "user_id": (source.user_id or self.env.user).id,
            "company_id": company.id,
            "partner_shipping_id": customer.id,
            "bank_details": self._word_bank(company.partner_id),
            "partner_bank_details": self._word_bank(customer),
            **self._prepare_validity(),
        }

    @api.model
    def _word_delivery(self, order):
        if not order.commitment_date:
            return False
        day = order.company_id._to_local(order.commitment_date).date()
        lang = order.partner_id.lang or self.env.lang
        return self.with_context(lang=lang).env._(
            "Delivery by %(date)s.", date=format_date(self.env, day, lang_code=lang)
        )

    @api.model
    def _prepare_validity(self):
        """Return a year from today on, as most contracts run."""
        today = self.env.company._to_day()
        year = relativedelta(years=1, days=-1)
        return {"date_start": today, "date_end": today + year}

    @api.model
    def _prepare_row(self, lead, values):
        kind = self.env["crm.contract.line"]._default_kind_id()
        if values.get("display_type"):
            return Command.create({"kind_id": False, **values})
        return Command.create({"kind_id": kind.id, "opportunity_id": lead.id, **values})

    @api.model
    def _describe_order_line(self, line):
        """Return the values of a row that says what a line of a quotation says."""
        if line.display_type:
            return {"display_type": TEXTS[line.display_type], "name": line.name}
        return {
            "name": line.name,
            "product_id": line.product_id.id,
            "quantity": line.product_uom_qty,
            "uom_id": line.product_uom_id.id,
            "price_unit": line.price_unit,
            "discount": line.discount,
            "tax_ids": [Command.set(line.tax_ids.ids)],
        }

    @api.model
    def _prepare_plan(self, term):
        """Return the payments that terms of payment mean; one where they are none."""
        today = self.env.company._to_day()
        parts = [line for line in term.line_ids if line.value == "percent"]
        if not parts:
            name = self.env._("Whole amount")
            return [Command.create({"name": name, "share": 100, "date": today})]
        return [
            Command.create(
                {
                    "name": self.env._("Payment %(number)s", number=number),
                    "share": part.value_amount,
                    "date": part._get_due_date(today),
                }
            )
            for number, part in enumerate(parts, start=1)
        ]
