from odoo.tests import tagged

from .common import PipelineCommon


@tagged("post_install", "-at_install")
class TestCustomerChange(PipelineCommon):
    def test_customer_made_a_contact_loses_the_status(self):
        """K3C-1, IMP-1: a person under a company is no customer, but keeps the code."""
        buyer = self._create_person(customer_rank=1)
        code = buyer.customer_code

        buyer.parent_id = self._create_customer()

        self.assertRecordValues(
            buyer, [{"customer_status": False, "customer_code": code}]
        )

    def test_subsidiary_made_a_person_loses_the_status(self):
        """K3C-1: a subsidiary that is a contact person really is no customer."""
        parent = self._create_customer()
        subsidiary = self._create_customer("Mei Lin", parent_id=parent.id)

        subsidiary.company_type = "person"

        self.assertFalse(subsidiary.customer_status)

    def test_former_contact_gets_its_code_back(self):
        """IMP-1: a code once given is neither changed nor given again."""
        buyer = self._create_person(customer_rank=1)
        code, date = buyer.customer_code, buyer.registration_date
        buyer.parent_id = self._create_customer()

        buyer.parent_id = False

        self.assertRecordValues(
            buyer,
            [
                {
                    "customer_status": "potential",
                    "customer_code": code,
                    "registration_date": date,
                }
            ],
        )

    def test_transacting_customer_is_not_made_a_contact(self):
        """K3C-1: whoever trades stays itself until the conversion is withdrawn."""
        buyer = self._create_person(customer_rank=1)
        buyer.with_user(self.office).action_convert()

        with self._assert_refused("Mei Lin is a transacting customer"):
            buyer.parent_id = self._create_customer()

        self.assertFalse(buyer.parent_id)
        self.assertEqual(buyer.customer_status, "transacting")

    def test_company_under_a_parent_stays_a_customer(self):
        """K3C-1: joining a group of companies changes nothing, transacting ones too."""
        potential = self._create_customer()
        transacting = self._create_transacting("Harbour South")

        (potential | transacting).parent_id = self._create_customer("Harbour Group")

        self.assertRecordValues(
            potential | transacting,
            [{"customer_status": "potential"}, {"customer_status": "transacting"}],
        )

    def test_edit_changes_nothing_of_the_registration(self):
        """IMP-1: code, date and registrar stay whatever else is changed."""
        customer = self._create_customer()
        before = customer.read(
            ["customer_code", "registration_date", "registrar_id", "customer_status"]
        )

        mine = customer.with_user(self.manager)
        mine.write({"name": "Harbour Pumps Ltd", "phone": "0755 8000 1000"})
        mine.action_archive()
        customer.write({"is_company": True, "supplier_rank": 2, "customer_rank": 3})

        self.assertEqual(
            customer.read(list(before[0])),
            before,
        )

    def test_user_made_of_a_customer_keeps_the_code(self):
        """IMP-1: a customer with a login for the portal stays a customer."""
        buyer = self._create_person(customer_rank=1)
        code = buyer.customer_code

        self._create_user("buyer", "base.group_portal", partner_id=buyer.id)
        buyer.customer_rank = 2

        self.assertEqual(buyer.customer_code, code)
        self.assertEqual(buyer.customer_status, "potential")
