from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import PipelineCommon


@tagged("post_install", "-at_install")
class TestPartnerMerge(PipelineCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_on_order("off")
        cls.source = cls._create_customer("Harbour Pumps Ltd")
        cls.survivor = cls._create_customer("Harbour Pumps")

    def _merge(self, user=None):
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard = wizard.with_user(user or self.env.user)
        survivor = self.survivor.with_user(wizard.env.user)
        wizard._merge((self.source | self.survivor).ids, survivor)
        self.assertFalse(self.source.exists())

    def test_survivor_keeps_its_registration(self):
        """IMP-1: the code of the one that stays, never changed."""
        names = ["customer_code", "registration_date", "registrar_id"]
        before = self.survivor.read(names)

        self._merge()

        self.assertEqual(self.survivor.read(names), before)
        self.assertEqual(self.survivor.customer_status, "potential")

    def test_one_of_them_has_traded(self):
        """K3C-1: the two are one company, and that company is transacting."""
        self.source.with_user(self.office).action_convert()
        date_converted = self.source.conversion_date

        self._merge()

        self.assertRecordValues(
            self.survivor,
            [
                {
                    "customer_status": "transacting",
                    "conversion_date": date_converted,
                    "conversion_user_id": self.office.id,
                }
            ],
        )

    def test_transacting_survivor_stays(self):
        """K3C-1: a potential double takes nothing away."""
        self.survivor.with_user(self.office).action_convert()
        before = self.survivor.conversion_date

        self._merge()

        self.assertEqual(self.survivor.customer_status, "transacting")
        self.assertEqual(self.survivor.conversion_date, before)

    def test_last_transaction_follows(self):
        """K3D-1: the orders are the survivor's now."""
        self._confirm_order(self.survivor, date="2031-03-15 12:00:00")
        self._confirm_order(self.source, date="2031-05-01 12:00:00")

        self._merge()

        self.assertEqual(self.survivor.last_transaction_date, date(2031, 5, 1))

    def test_last_contact_follows(self):
        """K3D-1: a call with the double was a call with the survivor."""
        self.source._write_system({"last_contact_date": "2031-05-01"})
        self.survivor._write_system({"last_contact_date": "2031-03-15"})

        self._merge()

        self.assertEqual(self.survivor.last_contact_date, date(2031, 5, 1))

    def test_history_follows(self):
        """K3C-5: requests of the double are found on the survivor."""
        refused = self._create_request(self.source)
        refused.with_user(self.office).action_refuse("No order yet")
        opened = self._create_request(self.source)

        self._merge()

        self.assertEqual(self.survivor.conversion_ids, refused | opened)
        self.assertTrue(self.survivor.has_open_conversion)

    def test_two_open_requests_become_one(self):
        """K3C-2: one stays open, the other stays in the history with the reason."""
        dropped = self._create_request(self.source)
        kept = self._create_request(self.survivor)

        self._merge()

        self.assertEqual(self.survivor.conversion_ids, kept | dropped)
        self.assertEqual(kept.state, "requested")
        self.assertEqual(dropped.state, "withdrawn")
        self.assertIn("Harbour Pumps", dropped.reason)

    def test_request_of_a_double_is_over_when_the_survivor_has_traded(self):
        """K3C-4: nobody needs to decide on a customer that is transacting."""
        dropped = self._create_request(self.source)
        self.survivor.with_user(self.office).action_convert()

        self._merge()

        self.assertEqual(dropped.state, "withdrawn")
        self.assertFalse(self.survivor.has_open_conversion)

    def test_customer_merged_into_a_vendor(self):
        """K3C-1: a vendor that turns out to be a customer's double is that customer."""
        self.source.with_user(self.office).action_convert()
        self.survivor = self._create_customer("Forge", supplier_rank=1)

        self._merge()

        self.assertEqual(self.survivor.customer_status, "transacting")
        self.assertTrue(self.survivor.customer_code)

    def test_customer_that_turns_out_to_be_us(self):
        """K3C-1: merged into a company of ours it is no longer a customer."""
        self.survivor = self.env["res.company"].create({"name": "Branch"}).partner_id

        self._merge()

        self.assertFalse(self.survivor.customer_status)
        self.assertFalse(self.survivor.customer_code)

    def test_salespeople_do_not_merge(self):
        """K3D-5: Odoo's own wizard asks for the right to decide on duplicates."""
        with self.assertRaises(AccessError):
            self._merge(self.seller)

    def test_general_affairs_merges(self):
        """K3D-5: General Affairs has the right."""
        self.source.with_user(self.office).action_convert()
        self._create_request(self.survivor, self.other_seller)

        self._merge(self.office)

        self.assertEqual(self.survivor.customer_status, "transacting")
