from odoo.tests import freeze_time, tagged

from ..hooks import pre_init_hook, uninstall_hook
from .common import SETTING, PipelineCommon

CODE = "jl_crm_pipeline.customer_code"
REGISTRATION = ("customer_status", "customer_code", "registration_date", "registrar_id")


@tagged("post_install", "-at_install")
class TestPreInitHook(PipelineCommon):
    """The hook says of a whole base what the add-on says of one partner."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_on_order("off")
        cls.population = cls._create_population()

    @classmethod
    def _create_population(cls):
        company = cls._create_customer("Company")
        vendor = cls._create_customer("Vendor", supplier_rank=1)
        partners = company | vendor | cls._create_person("Person")
        partners |= cls._create_customer("Trading vendor", supplier_rank=1)
        partners[-1].customer_rank = 1
        partners |= cls._create_customer("Subsidiary", parent_id=company.id)
        partners |= cls._create_person("Contact", parent_id=company.id)
        partners |= cls._create_person("Buying contact", parent_id=company.id)
        partners[-1].customer_rank = 1
        partners |= cls._create_person("Buyer", customer_rank=1)
        partners |= cls._create_person("Former contact of a vendor")
        partners |= cls._create_customer("Archived", active=False)
        partners |= cls.env["res.company"].create({"name": "Own"}).partner_id
        partners |= cls.seller.partner_id | cls.portal.partner_id
        gone = cls._create_user("gone", "base.group_user")
        gone.write({"active": False})
        gone.partner_id.write({"is_company": True, "customer_rank": 1})
        return partners | gone.partner_id

    def _forget_registration(self):
        self.env.flush_all()
        names = ", ".join(f"{name} = NULL" for name in REGISTRATION)
        self.env.cr.execute(f"UPDATE res_partner SET {names}")
        self.env.invalidate_all()

    def _set_made(self, partners, day):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET create_date = %s WHERE id = ANY(%s)",
            [day, partners.ids],
        )
        self.env.invalidate_all()

    def _register_anew(self):
        self._forget_registration()
        pre_init_hook(self.env)
        self.env.invalidate_all()

    def test_same_customers_as_one_by_one(self):
        """K3C-1: installed on a base, the add-on knows the same customers."""
        expected = self.population.filtered(lambda partner: partner._is_customer())
        known = self.population.filtered("customer_status")
        self.assertEqual(known, expected)

        self._register_anew()

        found = self.population.filtered("customer_status")
        self.assertEqual(found.mapped("name"), expected.mapped("name"))
        self.assertEqual(set(found.mapped("customer_status")), {"potential"})

    def test_who_has_bought_is_a_customer(self):
        """K3C-1, K3C-7: by the orders there are, with the day of the last one."""
        person = self._create_person()
        contact = self._create_person(parent_id=person.id)
        self._confirm_order(person, date="2031-03-15 12:00:00")
        self._confirm_order(contact, date="2031-05-01 12:00:00")
        offered = self._create_person("Offered")
        self._create_order(offered)

        self._register_anew()

        self.assertEqual(person.customer_status, "potential")
        self.assertEqual(str(person.last_transaction_date), "2031-05-01")
        self.assertFalse(contact.customer_status)
        self.assertFalse(offered.customer_status)

    def test_codes_follow_the_month_of_the_partner(self):
        """IMP-1: numbered within the month in which each was made, in that order."""
        customers = self.Partner.create(
            [{"name": f"Old {n}", "is_company": True} for n in range(4)]
        )
        self._set_made(customers[:3], "1998-03-15")
        self._set_made(customers[3], "1998-04-15")

        self._register_anew()

        self.assertEqual(
            customers.mapped("customer_code"),
            ["C199803001", "C199803002", "C199803003", "C199804001"],
        )
        self.assertEqual(str(customers[0].registration_date), "1998-03-15")
        self.assertEqual(customers[0].registrar_id, customers[0].create_uid)

    def test_completeness_is_what_the_record_says(self):
        """K3D-1: by the requirements that the add-on comes with."""
        china = self.env.ref("base.cn")
        full = self._create_customer(
            "Full",
            phone="0755 8000 1000",
            country_id=china.id,
            state_id=china.state_ids[0].id,
            city="Zhongshan",
            street="Quay Road 1",
            industry_id=self.env.ref("base.res_partner_industry_C").id,
            user_id=self.seller.id,
            vat="91440300708461136T",
        )
        self._create_person(parent_id=full.id)
        self.env.flush_all()
        self.env.cr.execute("UPDATE res_partner SET completeness = NULL")

        self._register_anew()

        customers = full | self.population.filtered("customer_status")
        self.assertEqual(full.completeness, 100)
        self.assertEqual(
            customers.mapped("completeness"),
            [one._get_completeness() for one in customers],
        )

    def test_thousandth_of_a_month(self):
        """IMP-1: no code is cut off."""
        customers = self.Partner.create(
            [{"name": f"Old {n}", "is_company": True} for n in range(1001)]
        )
        self._set_made(customers, "1998-03-15")

        self._register_anew()

        codes = customers.mapped("customer_code")
        self.assertEqual(codes[998:], ["C199803999", "C1998031000", "C1998031001"])

    def test_all_codes_differ(self):
        """IMP-1: on the whole base; the unique index comes after the hook."""
        self._register_anew()

        self.env.cr.execute(
            "SELECT count(*), count(DISTINCT customer_code), count(customer_status)"
            "  FROM res_partner WHERE customer_code IS NOT NULL"
        )
        [count, different, customers] = self.env.cr.fetchone()
        self.assertEqual(count, different)
        self.assertEqual(count, customers)

    @freeze_time("2031-03-20")
    def test_numbers_go_on_where_the_hook_ended(self):
        """IMP-1: the next customer of the month gets the next number."""
        customers = self.Partner.create(
            [{"name": f"New {n}", "is_company": True} for n in range(3)]
        )
        self._set_made(customers, "2031-03-15")
        self._register_anew()
        sequence = self.env["ir.sequence"].search([("code", "=", CODE)])
        sequence.date_range_ids.unlink()

        self.assertEqual(self._create_customer().customer_code, "C203103004")

    def test_registered_customers_are_left_alone(self):
        """IMP-1: run once more, the hook changes nobody's code."""
        names = list(REGISTRATION)
        before = self.population.read(names)
        self.env.flush_all()

        pre_init_hook(self.env)

        self.env.invalidate_all()
        self.assertEqual(self.population.read(names), before)

    def test_is_a_handful_of_statements(self):
        """K3C-1: a million partners are registered in three statements."""
        self._forget_registration()

        self.assertEqual(self._count_queries(lambda: pre_init_hook(self.env)), 8)


@tagged("post_install", "-at_install")
class TestUninstallHook(PipelineCommon):
    def _get_number_ranges(self):
        self.env.cr.execute(
            "SELECT count(*) FROM pg_class WHERE relkind = 'S' AND relname LIKE %s",
            [f"ir_sequence_{self.sequence.id:03d}_%"],
        )
        return self.env.cr.fetchone()[0]

    def test_nothing_is_left_behind(self):
        """IMP-1, K3C-7: number ranges in PostgreSQL and settings go with the add-on."""
        self.sequence = self.env["ir.sequence"].search([("code", "=", CODE)])
        parameters = self.env["ir.config_parameter"]
        parameters.set_param(SETTING, "off")
        parameters.set_param("jl_crm_pipelineX.other", "stays")
        self._create_customer()
        self.assertTrue(self._get_number_ranges())

        uninstall_hook(self.env)

        self.assertFalse(self.sequence.date_range_ids)
        self.assertFalse(self._get_number_ranges())
        self.assertFalse(parameters.get_param(SETTING))
        self.assertEqual(parameters.get_param("jl_crm_pipelineX.other"), "stays")
