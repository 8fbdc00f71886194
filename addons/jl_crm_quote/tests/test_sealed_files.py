import json

from odoo.fields import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .contract_common import ContractCommon
from .test_message_exit import OfferExitCommon


@tagged("post_install", "-at_install")
class TestSealedFiles(OfferExitCommon, HttpCase):
    """Files of offers stay as they are, and inside the house (security.md 12, 19b)."""

    def _list_attempts(self, file):
        return {
            "bytes": lambda: file.write({"raw": b"other"}),
            "data": lambda: file.write({"datas": b"b3RoZXI="}),
            "name": lambda: file.write({"name": "other.xlsx"}),
            "place": lambda: file.write({"res_model": False, "res_id": False}),
            "public": lambda: file.write({"public": True}),
            "delete": file.unlink,
            "copy": file.copy,
            "copy away": lambda: file.copy({"res_model": False, "public": True}),
        }

    def test_file_under_review(self):
        """K3Q-3: nobody replaces, deletes or copies it, administrators included."""
        for is_approved in (False, True):
            _order, file = self._create_offered(is_approved)
            for user in (self.seller, self.admin):
                for name, attempt in self._list_attempts(file.with_user(user)).items():
                    case = self.subTest(approved=is_approved, attempt=name)
                    with case, self._assert_refused("stays as it is"):
                        attempt()
            with self._assert_refused("stays as it is"):
                file.sudo().unlink()

    def test_another_file_is_another_offer(self):
        """K3Q-3: the form takes another one, and has it reviewed."""
        order, file = self._create_offered(is_approved=True)
        new = {"name": "new.xlsx", "raw": b"PK"}
        order.write({"offer_file_ids": [Command.unlink(file.id), Command.create(new)]})
        self.assertEqual(order.review_state, "void")
        file.unlink()

    def test_file_of_a_draft_in_public(self):
        """security.md 19b: whatever is attached to what may not leave yet."""
        order = self._create_quotation()
        file = self.env["ir.attachment"].create(
            {
                "name": "notes.txt",
                "raw": b"Our price is 100",
                "res_model": order._name,
                "res_id": order.id,
            }
        )
        for mark in ({"public": True}, {"access_token": "x"}):
            with self.subTest(mark=mark), self._assert_refused("made public"):
                file.write(mark)

    def test_copy_in_public(self):
        """K3Q-4: the bytes of what is not approved become nobody's by a link."""
        _order, file = self._create_offered()
        files = self.env["ir.attachment"].with_user(self.seller)
        copy = {"name": "plan.xlsx", "raw": file.raw}
        for mark in ({"public": True}, {"access_token": "x"}):
            with self.subTest(mark=mark):
                with self._assert_refused("cannot be made public"):
                    files.create({**copy, **mark})
                with self._assert_refused("cannot be made public"):
                    files.create(copy).write(mark)
        self._create_offered(is_approved=True)
        _order, file = self._create_offered(is_approved=True)
        other = self.env["ir.attachment"].create({"name": "x", "raw": b"x"})
        other.write({"public": True})

    @mute_logger("odoo.http")
    def test_copy_from_before(self):
        """K3Q-4: nor is one fetched that was public before the offer was."""
        order = self._create_quotation()
        content = b"PK the real offer"
        files = self.env["ir.attachment"]
        public = files.create({"name": "a.xlsx", "raw": content, "public": True})
        url = f"/web/content/{public.id}"
        self.assertEqual(self.url_open(url).status_code, 200)
        order.offer_file_ids = [Command.create({"name": "b.xlsx", "raw": content})]
        self.env.flush_all()
        self.assertNotEqual(self.url_open(url).status_code, 200)

    def test_mail_by_itself(self):
        """K3Q-4: no mail takes a file outside, of whatever record (security.md 19)."""
        order, file = self._create_offered()
        values = {
            "subject": "Your offer",
            "email_to": "buyer@example.com",
            "body_html": "See here",
        }
        mails = self.env["mail.mail"].sudo()
        plan = Command.create({"name": "plan.txt", "raw": b"Plan"})
        copy = Command.create({"name": "copy.xlsx", "raw": file.raw})
        ours = {"model": order._name, "res_id": order.id}
        theirs = {"model": "res.partner", "res_id": self.customer.id}
        for where, what in ((ours, plan), (theirs, copy)):
            with self.subTest(where=where):
                mail = mails.create({**values, **where, "attachment_ids": [what]})
                mail.send()
                self.assertEqual(mail.state, "cancel")
                self.assertIn("has to be approved", mail.failure_reason)
        question = mails.create({**values, **ours, "auto_delete": False})
        self.assertFalse(question._find_what_blocks())

    def test_whose_name_it_bears(self):
        """K3Q-4: a colleague who writes in the customer's name is a colleague."""
        order, file = self._create_offered()
        colleague = self.customer.copy({"name": "Their buyer"})
        with self._assert_refused("has to be approved"):
            order.message_post(
                body="See here",
                author_id=self.customer.id,
                partner_ids=colleague.ids,
                attachments=[("copy.xlsx", file.raw + b"x")],
            )


