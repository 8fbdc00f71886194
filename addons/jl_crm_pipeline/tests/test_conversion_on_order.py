from unittest.mock import patch

from odoo.tests import Form, HttpCase, freeze_time, tagged

from .common import SETTING, PipelineCommon

SIGNATURE = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=="
)


@tagged("post_install", "-at_install")
class TestConversionOnOrder(PipelineCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._create_customer()
        cls._set_on_order("request")

    def test_order_opens_a_request(self):
        """K3C-7: the confirmed order of a potential customer asks by itself."""
        order = self._confirm_order(self.customer, user_id=self.seller.id)

        self.assertRecordValues(
            self.customer.conversion_ids,
            [
                {
                    "state": "requested",
                    "order_id": order.id,
                    "user_id": self.seller.id,
                    "receiver_ids": (self.office | self.admin).ids,
                    "name": "Convert to transacting: Harbour Pumps",
                }
            ],
        )
        self.assertEqual(self.customer.customer_status, "potential")
        activities = self.customer.conversion_ids.activity_ids
        self.assertEqual(activities.user_id, self.office | self.admin)

    def test_request_is_the_default(self):
        """K3C-7: where nobody has set anything, a request is opened."""
        self.env["ir.config_parameter"].search([("key", "=", SETTING)]).unlink()

        self._confirm_order(self.customer)

        self.assertEqual(self.customer.conversion_ids.state, "requested")

    def test_switched_off(self):
        """K3C-7: nothing happens but that the trade is recorded."""
        self._set_on_order("off")

        self._confirm_order(self.customer)

        self.assertFalse(self.customer.conversion_ids)
        self.assertTrue(self.customer.last_transaction_date)

    def test_converts_at_once(self):
        """K3C-7: the system converts, and keeps the history of it."""
        self._set_on_order("convert")

        order = self._confirm_order(self.customer, user_id=self.seller.id)

        self.assertEqual(self.customer.customer_status, "transacting")
        self.assertRecordValues(
            self.customer.conversion_ids,
            [
                {
                    "state": "approved",
                    "order_id": order.id,
                    "user_id": self.seller.id,
                    "decision_user_id": self.env.ref("base.user_root").id,
                }
            ],
        )
        self.assertFalse(self.customer.conversion_ids.activity_ids)

    def test_converting_at_once_takes_the_open_request(self):
        """K3C-7: a request that waits is approved by the order, not left behind."""
        request = self._create_request(self.customer)
        self._set_on_order("convert")

        self._confirm_order(self.customer)

        self.assertEqual(self.customer.customer_status, "transacting")
        self.assertEqual(self.customer.conversion_ids, request)
        self.assertEqual(request.state, "approved")

    def test_second_order_of_the_day_is_no_news(self):
        """K3C-7: while a request waits, nothing is asked or written once more."""
        first = self._confirm_order(self.customer)
        requests = self.env["crm.customer.conversion"]

        with patch.object(type(requests), "_open_for_order") as opened:
            second = self._confirm_order(self.customer)

        opened.assert_not_called()
        self.assertEqual(self.customer.conversion_ids.order_id, first)
        self.assertFalse((first | second)._filter_news())
        requests = self.customer.conversion_ids
        requests.with_user(self.office).action_refuse("Not yet")
        self.assertEqual((first | second)._filter_news(), first | second)

    def test_settings_offer_the_choice(self):
        """K3C-7: an administrator chooses among the three."""
        settings = Form(self.env["res.config.settings"])
        self.assertEqual(settings.conversion_on_order, "request")
        settings.conversion_on_order = "convert"

        settings.save().execute()

        value = self.env["ir.config_parameter"].get_param(SETTING)
        self.assertEqual(value, "convert")

    def test_quotation_asks_for_nothing(self):
        """K3C-7: an offer is no trade."""
        self._create_order(self.customer).action_quotation_sent()

        self.assertFalse(self.customer.conversion_ids)
        self.assertFalse(self.customer.last_transaction_date)

    def test_order_of_a_contact_counts_for_the_company(self):
        """K3C-7: whoever signs, the company is the customer."""
        person = self._create_person(parent_id=self.customer.id)

        self._confirm_order(person)

        self.assertEqual(self.customer.conversion_ids.state, "requested")
        self.assertFalse(person.conversion_ids)

    def test_order_of_a_subsidiary_is_its_own(self):
        """K3C-7: the parent has traded nothing."""
        subsidiary = self._create_customer("South", parent_id=self.customer.id)

        self._confirm_order(subsidiary)

        self.assertTrue(subsidiary.conversion_ids)
        self.assertFalse(self.customer.conversion_ids)
        self.assertFalse(self.customer.last_transaction_date)

    def test_open_request_is_enough(self):
        """K3C-7: neither a request by hand nor an earlier order is doubled."""
        request = self._create_request(self.customer)

        self._confirm_order(self.customer)
        self._confirm_order(self.customer)

        self.assertEqual(self.customer.conversion_ids, request)
        self.assertFalse(request.order_id)

    def test_orders_confirmed_together_open_one(self):
        """K3C-7: many orders, one request for each customer."""
        other = self._create_customer("Dock")
        orders = self._create_order(self.customer) | self._create_order(other)
        orders |= self._create_order(self.customer)

        orders.action_confirm()

        self.assertEqual(len(self.customer.conversion_ids), 1)
        self.assertEqual(len(other.conversion_ids), 1)

    def test_transacting_customer_is_asked_for_no_more(self):
        """K3C-7: the second order of a converted customer opens nothing."""
        customer = self._create_transacting("Dock")

        self._confirm_order(customer)

        self.assertEqual(customer.conversion_ids.mapped("state"), ["approved"])

    def test_requester_falls_back_to_the_customers_salesperson(self):
        """K3C-7: somebody answers for the request though the order has nobody."""
        self.customer.user_id = self.other_seller
        order = self._create_order(self.customer)
        order.user_id = False

        order.action_confirm()

        self.assertEqual(self.customer.conversion_ids.user_id, self.other_seller)

    def test_person_who_orders_becomes_a_customer(self):
        """K3C-1, K3C-7: registered as potential, and asked for."""
        person = self._create_person()

        self._confirm_order(person)

        self.assertEqual(person.customer_status, "potential")
        self.assertTrue(person.customer_code)
        self.assertEqual(person.conversion_ids.state, "requested")

    def test_vendor_who_orders_becomes_a_customer(self):
        """K3C-1, K3C-7: a vendor that buys is a customer as well."""
        vendor = self._create_customer("Forge", supplier_rank=1)

        self._confirm_order(vendor)

        self.assertEqual(vendor.customer_status, "potential")
        self.assertEqual(vendor.conversion_ids.state, "requested")

    def test_own_company_and_colleagues_order_freely(self):
        """K3C-1, K3C-7: what we sell to ourselves makes nobody a customer."""
        company = self.env["res.company"].create({"name": "Branch"})
        for partner in (company.partner_id, self.seller.partner_id):
            self._confirm_order(partner)
            self.assertFalse(partner.customer_status)
            self.assertFalse(partner.conversion_ids)

    def test_archived_customer_does_not_block_the_order(self):
        """K3C-7: an order is confirmed though its customer cannot be converted."""
        order = self._create_order(self.customer)
        self.customer.active = False

        order.action_confirm()

        self.assertEqual(order.state, "sale")
        self.assertFalse(self.customer.conversion_ids)

    def test_request_belongs_to_the_orders_company(self):
        """K3C-7: whichever company the one who confirms is working in."""
        branch = self.env["res.company"].create({"name": "Branch"})
        order = self._create_order(self.customer, company_id=branch.id)

        order.with_company(self.env.company).action_confirm()

        self.assertEqual(self.customer.conversion_ids.company_id, branch)

    def test_salesperson_confirms_for_a_colleagues_customer(self):
        """K3C-7: who sees no colleague's requests opens no second one either."""
        request = self._create_request(self.customer, self.other_seller)
        order = self._create_order(self.customer, user_id=self.seller.id)

        order.with_user(self.seller).action_confirm()

        self.assertEqual(self.customer.conversion_ids, request)


@tagged("post_install", "-at_install")
class TestConversionOnSignature(HttpCase, PipelineCommon):
    def _sign(self, order):
        return self.make_jsonrpc_request(
            f"/my/orders/{order.id}/accept",
            {
                "access_token": order.access_token,
                "name": "Mei Lin",
                "signature": SIGNATURE,
            },
        )

    def _create_offer(self, customer):
        order = self._create_order(
            customer,
            user_id=self.seller.id,
            require_signature=True,
            require_payment=False,
        )
        order.state = "sent"
        order._portal_ensure_token()
        return order

    @freeze_time("2031-03-15 08:00:00")
    def test_customer_signs_without_a_login(self):
        """K3C-7: the public signature confirms, registers, and asks like any other."""
        self._set_on_order("request")
        person = self._create_person(email="mei@example.com")
        order = self._create_offer(person)

        self._sign(order)

        self.assertEqual(order.state, "sale")
        self.assertEqual(person.customer_status, "potential")
        self.assertEqual(str(person.last_transaction_date), "2031-03-15")
        self.assertRecordValues(
            person.conversion_ids,
            [{"state": "requested", "user_id": self.seller.id, "order_id": order.id}],
        )

    def test_portal_user_signs(self):
        """K3C-7: a customer with a login is converted at once, if set so."""
        self._set_on_order("convert")
        customer = self._create_customer()
        self.portal.partner_id.parent_id = customer
        order = self._create_offer(self.portal.partner_id)
        self.authenticate(self.portal.login, self.portal.login)

        self._sign(order)

        self.assertEqual(customer.customer_status, "transacting")
        self.assertEqual(customer.conversion_ids.order_id, order)

    def test_wrong_token_confirms_nothing(self):
        """K3C-7: the flow is the shop's own; who may not sign opens no request."""
        order = self._create_offer(self._create_customer())
        order.access_token = "other"

        answer = self.make_jsonrpc_request(
            f"/my/orders/{order.id}/accept",
            {"access_token": "wrong", "name": "X", "signature": SIGNATURE},
        )

        self.assertIn("error", answer)
        self.assertFalse(order.partner_id.conversion_ids)
