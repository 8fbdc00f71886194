from odoo.tests import tagged
from odoo.tools import SQL

from odoo.addons.jl_crm_base.tools.planning import planned_by_index

from .common import SALES_ROLES, PipelineCommon

# of which there is very much
GREAT = ("res_partner", "crm_lead", "sale_order", "crm_contact_record")
# of the demo data, where it is installed
LOGINS = ("sales", "east", "clerk", "director", "general", "information", "admin")


@tagged("post_install", "-at_install")
class TestFigures(PipelineCommon):
    """Each number of the workplace is that of the list it opens (ux.md 5, 14)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller.sales_manager_id = cls.director
        customer = cls._create_customer(user_id=cls.seller.id)
        cls._create_opportunity(customer)
        cls._create_customer("Nobody's Pumps", user_id=False)
        cls._confirm_order(customer, user_id=cls.seller.id)
        customer.activity_schedule(
            "mail.mail_activity_data_call", user_id=cls.seller.id, summary="Call"
        )

    def _list_people(self):
        users = self.env["res.users"]
        roles = users.union(*(getattr(self, role) for role in SALES_ROLES))
        demo = users.search([("login", "in", LOGINS)])
        # a test takes the groups of some away
        return roles | demo.filtered(lambda one: one.with_user(one)._has_workplace())

    def test_number_and_list(self):
        """For each role and each figure of all add-ons that are there."""
        for user in self._list_people():
            workplace = self.env["crm.workplace"].with_user(user)
            page = workplace.get_workplace()
            shown = [one for part in page["sections"] for one in part["figures"]]
            self.assertTrue(shown, user.login)
            for one in shown:
                with self.subTest(user=user.login, figure=one["code"]):
                    self._assert_list(user, one, one["value"])
            self._assert_people(user, workplace.get_people())

    def _assert_people(self, user, people):
        for row in people.get("rows", ()):
            numbers = zip(people["columns"], row["values"], strict=True)
            for one, number in numbers:
                with self.subTest(user=user.login, of=row["name"], figure=one["code"]):
                    self._assert_list(user, one, number, person_id=row["id"])

    def _assert_list(self, user, one, number, person_id=None):
        figure = self.env["crm.figure"].with_user(user).browse(one["id"])
        action = figure.action_open(person_id)
        records = self.env[action["res_model"]].with_user(user)
        records = records.with_context(**action["context"])
        [[found]] = records._read_group(
            action["domain"], aggregates=[figure._get_aggregate()]
        )
        self.assertEqual(found or 0, number)

    def test_no_figure_reads_all(self):
        """Of a million customers, an index finds those that a figure counts."""
        for user in self._list_people():
            page = self.env["crm.workplace"].with_user(user)
            figures = page._find_figures()
            for figure in figures - figures._filter_people():
                question = figure._prepare_question()
                if not question:
                    continue
                with (
                    self.subTest(user=user.login, figure=figure.code),
                    planned_by_index(self.env),
                ):
                    rows = self.env.execute_query(SQL("EXPLAIN %s", question))
                    plan = "\n".join(row for (row,) in rows)
                    self.assertNotRegex(plan, rf"Seq Scan on ({'|'.join(GREAT)})\b")

    def test_every_row_is_whole(self):
        """Each figure has a list of its model, and a model that its readers read."""
        for figure in self.env["crm.figure"].search([]):
            with self.subTest(figure=figure.code):
                self.assertTrue(figure.action_id, figure.code)
                self.assertEqual(figure.action_id.res_model, figure.model_name)
                is_said = figure.is_quiet or figure.empty_text or figure.sum_field
                self.assertTrue(is_said or figure.section == "people")

    def test_nobody_else_is_concerned(self):
        """Employees without a sales role, and customers, keep what they have."""
        for role in ("employee", "portal"):
            user = getattr(self, role)
            self.assertFalse(user.with_user(user)._has_workplace(), role)
        for role in SALES_ROLES:
            user = getattr(self, role)
            self.assertTrue(user.with_user(user)._has_workplace(), role)
