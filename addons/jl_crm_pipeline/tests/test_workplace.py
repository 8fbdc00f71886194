from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged

from odoo.addons.jl_crm_base.models.figure import crm_figure_people

from .office_common import OfficeCommon

CALL, TODO = "mail.mail_activity_data_call", "mail.mail_activity_data_todo"


@tagged("post_install", "-at_install")
class TestWorkplace(OfficeCommon):
    """What the page that begins the day says to whom (ux.md 5, 9, 14; CAR-4)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = cls.env.company._to_day()

    def _plan(self, record, days, user=None, kind=CALL, **vals):
        return record.activity_schedule(
            kind,
            date_deadline=self.today + timedelta(days=days),
            user_id=(user or self.seller).id,
            **{"summary": f"In {days}", **vals},
        )

    def _read_page(self, user=None):
        return self.env["crm.workplace"].with_user(user or self.seller).get_workplace()

    def _read_people(self, user=None):
        return self.env["crm.workplace"].with_user(user or self.seller).get_people()

    def _read_plans(self, user=None):
        return self._read_page(user)["blocks"]["plans"]["rows"]

    def test_plans_of_customers_and_opportunities(self):
        """Late, today's and next plans, on customers and what is theirs."""
        lead = self._create_opportunity(self.own, name="Gate")
        self._plan(self.own, -2)
        self._plan(lead, 0)
        self._plan(lead, 3, kind=TODO)
        self._plan(self.own, 8)
        self._plan(self.foreign, 0, self.other_seller)

        rows = self._read_plans()

        self.assertEqual([row["what"] for row in rows], ["In -2", "In 0", "In 3"])
        self.assertEqual([row["customer"] for row in rows], ["Harbour Pumps"] * 3)
        self.assertEqual([row["about"] for row in rows], ["", "Gate", "Gate"])
        self.assertEqual(
            [row["step"] for row in rows],
            ["record", "record", "done"],
        )
        self.assertEqual(rows[1]["date"], self.today)

    def test_a_desk_has_its_own_page(self):
        """ux.md 5: a desk sees what salespeople do as soon as some of it is theirs."""
        page = self._read_page(self.information)
        codes = {one["code"] for part in page["sections"] for one in part["figures"]}
        self.assertIn("stages", codes)
        self.assertNotIn("plans_today", codes)
        self.assertNotIn("month", [part["code"] for part in page["sections"]])
        self.assertFalse(page["buttons"])
        self.assertNotIn("plans", page["blocks"])

        self._plan(self.own, 0, self.information)

        page = self._read_page(self.information)
        self.assertEqual(self._find(page, "plans_today")["value"], 1)
        self.assertTrue(page["blocks"]["plans"]["rows"])

    def test_today_is_the_companys(self):
        """A plan of today is today's where the company works, not on the server."""
        self.env.company.tz = "Pacific/Kiritimati"
        today = self.env.company._to_day()
        self._plan(self.own, 0).date_deadline = today

        page = self._read_page()

        self.assertEqual(page["today"], today)
        self.assertEqual(self._find(page, "plans_today")["value"], 1)

    def _find(self, page, code):
        figures = [one for part in page["sections"] for one in part["figures"]]
        return next(one for one in figures if one["code"] == code)

    def test_many_late_plans_hide_nothing(self):
        """However much is late, what is due today stands there."""
        for _number in range(12):
            self._plan(self.own, -30)
        self._plan(self.own, -1)
        self._plan(self.own, 0)

        words = [row["what"] for row in self._read_plans()]

        self.assertIn("In 0", words)
        self.assertIn("In -1", words)
        self.assertEqual(words.count("In -30"), 7)

    def test_a_record_takes_the_plan_off(self):
        """One click opens the record, and saving it does the plan."""
        plan = self._plan(self.own, 0)
        action = plan.with_user(self.seller).action_record_contact()
        values = {name[8:]: value for name, value in action["context"].items()}
        records = self.env["crm.contact.record"].with_user(self.seller)
        records.create({**values, "summary": "They agree"})

        self.assertFalse(self._read_plans())

    def test_people_at_any_depth(self):
        """A director's people are all below them, and whose office they lead."""
        self.clerk.sales_manager_id = self.seller
        self.other_seller.sales_manager_id = self.clerk
        self._plan(self.foreign, -1, self.other_seller)

        people = self._read_people(self.director)

        names = [row["name"] for row in people["rows"]]
        self.assertEqual(names[0], self.other_seller.name)
        self.assertIn(self.seller.name, names)
        self.assertNotIn(self.director.name, names)
        codes = [column["code"] for column in people["columns"]]
        place = codes.index("people_overdue")
        self.assertEqual(people["rows"][0]["values"][place], 1)

    def test_people_come_after_the_page(self):
        """The page says how large the table will be, and counts nothing for it."""
        waiting = self._read_page(self.director)["people"]
        counted = self._read_people(self.director)

        self.assertNotIn("rows", waiting)
        self.assertEqual(waiting["waiting"], len(counted["rows"]))
        self.assertEqual(waiting["columns"], counted["columns"])
        self.assertEqual(waiting["more"], counted["more"])

    def test_more_people_than_lines(self):
        """Who leads very many sees those who are behind, and how many are left out."""
        with patch.object(crm_figure_people, "MOST_PEOPLE", 1):
            waiting = self._read_page(self.director)["people"]
            counted = self._read_people(self.director)

        self.assertEqual(waiting["waiting"], 1)
        self.assertEqual(len(counted["rows"]), 1)
        self.assertGreater(waiting["more"], 0)
        self.assertEqual(waiting["more"], counted["more"])

    def test_plans_of_people_are_those_of_the_list(self):
        """Counted in one statement, they are those that Odoo finds one by one."""
        lead = self._create_opportunity(self.own, name="Gate")
        request = self._create_request(self.own)
        archived = self._create_customer("Old Pumps", user_id=self.seller.id)
        for record in (self.own, lead, request, archived, self.foreign):
            self._plan(record, -1)
        archived.active = False
        figure = self.env.ref("jl_crm_pipeline.figure_people_overdue")
        figure = figure.with_user(self.director)
        plans = self.env["mail.activity"].with_user(self.director)
        listed = plans._read_group(figure._read_domain(), ["user_id"], ["__count"])

        self.assertFalse(self.foreign.with_user(self.director).has_access("read"))
        self.assertEqual(dict(listed)[self.seller], 4)
        self.assertEqual(
            figure._count_by_person(), {user.id: count for user, count in listed}
        )

    def test_who_leads_nobody(self):
        """A clerk works for the office and leads nobody in it."""
        for user in (self.clerk, self.seller):
            self.assertFalse(self._read_page(user)["people"])
            self.assertFalse(self._read_people(user))

    def test_target(self):
        """An office's month stands beside the target of its team, where it has one."""
        page = self._read_page(self.director)
        self.assertEqual(self._find(page, "office_invoiced")["target"], 0)

        self.north.invoiced_target = 5000

        page = self._read_page(self.director)
        self.assertEqual(self._find(page, "office_invoiced")["target"], 5000)

    def test_buttons(self):
        """What a salesperson does all day; nothing for who may not."""
        codes = [one["code"] for one in self._read_page()["buttons"]]
        self.assertEqual(codes, ["contact", "customer", "lead", "analysis"])

        page = self._read_page(self.employee)

        self.assertFalse(page["buttons"] or page["sections"] or page["blocks"])

    def test_clerk(self):
        """Customers without a responsible person stand on the clerk's page."""
        before = self._find(self._read_page(self.clerk), "customers_unassigned")
        entered = {"name": "New Doors", "is_company": True}
        self.Partner.with_user(self.clerk).create(entered)

        after = self._find(self._read_page(self.clerk), "customers_unassigned")

        self.assertEqual(after["value"] - before["value"], 1)

    def test_cost(self):
        """No more statements for twenty plans and people than for two."""

        def fill(count):
            for number in range(count):
                lead = self._create_opportunity(self.own, name=f"Gate {number}")
                self._plan(lead, number % 5)
                self._plan(self.own, -number)
                user = self._create_user(
                    f"cost_{count}_{number}", "sales_team.group_sale_salesman"
                )
                user.sales_manager_id = self.seller

        works = (self._read_page, self._read_people)
        fill(2)
        few = [self._count_again(work) for work in works]
        fill(8)
        for work, before in zip(works, few, strict=True):
            self.assertLessEqual(self._count_again(work), before)
        self.assertLessEqual(few[0], 45)
        self.assertLessEqual(few[1], 25)

    def _count_again(self, work):
        work()
        return self._count_queries(work)

    def test_nothing_is_written(self):
        """The page only reads: a read-only cursor serves it."""
        self._plan(self.own, 0)
        self.env.flush_all()
        self.env.cr.execute("SET TRANSACTION READ ONLY")
        self.assertTrue(self._read_page()["sections"])
        self.assertEqual(fields.Date.to_date(self._read_page()["today"]), self.today)
