from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .offer_common import HANDLE, OfferCommon, make_workbook

# what a quotation for custom work comes to before anything is entered
OF_ONE = [*HANDLE[:4], 1, 1, None, None, None]


@tagged("post_install", "-at_install")
class TestOfferFile(OfferCommon):
    def _create_reviewed_offer(self):
        """Return a quotation that the director has to approve."""
        self._set_review_scope("all")
        self.env["crm.review.level"].search([]).active = False
        self.env["crm.review.level"].create(
            {"name": "Named", "reviewer": "users", "user_ids": self.director.ids}
        )
        return self._create_quotation()

    def test_custom_work_needs_its_file(self):
        """Without the Excel file the quotation is not submitted (K3Q-3)."""
        order = self._create_quotation()
        self.assertIn("The offer in Excel is missing", order._get_submit_blockers()[0])

        self._attach(order, make_workbook([OF_ONE]))
        self.assertFalse(order._get_submit_blockers())

        other = self._create_quotation(is_quote_item_offer=False)
        self.assertFalse(other._get_submit_blockers())

    def test_the_files_are_part_of_what_is_reviewed(self):
        """Another file, or other content, is another offer (K3Q-3, K3Q-4)."""
        order = self._create_quotation()
        seals = [order._get_seal()]
        file = self._attach(order, make_workbook([]))
        seals.append(order._get_seal())
        file.raw = make_workbook([[1]])
        seals.append(order._get_seal())
        file.name = "other.xlsx"
        seals.append(order._get_seal())

        self.assertEqual(len(set(seals)), 4)
        [row] = order._get_review_content()["ir.attachment"]
        self.assertEqual(row["checksum"], file.checksum)

    def test_forms_see_an_approved_offer_as_approved(self):
        """Forms ask for the sizes of files, and may still send it (K3Q-3, K3Q-4)."""
        order = self._create_reviewed_offer()
        self._attach(order, make_workbook([OF_ONE]))
        seen = order.with_user(self.seller).with_context(bin_size=True)
        seen.action_review_submit()
        order.with_user(self.director).action_review_approve()
        self.env.invalidate_all()

        self.assertFalse(seen.is_blocked)
        seen.with_context(bin_size_raw=True).write({"note": False})
        seen._void_changed()
        self.assertEqual(order.review_state, "approved")
        self.assertEqual(seen.sudo()._get_seal(), order.sudo()._get_seal())

    def test_the_mail_brings_the_file(self):
        """The customer gets the offer itself with the mail, as a copy (K3Q-3)."""
        self._set_review_scope("off")
        order = self._create_quotation()
        content = make_workbook([HANDLE])
        self._attach(order, content)
        composer = self.env["mail.compose.message"].with_context(
            **order.action_quotation_send()["context"]
        )

        wizard = composer.create({})
        copy = wizard.attachment_ids.filtered(lambda file: file.raw == content)
        self.assertEqual(copy.name, "offer.xlsx")
        self.assertNotIn(copy, order.offer_file_ids)

        standard = self.env.ref("sale.email_template_edi_sale")
        results = standard._generate_template_attachments(order.ids, ["attachment_ids"])
        self.assertNotIn("attachments", results[order.id])

    def test_rows_of_an_approved_offer_replace_the_quote_item(self):
        """What was approved with the file is ordered, and stays approved (K3Q-3)."""
        rows = [["QT-ZS07", "执手", None, None, 10, 28.5, None, None, None]]
        order = self._create_reviewed_offer()
        self._preview(order, rows, moment="order").action_take_over()
        with self._assert_refused("has to be approved"):
            order.action_confirm()
        order.with_user(self.seller).action_review_submit()
        order.with_user(self.director).action_review_approve()

        order.with_user(self.seller).action_confirm()

        self.assertEqual(order.order_line.product_id, self.handle)
        self.assertEqual(order.amount_untaxed, 285)
        self.assertTrue(order._is_approved())
        self.assertEqual(order.review_decision_ids[0].kind, "carried")

        order.order_line.price_unit = 1
        self.env.flush_all()
        order._void_changed()
        self.assertEqual(order.review_state, "void")

    def test_rows_changed_after_the_approval(self):
        """Nobody writes the rows; other ones void the approval (K3Q-3, K3Q-4)."""
        self._set_review_scope("all")
        self.env["crm.review.level"].search([]).active = False
        self.env["crm.review.level"].create(
            {"name": "Named", "reviewer": "users", "user_ids": self.director.ids}
        )
        order = self._create_quotation()
        rows = [["QT-ZS07", "执手", None, None, 10, 28.5, None, None, None]]
        self._preview(order, rows, moment="order").action_take_over()
        order.with_user(self.seller).action_review_submit()
        order.with_user(self.director).action_review_approve()

        [row] = order.offer_rows
        changed = [{**row, "price_unit": 1}]
        for vals in ({"offer_rows": changed}, {"offer_hash": "x"}):
            with self._assert_refused("kept by the system"):
                order.with_user(self.seller).write(vals)
        order._write_system({"offer_rows": changed})

        self.assertEqual(order.review_state, "void")

    def test_file_is_one_of_excel(self):
        """A text, an address or what only looks like Excel is no offer (K3Q-3)."""
        order = self._create_quotation()
        for values in (
            {"name": "offer.xlsx", "type": "url", "url": "https://example.com/a.xlsx"},
            {"name": "offer.xlsx", "raw": b"offer"},
            {"name": "offer.xlsx", "raw": b"PK\x03\x04broken"},
        ):
            order.offer_file_ids = [Command.clear(), Command.create(values)]
            with self.subTest(values=values):
                self.assertFalse(order._has_offer_file())
                self.assertIn("offer in Excel", order._get_submit_blockers()[0])
        for content in (make_workbook([]), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
            self._attach(order, content)
            self.assertTrue(order._has_offer_file())
            order.offer_file_ids = [Command.clear()]

    def test_rows_say_who_reviews(self):
        """What the rows take off and come to counts, not the one line (K3Q-4)."""
        order = self._create_quotation()
        rows = [["QT-ZS07", "执手", None, None, 10, 100, "40%", None, None]]
        self._preview(order, rows, moment="order").action_take_over()
        self.assertEqual(order.order_line.discount, 0)
        self.assertEqual((order._review_amount(), order._review_discount()), (600, 40))

        order.order_line.price_unit = 1
        self.assertEqual(order._review_amount(), 600)
        self.assertIn("different amounts", " ".join(order._get_submit_blockers()))

    def test_a_file_is_seen_by_who_sees_the_quotation(self):
        """It was uploaded before the quotation was saved (K3Q-3)."""
        self.seller.sales_manager_id = self.director
        files = self.env["ir.attachment"].with_user(self.seller)
        first, second = files.create(
            [{"name": name, "raw": make_workbook([])} for name in ("a.xlsx", "b.xlsx")]
        )
        with self.assertRaises(AccessError):
            first.with_user(self.director).raw.__len__()
        orders = self.env["sale.order"].with_user(self.seller)
        order = orders.create(
            {
                "partner_id": self.customer.id,
                "offer_file_ids": [Command.link(first.id)],
            }
        )
        order.offer_file_ids |= second

        self.assertEqual(order.offer_file_ids.mapped("res_id"), [order.id] * 2)
        self.assertTrue((first | second).with_user(self.director).mapped("raw"))

    def test_a_copy_has_no_file(self):
        """A copy is another offer (K3Q-3)."""
        order = self._create_quotation()
        self._attach(order, make_workbook([]))

        self.assertFalse(order.copy().offer_file_ids)


@tagged("post_install", "-at_install")
class TestOfferTemplate(OfferCommon, HttpCase):
    def test_download(self):
        """Salespeople download the template, employees without sales do not (K3Q-3)."""
        self.authenticate(self.seller.login, self.seller.login)
        response = self.url_open("/jl_crm_quote/offer_template")
        self.assertEqual(response.status_code, 200)
        self.assertTrue(response.content.startswith(b"PK"))

        self.authenticate(self.employee.login, self.employee.login)
        with mute_logger("odoo.http"):
            response = self.url_open("/jl_crm_quote/offer_template")
        self.assertEqual(response.status_code, 403)

    def test_too_big(self):
        """A file of 100 MB is told of before it is on its way (K3Q-3)."""
        path = f"/odoo/sale.order/{self._create_quotation().id}"
        self.start_tour(path, "jl_crm_quote_offer_too_big", login=self.seller.login)

    def test_import(self):
        """A salesperson reads an offer and takes it over (K3Q-3)."""
        rows = [["QT-ZS07", "执手", "七字型", "套", 10, 28.5, None, None, None]]
        rows.append(["QT-NONE", "x", None, None, 3, 5, None, None, None])
        order = self._create_quotation(is_quote_item_offer=False)
        self._attach(order, make_workbook(rows))

        path = f"/odoo/sale.order/{order.id}"
        self.start_tour(path, "jl_crm_quote_offer", login=self.seller.login)

        self.assertEqual(order.order_line.product_id, self.handle)
        self.assertEqual(order.amount_untaxed, 285)