@tagged("post_install", "-at_install")
class TestOptions(OfferExitCommon, HttpCase):
    """What the customer may choose on the portal (H15)."""

    def _create_with_option(self):
        order = self._create_quotation()
        order.order_line = [
            Command.create(
                {"display_type": "line_section", "name": "Extras", "is_optional": True}
            ),
            Command.create(
                {"product_id": self.product.id, "product_uom_qty": 0, "price_unit": 10}
            ),
        ]
        order.action_review_submit()
        order.with_user(self.director).action_review_approve()
        order.action_quotation_sent()
        return order, order.order_line[-1]

    def _press(self, order, line, **params):
        self.env.flush_all()
        token = order.sudo()._portal_ensure_token()
        params = {"access_token": token, "line_id": line.id, **params}
        self.url_open(
            f"/my/orders/{order.id}/update_line_dict",
            data=json.dumps({"params": params}),
            headers={"Content-Type": "application/json"},
        )
        self.env.invalidate_all()
        return self.url_open(f"/my/orders/{order.id}?access_token={token}").status_code

    def test_customer_chooses(self):
        """K3Q-4: an option that was approved is taken, and the page stays open."""
        order, line = self._create_with_option()
        self.assertEqual(self._press(order, line), 200)
        self.assertEqual((line.product_uom_qty, order.review_state), (1, "approved"))
        self.assertEqual(order.review_decision_ids[0].kind, "carried")
        self.assertTrue(order._is_released())
        self.assertEqual(self._press(order, line, remove=True), 200)
        self.assertEqual((line.product_uom_qty, order.review_state), (0, "approved"))

    def test_less_than_nothing(self):
        """K3Q-4: nobody takes off an option what the whole costs."""
        order, line = self._create_with_option()
        self.assertEqual(self._press(order, line, input_quantity=-50), 200)
        self.assertEqual((line.product_uom_qty, order.review_state), (0, "approved"))

    def test_colleague_chooses(self):
        """K3Q-4: what a colleague writes is another offer, optional or not."""
        order, line = self._create_with_option()
        line.product_uom_qty = 5
        self.env.cr.flush()
        self.assertEqual(order.review_state, "void")


@tagged("post_install", "-at_install")
class TestSignedCopy(ContractCommon):
    """The signed copy of a contract is evidence (security.md 12)."""

    def test_signed_copy(self):
        """CON-2: nobody replaces or deletes it, and it can be read as before."""
        contract = self._sign(self._create_contract())
        for user in (self.seller, self.director):
            file = contract.signed_file_ids.with_user(user)
            for attempt in (
                lambda file=file: file.write({"raw": b"%PDF-1.4 other"}),
                file.unlink,
                file.copy,
                lambda file=file: file.write({"public": True}),
            ):
                with self._assert_refused("stays as it is"):
                    attempt()
        self.assertEqual(contract.signed_file_ids.raw, b"%PDF-1.4")

    def test_before_it_is_signed(self):
        """CON-2: as long as it is an application, the wrong scan is taken off."""
        contract = self._create_contract()
        files = self.env["ir.attachment"].with_user(self.seller)
        file = files.create({"name": "a.pdf", "raw": b"%PDF-1.4"})
        contract.signed_file_ids = file
        file.unlink()
        self.assertFalse(contract.signed_file_ids)

    def test_files_about_a_contract(self):
        """CON-2: no file goes outside before the contract is approved."""
        contract = self._create_contract()
        values = {
            "body": "See here",
            "partner_ids": self.customer.ids,
            "subtype_xmlid": "mail.mt_comment",
        }
        files = {"attachments": [("plan.txt", b"Plan")]}
        with self._assert_refused("has to be approved"):
            contract.message_post(**values, **files)
        contract.message_post(**values)
        self._approve(contract)
        contract.message_post(**values, **files)
