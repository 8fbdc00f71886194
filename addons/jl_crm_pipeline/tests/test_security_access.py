from odoo.exceptions import AccessError
from odoo.tests import tagged

from .access_table import EVERYTHING, AccessTable
from .common import ROLES, SALES_ROLES, PipelineCommon

# who may do what with the models of the add-on; whoever is not named may do nothing
ACCESS = {
    "crm.customer.conversion": dict.fromkeys(SALES_ROLES, EVERYTHING),
    "crm.customer.conversion.reason": dict.fromkeys(SALES_ROLES, EVERYTHING),
    "crm.customer.conversion.batch": {"office": EVERYTHING},
    "crm.customer.conversion.batch.line": {"office": EVERYTHING},
    "crm.customer.trial": dict.fromkeys(SALES_ROLES, EVERYTHING),
    "crm.customer.trial.step": dict.fromkeys(SALES_ROLES, EVERYTHING),
    "customer.maturity.change": dict.fromkeys(SALES_ROLES, "read"),
    "customer.maturity.set": dict.fromkeys(SALES_ROLES, EVERYTHING),
    "customer.requirement": {
        **dict.fromkeys((*SALES_ROLES, "employee"), "read"),
        "office": EVERYTHING,
    },
    "customer.completeness.report": dict.fromkeys(SALES_ROLES, "read"),
    "customer.grade": {
        **dict.fromkeys((*SALES_ROLES, "employee"), "read"),
        "office": EVERYTHING,
    },
    "customer.region": {
        **dict.fromkeys((*SALES_ROLES, "employee"), "read"),
        "office": EVERYTHING,
    },
    "customer.source": {
        **dict.fromkeys((*SALES_ROLES, "employee"), "read"),
        "office": EVERYTHING,
    },
    "customer.need": {
        **dict.fromkeys(SALES_ROLES, "read write create"),
        "employee": "read",
        "office": EVERYTHING,
    },
    "customer.relation": dict.fromkeys(SALES_ROLES, EVERYTHING),
    "crm.customer.access.log": {"office": "read", "manager": "read"},
    "privacy.lookup.text": {"office": "read write"},
    "crm.customer.assign": dict.fromkeys(SALES_ROLES, EVERYTHING),
    "crm.customer.assign.line": dict.fromkeys(SALES_ROLES, EVERYTHING),
    "crm.customer.bin": dict.fromkeys(SALES_ROLES, EVERYTHING),
    "crm.customer.grant": dict.fromkeys(SALES_ROLES, EVERYTHING),
    "crm.customer.share": dict.fromkeys(SALES_ROLES, EVERYTHING),
    "crm.customer.viewer": dict.fromkeys(SALES_ROLES, "read"),
    "crm.stage.requirement": {
        **dict.fromkeys((*SALES_ROLES, "employee"), "read"),
        "information": EVERYTHING,
    },
    "crm.document.kind": {
        **dict.fromkeys((*SALES_ROLES, "employee"), "read"),
        "information": EVERYTHING,
    },
    "crm.stage.answer": dict.fromkeys(SALES_ROLES, "read"),
    "crm.stage.decision": dict.fromkeys(SALES_ROLES, EVERYTHING),
    "crm.stage.waiver": dict.fromkeys(SALES_ROLES, "read"),
    "crm.stage.history": dict.fromkeys(SALES_ROLES, "read"),
    "crm.competitor": {
        **dict.fromkeys(SALES_ROLES, "read write create"),
        "office": EVERYTHING,
        "manager": EVERYTHING,
    },
    "crm.lead.competitor": dict.fromkeys(SALES_ROLES, EVERYTHING),
    "crm.selling.expense": dict.fromkeys(SALES_ROLES, EVERYTHING),
    "crm.selling.expense.kind": {
        **dict.fromkeys((*SALES_ROLES, "employee"), "read"),
        "office": EVERYTHING,
    },
    "crm.contact.record": {
        **dict.fromkeys(SALES_ROLES, "read write create"),
        "office": EVERYTHING,
        "manager": EVERYTHING,
    },
    "crm.lead.grant": dict.fromkeys(SALES_ROLES, EVERYTHING),
    "crm.lead.share": dict.fromkeys(SALES_ROLES, EVERYTHING),
    "crm.lead.split": dict.fromkeys(SALES_ROLES, EVERYTHING),
    "crm.lead.close": dict.fromkeys(SALES_ROLES, EVERYTHING),
    "crm.lead.reopen": dict.fromkeys(SALES_ROLES, EVERYTHING),
}


@tagged("post_install", "-at_install")
class TestSecurityAccess(AccessTable, PipelineCommon):
    access = ACCESS

    def test_groups_imply_no_more_than_they_need(self):
        """K3C-4: no other role brings General Affairs along."""
        group = "jl_crm_pipeline.group_general_affairs"
        for role in ROLES:
            with self.subTest(role=role):
                user = getattr(self, role)
                self.assertEqual(user.has_group(group), role == "office")

    def test_office_roles_do_not_have_all_documents(self):
        """security.md 24: Odoo's right comes with no role of ours."""
        group = "sales_team.group_sale_salesman_all_leads"
        expected = {"manager"}

        found = {role for role in ROLES if getattr(self, role).has_group(group)}

        self.assertEqual(found, expected)

    def test_outsiders_ask_for_nothing(self):
        """K3C-2: neither an employee nor a customer sends or reads a request."""
        customer = self._create_customer()
        request = self._create_request(customer)
        for role in ("employee", "portal"):
            user = getattr(self, role)
            conversions = self.Conversion.with_user(user)
            with self.subTest(role=role):
                with self.assertRaises(AccessError):
                    conversions.create({"partner_id": customer.id})
                with self.assertRaises(AccessError):
                    request.with_user(user).read(["state"])
                with self.assertRaises(AccessError):
                    request.with_user(user).action_withdraw("Mine")

    def test_every_sales_role_sends_a_request(self):
        """K3C-2: draft, edit, discard, send, for a customer of anybody."""
        for role in SALES_ROLES:
            user = getattr(self, role)
            with self.subTest(role=role):
                draft = self._create_draft(self._create_customer(), user)
                draft.name = "First order"
                draft.copy().unlink()
                draft.action_request()
                self.assertEqual(draft.user_id, user)
                self.assertEqual(draft.state, "requested")

    def test_dialogues_belong_to_who_opened_them(self):
        """K3C-5: nobody decides with somebody else's half-written reason."""
        request = self._create_request(self._create_customer())
        reason = self.env["crm.customer.conversion.reason"].with_user(self.office)
        dialogue = reason.create(
            {
                "conversion_ids": request.ids,
                "decision": "refuse",
                "reason": "No order yet",
            }
        )

        with self.assertRaises(AccessError):
            dialogue.with_user(self.manager).action_decide()

        self.assertEqual(request.state, "requested")

    def test_dialogue_decides_no_more_than_its_user_may(self):
        """K3C-4: a salesperson's own dialogue refuses nothing."""
        request = self._create_request(self._create_customer())
        reason = self.env["crm.customer.conversion.reason"].with_user(self.seller)
        dialogue = reason.create(
            {"conversion_ids": request.ids, "decision": "refuse", "reason": "Mine"}
        )

        with self._assert_refused("Only General Affairs", AccessError):
            dialogue.action_decide()
