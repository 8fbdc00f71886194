from odoo.tests import tagged

from .common import PipelineCommon


@tagged("post_install", "-at_install")
class TestTradeEvidence(PipelineCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_on_order("off")
        cls.customer = cls._create_customer()
        # as who decides on it reads it
        cls.request = cls._create_request(cls.customer).with_user(cls.office)
        cls.china = cls.env.ref("base.cn")

    def _find_doubles(self):
        self.request.invalidate_recordset()
        return self.request.same_customer_ids

    def test_orders_are_added_up(self):
        """K3C-3: confirmed ones, of the company and of its people."""
        person = self._create_person(parent_id=self.customer.id)
        self._confirm_order(self.customer, 100.0, "2031-03-15 12:00:00")
        self._confirm_order(person, 50.0, "2031-05-01 12:00:00")
        self._confirm_order(self._create_customer("Dock"), 7.0)
        self._create_order(self.customer, 9.0)
        self._confirm_order(self.customer, 11.0).action_cancel()

        self.assertRecordValues(
            self.request, [{"order_count": 2, "order_amount": 150.0}]
        )
        self.assertEqual(str(self.request.last_order_date), "2031-05-01 12:00:00")

    def test_without_orders_all_is_nought(self):
        """K3C-3: a customer that has not traded shows it."""
        self.assertRecordValues(
            self.request,
            [
                {
                    "order_count": 0,
                    "order_amount": 0.0,
                    "last_order_date": False,
                    "invoice_count": 0,
                    "invoiced_amount": 0.0,
                    "paid_amount": 0.0,
                    "same_customer_count": 0,
                }
            ],
        )

    def test_orders_of_a_subsidiary_are_its_own(self):
        """K3C-3: neither in the sums nor behind the button."""
        subsidiary = self._create_customer("South", parent_id=self.customer.id)
        self._confirm_order(subsidiary)
        own = self._confirm_order(self.customer)

        action = self.request.action_view_orders()

        self.assertEqual(self.request.order_count, 1)
        self.assertEqual(self.env["sale.order"].search(action["domain"]), own)

    def test_sums_are_of_what_the_reader_sees(self):
        """K3C-3, security.md 16: who decides sees all, who asks their own orders."""
        self._confirm_order(self.customer, user_id=self.other_seller.id)
        self._confirm_order(self.customer, 50.0, user_id=self.seller.id)

        for reader, count, amount in ((self.office, 2, 150.0), (self.seller, 1, 50.0)):
            seen = self.request.with_user(reader)
            orders = seen.env["sale.order"].search(seen.action_view_orders()["domain"])
            with self.subTest(reader=reader.login):
                self.assertEqual(len(orders), count)
                self.assertRecordValues(
                    seen, [{"order_count": count, "order_amount": amount}]
                )

    def test_foreign_currency_is_converted(self):
        """K3C-3: amounts are those of the reader's company."""
        euro = self.setup_other_currency("EUR", rates=[("2000-01-01", 0.5)])
        pricelist = self.env["product.pricelist"].create(
            {"name": "Euro", "currency_id": euro.id}
        )

        self._confirm_order(self.customer, 100.0, pricelist_id=pricelist.id)

        self.assertAlmostEqual(self.request.order_amount, 200.0)

    def test_same_name_is_a_double(self):
        """K3C-3: another with the same name, not itself, not one called otherwise."""
        double = self._create_customer("Harbour Pumps")
        self._create_customer("Harbour Pumps South")

        self.assertEqual(self._find_doubles(), double)
        self.assertEqual(self.request.same_customer_count, 1)

    def test_same_company_in_another_writing_is_a_double(self):
        """K3C-3, DUP-1: as the duplicate analysis sees it, branches left out."""
        self.customer.name = "中山市松大电子科技有限公司"
        double = self._create_customer("中山松大电子公司")
        self._create_customer("中山市松大电子科技有限公司第二分公司")

        self.assertEqual(self._find_doubles(), double)

    def test_same_tax_id_is_a_double(self):
        """K3C-3: whatever it is called."""
        double = self._create_customer("Hafenpumpen")
        (self.customer | double).vat = "91440300708461136T"

        self.assertEqual(self._find_doubles(), double)

    def test_same_phone_is_a_double(self):
        """K3C-3: however it is written; a contact's is its company's."""
        other = self._create_customer("Dock", country_id=self.china.id)
        person = self._create_person(parent_id=other.id, country_id=self.china.id)
        self.customer.write({"country_id": self.china.id, "phone": "0755 8000 1000"})
        self.assertFalse(self._find_doubles())

        person.phone = "+86 755 80001000"

        self.assertEqual(self._find_doubles(), other)

    def test_own_people_are_no_doubles(self):
        """K3C-3: a contact with the company's phone and tax id is the company."""
        self.customer.write({"phone": "0755 8000 1000", "vat": "91440300708461136T"})
        self._create_person(parent_id=self.customer.id, phone="0755 8000 1000")

        self.assertFalse(self._find_doubles())

    def test_one_that_matches_thrice_is_one_double(self):
        """K3C-3: counted once."""
        same = {"phone": "0755 8000 1000", "vat": "91440300708461136T"}
        self.customer.write(same)
        double = self._create_customer("Harbour Pumps", **same)

        self.assertEqual(self._find_doubles(), double)

    def test_doubles_are_opened(self):
        """K3C-3: the button shows them and nothing else."""
        double = self._create_customer("Harbour Pumps")

        action = self.request.action_view_same_customers()

        self.assertEqual(self.Partner.search(action["domain"]), double)

    def _fill(self, customer):
        industry = self.env["res.partner.industry"].create({"name": "Pumps"})
        names = self.Partner._get_completeness_fields()
        customer.write(
            {
                **{name: "x" for name in names if not name.endswith("_id")},
                "country_id": self.china.id,
                "state_id": self.china.state_ids[0].id,
                "industry_id": industry.id,
                "user_id": self.seller.id,
            }
        )

    def test_completeness_tells_what_is_missing(self):
        """K3C-3, K3D-1: a percentage, and the labels of what is empty."""
        self.assertEqual(self.request.completeness, 0)
        self.assertIn("Phone", self.request.missing_data)
        self.assertIn("Contact person", self.request.missing_data)

        self._fill(self.customer)
        self.customer.vat = False
        self.request.invalidate_recordset()

        self.assertEqual(self.request.completeness, 78)
        self.assertEqual(self.request.missing_data, "Tax ID, Contact person")

    def test_complete_customer_misses_nothing(self):
        """K3C-3, K3D-1: hundred per cent; an address alone is no contact person."""
        self._fill(self.customer)
        self._create_person(parent_id=self.customer.id, type="delivery")
        self.assertEqual(self.request.missing_data, "Contact person")

        self._create_person(parent_id=self.customer.id)
        self.request.invalidate_recordset()

        self.assertRecordValues(
            self.request, [{"completeness": 100, "missing_data": ""}]
        )

    def test_open_work_is_told(self):
        """K3C-3: what is still open on the customer and on its people."""
        person = self._create_person(parent_id=self.customer.id)
        for partner in (self.customer, person):
            self.env["crm.lead"].create({"name": "Pumps", "partner_id": partner.id})
        self._create_order(person)
        self.customer.activity_schedule("mail.mail_activity_data_call")
        self.request.invalidate_recordset()

        self.assertIn("Lead: 2", self.request.open_work)
        self.assertIn("Sales Order: 1", self.request.open_work)
        self.assertIn("Activity: 1", self.request.open_work)
        self.assertNotIn("Conversion", self.request.open_work)

    def test_form_without_a_customer_shows_no_evidence(self):
        """K3C-3: a request that is just being made has nothing to show."""
        empty = self.Conversion.new({})

        self.assertFalse(empty.message)
        self.assertFalse(empty.open_work)
        self.assertEqual(empty.order_count, 0)
        self.assertFalse(empty.same_customer_ids)
