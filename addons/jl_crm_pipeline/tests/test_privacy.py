import base64
import io

import openpyxl

from odoo.exceptions import AccessError
from odoo.tests import tagged, users

from ..tools.workbook import write_workbook
from .common import PipelineCommon


class PrivacyCommon(PipelineCommon):
    """A person of a company, and a namesake."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls._create_customer("Harbour Pumps")
        cls.person = cls._create_person(
            "Mei Lin",
            parent_id=cls.company.id,
            mobile="138 0013 8000",
            email="mei.lin@example.cn",
            function="Buyer",
        )
        cls.namesake = cls._create_person("Mei Lin", email="other@example.cn")

    def _look_up(self, person=None, user=None):
        person = person or self.person
        action = person.with_user(user or self.office).action_privacy_lookup()
        wizard = (
            self.env["privacy.lookup.wizard"]
            .with_user(user or self.office)
            .with_context(**action["context"])
            .create({})
        )
        wizard.action_lookup()
        return wizard

    def _get_found(self, wizard):
        return {(line.res_model, line.res_id) for line in wizard.line_ids}

    def _create_buyer(self):
        """Return a person who is a customer, of whom everything is kept."""
        buyer = self._create_person(
            "Qiu Jun",
            customer_rank=1,
            mobile="13900139000",
            email="qiu@example.cn",
            user_id=self.seller.id,
        )
        buyer.alias_ids = [(0, 0, {"name": "Old Qiu"})]
        buyer.message_post(body="Qiu likes tea")
        self.env["crm.customer.grant"].create(
            {"partner_id": buyer.id, "user_id": self.other_seller.id}
        )
        buyer.with_user(self.seller)._set_maturity("b_plus", "Promised")
        return buyer


@tagged("post_install", "-at_install")
class TestPrivacy(PrivacyCommon):
    """What is kept of a person is found, exported and erased (GEN-3)."""

    def test_everything_of_ours_is_found(self):
        """GEN-3: records that go with the contact are found too."""
        buyer = self._create_buyer()
        child = self._create_person("Home", parent_id=buyer.id, type="delivery")
        lead = self.env["crm.lead"].create({"name": "Gate", "partner_id": buyer.id})
        found = self._get_found(self._look_up(buyer))

        expected = {
            ("res.partner", buyer.id),
            ("res.partner", child.id),
            ("res.partner.alias", buyer.alias_ids.id),
            ("crm.customer.grant", buyer.customer_grant_ids.id),
            ("crm.lead", lead.id),
        }
        self.assertLessEqual(expected, found)
        self.assertIn("customer.maturity.change", {model for model, _id in found})

    def test_person_without_mail_is_found_by_number(self):
        """GEN-3: many have no e-mail."""
        self.person.email = False
        other = self._create_person("Xiao Mei", mobile="138 0013 8000")

        found = self._get_found(self._look_up())

        self.assertLessEqual(
            {("res.partner", self.person.id), ("res.partner", other.id)}, found
        )
        nobody = self.env["privacy.lookup.wizard"].create({"name": "Nobody Such"})
        nobody.action_lookup()
        self.assertFalse(nobody.line_ids)

    def _read_workbook(self, wizard):
        wizard.action_export()
        content = base64.b64decode(wizard.export_file)
        return openpyxl.load_workbook(io.BytesIO(content))

    def test_export_has_all_of_it(self):
        """GEN-3: a sheet per model, without columns that say nothing."""
        buyer = self._create_buyer()
        wizard = self._look_up(buyer)
        book = self._read_workbook(wizard)

        text = " ".join(
            str(cell) for sheet in book for row in sheet.values for cell in row if cell
        )
        for word in ("Qiu Jun", "13900139000", "Old Qiu", "Promised"):
            self.assertIn(word, text)
        self.assertGreater(len(book.worksheets), 3)
        self.assertRegex(wizard.export_name, r"^Personal data \d{4}-\d\d-\d\d\.xlsx$")

    def test_log_of_single_lines_stays(self):
        """GEN-3: what was deleted line by line before all was erased is still told."""
        admin = self.env.ref("base.user_admin")
        wizard = self._look_up(user=admin)
        line = wizard.line_ids.filtered(
            lambda one: (one.res_model, one.res_id) == ("res.partner", self.namesake.id)
        )
        line.action_unlink()
        self.env.flush_all()
        single = wizard.log_id
        told = single.execution_details
        self.assertIn(f"#{self.namesake.id}", told)

        erased = self.env["privacy.log"].browse(wizard.action_erase()["res_id"])

        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(single.execution_details, told)
        self.assertIn("deleted", erased.execution_details)
        for log in single | erased:
            self.assertEqual(log.anonymized_name, "M** L**")
            self.assertNotIn("Mei", str(log.read()))

    def test_export_is_kept_in_the_log(self):
        """GEN-3: who exported when, not of whom."""
        wizard = self._look_up()
        action = wizard.action_export()

        log = self.env["privacy.log"].search([], limit=1, order="id desc")
        self.assertEqual(log.user_id, self.office)
        self.assertEqual(log.anonymized_name, "M** L**")
        self.assertIn("Exported", log.execution_details)
        self.assertIn(f"/{wizard.id}/export_file", action["url"])

    def test_titles_of_sheets(self):
        """GEN-3: what Excel does not take is no title."""
        sheets = [("A/B" + "c" * 40, ["x"], [[1]]), ("A B" + "c" * 40, ["x"], [["="]])]
        book = openpyxl.load_workbook(
            io.BytesIO(write_workbook([*sheets, ("None", ["x"], [])]))
        )

        self.assertEqual(book.sheetnames, ["A B" + "c" * 28, "A B" + "c" * 26 + " 2"])

    def test_contact_is_deleted(self):
        """GEN-3: of whom nothing must stay, nothing stays."""
        self.person.message_post(body="Likes tea")
        messages = self.person.message_ids
        wizard = self._look_up()

        action = wizard.action_erase()

        self.assertFalse(self.person.exists())
        self.assertFalse(messages.exists())
        self.assertTrue(self.namesake.exists())
        self.assertEqual(self.namesake.name, "Mei Lin")
        log = self.env["privacy.log"].browse(action["res_id"])
        self.assertIn("deleted", log.execution_details)
        self.assertNotIn("Mei Lin", log.execution_details)
        self.assertIn(f"#{self.person.id}", log.records_description)
        self.assertEqual((wizard.name, wizard.email), ("***", False))

    def test_buyer_stays_without_a_name(self):
        """GEN-3: orders stay, who it was does not."""
        buyer = self._create_buyer()
        order = self._confirm_order(buyer)
        self.assertTrue(buyer.conversion_ids)
        lead = self.env["crm.lead"].create(
            {
                "name": "Gate for Qiu Jun",
                "partner_id": buyer.id,
                "contact_name": "Qiu Jun",
                "phone": "13900139000",
            }
        )
        lead.phone = "13900139001"
        wizard = self._look_up(buyer)
        wizard.action_erase()
        self.env.invalidate_all()

        self.assertEqual(buyer.name, f"Erased Person {buyer.id}")
        self.assertEqual(order.partner_id, buyer)
        self.assertRecordValues(
            buyer,
            [{"mobile": False, "email": False, "active": False, "alias_ids": []}],
        )
        self.assertFalse(buyer.customer_grant_ids)
        self.assertFalse(buyer.message_ids)
        self.assertRecordValues(
            lead, [{"name": "Gate for ***", "contact_name": False, "phone": False}]
        )
        values = lead.message_ids.tracking_value_ids.mapped("old_value_char")
        self.assertNotIn("13900139000", values)

    def test_keys_of_duplicates_are_gone(self):
        """GEN-3: nobody is found by the numbers any more."""
        buyer = self._create_buyer()
        self._confirm_order(buyer)
        self.env["crm.duplicate.index"]._refresh_pending()
        self._look_up(buyer).action_erase()
        self.env["crm.duplicate.index"]._refresh_pending()

        _header, rows = self.env["crm.duplicate.index"]._describe_rows(buyer.ids)

        self.assertNotIn("13900139000", str(rows))
        self.assertFalse(self.env["crm.duplicate.index"]._check(buyer.ids))

    def test_messages_of_the_person_lose_the_address(self):
        """GEN-3: what somebody wrote stays with the document."""
        message = self.company.message_post(
            body="Hello", author_id=self.person.id, email_from="mei.lin@example.cn"
        )
        self._look_up().action_erase()
        message.invalidate_recordset()

        self.assertFalse(message.email_from)

    def test_companies_and_users_are_not_erased(self):
        """GEN-3: a company is no person; an account is deleted first."""
        for partner, sentence in (
            (self.company, "is a company"),
            (self.seller.partner_id, "has the account"),
        ):
            wizard = self._look_up(partner)
            with self._assert_refused(sentence):
                wizard.action_erase()

    def test_nothing_is_erased_by_name_alone(self):
        """GEN-3: namesakes are found, so a contact must be chosen."""
        wizard = self.env["privacy.lookup.wizard"].create(
            {"name": "Mei Lin", "email": "mei.lin@example.cn"}
        )
        with self._assert_refused("Look the person up first"):
            wizard.action_export()
        wizard.action_lookup()
        with self._assert_refused("Open the contact"):
            wizard.action_erase()

    def test_others_have_no_access(self):
        """GEN-3: nobody but General Affairs and administrators."""
        roles = ("seller", "clerk", "director", "information", "manager", "employee")
        for user in self._get_users(*roles):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._look_up(user=user)
        self.assertTrue(self._look_up(user=self.admin).line_ids)

    @users("pipeline_office")
    def test_single_records_are_the_administrators(self):
        """GEN-3: General Affairs delete or archive nothing by the lines."""
        line = self._look_up(user=self.env.user).line_ids[:1]
        for step in (
            line.action_unlink,
            line.action_archive_all,
            lambda: line.write({"is_active": False}),
            lambda: line.new({}, origin=line)._onchange_is_active(),
            lambda: line.create({"res_model_id": 1, "res_id": 1}),
        ):
            with self.assertRaises(AccessError):
                step()
        self.assertTrue(self.person.active)

    def test_administrators_still_delete_single_records(self):
        """GEN-3: as ever; also of people without an e-mail, with the log."""
        self.namesake.email = False
        lines = self._look_up(self.namesake, self.admin).line_ids
        line = lines.filtered(lambda line: line.res_id == self.namesake.id)
        line.is_active = False
        line._onchange_is_active()
        line.action_unlink()

        self.assertFalse(self.namesake.exists())
        log = line.wizard_id.log_id
        self.assertIn("#", log.execution_details)
        self.assertEqual(log.anonymized_email, "n***@p******.invalid")

    def test_refusal_of_forged_calls(self):
        """GEN-3: the method itself asks who calls it."""
        wizard = self._look_up()
        with self.assertRaises(AccessError):
            wizard.with_user(self.seller).action_erase()
