from unittest.mock import patch

from odoo.exceptions import AccessError, MissingError
from odoo.tests import tagged

from .common import PipelineCommon


@tagged("post_install", "-at_install")
class TestConversionBatch(PipelineCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customers = cls.Partner.create(
            [{"name": f"Customer {n}", "is_company": True} for n in range(3)]
        )

    def _open(self, partners):
        action = partners.with_user(self.office).action_convert_many()
        self.assertEqual(action["target"], "new")
        return self._read_action(action)

    def _read_action(self, action):
        batches = self.env[action["res_model"]].with_user(self.office)
        return batches.browse(action["res_id"])

    def test_each_customer_has_a_line(self):
        """K3C-6: with the evidence before, and nothing done yet."""
        batch = self._open(self.customers)

        self.assertEqual(batch.line_ids.partner_id, self.customers)
        self.assertEqual(batch.line_ids.mapped("result"), ["pending"] * 3)
        self.assertFalse(batch.is_done)
        self.assertEqual(set(self.customers.mapped("customer_status")), {"potential"})

    def test_all_are_converted(self):
        """K3C-6: a result line for each, and the history for each."""
        batch = self._open(self.customers)

        batch = self._read_action(batch.action_convert())

        self.assertRecordValues(
            batch, [{"is_done": True, "done_count": 3, "failed_count": 0}]
        )
        self.assertEqual(set(self.customers.mapped("customer_status")), {"transacting"})
        self.assertEqual(len(self.customers.conversion_ids), 3)

    def _convert_with_failures(self):
        batch = self._open(self.customers)
        self.customers[0].active = False
        self.customers[1].with_user(self.office).action_convert()
        batch.action_convert()
        return batch

    def test_one_that_fails_stops_no_other(self):
        """K3C-6: the others are converted, the failed ones are as they were."""
        self._convert_with_failures()

        self.assertEqual(
            self.customers.mapped("customer_status"),
            ["potential", "transacting", "transacting"],
        )
        self.assertFalse(self.customers[0].conversion_ids)
        self.assertEqual(len(self.customers[1].conversion_ids), 1)

    def test_one_that_fails_is_reported(self):
        """K3C-6: each line says what became of it, the dialogue how many failed."""
        batch = self._convert_with_failures()

        self.assertEqual(batch.line_ids.mapped("result"), ["failed", "failed", "done"])
        archived, converted, done = batch.line_ids.mapped("result_message")
        self.assertIn("Customer 0 is archived", archived)
        self.assertIn("already a transacting customer", converted)
        self.assertFalse(done)
        self.assertRecordValues(
            batch, [{"is_done": True, "done_count": 1, "failed_count": 2}]
        )

    def test_what_a_failed_one_had_begun_is_undone(self):
        """K3C-6: no half conversion is left of it."""
        tell = self.registry["crm.customer.conversion"]._tell_requesters
        unlucky = self.customers[1]

        def fail(conversions, *args):
            if conversions.partner_id == unlucky:
                raise MissingError(conversions.partner_id.display_name)
            return tell(conversions, *args)

        batch = self._open(self.customers)
        with patch.object(type(self.Conversion), "_tell_requesters", fail):
            batch.action_convert()

        self.assertEqual(batch.line_ids[1].result_message, unlucky.display_name)
        self.assertEqual(unlucky.customer_status, "potential")
        self.assertFalse(unlucky.conversion_ids)
        self.assertEqual(self.customers[2].customer_status, "transacting")

    def test_open_requests_are_approved(self):
        """K3C-6: a waiting request is decided, not doubled."""
        request = self._create_request(self.customers[0])

        self._open(self.customers).action_convert()

        self.assertEqual(request.state, "approved")
        self.assertEqual(self.customers[0].conversion_ids, request)

    def test_contacts_stand_for_their_company(self):
        """K3C-6: people selected in a list convert their company, once."""
        customer = self.customers[0]
        people = self.Partner.create(
            [{"name": f"Person {n}", "parent_id": customer.id} for n in range(2)]
        )

        self.assertEqual(self._open(people | customer).line_ids.partner_id, customer)

    def test_list_of_requests_opens_the_same(self):
        """K3C-6: General Affairs may select in its work list as well."""
        requests = self.Conversion
        for customer in self.customers:
            requests |= self._create_request(customer)

        action = requests.with_user(self.office).action_convert_many()
        self._read_action(action).action_convert()

        self.assertEqual(requests.mapped("state"), ["approved"] * 3)

    def test_second_press_repeats_nothing(self):
        """K3C-6: what is done or failed stays as it is."""
        batch = self._open(self.customers)
        self.customers[0].active = False
        batch.action_convert()
        self.customers[0].active = True

        batch.action_convert()

        self.assertEqual(batch.line_ids[0].result, "failed")
        self.assertEqual(len(self.customers.conversion_ids), 2)

    def test_only_general_affairs_converts_many(self):
        """K3C-6, K3C-4: neither the dialogue nor its button is for others."""
        batch = self._open(self.customers)
        for user in self._get_users("seller", "director", "information", "manager"):
            with self.subTest(user=user.login):
                with self._assert_refused("Only General Affairs", AccessError):
                    self.customers.with_user(user).action_convert_many()
                with self.assertRaises(AccessError):
                    batch.with_user(user).action_convert()
                with self._assert_refused("Only General Affairs", AccessError):
                    batch.with_user(user).sudo().action_convert()

        self.assertEqual(set(self.customers.mapped("customer_status")), {"potential"})
