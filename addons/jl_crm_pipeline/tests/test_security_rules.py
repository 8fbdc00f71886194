from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from .common import PipelineCommon


@tagged("post_install", "-at_install")
class TestSecurityRules(PipelineCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        office = cls._get_users("clerk", "information")
        cls._create_office(cls.director, *office)
        cls.customer = cls._create_customer()
        cls.request = cls._create_request(cls.customer, cls.clerk)
        cls.customer.user_id = cls.seller
        cls.foreign = cls._create_request(cls._create_customer("Dock"), cls.clerk)

    def _get_seen(self, user):
        requests = (self.request | self.foreign).ids
        return self.Conversion.with_user(user).search([("id", "in", requests)])

    def _read(self, request, user):
        return request.with_user(user).read(["state"])

    def test_who_asked_sees_it(self):
        """K3C-2: one's own requests, for whoever's customer."""
        self.assertEqual(self._get_seen(self.clerk), self.request | self.foreign)

    def test_customers_salesperson_sees_it(self):
        """K3C-2: what others ask for one's own customer, and nothing else."""
        self.assertEqual(self._get_seen(self.seller), self.request)
        with self.assertRaises(AccessError):
            self._read(self.foreign, self.seller)

    def test_colleague_sees_nothing(self):
        """K3C-2: neither in a search nor by its number."""
        self.assertFalse(self._get_seen(self.other_seller))
        for request in (self.request, self.foreign):
            with self.assertRaises(AccessError):
                self._read(request, self.other_seller)

    def test_office_sees_its_requests(self):
        """K3C-3, A10: the office, General Affairs, sales administrators."""
        for user in self._get_users("director", "office", "information", "manager"):
            with self.subTest(user=user.login):
                self.assertEqual(self._get_seen(user), self.request | self.foreign)
                self.assertTrue(self._read(self.foreign, user))

    def test_draft_is_changed_by_who_sees_it(self):
        """K3C-2: the rule on sent requests leaves drafts open, for the own ones."""
        draft = self._create_draft(self._create_customer("Yard"), self.clerk)

        draft.name = "First order"
        draft.with_user(self.director).name = "First order signed"
        with self.assertRaises(AccessError):
            draft.with_user(self.seller).name = "Mine"

        self.assertEqual(draft.name, "First order signed")

    def test_sent_and_decided_ones_are_changed_by_nobody(self):
        """K3C-5: in each state after the draft, whoever sees them."""
        decided = self._create_request(self._create_customer("Yard"), self.clerk)
        decided.with_user(self.office).action_refuse("No")
        for request in (self.request, decided):
            for user in self._get_users("clerk", "director", "office", "manager"):
                with self.subTest(user=user.login, state=request.state):
                    self.assertTrue(request.with_user(user).has_access("read"))
                    self.assertFalse(request.with_user(user).has_access("write"))
                    self.assertFalse(request.with_user(user).has_access("unlink"))

    def test_other_companies_requests_are_hidden(self):
        """K3C-2: from General Affairs as well, until they work in that company."""
        branch = self.env["res.company"].create({"name": "Branch"})
        self.clerk.company_ids = [Command.link(branch.id)]
        conversions = self.Conversion.with_user(self.clerk).with_company(branch)
        customer = self._create_customer("Yard")
        request = conversions.create({"partner_id": customer.id})
        request.action_request()
        self.assertEqual(request.company_id, branch)

        for decide in ("action_approve", "action_refuse"):
            seen = request.with_user(self.office).with_context(allowed_company_ids=[])
            with self.assertRaises(AccessError):
                getattr(seen, decide)(*(["No"] if decide == "action_refuse" else []))

        self.office.company_ids = [Command.link(branch.id)]
        request.with_user(self.office).with_company(branch).action_approve()
        self.assertEqual(customer.customer_status, "transacting")

    def test_request_of_no_company_is_everybodys(self):
        """K3C-2: a request without a company is seen in each."""
        draft = self._create_draft(self._create_customer("Yard"), company_id=False)
        draft.action_request()

        self.assertTrue(self._read(draft, self.office))

    def test_double_in_another_company_does_not_close_the_form(self):
        """K3C-3: evidence that the reader may not open does not break the request."""
        branch = self.env["res.company"].create({"name": "Branch"})
        self._create_customer(self.customer.name, company_id=branch.id)
        double = self._create_customer(self.customer.name)
        specification = {"same_customer_ids": {"fields": {"display_name": {}}}}
        request = self.request.with_user(self.seller)

        [values] = request.web_read({**specification, "same_customer_count": {}})

        shown = [{"id": double.id, "display_name": double.display_name}]
        self.assertEqual(values["same_customer_ids"], shown)
        self.assertEqual(values["same_customer_count"], 1)

    def test_unseen_request_is_neither_sent_nor_withdrawn(self):
        """K3C-2, K3C-5: the methods check what the caller sees."""
        draft = self._create_draft(self._create_customer("Yard"), self.clerk)
        for step in (
            lambda request: request.action_request(),
            lambda request: request.action_withdraw("Mine"),
        ):
            for request in (draft, self.foreign):
                with self.assertRaises(AccessError):
                    step(request.with_user(self.other_seller))
