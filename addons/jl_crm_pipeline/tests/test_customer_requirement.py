from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .completeness_common import CompletenessCommon


@tagged("post_install", "-at_install")
class TestRequirements(CompletenessCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.phone.is_refused = True

    def _enter(self, **vals):
        partners = self.Partner.with_user(self.seller)
        return partners.create({"name": "Entered", "is_company": True, **vals})

    def test_refused_where_the_setting_says_so(self):
        """K3D-1: the message names the customer and what to fill in."""
        with self._assert_refused("Entered cannot be saved without: Phone"):
            self._enter()

        self.assertTrue(self._enter(phone="0755 8000 1000").id)

    def test_emptying_is_refused(self):
        """K3D-1: and an old customer without it can be worked on."""
        customer = self._create_customer("Old", user_id=self.seller.id)
        own = customer.with_user(self.seller)
        own.city = "Zhongshan"
        own.phone = "0755 8000 1000"
        with self._assert_refused("Old cannot be saved without: Phone"):
            own.phone = False

    def test_by_status(self):
        """K3D-1: what only a transacting one needs, a potential one does not."""
        self.phone.for_potential = False
        customer = self._enter()
        customer.sudo().phone = "0755 8000 1000"
        customer.with_user(self.office).action_convert()
        with self._assert_refused("without: Phone"):
            customer.phone = False

    def test_unattended_routes_are_not_refused(self):
        """K3D-1: nobody is there to answer, and nothing may be lost."""
        customer = self.Partner.with_user(self.seller).sudo()
        self.assertTrue(customer.create({"name": "Mail", "is_company": True}).id)

    def test_import_reports_the_row(self):
        """K3D-1: the row is named with the reason."""
        result = self.Partner.with_user(self.seller).load(
            ["name", "is_company", "phone"],
            [["Row 1", "1", "0755 8000 1000"], ["Row 2", "1", ""]],
        )

        self.assertFalse(result["ids"])
        told = " ".join(message["message"] for message in result["messages"])
        self.assertIn("Row 2 cannot be saved without: Phone", told)

    def test_what_can_not_be_required(self):
        """K3D-1: fields that differ by company or language; people come later."""
        for name in ("property_payment_term_id", "child_ids", "display_name"):
            with self.subTest(field=name), self.assertRaises(ValidationError):
                self._require(name)
        with self.assertRaises(ValidationError):
            self.Requirement.create({"kind": "contact", "is_refused": True})

    def test_names_of_the_list(self):
        """K3D-1: as people read them."""
        self.assertEqual(self.phone.name, "Phone")
        contact = self.env.ref("jl_crm_pipeline.customer_requirement_contact")
        self.assertEqual(contact.name, "A contact person")

    def test_general_affairs_decides(self):
        """K3D-1: everybody reads the list, General Affairs changes it."""
        self.phone.with_user(self.office).is_refused = False
        self.assertFalse(self.phone.with_user(self.seller).is_refused)
        with self.assertRaises(AccessError):
            self.phone.with_user(self.seller).is_refused = True

    def test_settings_lead_to_the_list(self):
        """K3D-1: from the settings page."""
        action = self.env["res.config.settings"].create({}).action_open_requirements()

        self.assertEqual(action["res_model"], "customer.requirement")
