from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.jl_crm_pipeline.tests.access_table import EVERYTHING, AccessTable
from odoo.addons.jl_crm_pipeline.tests.common import ROLES

from .common import HandoverCommon

INTERNAL = tuple(role for role in ROLES if role != "portal")
PLANNED = {
    **dict.fromkeys(INTERNAL, "read"),
    "director": EVERYTHING,
    "manager": EVERYTHING,
}
# who may do what with the models of the add-on; whoever is not named may do nothing
ACCESS = {
    "crm.handover": PLANNED,
    "crm.handover.customer": PLANNED,
    "crm.handover.line": dict.fromkeys(INTERNAL, EVERYTHING),
    "crm.handover.scope": dict.fromkeys(INTERNAL, "read"),
    "crm.handover.signature": dict.fromkeys(INTERNAL, "read"),
    "crm.handover.move": dict.fromkeys(INTERNAL, "read"),
    "crm.handover.template": {
        **dict.fromkeys(INTERNAL, "read"),
        "manager": EVERYTHING,
    },
    "crm.handover.objection": dict.fromkeys(INTERNAL, EVERYTHING),
}


@tagged("post_install", "-at_install")
class TestHandoverAccess(AccessTable, HandoverCommon):
    access = ACCESS

    def test_who_sees_a_handover(self):
        """HUA-4: the parties, those above, sales management; nobody else."""
        self.director.sales_manager_id = self.office
        handover = self._start(self._create_handover())
        seeing = (
            "seller",
            "other_seller",
            "director",
            "office",
            "manager",
        )
        for role in INTERNAL:
            user = getattr(self, role)
            found = (
                self.env["crm.handover"]
                .with_user(user)
                .search([("id", "=", handover.id)])
            )
            with self.subTest(role=role):
                self.assertEqual(bool(found), role in seeing)

    def test_who_receives_reads_the_list_without_the_customers(self):
        """HUA-6: names and places are on the list, the customer itself is not seen."""
        handover = self._start(self._create_handover())
        rows = handover.customer_ids.with_user(self.other_seller)

        self.assertEqual(set(rows.mapped("name")), {"Key Pumps", "Plain Pumps"})
        with self.assertRaises(AccessError):
            rows.partner_id.read(["phone"])

    def test_director_plans_for_the_people_below(self):
        """HUA-5: for nobody else, and not for themselves."""
        plans = self.env["crm.handover"].with_user(self.director)
        plan = plans.create({"from_user_id": self.seller.id})
        plan.action_fill()
        self.assertEqual(plan.customer_count, 2)
        for user in (self.other_seller, self.director):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                plans.create({"from_user_id": user.id})

    def test_salespeople_plan_nothing(self):
        """HUA-5: neither create nor start nor cancel."""
        handover = self._create_handover()
        handover.action_plan()
        mine = handover.with_user(self.seller)
        with self.assertRaises(AccessError):
            mine.create({"from_user_id": self.seller.id})
        for step in ("action_start", "action_cancel", "action_draft", "action_fill"):
            with self.subTest(step=step), self.assertRaises(AccessError):
                getattr(mine, step)()

    def test_customers_the_planner_may_not_see(self):
        """security.md 34: a row tells name, grade and amounts of whom it names."""
        plans = self.env["crm.handover"].with_user(self.director)
        plan = plans.create({"from_user_id": self.seller.id})
        plan.action_fill()
        foreign = self._create_customer("Foreign", user_id=self.other_seller.id)
        row = {"handover_id": plan.id, "partner_id": foreign.id}
        for step in (
            lambda: plan.customer_ids.create(row),
            lambda: plan.write({"customer_ids": [Command.create(row)]}),
            lambda: plan.customer_ids[0].write({"partner_id": foreign.id}),
        ):
            with self.assertRaises(AccessError), self.cr.savepoint():
                step()

    def test_receiver_of_another_company(self):
        """operations.md M5: nobody receives work that they could not see."""
        branch = self.env["res.company"].create({"name": "Branch"})
        stranger = self._create_user(
            "stranger",
            "sales_team.group_sale_salesman",
            company_id=branch.id,
            company_ids=[Command.set(branch.ids)],
        )
        lead = self._create_opportunity(self.plain)
        self.assertEqual(lead.company_id, self.env.company)
        handover = self._create_handover(self.plain, receiver=stranger)
        with self._assert_refused(f"does not work in {self.env.company.name}"):
            handover.action_plan()
        lead.sudo().company_id = False
        self.plain.sudo().company_id = self.env.company
        with self._assert_refused(f"does not work in {self.env.company.name}"):
            handover.action_plan()

        stranger.company_ids |= self.env.company
        handover.action_plan()
        self.assertEqual(handover.state, "planned")
