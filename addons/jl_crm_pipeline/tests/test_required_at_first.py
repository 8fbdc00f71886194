from odoo.fields import Command
from odoo.tests import tagged

from .common import PipelineCommon

NUMBERED = "jl_crm_pipeline.contact_number"
XML_ID = "jl_crm_pipeline.customer_requirement_%s"


@tagged("post_install", "-at_install")
class TestRequiredAtFirst(PipelineCommon):
    """What is required out of the box, and of whom (K3D-1, customers.md K3D-1 b)."""

    def _empty_the_base(self):
        self.env.cr.execute("UPDATE res_partner SET customer_status = NULL")
        self.env.invalidate_all()

    def _requirement(self, name):
        return self.env.ref(XML_ID % name)

    def test_a_base_in_use_decides_for_itself(self):
        """K3D-1: nothing is switched on where there are customers."""
        self._create_customer()
        self.env["customer.requirement"]._begin_strictly()

        self.assertFalse(self._requirement("industry").is_refused)

    def test_an_empty_base_begins_strictly(self):
        """K3D-1: phone, country, industry, region, address; tax ID later alone."""
        self._empty_the_base()
        self.env["customer.requirement"]._begin_strictly()

        for name in ("phone", "country", "city", "street", "industry"):
            self.assertTrue(self._requirement(name).is_refused, name)
        vat = self._requirement("vat")
        self.assertFalse(vat.for_potential)
        self.assertTrue(vat.holds_conversion)
        partners = self.Partner.with_user(self.seller)
        with self._assert_refused("cannot be saved without: .*Industry"):
            partners.create({"name": "Harbour", "is_company": True})
        whole = {
            "name": "Harbour",
            "is_company": True,
            "phone": "0755 8000 1000",
            "country_id": self.env.ref("base.cn").id,
            "state_id": self.env.ref("base.state_cn_GD").id,
            "city": "Shenzhen",
            "street": "Harbour Road 1",
            "industry_id": self.env.ref("jl_crm_pipeline.industry_hardware").id,
        }
        self.assertTrue(partners.create(whole).customer_region_id)

    def test_a_contact_needs_a_number(self):
        """K3D-1: on the form of the company, on its own, and when it is emptied."""
        self.env["ir.config_parameter"].set_param(NUMBERED, "True")
        customer = self._create_customer(user_id=self.seller.id)
        own = customer.with_user(self.seller)
        with self._assert_refused("Mei Lin has no number"):
            own.child_ids = [Command.create({"name": "Mei Lin"})]
        partners = self.Partner.with_user(self.seller)
        person = partners.create(
            {"name": "Mei Lin", "parent_id": customer.id, "mobile": "13800138000"}
        )
        with self._assert_refused("Mei Lin has no number"):
            person.mobile = False
        person.write({"mobile": False, "phone": "0755 8000 1000"})
        self.assertTrue(partners.create({"name": "Somebody"}).id)

    def test_leads_become_customers_as_they_are(self):
        """K3D-1: Odoo's own flow has nobody to ask; what lacks is shown."""
        self._requirement("industry").is_refused = True
        self.env["ir.config_parameter"].set_param(NUMBERED, "True")
        lead = self.env["crm.lead"].create(
            {
                "name": "Web form",
                "partner_name": "Harbour Web",
                "contact_name": "Mei Lin",
                "user_id": self.seller.id,
            }
        )
        lead.with_user(self.seller)._handle_partner_assignment()

        company = lead.partner_id.commercial_partner_id
        self.assertEqual(company.customer_status, "potential")
        self.assertIn("Industry", company._get_missing_data()[company])

    def test_a_conversion_waits_for_what_the_settings_want(self):
        """K3C-4, issue 17: what is missing is named, and shown on the request."""
        self._requirement("vat").holds_conversion = True
        paid = self.env["customer.requirement"].create(
            {"kind": "paid_order", "holds_conversion": True, "for_potential": False}
        )
        self.assertEqual(paid.name, "A paid invoice")
        customer = self._create_customer(user_id=self.seller.id)
        request = self._create_request(customer)
        self.assertIn("A paid invoice", request.needed_data)
        with self._assert_refused("cannot be converted without: .*A paid invoice"):
            request.with_user(self.office).action_approve()

        paid.holds_conversion = False
        customer.vat = "91440300MA5DA1XR7C"
        request.invalidate_recordset(["needed_data"])
        self.assertFalse(request.needed_data)
        request.with_user(self.office).action_approve()
        self.assertEqual(customer.customer_status, "transacting")

    def test_a_confirmed_order_is_not_stopped(self):
        """K3C-7: the order goes through, and the request waits."""
        self._requirement("vat").holds_conversion = True
        self._set_on_order("convert")
        customer = self._create_customer(user_id=self.seller.id)
        self._confirm_order(customer)

        self.assertEqual(customer.customer_status, "potential")
        self.assertEqual(customer.conversion_ids.state, "requested")

    def test_withdrawal_brings_the_maturity_back(self):
        """A11, K3C-5: unless somebody has set another one since."""
        customer = self._create_customer(user_id=self.seller.id, maturity="c_plus")
        for later, wanted in (("a_plus", "c_plus"), ("b_plus", "b_plus")):
            with self.subTest(later=later):
                customer._set_maturity("c_plus")
                customer.with_user(self.office).action_convert()
                self.assertEqual(customer.maturity, "a_plus")
                customer._set_maturity(later)
                conversion = customer.conversion_ids.filtered_domain(
                    [("state", "=", "approved")]
                )
                conversion.with_user(self.office).action_withdraw("by mistake")
                self.assertEqual(customer.maturity, wanted)

    def test_length_of_a_trial_is_a_setting(self):
        """RES-3: thirty days are the default alone."""
        trials = self.env["crm.customer.trial"].with_user(self.seller)
        today = self.env.company._to_day()
        self.assertEqual((trials._default_date_until() - today).days, 30)
        self.env["ir.config_parameter"].set_param("jl_crm_pipeline.trial_days", "45")
        self.assertEqual((trials._default_date_until() - today).days, 45)


