import base64

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import file_open

from odoo.addons.jl_crm_pipeline.tests.common import ROLES

from .offer_common import HANDLE, OfferCommon, make_workbook

PDF = file_open("base/tests/minimal.pdf", "rb").read()
ROWS = [
    [None, f"Window {n}", f"Series {n}", "樘", n, 100, None, None, None]
    for n in range(1, 61)
]


class OfferReviewCommon(OfferCommon):
    """Two levels that an offer passes: two named people."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.boss = cls._create_user("boss", ROLES["director"])
        cls._set_review_scope("all")
        cls.env["crm.review.level"].search([]).active = False
        cls.env["crm.review.level"].create(
            [
                {
                    "name": name,
                    "sequence": number,
                    "reviewer": "users",
                    "user_ids": user.ids,
                }
                for number, (name, user) in enumerate(
                    [("First", cls.director), ("Second", cls.boss)], 1
                )
            ]
        )


@tagged("post_install", "-at_install")
class TestOfferReview(OfferReviewCommon):
    def test_submitting_asks_for_the_file(self):
        """Custom work without a file opens the dialogue; nothing else (K3Q-3)."""
        order = self._create_quotation().with_user(self.seller)
        action = order.action_submit_offer()
        wizard = self.env[action["res_model"]].browse(action["res_id"])
        wizard = wizard.with_user(self.seller)
        self.assertTrue(wizard.is_for_submission)
        wizard.write(
            {
                "upload": base64.b64encode(make_workbook(ROWS)),
                "upload_name": "offer.xlsx",
            }
        )
        wizard.action_preview()

        wizard.action_take_over_and_submit()

        self.assertEqual(len(order.order_line), 60)
        self.assertEqual(order.review_state, "submitted")

        plain = self._create_quotation(is_quote_item_offer=False)
        plain.order_line.product_id = self.handle
        self.assertFalse(plain.with_user(self.seller).action_submit_offer())
        self.assertEqual(plain.review_state, "submitted")
        with self.assertRaises(AccessError):
            self._create_quotation().with_user(self.employee).action_submit_offer()

    def test_two_levels_and_the_next(self):
        """Each level sees the rows; who decided is led to the next (K3Q-4)."""
        first, second = self._submit(), self._submit()
        self.assertEqual(first.with_user(self.director).waiting_review_count, 0)
        self.assertTrue(first.with_user(self.director).can_review)

        first.with_user(self.director).action_review_approve()

        seen = first.with_user(self.director)
        seen.invalidate_recordset(["waiting_review_count"])
        self.assertEqual(seen.waiting_review_count, 1)
        self.assertEqual(seen.action_open_next_review()["res_id"], second.id)
        second.with_user(self.director).action_review_approve()
        self.assertEqual(
            second.with_user(self.director).action_open_next_review()["tag"],
            "soft_reload",
        )
        first.with_user(self.boss).action_review_approve()
        self.assertEqual(first.review_state, "approved")
        self.assertEqual(first.with_user(self.seller).waiting_review_count, 0)

    def test_the_office_of_the_quotation(self):
        """Whoever sells for two offices is reviewed by the one that offers (K3Q-4)."""
        self.env["crm.review.level"].search([]).active = False
        self.env["crm.review.level"].create({"name": "D", "reviewer": "director"})
        self.env["ir.config_parameter"].set_param("sales_team.membership_multi", True)
        east = self.env["crm.team"].create({"name": "East", "user_id": self.boss.id})
        order = self._create_quotation(is_quote_item_offer=False, team_id=east.id)
        order.order_line.product_id = self.handle
        self.assertFalse(order._review_team())

        members = [{"crm_team_id": east.id, "user_id": self.seller.id}]
        self.env["crm.team.member"].create(members)
        order.with_user(self.seller).action_review_submit()

        self.assertEqual(order.reviewer_ids, self.boss)

    def test_earlier_versions_as_they_went_out(self):
        """Each version's PDF is in a list, with who let it go (K3Q-5)."""
        self.classPatch(
            self.registry["ir.actions.report"],
            "_run_wkhtmltopdf",
            lambda *args, **kwargs: PDF,
        )
        order = self._submit()
        self.assertEqual(order.sent_version_count, 0)
        for version in (1, 2):
            for reviewer in (self.director, self.boss):
                order.with_user(reviewer).action_review_approve()
            reports = self.env["ir.actions.report"].with_user(self.seller)
            reports.with_context(force_report_rendering=True)._render_qweb_pdf(
                "sale.action_report_saleorder", order.ids
            )
            if version == 1:
                order.with_user(self.seller).action_review_version()
                order.with_user(self.seller).note = "In two weeks"
                order.with_user(self.seller).action_review_submit()

        own = order.with_user(self.seller)
        own.invalidate_recordset(["sent_version_count"])
        self.assertEqual(own.sent_version_count, 2)
        action = own.action_open_sent_versions()
        rows = self.env[action["res_model"]].with_user(self.seller)
        rows = rows.search(action["domain"])
        self.assertEqual(rows.mapped("version"), [2, 1])
        self.assertEqual(rows.user_id, self.boss)
        self.assertIn("/web/content/", rows[-1].action_open_print()["url"])
        with self.assertRaises(AccessError):
            order.with_user(self.other_seller).action_open_sent_versions()

    def _submit(self):
        order = self._create_quotation()
        self._preview(order, [HANDLE, *ROWS[:2]]).action_take_over()
        order.with_user(self.seller).action_review_submit()
        return order


@tagged("post_install", "-at_install")
class TestOfferTour(OfferReviewCommon, HttpCase):
    def test_sixty_rows_at_two_levels(self):
        """Without a file, without products: read, submitted, approved (K3Q-3)."""
        self._speak("en_US", self.seller | self.director | self.boss)
        other = self._create_customer(name="Second Facades", user_id=self.seller.id)
        second = self._create_quotation(partner_id=other.id)
        self._preview(second, ROWS[:2]).action_take_over()
        second.with_user(self.seller).action_review_submit()
        order = self._create_quotation()
        path = f"/odoo/sale.order/{order.id}"

        self.start_tour(path, "jl_crm_quote_offer_submit", login=self.seller.login)

        self.assertEqual(len(order.order_line), 60)
        self.assertEqual(order.order_line.product_id, self.quote_item)
        self.assertTrue(order.is_quote_item_offer)
        for reviewer in (self.director, self.boss):
            if reviewer == self.boss:
                second.with_user(self.director).action_review_approve()
            self.start_tour(path, "jl_crm_quote_offer_review", login=reviewer.login)
        self.assertEqual(order.review_state, "approved")
