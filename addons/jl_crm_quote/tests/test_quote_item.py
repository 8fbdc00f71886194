from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import QuoteCommon
from .offer_common import HANDLE, make_workbook


@tagged("post_install", "-at_install")
class TestQuoteItem(QuoteCommon):
    def _create_custom(self, **vals):
        return self._create_quotation(is_quote_item_offer=True, order_line=[], **vals)

    def _submit(self, order):
        """Ask for the review, with the offer's file."""
        if not order.offer_file_ids:
            row = [*HANDLE[:4], 1, order.amount_untaxed, None, None, None]
            file = {"name": "offer.xlsx", "raw": make_workbook([row])}
            order.offer_file_ids = [Command.create(file)]
        order.action_review_submit()

    def test_new_line_comes_filled_in(self):
        """K3Q-2: name, specification and unit fill in, quantity and price are 1."""
        self.item.default_code = "DZ-01"
        order = self._create_custom()
        order.order_line = [Command.create({})]
        line = order.order_line
        self.assertEqual(line.product_id, self.item)
        self.assertIn("Custom Work", line.name)
        self.assertEqual(line.specification, "DZ-01")
        self.assertEqual(line.product_uom_id, self.item.uom_id)
        self.assertEqual((line.product_uom_qty, line.price_unit), (1, 1))

    def test_form_fills_the_first_line(self):
        """K3Q-2: marked as custom work, the quotation shows its first line at once."""
        with Form(self.env["sale.order"].with_user(self.seller)) as form:
            form.partner_id = self.customer
            form.is_quote_item_offer = True
            self.assertEqual(len(form.order_line), 1)
        order = form.record
        line = order.order_line
        self.assertEqual(line.product_id, self.item)
        self.assertEqual((line.product_uom_qty, line.price_unit), (1, 1))
        self.assertEqual(order.amount_untaxed, 1)

    def test_salespeople_see_what_they_enter(self):
        """K3Q-2: unit, discount and their amounts need no setting of the system."""
        self.env.ref("base.EUR").active = True
        orders = self.env["sale.order"].with_user(self.seller)
        self.assertFalse(self.seller.has_group("sale.group_discount_per_so_line"))
        with Form(orders) as form:
            form.partner_id = self.customer
            form.currency_id = self.env.ref("base.EUR")
            form.is_quote_item_offer = True
            with form.order_line.edit(0) as line:
                line.price_unit = 200
                line.discount = 10
                self.assertEqual(line.product_uom_id, self.item.uom_id)
        order = form.record
        self.assertEqual(order.currency_id.name, "EUR")
        self.assertEqual(order.amount_untaxed, 180)
        self.assertEqual(order.order_line.discount_amount, 20)

    def test_only_quote_items(self):
        """K3Q-2: on every route: create, write, the line by itself, import."""
        with self._assert_refused("only quote items", ValidationError):
            self._create_quotation(is_quote_item_offer=True)
        order = self._create_custom()
        with self._assert_refused("only quote items", ValidationError):
            order.order_line = [Command.create({"product_id": self.product.id})]
        lines = self.env["sale.order.line"].with_user(self.seller)
        with self._assert_refused("only quote items", ValidationError):
            lines.create({"order_id": order.id, "product_id": self.product.id})
        line = lines.create({"order_id": order.id, "product_id": self.item.id})
        with self._assert_refused("only quote items", ValidationError):
            line.product_id = self.product
        stock = self._create_quotation()
        with self._assert_refused("Pump", ValidationError):
            stock.is_quote_item_offer = True
        lines.create({"order_id": order.id, "display_type": "line_note", "name": "x"})

    def test_several_quote_items(self):
        """K3Q-2: there may be more than one."""
        other = self._create_product("Custom Glass", is_quote_item=True, list_price=5)
        order = self._create_custom()
        order.order_line = [Command.create({"product_id": other.id})]
        self.assertEqual(order.order_line.price_unit, 5)

    def test_amounts_of_the_line(self):
        """K3Q-2: discount amount, tax rate, tax, inclusive price and total."""
        tax = self.env["account.tax"].create(
            {"name": "VAT", "amount": 13, "price_include_override": "tax_excluded"}
        )
        order = self._create_custom()
        order.order_line = [
            Command.create(
                {
                    "price_unit": 1000,
                    "product_uom_qty": 2,
                    "discount": 10,
                    "tax_ids": [Command.set(tax.ids)],
                }
            )
        ]
        self.assertRecordValues(
            order.order_line,
            [
                {
                    "discount_amount": 200,
                    "tax_rate": 13,
                    "price_tax": 234,
                    "price_unit_included": 1017,
                    "price_total": 2034,
                }
            ],
        )
        self.assertEqual(order.discount_total, 200)
        order.order_line.product_uom_qty = 0
        self.assertEqual(order.order_line.price_unit_included, 0)

    def test_rate_is_the_systems(self):
        """K3Q-1: the exchange rate is shown, and typed by nobody."""
        euro = self.env.ref("base.EUR")
        if euro == self.env.company.currency_id:
            euro = self.env.ref("base.USD")
        euro.active = True
        euro.rate_ids.unlink()
        self.env["res.currency.rate"].create(
            {"currency_id": euro.id, "rate": 0.125, "name": "2020-01-01"}
        )
        pricelist = self.env["product.pricelist"].create(
            {"name": "Abroad", "currency_id": euro.id}
        )
        order = self._create_quotation(pricelist_id=pricelist.id)
        self.assertTrue(order.has_other_currency)
        self.assertAlmostEqual(order.exchange_rate, 8)
        self.assertAlmostEqual(order._review_amount(), 800)
        for user in (self.seller, self.admin):
            with self._assert_refused("not typed", UserError):
                order.with_user(user).currency_rate = 2
        order.currency_rate = 0.125

    def test_header(self):
        """K3Q-1: number, date, department and salesperson are there by themselves."""
        order = self._create_quotation()
        self.assertTrue(order.name and order.date_order)
        self.assertEqual(order.user_id, self.seller)
        self.assertEqual(order.team_id, self.team)
        self.assertFalse(order.has_other_currency)

    def test_default_per_company(self):
        """K3Q-2: a company without a quote item fills nothing in."""
        self.env.company.quote_item_id = False
        order = self._create_custom()
        order.order_line = [Command.create({"display_type": "line_note", "name": "x"})]
        vals = {"order_id": order.id, "product_uom_qty": 2}
        self.assertEqual(order.order_line._add_quote_item(vals), vals)

    def test_lists_filter_by_state_person_department_customer(self):
        """K3Q-5: the list of quotations is narrowed down by each of these."""
        approved = self._create_approved()
        orders = self.env["sale.order"].with_user(self.director)
        for domain in (
            [("review_state", "=", "approved")],
            [("user_id", "=", self.seller.id)],
            [("team_id", "=", self.team.id)],
            [("partner_id", "=", self.customer.id)],
        ):
            with self.subTest(domain=domain):
                self.assertIn(approved, orders.search(domain))
        arch = orders.get_view(view_type="search")["arch"]
        for name in ("my_reviews", "review_submitted", "group_team", "salesperson"):
            self.assertIn(f'name="{name}"', arch)

    def test_printed_with_the_note(self):
        """K3Q-5: the offer's note, the department and the version are printed."""
        order = self._create_custom()
        order.order_line = [
            Command.create({"name": "Curved railing, 316 steel", "price_unit": 500})
        ]
        self._submit(order)
        order.with_user(self.director).action_review_refuse("Price?")
        order.action_review_version()
        self._submit(order)
        order.with_user(self.director).action_review_approve("Internal remark")
        reports = self.env["ir.actions.report"]
        html = reports._render_qweb_html("sale.report_saleorder", order.ids)[0].decode()
        for said in ("Curved railing, 316 steel", "South Office", "Version"):
            self.assertIn(said, html)
        for kept in ("Internal remark", "Approved"):
            self.assertNotIn(kept, html)

    def test_mail_of_custom_work(self):
        """K3Q-5: offers of custom work are sent with words of their own."""
        order = self._create_custom()
        own = self.env.ref("jl_crm_quote.mail_template_custom_work")
        self.assertEqual(order._find_mail_template(), own)
        self.assertNotEqual(self._create_quotation()._find_mail_template(), own)
        order.order_line = [Command.create({"price_unit": 500})]
        self._submit(order)
        order.with_user(self.director).action_review_approve()
        values = own._generate_template(order.ids, ["subject", "body_html"])[order.id]
        self.assertIn(order.name, values["subject"])
        self.assertIn("500", values["body_html"])
