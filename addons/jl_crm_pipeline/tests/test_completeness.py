from odoo.fields import Command
from odoo.tests import tagged

from .completeness_common import CompletenessCommon

TARGET = "jl_crm_pipeline.completeness_target"


@tagged("post_install", "-at_install")
class TestCompleteness(CompletenessCommon):
    def test_percentage_follows_the_record(self):
        """K3D-1: with each field, with the contact, and back again."""
        customer = self._create_customer("Fresh", user_id=False)
        self.assertEqual(customer.completeness, 0)

        customer.write(self.everything)
        self.assertEqual(customer.completeness, 89)
        self.assertFalse(customer.is_complete)

        contact = self._create_person(parent_id=customer.id)
        self.assertEqual(customer.completeness, 100)
        self.assertTrue(customer.is_complete)
        self.assertFalse(customer.missing_fields)

        contact.type = "delivery"
        self.assertEqual(customer.completeness, 89)
        contact.type = "contact"
        contact.unlink()
        self.assertEqual(customer.completeness, 89)

    def test_contact_that_changes_the_company(self):
        """K3D-1: the one loses it, the other gains it."""
        old, new = self._create_customer("Old"), self._create_customer("New")
        contact = self._create_person(parent_id=old.id)
        before = old.completeness
        contact.parent_id = new

        self.assertLess(old.completeness, before)
        self.assertEqual(new.completeness, before)

    def test_missing_data_is_named(self):
        """K3D-1: with what a click needs to lead there."""
        customer = self._create_customer("Fresh", **self.everything)
        customer.vat = False

        self.assertEqual(
            customer.missing_fields,
            [
                {"kind": "field", "name": "vat", "label": "Tax ID"},
                {"kind": "contact", "name": False, "label": "Contact person"},
            ],
        )

    def test_statement_says_what_the_record_says(self):
        """K3D-1: for every kind of field, of both statuses."""
        for name in (
            "fax",
            "category_id",
            "color",
            "partner_latitude",
            "date_localization",
        ):
            if name in self.Partner._fields:
                self.Requirement.with_context(active_test=False).search(
                    [("field_id.name", "=", name)]
                ).unlink()
                self._require(name, for_potential=False)
        self._require("is_hot", for_transacting=False)
        self.Requirement.create({"kind": "reachable"})
        tag = self.env["res.partner.category"].create({"name": "Tag"})
        customers = self._create_customer("Fresh")
        customers |= self._create_customer("Full", **self.everything, is_hot=True)
        customers |= self._create_transacting("Traded", color=2)
        customers |= self._create_transacting(
            "Tagged", category_id=[Command.link(tag.id)], **self.everything
        )
        self._create_person(parent_id=customers[1].id)
        self._create_person(
            parent_id=customers[3].id, function="Buyer", mobile="13800138000"
        )

        self.Partner._refresh_all_completeness()

        for customer in customers:
            with self.subTest(customer=customer.name):
                self.assertEqual(customer.completeness, customer._get_completeness())
        self.assertEqual(len(set(customers.mapped("completeness"))), 4)

    def test_no_customer_has_none(self):
        """K3D-1: nothing is required of a contact or of a vendor."""
        vendor = self._create_customer("Vendor", supplier_rank=1)

        self.env.cr.execute(
            "SELECT completeness FROM res_partner WHERE id = %s", [vendor.id]
        )
        self.assertEqual(self.env.cr.fetchone(), (None,))

    def test_settings_are_followed_at_night(self):
        """K3D-1: a requirement more, for all the customers there are."""
        customer = self._create_customer("Full", **self.everything)
        self._create_person(parent_id=customer.id)
        self._require("website")
        self.assertEqual(customer.completeness, 100)

        with self.enter_registry_test_mode():
            self.env.ref(
                "jl_crm_pipeline.ir_cron_refresh_customers"
            ).method_direct_trigger()

        self.assertEqual(customer.completeness, 90)

    def test_nothing_is_required(self):
        """K3D-1: every customer is complete then."""
        self.Requirement.search([]).active = False
        customer = self._create_customer("Fresh")

        self.assertEqual(customer.completeness, 100)
        self.assertEqual(customer._get_completeness(), 100)

    def test_search_by_the_target(self):
        """IMP-5: what is below it is found, with another target too."""
        customer = self._create_customer("Full", **self.everything)
        below = [("is_complete", "=", False), ("id", "=", customer.id)]
        self.assertTrue(self.Partner.search(below))

        self.env["ir.config_parameter"].set_param(TARGET, "80")
        customer.invalidate_recordset(["is_complete"])

        self.assertFalse(self.Partner.search(below))
        self.assertTrue(customer.is_complete)

    def test_many_cost_as_much_as_few(self):
        """K3D-1: one statement for all that a change touches."""
        customers = self.Partner.create(
            [{"name": f"Customer {n}", "is_company": True} for n in range(40)]
        )
        self._assert_same_cost(
            customers[:4]._refresh_completeness, customers._refresh_completeness
        )
        customers.city = "Zhongshan"
        self.assertEqual(len(set(customers.mapped("completeness"))), 1)


@tagged("post_install", "-at_install")
class TestCompletenessReport(CompletenessCommon):
    def _get_row(self, user, reader=None):
        reports = self.env["customer.completeness.report"].with_user(
            reader or self.office
        )
        return reports.search([("user_id", "=", user.id)])

    def test_share_beside_the_target(self):
        """IMP-5: how many of a salesperson's customers are complete."""
        full = self._create_customer("Full", **self.everything)
        self._create_person(parent_id=full.id)
        self._create_customer("Fresh", user_id=self.seller.id)
        team = self.env["crm.team"].create(
            {"name": "East", "member_ids": [Command.link(self.seller.id)]}
        )
        self.env.flush_all()

        self.assertRecordValues(
            self._get_row(self.seller),
            [
                {
                    "team_id": team.id,
                    "customer_count": 2,
                    "complete_count": 1,
                    "incomplete_count": 1,
                    "complete_share": 50.0,
                    "target": 95,
                    "is_reached": False,
                }
            ],
        )
        action = self._get_row(self.seller).action_view_incomplete()
        found = self.Partner.search(action["domain"])
        self.assertEqual(found.mapped("name"), ["Fresh"])

    def test_one_sees_ones_own(self):
        """IMP-5: a salesperson their own row, whoever sees all sees all."""
        self._create_customer("Fresh", user_id=self.seller.id)
        self._create_customer("Nobody's", user_id=False)
        self.env.flush_all()

        self.assertTrue(self._get_row(self.seller, self.seller))
        self.assertFalse(self._get_row(self.seller, self.other_seller))
        nobody = self.env["res.users"]
        self.assertTrue(self._get_row(nobody, self.director))
        self.assertFalse(self._get_row(nobody, self.seller))


@tagged("post_install", "-at_install")
class TestMainContact(CompletenessCommon):
    def test_dialogue_makes_a_contact_of_the_company(self):
        """TUR-3: of the company, with what it knows already."""
        customer = self._create_customer("Fresh", user_id=self.seller.id)
        action = customer.with_user(self.seller).action_add_contact()
        contact = (
            self.Partner.with_user(self.seller)
            .with_context(**action["context"])
            .create({"name": "Mei Lin", "function": "Buyer", "mobile": "13800138000"})
        )

        self.assertEqual(contact.commercial_partner_id, customer)
        self.assertEqual(contact.type, "contact")
        self.assertFalse(contact.customer_status)
