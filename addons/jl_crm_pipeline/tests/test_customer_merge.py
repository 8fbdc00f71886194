from datetime import date

from odoo.tests import tagged

from ..models.access.crm_partner_merge import PARAMETER
from .common import PipelineCommon


@tagged("post_install", "-at_install")
class TestCustomerMerge(PipelineCommon):
    """What a merge of customers means for status, requests and dates (K3D-5)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_on_order("off")
        cls.source = cls._create_customer("Harbour Pumps Ltd")
        cls.survivor = cls._create_customer("Harbour Pumps")

    def _merge(self):
        partners = self.Partner.with_user(self.admin)
        [merge] = partners._merge_customers([(self.survivor, self.source)])
        self.assertEqual(self.source.merged_into_id, self.survivor)
        return merge

    def test_registration_stays(self):
        """IMP-1: the survivor keeps its code; the loser's finds it."""
        names = ["customer_code", "registration_date", "registrar_id"]
        before = self.survivor.read(names)
        self._merge()
        self.assertEqual(self.survivor.read(names), before)
        found = self.Partner.name_search(self.source.customer_code)
        self.assertEqual([partner_id for partner_id, _name in found], self.survivor.ids)

    def test_one_of_them_has_traded(self):
        """K3C-1: a transacting loser makes the survivor so; the undo unmakes it."""
        self.source.with_user(self.office).action_convert()
        converted = self.source.conversion_date
        merge = self._merge()
        self.assertEqual(self.survivor.customer_status, "transacting")
        self.assertEqual(self.survivor.conversion_date, converted)
        self.assertEqual(self.survivor.conversion_user_id, self.office)
        merge.action_undo()
        self.assertEqual(self.survivor.customer_status, "potential")
        self.assertFalse(self.survivor.conversion_date)
        self.assertEqual(self.source.customer_status, "transacting")

    def test_transacting_is_proposed(self):
        """K3D-5: who has traded remains, whatever else there is."""
        self.survivor.with_user(self.office).action_convert()
        self.env["crm.lead"].create({"name": "x", "partner_id": self.source.id})
        partners = self.source | self.survivor
        self.assertEqual(partners._propose_survivor(), self.survivor)

    def test_last_contact_follows(self):
        """K3D-1: the last contact is the later one; the undo takes it back."""
        self.source._record_contact(date(2026, 3, 4))
        merge = self._merge()
        self.assertEqual(self.survivor.last_contact_date, date(2026, 3, 4))
        merge.action_undo()
        self.assertFalse(self.survivor.last_contact_date)

    def test_one_open_request_is_kept(self):
        """K3C-2: of two open requests the survivor's stays; the undo brings both."""
        requests = self.Conversion.concat(
            *(
                self.Conversion.create({"partner_id": partner.id})
                for partner in (self.source, self.survivor)
            )
        )
        requests.action_request()
        merge = self._merge()
        self.assertEqual(requests.mapped("state"), ["withdrawn", "requested"])
        self.assertEqual(requests.partner_id, self.survivor)
        merge.action_undo()
        self.assertEqual(requests.mapped("state"), ["requested", "requested"])
        self.assertEqual(requests.partner_id, self.source | self.survivor)

    def test_no_request_when_one_has_traded(self):
        """K3C-2: nobody asks for what the survivor is already."""
        request = self.Conversion.create({"partner_id": self.source.id})
        request.action_request()
        self.survivor.with_user(self.office).action_convert()
        self._merge()
        self.assertEqual(request.state, "withdrawn")

    def test_customer_into_a_contact(self):
        """K3D-5: a contact of a company does not become a customer of its own."""
        self.survivor = self.Partner.create(
            {"name": "Somebody", "parent_id": self._create_customer("Other").id}
        )
        self._merge()
        self.assertFalse(self.survivor.customer_status)

    def test_people_are_seen_with_their_new_company(self):
        """CAR-7, K3D-5: who sees the survivor sees the people who came to it."""
        # whose customer was merged reads on for some days, unless the office says no
        self.env["ir.config_parameter"].set_param(PARAMETER, "0")
        self.source.user_id = self.seller
        self.survivor.user_id = self.other_seller
        person = self._create_person("Mei Lin", parent_id=self.source.id)
        self.assertTrue(person.with_user(self.seller).has_access("read"))
        merge = self._merge()
        self.assertFalse(person.with_user(self.seller).has_access("read"))
        self.assertTrue(person.with_user(self.other_seller).has_access("read"))
        merge.action_undo()
        self.assertTrue(person.with_user(self.seller).has_access("read"))
        self.assertFalse(person.with_user(self.other_seller).has_access("read"))
