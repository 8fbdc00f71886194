from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import HandoverCommon


@tagged("post_install", "-at_install")
class TestHandoverChecklist(HandoverCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead = cls._create_opportunity(cls.plain, expected_revenue=500)
        cls.key_order = cls._create_order(cls.key, 300, user_id=cls.seller.id)
        cls.handover = cls._start(cls._create_handover())
        cls.lines = cls.handover.line_ids

    def _find(self, kind, row=None):
        return self.handover.line_ids.filtered(
            lambda line: line.kind == kind and line.row_id == (row or line.row_id)
        )

    def _add(self, user, **vals):
        lines = self.env["crm.handover.line"].with_user(user)
        return lines.create(
            {"handover_id": self.handover.id, "name": "Samples", **vals}
        )

    def test_items_of_the_template_and_of_the_system(self):
        """HUA-3: general customers together, of key ones what matters by each."""
        items = self.env["crm.handover.template"].search([])
        general = self.lines.filtered(lambda line: not line.is_key)
        key = self.lines - general

        self.assertEqual(general.template_id, items)
        self.assertEqual(key.template_id, items.filtered("is_for_key"))
        self.assertEqual(set(general.mapped("receiver_id.id")), {self.other_seller.id})
        self.assertEqual(self._find("crm.lead").amount, 500)
        self.assertFalse(self._find("crm.lead").is_key)
        order = self._find("sale.order")
        self.assertEqual((order.count, order.amount), (1, 300))
        self.assertEqual(order.row_id.partner_id, self.key)
        self.assertEqual(
            set(self.lines.mapped("heading")),
            {"financial", "archive", "unfinished", "resources"},
        )

    def test_facts_that_stay(self):
        """HUA-3: contacts, shares and documents of the customers are counted."""
        self._create_person(parent_id=self.plain.id)
        self.env["crm.customer.grant"].create(
            {"partner_id": self.plain.id, "user_id": self.clerk.id}
        )
        self.env["ir.attachment"].create(
            {"name": "Map", "res_model": "res.partner", "res_id": self.plain.id}
        )

        self.handover.action_refresh()

        for kind in ("res.partner:contacts", "crm.customer.grant", "ir.attachment"):
            with self.subTest(kind=kind):
                self.assertEqual(self._find(kind).count, 1)

    def test_figures_are_kept_true(self):
        """HUA-3: what is new comes, what is no more goes, marks and notes stay."""
        line = self._find("crm.lead")
        line.with_user(self.seller).note = "Call on Monday"
        line.with_user(self.seller).action_give()
        self._create_opportunity(self.plain, expected_revenue=100)
        self.key_order.action_cancel()

        self.handover.with_user(self.other_seller).action_refresh()

        self.assertEqual((line.count, line.amount), (2, 600))
        self.assertTrue(line.is_given)
        self.assertFalse(self._find("sale.order"))
        self.env["crm.lead"].search([("partner_id", "=", self.plain.id)]).unlink()
        self.handover.action_refresh()
        self.assertEqual((line.count, line.note), (0, "Call on Monday"))

    def test_language_of_each_reader(self):
        """HUA-3: each reads the items in their own language, generated ones too."""
        self.env["res.lang"]._activate_lang("zh_CN")
        self.env.ref("base.module_jl_crm_handover")._update_translations(["zh_CN"])
        line = self.lines.filtered("template_id")[0]
        line.template_id.with_context(lang="en_US").name = "Cards"
        line.template_id.with_context(lang="zh_CN").name = "名片"
        contacts = self._create_person(parent_id=self.plain.id)

        self.handover.with_user(self.other_seller).action_refresh()

        self.assertTrue(contacts)
        fact = self._find("res.partner:contacts")
        for one, english, chinese in (
            (line, "Cards", "名片"),
            (fact, "Contacts of the customers", "客户联系人"),
        ):
            self.assertEqual(one.with_context(lang="en_US").name, english)
            self.assertEqual(one.with_context(lang="zh_CN").name, chinese)
        self.assertFalse(line.is_given)

    def test_people_add_items(self):
        """HUA-3: with note and files; those of others stay as they are."""
        line = self._add(self.seller, note="In the cupboard")
        self.assertEqual(line.receiver_id, self.other_seller)
        self.assertTrue(line.is_added)
        line.name = "Samples and keys"
        item = self.lines[0].with_user(self.seller)
        with self._assert_refused("of the template or of the system"):
            item.name = "Nothing"
        with self._assert_refused("nothing of the kind"):
            item.unlink()
        item.write({"name": item.name, "note": "There is none"})

        line.unlink()

        self.assertFalse(line.exists())

    def test_each_marks_their_own(self):
        """HUA-3: done by both sides; nobody for another, administrators included."""
        line = self._find("crm.lead")
        for user in (self.other_seller, self.director, self.manager, self.admin):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                line.with_user(user).action_give()
        with self.assertRaises(AccessError):
            line.sudo().action_give()
        for user in (self.seller, self.director, self.admin):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                line.with_user(user).action_receive()
        with self._assert_refused("kept by the system"):
            line.with_user(self.seller).is_received = True
        with self._assert_refused("kept by the system"):
            self._add(self.seller, is_given=True)

        line.with_user(self.seller).action_give()
        line.with_user(self.other_seller).action_receive()

        self.assertTrue(line.is_given and line.is_received)
        self.assertTrue(line.given_date and line.received_date)
        line.with_user(self.seller).action_give()
        self.assertFalse(line.is_given)

    def test_receiver_marks_no_other_receivers_items(self):
        """HUA-3: each receiver answers for what they get."""
        other = self._create_handover(
            self._create_customer("Third", user_id=self.seller.id)
        )
        other.customer_ids.create(
            {
                "handover_id": other.id,
                "partner_id": self._create_customer(
                    "Fourth", user_id=self.seller.id
                ).id,
                "receiver_id": self.office.id,
            }
        )
        self._start(other)
        line = other.line_ids.filtered(lambda one: one.receiver_id == self.office)[0]

        with self._assert_refused("is for Office", AccessError):
            line.with_user(self.other_seller).action_receive()

    def test_objection_goes_back(self):
        """HUA-3: with a reason; settled, it is looked at again."""
        line = self._find("crm.lead")
        line.with_user(self.seller).action_give()
        action = line.with_user(self.other_seller).action_object()
        dialogue = (
            self.env[action["res_model"]]
            .with_user(self.other_seller)
            .with_context(**action["context"])
            .create({"reason": "One is missing"})
        )

        dialogue.action_send_back()

        self.assertEqual(line.objection, "One is missing")
        self.assertFalse(line.is_given)
        self.assertEqual(self.handover.objection_count, 1)
        with self._assert_refused("settles it first"):
            line.with_user(self.other_seller).action_receive()
        with self._assert_refused("1 items were sent back"):
            self.handover.action_to_signing()
        line.with_user(self.seller).action_answer()
        self.assertFalse(line.objection)
        self.assertTrue(line.is_given)

    def test_general_customers_together(self):
        """HUA-2: in one step, by each side; key ones are left."""
        receiver = self.handover.with_user(self.other_seller)
        with self._assert_refused("nothing to confirm together"):
            receiver.action_confirm_general()
        self.handover.with_user(self.seller).action_confirm_general()
        receiver.action_confirm_general()

        general = self.lines.filtered(lambda line: not line.is_key)
        self.assertTrue(all(line.is_given and line.is_received for line in general))
        self.assertFalse(any((self.lines - general).mapped("is_given")))
        with self.assertRaises(AccessError):
            self.handover.with_user(self.director).action_confirm_general()

    def test_key_customers_before_the_supervisor(self):
        """HUA-2: item by item, each with the supervisor's mark."""
        key = self.lines.filtered("is_key")
        self._settle(self.handover)
        key[0].with_user(self.director).action_witness()
        self.assertFalse(key[0].is_witnessed)

        with self._assert_refused("1 items are not done by all"):
            self.handover.action_to_signing()
        self.assertLess(self.handover.progress, 100)
        key[0].with_user(self.director).action_witness()
        self.handover.action_to_signing()

        self.assertEqual(self.handover.state, "signing")
        self.assertEqual(self.handover.progress, 100)

    def test_list_of_its_own(self):
        """HUA-3: the items by headings."""
        action = self.handover.action_open_lines()
        lines = self.env["crm.handover.line"].search(action["domain"])
        self.assertEqual(lines, self.lines)

    def test_outsiders(self):
        """HUA-4: who is no party neither sees nor changes it."""
        with self.assertRaises(AccessError):
            self.handover.with_user(self.clerk).read(["name"])
        with self.assertRaises(AccessError):
            self._add(self.clerk)
        with self.assertRaises(AccessError):
            self.handover.with_user(self.clerk).action_refresh()

    def test_item_of_a_key_customer(self):
        """HUA-2: one that people add is for who receives that customer."""
        row = self.handover.customer_ids.filtered(
            lambda one: one.customer_class == "key"
        )
        row.with_user(self.manager).receiver_id = self.office
        line = self._add(self.seller, row_id=row.id)

        self.assertTrue(line.is_key)
        self.assertEqual(line.receiver_id, self.office)
        roles = {
            user: line.with_user(user).my_roles
            for user in (self.seller, self.other_seller, self.office, self.director)
        }
        self.assertEqual(
            roles,
            {
                self.seller: "giver",
                self.other_seller: "",
                self.office: "receiver",
                self.director: "supervisor",
            },
        )

    def test_items_that_come_up_before_signing(self):
        """HUA-4: they stand in the checklist, and are confirmed like the others."""
        self._settle(self.handover)
        known = self.handover.line_ids
        self.env["ir.attachment"].create(
            {"name": "Map", "res_model": "res.partner", "res_id": self.plain.id}
        )

        answer = self.handover.action_to_signing()

        new = self.handover.line_ids - known
        self.assertEqual(new.kind, "ir.attachment")
        self.assertIn(new.name, answer["params"]["message"])
        self.assertEqual(self.handover.state, "in_progress")
        new.with_user(self.seller).action_give()
        new.with_user(self.other_seller).action_receive()
        self.assertIsNone(self.handover.action_to_signing())
        self.assertEqual(self.handover.state, "signing")
