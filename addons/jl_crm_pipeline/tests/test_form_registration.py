from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.jl_crm_base.tests.web_form import save_in_form

from .common import PipelineCommon


@tagged("post_install", "-at_install")
class TestFormRegistration(PipelineCommon):
    """Customers and opportunities as the form of the web client makes them.

    It sends every field, the empty ones as False (POOL-6, issue 16, point 5).
    """

    def _register(self, user, **values):
        listed = {"default_is_company": True, "res_partner_search_mode": "customer"}
        partners = self.Partner.with_user(user).with_context(**listed)
        return save_in_form(partners, {"name": "Harbour Pumps", **values})

    def test_customer_of_a_salesperson_is_theirs(self):
        """POOL-6: whoever registers in the browser holds the customer at once."""
        customer = self._register(self.seller)

        self.assertEqual(customer.customer_status, "potential")
        self.assertEqual(customer.user_id, self.seller)
        self.assertEqual(customer.customer_holder, self.seller.id)

    def test_person_in_the_list_of_customers_is_theirs(self):
        """POOL-6: so is a person that buys, entered in the same list."""
        person = {"is_company": False, "company_type": "person"}

        customer = self._register(self.seller, **person)

        self.assertTrue(customer.customer_status)
        self.assertEqual(customer.user_id, self.seller)

    def test_responsible_person_of_the_context_counts(self):
        """POOL-6: an action that names somebody is followed."""
        partners = self.Partner.with_user(self.seller)
        named = partners.with_context(default_user_id=self.other_seller.id)

        customer = named.create({"name": "Harbour", "is_company": True})

        self.assertEqual(customer.user_id, self.other_seller)

    def test_customer_of_a_clerk_is_assigned_later(self):
        """K3D-3: whoever assigns customers leaves theirs empty on purpose."""
        for user in (self.clerk, self.director, self.office):
            with self.subTest(user=user.login):
                customer = self._register(user, name=f"Pumps of {user.login}")
                self.assertFalse(customer.user_id)

    def test_contact_of_a_customer_is_no_find(self):
        """POOL-6: a person of a customer gets no responsible person of their own."""
        customer = self._register(self.seller)
        customer.write({"child_ids": [Command.create({"name": "Mei Lin"})]})

        self.assertFalse(customer.child_ids.user_id)

    def test_empty_subject_is_proposed(self):
        """TUR-4: a subject that is sent empty is proposed like one that is not sent."""
        customer = self._create_customer(user_id=self.seller.id)
        leads = self.env["crm.lead"].with_user(self.seller)
        values = {"type": "opportunity", "partner_id": customer.id}

        proposed = leads.create(values).name

        self.assertTrue(proposed)
        for empty in (False, ""):
            with self.subTest(empty=empty):
                self.assertEqual(leads.create({**values, "name": empty}).name, proposed)

    def test_opportunity_is_the_salespersons(self):
        """TUR-4: one that is made in the form is theirs."""
        customer = self._create_customer(user_id=self.seller.id)
        leads = self.env["crm.lead"].with_user(self.seller)
        new = leads.with_context(default_type="opportunity")

        lead = save_in_form(new, {"partner_id": customer.id, "name": "Pumps"})

        self.assertEqual(lead.user_id, self.seller)

    def test_promise_that_is_sent_with_blanks(self):
        """CAR-4: what a form leaves empty is filled in from the contact record."""
        customer = self._create_customer(user_id=self.seller.id)
        records = self.env["crm.contact.record"].with_user(self.seller)
        record = records.create({"partner_id": customer.id, "summary": "Asks for more"})
        blanks = {"res_id": False, "activity_type_id": False, "date_deadline": False}

        todo = self.env["mail.activity"].with_user(self.seller)
        todo = todo.create(
            {"contact_record_id": record.id, "summary": "Send the list", **blanks}
        )

        self.assertEqual(todo.res_id, customer.id)
        self.assertTrue(todo.activity_type_id)
        self.assertEqual(todo.date_deadline, record.promise_date)
