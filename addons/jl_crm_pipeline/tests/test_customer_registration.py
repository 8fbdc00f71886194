from datetime import date

from odoo.fields import Command
from odoo.tests import Form, freeze_time, tagged

from .common import PipelineCommon


@tagged("post_install", "-at_install")
class TestCustomerRegistration(PipelineCommon):
    def _assert_customer(self, partner):
        self.assertEqual(partner.customer_status, "potential")
        self.assertTrue(partner.customer_code)

    def _assert_no_customer(self, partner):
        registration = partner.read(
            ["customer_status", "customer_code", "registration_date", "registrar_id"]
        )[0]
        registration.pop("id")
        self.assertFalse(any(registration.values()), registration)

    @freeze_time("2031-03-15")
    def test_company_becomes_potential(self):
        """K3C-1, K3D-1: a new company is potential; who entered it and when is kept."""
        customer = self.Partner.with_user(self.seller).create(
            {"name": "Harbour Pumps", "is_company": True}
        )

        self.assertRecordValues(
            customer,
            [
                {
                    "customer_status": "potential",
                    "registration_date": date(2031, 3, 15),
                    "registrar_id": self.seller.id,
                    "conversion_date": False,
                    "conversion_user_id": False,
                    "last_contact_date": False,
                    "last_transaction_date": False,
                }
            ],
        )

    def test_blank_maturity_is_that_of_a_new_one(self):
        """MAT-1, IMP-7: a blank cell of an import leaves nobody without maturity."""
        vals = {"name": "Harbour Pumps", "is_company": True, "maturity": False}

        customer = self.Partner.with_user(self.seller).create(vals)

        self.assertEqual(customer.maturity, "d")

    @freeze_time("2031-03-15 18:30:00")
    def test_registration_date_is_the_companys_day(self):
        """K3D-1: after midnight in Shanghai it is the next day there, not UTC's."""
        self.env.company.tz = "Asia/Shanghai"

        customer = self.Partner.with_user(self.seller).create(
            {"name": "Harbour Pumps", "is_company": True}
        )

        self.assertEqual(customer.registration_date, date(2031, 3, 16))

    def test_company_type_says_company_as_well(self):
        """K3C-1: the selection of the form counts like the flag."""
        self._assert_customer(
            self.Partner.create({"name": "Harbour", "company_type": "company"})
        )

    def test_defaults_of_the_context_count(self):
        """K3C-1: a company made by the action's defaults, or by name alone."""
        for key, value in (
            ("default_is_company", True),
            ("default_company_type", "company"),
        ):
            with self.subTest(key=key):
                partners = self.Partner.with_context(**{key: value})
                self._assert_customer(partners.create({"name": "Harbour"}))
                name_id, _name = partners.name_create("Harbour")
                self._assert_customer(self.Partner.browse(name_id))

    def test_form_registers(self):
        """K3C-1: the form needs nothing but a name."""
        form = Form(self.Partner.with_user(self.clerk))
        form.company_type = "company"
        form.name = "Harbour Pumps"
        customer = form.save()

        self._assert_customer(customer)
        self.assertEqual(customer.registrar_id, self.clerk)

    def test_address_without_postcode(self):
        """K3C-1: no comma is left behind at the end of a line; others stay."""
        china = {"country_id": self.env.ref("base.cn").id, "city": "Shenzhen"}
        customer = self._create_customer(street="58 First Road", **china)
        self.assertEqual(
            customer._display_address(without_company=True).split(),
            ["China", "Shenzhen", "58", "First", "Road"],
        )

        customer.zip = "518000"

        self.assertIn("China, 518000\n", customer._display_address())

    def test_people_of_a_company_are_no_customers(self):
        """K3C-1: contact persons and delivery addresses belong to the company."""
        customer = self._create_customer(
            child_ids=[
                Command.create({"name": "Mei Lin"}),
                Command.create({"name": "Warehouse", "type": "delivery"}),
                Command.create({"name": "Accounts", "type": "invoice"}),
            ]
        )

        self._assert_customer(customer)
        for child in customer.child_ids:
            self._assert_no_customer(child)

    def test_people_entered_in_the_customer_list_are_no_customers(self):
        """K3C-1: the defaults of the list are for the company, not for its people."""
        partners = self.Partner.with_user(self.seller).with_context(
            default_is_company=True, res_partner_search_mode="customer"
        )
        child = Command.create({"name": "Mei Lin", "company_type": "person"})
        customer = partners.create({"name": "Harbour Pumps", "child_ids": [child]})

        self._assert_customer(customer)
        self._assert_no_customer(customer.child_ids)

    def test_subsidiary_is_a_customer_of_its_own(self):
        """K3C-1: a company under a parent has a code of its own."""
        parent = self._create_customer()
        subsidiary = self._create_customer("Harbour South", parent_id=parent.id)

        self._assert_customer(subsidiary)
        self.assertNotEqual(subsidiary.customer_code, parent.customer_code)

    def test_person_is_no_customer(self):
        """K3C-1: a person who buys nothing is none."""
        self._assert_no_customer(self._create_person())

    def test_vendor_is_no_customer(self):
        """K3C-1: whoever sells to us is none, however the vendor is entered."""
        vendors = self.Partner.with_context(res_partner_search_mode="supplier")
        by_default = self.Partner.with_context(default_supplier_rank=1)
        for vendor in (
            vendors.create({"name": "Forge", "is_company": True}),
            by_default.create({"name": "Forge", "is_company": True}),
            self._create_customer("Forge", supplier_rank=1),
        ):
            self._assert_no_customer(vendor)

    def test_vendor_who_buys_is_a_customer(self):
        """K3C-1: selling to us does not keep a company from buying."""
        vendor = self._create_customer("Forge", supplier_rank=1)

        vendor.customer_rank = 1

        self._assert_customer(vendor)
        self._assert_customer(
            self._create_customer("Mill", supplier_rank=1, customer_rank=1)
        )

    def test_customer_who_sells_to_us_stays_one(self):
        """K3C-1: the first purchase from a customer takes nothing away."""
        customer = self._create_customer()

        customer.supplier_rank = 1

        self._assert_customer(customer)

    def test_person_who_buys_is_a_customer(self):
        """K3C-1: the first invoice or the import of a buyer registers a person."""
        person = self._create_person()

        person._increase_rank("customer_rank")

        self._assert_customer(person)
        self._assert_customer(self._create_person(customer_rank=1))

    def test_person_turned_company_is_a_customer(self):
        """K3C-1: correcting the kind of partner registers it."""
        person = self._create_person("Harbour Pumps")

        person.company_type = "company"

        self._assert_customer(person)

    def test_mixed_batch_registers_each_by_itself(self):
        """K3C-1: of one import companies and buyers are registered, others are not."""
        company, person, buyer, vendor = self.Partner.create(
            [
                {"name": "Harbour", "is_company": True},
                {"name": "Mei Lin"},
                {"name": "Wang Fang", "customer_rank": 1},
                {"name": "Forge", "is_company": True, "supplier_rank": 1},
            ]
        )

        self._assert_customer(company)
        self._assert_customer(buyer)
        self.assertNotEqual(company.customer_code, buyer.customer_code)
        self._assert_no_customer(person)
        self._assert_no_customer(vendor)

    def test_own_companies_are_no_customers(self):
        """K3C-1: neither a new company of ours nor a partner that becomes one."""
        company = self.env["res.company"].create({"name": "Branch"})
        self._assert_no_customer(company.partner_id)

        customer = self._create_customer("Branch Two")
        company.partner_id = customer

        self._assert_no_customer(customer)

    def test_changing_an_own_company_registers_nothing(self):
        """K3C-1: an own company stays none when it is edited or sells to a sister."""
        company = self.env["res.company"].create({"name": "Branch"})

        company.name = "Branch South"
        company.partner_id.write({"is_company": True, "customer_rank": 1})

        self._assert_no_customer(company.partner_id)

    def test_colleagues_are_no_customers(self):
        """K3C-1: a salesperson who buys something stays a colleague."""
        self.seller.partner_id.customer_rank = 1
        self.portal.partner_id.customer_rank = 1

        self._assert_no_customer(self.seller.partner_id)
        self._assert_customer(self.portal.partner_id)

    def test_copy_is_registered_anew(self):
        """IMP-1: a copy is another customer with another code, and potential."""
        customer = self._create_transacting()

        copy = customer.copy()

        self._assert_customer(copy)
        self.assertNotEqual(copy.customer_code, customer.customer_code)
        self.assertFalse(copy.conversion_date)