@tagged("post_install", "-at_install")
class TestSubordinateSums(PipelineCommon):
    """MAT-7, A16: a superior reads sums for each person, the silent ones first."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.seller | cls.other_seller).sales_manager_id = cls.director
        cls.customers = cls.Partner.browse()
        today = cls.env.company._to_day()
        for name, user, amount in (
            ("Harbour", cls.seller, 100.0),
            ("River", cls.seller, 40.0),
            ("Dock", cls.other_seller, 7.0),
        ):
            customer = cls._create_customer(name, user_id=user.id)
            person = cls._create_person(parent_id=customer.id)
            values = {"user_id": user.id, "expected_revenue": amount}
            cls._create_opportunity(customer, **values, date_deadline=today)
            cls._create_opportunity(person, **values, date_deadline="2099-01-01")
            cls.customers |= customer

    def _sum(self, user):
        rows = self.Partner.with_user(user).formatted_read_group(
            [("id", "in", self.customers.ids)],
            ["user_id"],
            [
                "open_opportunity_amount:sum",
                "month_opportunity_amount:sum_currency",
                "evidence_currency_id:array_agg_distinct",
            ],
        )
        return {
            row["user_id"][0]: (
                row["open_opportunity_amount:sum"],
                row["month_opportunity_amount:sum_currency"],
            )
            for row in rows
        }

    def test_sums_of_each_person(self):
        """A16: in all, and of this month; as the rows of the list say."""
        self.assertEqual(
            self._sum(self.director),
            {self.seller.id: (280.0, 140.0), self.other_seller.id: (14.0, 7.0)},
        )
        own = self.customers.filtered(lambda one: one.user_id == self.seller)
        own = own.with_user(self.director)
        self.assertEqual(sum(own.mapped("open_opportunity_amount")), 280.0)
        self.assertEqual(sum(own.mapped("month_opportunity_amount")), 140.0)

    def test_of_what_the_reader_may_see(self):
        """CAR-7: a colleague's opportunities are in nobody's sum."""
        sums = self._sum(self.seller)

        self.assertEqual(sums[self.seller.id], (280.0, 140.0))
        self.assertFalse((sums.get(self.other_seller.id) or [0])[0])

    def test_the_web_client_may_ask(self):
        """MAT-7: the list offers the sum, as Odoo says which fields have one."""
        described = self.Partner.with_user(self.director).fields_get(
            ["open_opportunity_amount", "month_opportunity_amount"], ["aggregator"]
        )
        for field in described.values():
            self.assertEqual(field["aggregator"], "sum")

    def test_silent_ones_come_first(self):
        """MAT-7, MAT-5: by the last contact, or the registration."""
        days = dict(
            zip(self.customers, ("2026-03-01", False, "2026-01-01"), strict=True)
        )
        for customer, day in days.items():
            customer._write_system({"last_contact_date": day})
            customer._write_system({"registration_date": "2026-02-01"})
        found = self.Partner.with_user(self.director).search(
            [("id", "in", self.customers.ids)], order="silent_days desc, id"
        )
        self.assertEqual(found.mapped("name"), ["Dock", "River", "Harbour"])
