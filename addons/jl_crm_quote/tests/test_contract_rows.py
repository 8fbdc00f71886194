from odoo.fields import Command
from odoo.tests import Form, tagged

from ..tools.amount_words import write_amount
from .contract_common import ContractCommon

WORDS = {
    0: "零元整",
    0.05: "伍分",
    0.5: "伍角整",
    1: "壹元整",
    10: "壹拾元整",
    100.05: "壹佰元零伍分",
    107.50: "壹佰零柒元伍角整",
    1409.50: "壹仟肆佰零玖元伍角整",
    6007.14: "陆仟零柒元壹角肆分",
    10000: "壹万元整",
    10001: "壹万零壹元整",
    16409.02: "壹万陆仟肆佰零玖元零贰分",
    107000.53: "壹拾万柒仟元伍角叁分",
    1000000: "壹佰万元整",
    10020030: "壹仟零贰万零叁拾元整",
    100000000: "壹亿元整",
    100000001: "壹亿零壹元整",
    120000000000: "壹仟贰佰亿元整",
    1002000000000000: "壹仟零贰万亿元整",
    -12.3: "负壹拾贰元叁角整",
}


@tagged("post_install", "-at_install")
class TestContractRows(ContractCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.taxes = cls.env["account.tax"].create(
            [
                {"name": "13", "amount": 13, "type_tax_use": "sale"},
                {
                    "name": "13 in",
                    "amount": 13,
                    "type_tax_use": "sale",
                    "price_include_override": "tax_included",
                },
            ]
        )

    def _offer(self, **vals):
        line = {"product_id": self.product.id, "name": "Bracket\nM12, 304"}
        lines = [
            {"display_type": "line_section", "name": "Tower A"},
            {
                **line,
                "product_uom_qty": 3,
                "price_unit": 33.33,
                "discount": 10,
                "tax_ids": [Command.set(self.taxes[0].ids)],
            },
            {
                **line,
                "product_uom_qty": 7,
                "price_unit": 11.19,
                "tax_ids": [Command.set(self.taxes[1].ids)],
            },
            {"display_type": "line_note", "name": "In two colours"},
        ]
        return self.env["sale.order"].create(
            {
                "partner_id": self.customer.id,
                "user_id": self.seller.id,
                "opportunity_id": self.lead.id,
                "order_line": [Command.create(one) for one in lines],
                **vals,
            }
        )

    def _fill(self, record):
        action = record.with_user(self.seller).action_contract()
        return Form(self.contracts.with_context(**action["context"])).save()

    def test_the_rows_of_the_offer(self):
        """Product, text, quantity, unit, price and taxes come along (TUR-6)."""
        order = self._offer(commitment_date="2031-05-06 04:00:00")

        contract = self._fill(order)

        rows = contract.line_ids.filtered(lambda row: not row.display_type)
        self.assertEqual(contract.line_ids.mapped("display_type")[0], "line_section")
        self.assertEqual(rows.product_id, self.product)
        self.assertEqual(rows.mapped("quantity"), [3, 7])
        self.assertEqual(rows.mapped("price_unit"), [33.33, 11.19])
        self.assertEqual(
            rows.mapped("amount"), order.order_line.mapped("price_total")[1:3]
        )
        for name in ("amount_untaxed", "amount_tax", "amount_total"):
            self.assertEqual(contract[name], order[name], name)
        self.assertEqual(rows.opportunity_id, self.lead)
        self.assertIn("2031", contract.delivery_terms)
        lines = order.order_line.filtered("product_id")
        self.assertEqual(lines.contract_line_id, rows)
        self.assertFalse(contract._get_submit_blockers()[1:])

    def test_the_offer_of_the_opportunity(self):
        """What was offered last fills in the contract of an opportunity (TUR-6)."""
        order = self._offer()

        contract = self._fill(self.lead)

        self.assertEqual(contract.quotation_id, order)
        self.assertEqual(order.contract_id, contract.with_env(self.env))
        self.assertEqual(self._fill(self.lead).amount_total, 800)

    def test_looking_keeps_nothing(self):
        """The button opens a form; what is closed again is nowhere (TUR-6)."""
        order = self._offer()
        before = self.contracts.search_count([])
        action = order.with_user(self.seller).action_contract()
        Form(self.contracts.with_context(**action["context"]))
        self.assertEqual(self.contracts.search_count([]), before)
        self.assertFalse(order.contract_id)

    def test_a_quotation_of_somebody_else(self):
        """CON-1: it fills in no contract of another customer."""
        order = self._offer()
        other = self._create_transacting("Other Glass", user_id=self.seller.id)
        with self._assert_refused("is not of Other Glass"):
            self._create_contract(partner_id=other.id, quotation_id=order.id)

    def test_an_amount_alone(self):
        """A service that is agreed on with its amount comes to exactly that (CON-1)."""
        row = self._create_contract().line_ids
        for tax in (self.taxes[:0], *self.taxes):
            for quantity, amount in ((1, 100), (3, 100), (7, 0.01), (3, 99999.99)):
                row.write({"tax_ids": [Command.set(tax.ids)], "quantity": quantity})
                row.amount = amount
                with self.subTest(tax=tax.name, quantity=quantity, amount=amount):
                    self.assertEqual(row.amount, amount)
                    self.assertEqual(row._sum_up(row.price_unit), amount)
                    self.assertEqual(row.contract_id.amount_total, amount)

    def test_an_amount_that_the_price_does_not_give(self):
        """CON-1: whatever a client sends, quantity times price is the amount."""
        row = self._create_contract().line_ids
        row.write({"quantity": 10, "price_unit": 5, "amount": 1})
        self.assertEqual(row.price_unit, 0.1)
        self.assertEqual(row.amount, 1)

    def test_a_product_fills_in_its_row(self):
        """Text, unit, price and taxes, at the customer's price (CON-1)."""
        self.product.write({"list_price": 42, "taxes_id": False})
        with Form(self._create_contract()) as form, form.line_ids.edit(0) as row:
            row.product_id = self.product
            row.quantity = 2
            self.assertEqual(row.price_unit, 42)
            self.assertEqual(row.amount, 84)
            self.assertIn(self.product.name, row.name)

    def test_words(self):
        """大写, as banks read it, and back (CON-1)."""
        for amount, words in WORDS.items():
            with self.subTest(amount=amount):
                self.assertEqual(write_amount(amount), words)
        self.assertEqual(write_amount(32000, is_traditional=True), "參萬貳仟圓整")

    def test_words_in_the_language(self):
        """In Chinese for a Chinese reader, else in words of Odoo's (CON-1)."""
        contract = self._create_contract()
        contract.currency_id = self.env.ref("base.CNY")
        english = contract.with_context(lang="en_US")
        self.assertIn("One Thousand", english.amount_words)
        chinese = contract.with_context(lang="zh_CN")
        self.env["res.lang"]._activate_lang("zh_CN")
        self.assertEqual(chinese.amount_words, "人民币壹仟元整")
        contract.currency_id = self.env.ref("base.USD")
        self.assertEqual(chinese.amount_words, "USD 壹仟元整")

    def test_new_terms_are_sealed(self):
        """K3Q-4: bank, delivery, product, quantity: another one voids the approval."""
        changes = [
            lambda one: one.write({"bank_details": "Another account"}),
            lambda one: one.write({"delivery_terms": "Ex works"}),
            lambda one: one.line_ids.write({"quantity": 2, "price_unit": 500}),
            lambda one: one.line_ids.write({"name": "Something else"}),
            lambda one: one.line_ids.write({"product_id": self.product.id}),
        ]
        for change in changes:
            contract = self._create_contract()
            self._approve(contract)
            change(contract)
            contract._void_changed()
            self.assertEqual(contract.review_state, "void")
