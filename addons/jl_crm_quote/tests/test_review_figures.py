from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common import QuoteCommon


@tagged("post_install", "-at_install")
class TestReviewFigures(QuoteCommon):
    """Who is asked depends on what is really offered (K3Q-4)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lock = cls._create_product("Lock", list_price=186)
        cls.cheap = cls._create_level(
            "Cheap",
            sequence=20,
            discount_from=15,
            reviewer="users",
            user_ids=[Command.set(cls.boss.ids)],
        )

    def _offer(self, *lines, **vals):
        rows = [{"product_id": self.lock.id, "tax_ids": False, **row} for row in lines]
        return self._create_quotation(
            order_line=[Command.create(row) for row in rows], **vals
        )

    def _assert_discount(self, order, percent):
        order = order.sudo()
        self.assertAlmostEqual(order._review_discount(), percent, 2)
        asked = percent >= self.cheap.discount_from
        self.assertEqual(self.cheap in order._get_levels(), asked)

    def test_a_lower_unit_price_is_a_discount(self):
        """security.md 4b: 60 instead of 186 is 68 %."""
        order = self._offer({"price_unit": 60, "product_uom_qty": 1000})
        self._assert_discount(order, 67.74)
        order.action_review_submit()
        order.with_user(self.director).action_review_approve()
        self.assertEqual(order.review_state, "submitted")
        self.assertEqual(order.reviewer_ids, self.boss)
        self.assertAlmostEqual(order.review_decision_ids[0].discount, 67.74)

    def test_above_the_list(self):
        """security.md 4b: what is said on the line counts all the same."""
        self._assert_discount(self._offer({"price_unit": 200}), 0)
        self._assert_discount(self._offer({"price_unit": 400, "discount": 16}), 16)

    def test_lower_price_and_discount_add_up(self):
        """security.md 4b: half of the list, and a tenth off that."""
        self._assert_discount(self._offer({"price_unit": 93, "discount": 10}), 55)

    def test_discounts_on_lines_and_on_the_whole_add_up(self):
        """H17: 10 % and 10 % are 19 %, whatever the other lines are."""
        self.env.company.sale_discount_product_id = self._create_product("Discount")
        order = self._offer({"price_unit": 186, "discount": 10}, {"price_unit": 186})
        dialogue = self.env["sale.order.discount"].with_user(self.seller)
        dialogue.create(
            {
                "sale_order_id": order.id,
                "discount_type": "so_discount",
                "discount_percentage": 0.10,
            }
        ).action_apply_discount()
        self._assert_discount(order, 19)

    def test_a_cheaper_price_list_is_a_discount(self):
        """security.md 4b: whoever chooses it gives it, however it is worded."""
        for item in (
            {"compute_price": "fixed", "fixed_price": 100},
            {"compute_price": "percentage", "percent_price": 46.24},
        ):
            pricelist = self.env["product.pricelist"].create(
                {
                    "name": "Friends",
                    "item_ids": [Command.create({"applied_on": "3_global", **item})],
                }
            )
            order = self._offer({}, pricelist_id=pricelist.id)
            with self.subTest(item=item):
                self.assertAlmostEqual(order.amount_untaxed, 100, 1)
                self.assertAlmostEqual(order.sudo()._review_discount(), 46.24, 1)

    def test_other_currency_and_unit(self):
        """security.md 4b: a dozen in another currency at the list price is none."""
        euro = self.env.ref("base.EUR")
        if euro == self.env.company.currency_id:
            euro = self.env.ref("base.USD")
        euro.active = True
        euro.rate_ids.unlink()
        self.env["res.currency.rate"].create(
            {"currency_id": euro.id, "rate": 0.5, "name": "2020-01-01"}
        )
        pricelist = self.env["product.pricelist"].create(
            {"name": "Abroad", "currency_id": euro.id}
        )
        dozen = self.env.ref("uom.product_uom_dozen")
        row = {"product_uom_id": dozen.id, "price_unit": 186 * 12 * 0.5}
        order = self._offer(row, pricelist_id=pricelist.id)
        self._assert_discount(order, 0)
        order.order_line.price_unit = 186 * 0.5
        self._assert_discount(order, 91.67)

    def test_taxes_in_the_price(self):
        """security.md 4b: a list with taxes, a quotation without, is no discount."""
        included, on_top = self.env["account.tax"].create(
            [
                {"name": "In", "amount": 24, "price_include_override": "tax_included"},
                {"name": "On", "amount": 24, "price_include_override": "tax_excluded"},
            ]
        )
        self.lock.taxes_id = included
        self._assert_discount(
            self._offer({"price_unit": 150, "tax_ids": [Command.set(on_top.ids)]}), 0
        )
        self._assert_discount(
            self._offer({"price_unit": 93, "tax_ids": [Command.set(included.ids)]}), 50
        )

    def test_an_option_counts(self):
        """security.md 4b, H15: what is not chosen yet may be chosen on the portal."""
        order = self._offer(
            {"price_unit": 186}, {"product_uom_qty": 0, "price_unit": 1}
        )
        self._assert_discount(order, 99.46)

    def test_found_only_where_a_level_asks(self):
        """K3Q-4: a list of quotations does not look at list prices in vain."""
        self.cheap.active = False
        order = self._offer({"price_unit": 1}).sudo()
        self.patch(type(order), "_review_discount", lambda order: self.fail("in vain"))
        self.assertEqual(order._get_levels(), self.level)

    def test_figures_are_those_of_the_submission(self):
        """security.md 4c: a new list price asks nobody else afterwards."""
        order = self._offer({"price_unit": 186})
        order.action_review_submit()
        self.lock.list_price = 1000
        order.with_user(self.director).action_review_approve()
        self.assertEqual(order.review_state, "approved")
        order.action_review_version()
        self._assert_discount(order, 81.4)


@tagged("post_install", "-at_install")
class TestReviewRate(QuoteCommon):
    """The rate of the day is the system's (K3Q-4, security.md 4c)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.level.amount_from = 1000
        company = cls.env.company.currency_id
        cls.euro = cls.env.ref("base.EUR")
        if cls.euro == company:
            cls.euro = cls.env.ref("base.USD")
        cls.euro.active = True
        cls.euro.rate_ids.unlink()
        cls.env["res.currency.rate"].create(
            [
                {"currency_id": cls.euro.id, "rate": 1000, "name": "2015-01-01"},
                {"currency_id": cls.euro.id, "rate": 0.5, "name": "2020-01-01"},
            ]
        )
        cls.abroad = cls.env["product.pricelist"].create(
            {"name": "Abroad", "currency_id": cls.euro.id}
        )

    def test_the_date_of_the_order_is_no_lever(self):
        """security.md 4c: an old date brings no old rate."""
        order = self._create_quotation(600, pricelist_id=self.abroad.id)
        order.date_order = "2016-01-01"
        self.assertAlmostEqual(order.sudo()._review_amount(), 1200)
        self.assertEqual(order.sudo()._get_levels(), self.level)
        order.action_review_submit()
        self.assertAlmostEqual(order.review_decision_ids[0].amount, 1200)

    def test_the_amount_is_kept_with_the_decision(self):
        """security.md 4c: the next day's rate neither asks nor frees."""
        order = self._create_quotation(600, pricelist_id=self.abroad.id)
        with freeze_time("2030-05-05"):
            order.action_review_submit()
        self.env["res.currency.rate"].create(
            {"currency_id": self.euro.id, "rate": 100, "name": "2030-05-06"}
        )
        with freeze_time("2030-05-07"):
            order.invalidate_recordset()
            self.assertTrue(order.is_blocked)
            self.assertEqual(order.sudo()._get_levels(), self.level)
            order.with_user(self.director).action_review_approve()
            row = order.review_decision_ids[0]
            self.assertEqual((row.kind, row.amount), ("approved", 1200))
            order.action_review_version()
            self.assertFalse(order.sudo()._get_levels())
