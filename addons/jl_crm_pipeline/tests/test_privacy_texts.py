from odoo.exceptions import AccessError
from odoo.tests import tagged

from .test_privacy import PrivacyCommon

DISTRICT_HOSPITAL = "佛山高明区医院 门禁"


@tagged("post_install", "-at_install")
class TestPrivacyTexts(PrivacyCommon):
    """Erasing takes a person's mentions and nothing else, shown before (GEN-3, H19)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.gao = cls._create_person(
            "高明", parent_id=cls.company.id, mobile="138 0013 8000", email="gm@x.cn"
        )

    def _create_lead(self, name, person=None, **vals):
        person = person or self.gao
        return self.env["crm.lead"].create(
            {"name": name, "partner_id": person.id, **vals}
        )

    def _preview(self, person=None):
        wizard = self._look_up(person or self.gao)
        wizard.action_preview()
        return wizard

    def _get_shown(self, wizard, record, field="name"):
        return wizard.text_ids.filtered(
            lambda one: (
                (one.res_model, one.res_id, one.field_name)
                == (record._name, record.id, field)
            )
        )

    def test_names_of_places_stay(self):
        """H19: 高明 is a district, a part of a hospital's name, and the person."""
        lead = self._create_lead(
            DISTRICT_HOSPITAL, description="<p>高明区招标。联系人高明</p>"
        )
        wizard = self._preview()

        self.assertFalse(self._get_shown(wizard, lead))
        shown = self._get_shown(wizard, lead, "description")
        self.assertEqual(shown.new_text, "<p>高明区招标。联系人***</p>")
        self.assertEqual(lead.description, shown.old_text)
        wizard.action_erase()
        self.assertEqual(lead.name, DISTRICT_HOSPITAL)
        self.assertEqual(lead.description, "<p>高明区招标。联系人***</p>")

    def test_names_of_others_stay(self):
        """H19: of customers, of other people and of colleagues."""
        self._create_customer("高明达贸易有限公司")
        self._create_person("高明辉")
        lead = self._create_lead("高明达贸易有限公司、高明辉、高明")
        self._preview().action_erase()
        self.assertEqual(lead.name, "高明达贸易有限公司、高明辉、***")

    def test_whole_words(self):
        """H19: a short Latin name is no part of a longer word."""
        li = self._create_person("Li", parent_id=self.company.id)
        lead = self._create_lead(
            "Limited offer, Lisa calls; 联系Li, Li-Ning",
            li,
            description='<p class="Li">Limited; Li said</p>',
        )
        self._preview(li).action_erase()
        self.assertEqual(lead.name, "Limited offer, Lisa calls; 联系***, Li-Ning")
        self.assertEqual(lead.description, '<p class="Li">Limited; *** said</p>')

    def test_numbers_and_addresses(self):
        """GEN-3: however they are spaced, and never a part of a longer number."""
        lead = self._create_lead(
            "13800138000, +86 138-0013-8000, GM@X.cn; order 9913800138000, agm@x.cn"
        )
        self._preview().action_erase()
        self.assertEqual(lead.name, "***, ***, ***; order 9913800138000, agm@x.cn")

    def test_texts_that_are_left_out(self):
        """H19: without its tick a text stays, and the log says how many do."""
        kept = self._create_lead("手段高明的方案")
        gone = self._create_lead("高明的方案")
        wizard = self._preview()
        office = self._get_shown(wizard, kept).with_user(self.office)
        office.is_changed = False
        with self.assertRaises(AccessError):
            office.new_text = "Something else"

        action = wizard.action_erase()

        self.assertEqual(kept.name, "手段高明的方案")
        self.assertEqual(gone.name, "***的方案")
        log = self.env["privacy.log"].browse(action["res_id"])
        self.assertIn("Texts left as they are: 1", log.execution_details)
        self.assertFalse(wizard.text_ids)

    def test_every_text_is_shown(self):
        """H19: what erasing changes is what the preview shows, and nothing before."""
        lead = self._create_lead("高明的方案", contact_name="高明")
        wizard = self._preview()
        self.assertEqual(lead.contact_name, "高明")
        shown = {(one.res_model, one.res_id, one.field_name) for one in wizard.text_ids}
        before = self._read_texts(lead)

        wizard.action_erase()

        after = self._read_texts(lead)
        changed = {name for name in before if before[name] != after[name]}
        self.assertEqual({(lead._name, lead.id, name) for name in changed}, shown)

    def _read_texts(self, lead):
        self.env.flush_all()
        self.env.invalidate_all()
        names = self.env["res.partner"]._get_text_fields(lead)
        return {name: lead[name] or "" for name in names}

    def test_audit_trail(self):
        """H20: what the law keeps is said, and all the rest is done."""
        buyer = self._create_buyer()
        order = self._confirm_order(buyer)
        order._create_invoices().action_post()
        self.env.company.restrictive_audit_trail = True
        buyer.message_post(body="A note", message_type="notification")
        lead = self._create_lead("Gate for Qiu Jun", buyer)

        action = self._preview(buyer).action_erase()

        self.env.invalidate_all()
        self.assertEqual(buyer.name, f"Erased Person {buyer.id}")
        self.assertFalse(buyer.mobile)
        self.assertEqual(lead.name, "Gate for ***")
        self.assertIn("A note", "".join(buyer.message_ids.mapped("body")))
        log = self.env["privacy.log"].browse(action["res_id"])
        self.assertRegex(log.execution_details, r"Message: \d+ kept by law")
