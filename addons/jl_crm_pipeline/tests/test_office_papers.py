from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from ..roles import ALL_LEADS, SALES_MANAGER
from .office_common import OfficeCommon

OFFICE_ROLES = ("clerk", "director", "legal", "information")


@tagged("post_install", "-at_install")
class TestOfficePapers(OfficeCommon):
    """An office works with its own papers (IMP-5; case A10, security.md 24)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own_papers = cls._create_papers(cls.own, cls.seller)
        cls.foreign_papers = cls._create_papers(cls.foreign, cls.other_seller)

    @classmethod
    def _create_papers(cls, customer, user):
        lead = cls._create_opportunity(customer, user_id=user.id)
        order = cls._create_order(customer, user_id=user.id)
        kind = cls.env["crm.selling.expense.kind"].create({"name": "Travel"})
        expense = cls.env["crm.selling.expense"].create(
            {"kind_id": kind.id, "lead_id": lead.id, "user_id": user.id}
        )
        return [lead, order, order.order_line, expense]

    def _create_foreign_request(self):
        draft = self._create_draft(self.foreign, self.other_seller)
        return draft.with_env(self.env)

    def test_roles_have_what_their_office_has(self):
        """IMP-5, A10: read and written; nothing of another office."""
        for role in OFFICE_ROLES:
            for paper in self.own_papers:
                self._assert_rights(getattr(self, role), paper, "rw")
            for paper in self.foreign_papers:
                self._assert_rights(getattr(self, role), paper, "")

    def test_conversions_of_the_office(self):
        """IMP-5: requests of another office are not the director's (A10)."""
        request = self._create_foreign_request()
        for role in OFFICE_ROLES:
            self._assert_rights(getattr(self, role), request, "")
        self._assert_rights(self.far_director, request, "rw")
        self._assert_rights(self.office, request, "rw")

    def test_written_by_a_foreign_office(self):
        """security.md 24: neither a note nor a price of another office's quotation."""
        _lead, order, line, _expense = self.foreign_papers
        for role in OFFICE_ROLES:
            user = getattr(self, role)
            with self.subTest(role=role):
                with self.assertRaises(AccessError):
                    order.with_user(user).write({"note": "x"})
                with self.assertRaises(AccessError):
                    line.with_user(user).web_save({"price_unit": 1}, {"price_unit": {}})

    def test_papers_of_nobody_are_the_offices(self):
        """IMP-5: what nobody is responsible for belongs to the team that it names."""
        nobodys = {"user_id": False, "team_id": self.north.id}
        customer = self._create_customer("Nobody's Valves")
        papers = [
            self._create_opportunity(customer, **nobodys),
            self._create_order(customer, **nobodys),
        ]
        for paper in papers:
            domain = self.director._get_office_domain()
            self.assertTrue(paper.filtered_domain(domain))
            domain = self.far_director._get_office_domain()
            self.assertFalse(paper.filtered_domain(domain))

    def test_general_affairs_look(self):
        """IMP-5: General Affairs read the papers of all offices and change none."""
        for paper in (*self.own_papers, *self.foreign_papers):
            self._assert_rights(self.office, paper, "r")

    def test_managers_of_the_whole(self):
        """IMP-5: who has all documents by Odoo's right keeps them."""
        whole = self._create_user("whole", ALL_LEADS)
        for user in (whole, self.manager):
            for paper in (*self.own_papers, *self.foreign_papers):
                self._assert_rights(user, paper, "rw")

    def test_no_role_of_ours_implies_all_documents(self):
        """security.md 24: the right comes with no group of this product."""
        everything = self.env.ref(ALL_LEADS)
        manager = self.env.ref(SALES_MANAGER)
        ours = self.env["ir.model.data"].search(
            [("model", "=", "res.groups"), ("module", "=like", "jl_crm_%")]
        )
        groups = self.env["res.groups"].browse(ours.mapped("res_id"))
        self.assertGreater(len(groups), 6)
        for group in groups:
            self.assertNotIn(everything, group.all_implied_ids, group.full_name)
            self.assertNotIn(manager, group.all_implied_ids, group.full_name)

    def test_legal_reads_what_it_is_told_of(self):
        """IMP-2: an opportunity of a stage of which Legal Dept is told is read."""
        lead = self.foreign_papers[0]
        stage = self.env["crm.stage"].create({"name": "To Be Signed"})
        stage.notify_group_ids = self.env.ref("jl_crm_pipeline.group_legal_dept")
        self._assert_rights(self.legal, lead, "")

        lead.stage_id = stage

        self._assert_rights(self.legal, lead, "r")
        self._assert_rights(self.information, lead, "")

    def test_shares_of_a_foreign_opportunity(self):
        """K3O-2: read by General Affairs, given by the office and whole sales."""
        lead = self.foreign_papers[0]
        grants = self.env["crm.lead.grant"]
        grant = grants.create({"lead_id": lead.id, "user_id": self.employee.id})
        self._assert_rights(self.director, grant, "")
        self._assert_rights(self.office, grant, "r")
        self._assert_rights(self.far_director, grant, "rw")
        self._assert_rights(self.manager, grant, "rw")
        self.assertFalse(lead.with_user(self.office).is_mine_to_share)
        self.assertTrue(lead.with_user(self.manager).is_mine_to_share)

    def test_reopening_and_waiving_stay_in_the_office(self):
        """K3O-5: a director takes up what the own office has finished."""
        for lead, allowed in ((self.own_papers[0], True), (self.foreign_papers[0], 0)):
            reason = self.env["crm.lost.reason"].create({"name": "Too late"})
            lead.is_lost_to_nobody = True
            lead.action_set_lost(lost_reason_id=reason.id)
            mine = lead.with_user(self.director)
            if allowed:
                mine.action_reopen("They ask again")
                self.assertEqual(lead.opportunity_state, "open")
            else:
                with self.assertRaises(AccessError):
                    mine.action_reopen("They ask again")

    def test_person_of_two_offices(self):
        """IMP-5: the leaders of both offices work with what the person has."""
        self.env["ir.config_parameter"].set_param("sales_team.membership_multi", "True")
        self.south.member_ids |= self.seller

        for user in (self.director, self.far_director):
            for paper in self.own_papers:
                self._assert_rights(user, paper, "rw")

    def test_office_of_another_company(self):
        """IMP-5, operations.md 10: an office does not reach across companies."""
        branch = self.env["res.company"].create({"name": "Branch"})
        director, clerk = self.far_director, self.far_clerk
        clerk.write({"company_ids": [Command.set(branch.ids)], "company_id": branch.id})
        self.assertIn(self.other_seller.id, director._get_customer_holder_ids())
        self.assertNotIn(clerk.id, director._get_customer_holder_ids())

        director.company_ids |= branch
        self.assertIn(clerk.id, director._get_customer_holder_ids())
        abroad = self._create_office(director, company_id=branch.id)
        self.assertIn(abroad.id, director._get_office_ids())

        director.company_ids -= branch

        self.assertNotIn(abroad.id, director._get_office_ids())
        self.assertNotIn(clerk.id, director._get_customer_holder_ids())
