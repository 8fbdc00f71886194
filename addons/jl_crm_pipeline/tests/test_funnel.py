from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common import PipelineCommon


@tagged("post_install", "-at_install")
class TestFunnel(PipelineCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team = cls.env["crm.team"].create({"name": "Funnel"})
        cls.stages = cls.env["crm.stage"].create(
            [
                {
                    "name": name,
                    "sequence": place - 1000,
                    "may_be_skipped": True,
                    "team_ids": [Command.link(cls.team.id)],
                    "stage_state": "won" if name == "Won" else "open",
                }
                for place, name in enumerate(("First", "Second", "Third", "Won"))
            ]
        )
        cls.first, cls.second, cls.third, cls.won = cls.stages
        cls.env["crm.stage.requirement"].search([]).unlink()
        cls.industry = cls.env["res.partner.industry"].create({"name": "Docks"})
        cls.region = cls.env["customer.region"].create({"name": "Coast"})
        reason = cls.env["crm.lost.reason"].create({"name": "Too dear"})
        cls.lost = {"lost_reason_id": reason.id, "is_lost_to_nobody": True}
        cls.customer = cls._create_customer(
            user_id=cls.seller.id,
            industry_id=cls.industry.id,
            customer_region_id=cls.region.id,
        )

    def _create_lead(self, stage, revenue=100, **vals):
        values = {"team_id": self.team.id, "stage_id": stage.id, "probability": 50}
        return self._create_opportunity(
            self.customer, expected_revenue=revenue, **values | vals
        )

    def _create_split_lead(self):
        """Return one of 1000, of which the seller has 70 % and the clerk the rest."""
        parts = ((self.seller, 70), (self.clerk, 30))
        return self._create_lead(
            self.first,
            1000,
            split_ids=[
                Command.create({"user_id": user.id, "percent": percent})
                for user, percent in parts
            ],
        )

    def _get_funnel(self, user=None, **filters):
        filters.setdefault("team_ids", self.team.ids)
        funnel = self.env["crm.funnel"].with_user(user or self.manager)
        self.funnel = funnel.get_funnel(filters)
        return self.funnel

    def _get_rows(self, *names, **filters):
        stages = {row["id"]: row for row in self._get_funnel(**filters)["stages"]}
        return [[stages[one.id][name] for name in names] for one in self.stages]

    def _search(self, domain, user=None):
        leads = self.env["crm.lead"].with_user(user or self.manager)
        return leads.with_context(active_test=False).search(domain)

    def test_reached_and_conversion(self):
        """TUR-5: who came further has been there; how many of one stage came on."""
        for _number in range(4):
            self._create_lead(self.first)
        moved = self._create_lead(self.first)
        moved.stage_id = self.third
        moved.stage_id = self.second
        self._create_lead(self.second).action_set_lost(**self.lost)
        self._create_lead(self.first).stage_id = self.won

        rows = self._get_rows("reached", "conversion", "lost", "count")

        self.assertEqual(
            rows,
            [[7, None, 0, 4], [3, 43, 1, 1], [2, 67, 0, 0], [1, 50, 0, 1]],
        )
        self.assertEqual(moved.reached_stage_id, self.third)

    def test_amounts(self):
        """TUR-5, security.md N10: amount, and weighted; the kept column is not read."""
        self._create_lead(self.first, 200)
        self._create_lead(self.first, 100, probability=10)
        self.env.flush_all()
        self.env.cr.execute("UPDATE crm_lead SET prorated_revenue = 1000000000")
        [row, *_others] = self._get_rows("amount", "weighted", "reached_amount")

        self.assertEqual(row, [300, 110, 300])

    def test_each_number_opens_its_records(self):
        """TUR-5: the domain of a number finds as many as the number says."""
        self._create_lead(self.first)
        self._create_lead(self.second).action_set_lost(**self.lost)
        self._create_lead(self.third)
        self._create_lead(self.first).stage_id = self.won
        self._create_lead(
            self.second,
            split_ids=[
                Command.create({"user_id": self.seller.id, "percent": 60}),
                Command.create({"user_id": self.clerk.id, "percent": 40}),
            ],
        )

        for group in ("person", "team", "region", "industry", "product"):
            funnel = self._get_funnel(group=group)
            for row in funnel["stages"]:
                for name in ("count", "reached", "lost"):
                    domain = row["domain" if name == "count" else f"{name}_domain"]
                    with self.subTest(stage=row["name"], number=name):
                        self.assertEqual(len(self._search(domain)), row[name])
            for state, total in funnel["totals"].items():
                with self.subTest(state=state):
                    self.assertEqual(len(self._search(total["domain"])), total["count"])
            for row in funnel["groups"]:
                for state, name in (
                    ("all", "count"),
                    ("open", "open"),
                    ("won", "won_count"),
                    ("lost", "lost"),
                ):
                    with self.subTest(group=group, row=row["name"], number=name):
                        found = self._search(row[f"{state}_domain"])
                        self.assertEqual(len(found), row[name])

    def test_parts_of_the_persons(self):
        """K3O-2: what is split counts for each with their part."""
        self._create_split_lead()
        self._create_lead(self.first, 100)

        rows = {row["id"]: row for row in self._get_funnel()["groups"]}
        self.assertEqual(rows[self.seller.id]["amount"], 800)
        self.assertEqual(rows[self.clerk.id]["amount"], 300)
        self.assertEqual(rows[self.seller.id]["count"], 2)

        mine = self._get_funnel(user_ids=self.clerk.ids, group="team")
        self.assertEqual(mine["totals"]["open"]["count"], 1)
        self.assertEqual(mine["totals"]["open"]["amount"], 300)
        self.assertEqual(mine["totals"]["all"]["count"], 1)

    def test_totals_count_a_split_opportunity_once(self):
        """K3O-2: two persons' parts of one opportunity are not two opportunities."""
        self._create_split_lead()

        funnel = self._get_funnel()

        self.assertEqual(funnel["totals"]["all"]["count"], 1)
        self.assertEqual(funnel["totals"]["open"]["amount"], 1000)
        self.assertEqual(self._get_rows("count", "reached")[0], [1, 1])

    def test_filters(self):
        """TUR-5: by person, department, region, industry and product."""
        product = self.env["product.template"].create({"name": "Crane"})
        mine = self._create_lead(self.first, main_product_id=product.id)
        other = self._create_lead(
            self.first,
            user_id=self.other_seller.id,
            partner_id=self._create_customer("Dock").id,
        )
        for filters in (
            {"user_ids": self.seller.ids},
            {"region_ids": self.region.ids},
            {"industry_ids": self.industry.ids},
            {"product_ids": product.ids},
        ):
            with self.subTest(filters=filters):
                found = self._search(self._get_funnel(**filters)["domain"])
                self.assertIn(mine, found)
                self.assertNotIn(other, found)

    def test_rows_by_something_else(self):
        """TUR-5: the table by region, industry, product and department."""
        self._create_lead(self.first)
        expected = {
            "region": self.region,
            "industry": self.industry,
            "team": self.team,
        }
        for group, record in expected.items():
            with self.subTest(group=group):
                [row] = self._get_funnel(group=group)["groups"]
                self.assertEqual((row["id"], row["name"]), (record.id, record.name))
        [row] = self._get_funnel(group="product")["groups"]
        self.assertEqual((row["id"], row["name"]), (0, "Undefined"))

    def test_period(self):
        """TUR-5: the last day belongs to it, by the user's clock."""
        lead = self._create_lead(self.first, date_deadline="2031-03-14")
        day = {"date_from": "2031-03-14", "date_to": "2031-03-14"}
        later = {"date_from": "2031-03-15"}

        expected = {"date_field": "date_deadline"}
        self.assertIn(lead, self._search(self._get_funnel(**expected, **day)["domain"]))
        found = self._search(self._get_funnel(**expected, **later)["domain"])
        self.assertNotIn(lead, found)

        with freeze_time("2031-03-14 17:00:00"):
            lead.stage_id = self.won
        shanghai = self.env["crm.funnel"].with_context(tz="Asia/Shanghai")
        for when, is_found in ((day, False), (later, True)):
            domain = shanghai._get_domain({"date_field": "date_closed", **when})
            self.assertEqual(lead in self._search(list(domain)), is_found)

    def test_what_makes_no_sense(self):
        """TUR-5: a client that asks for anything else gets the usual."""
        self._create_lead(self.first)

        funnel = self._get_funnel(date_field="name", group="password")

        self.assertEqual(funnel["totals"]["all"]["count"], 1)

    def test_everybody_sees_their_own(self):
        """IMP-5: the funnel follows the record rules."""
        self._create_lead(self.first)
        self._create_lead(self.first, user_id=self.other_seller.id)

        for user, count in (
            (self.seller, 1),
            (self.other_seller, 1),
            (self.manager, 2),
        ):
            with self.subTest(user=user.login):
                funnel = self._get_funnel(user=user)
                self.assertEqual(funnel["totals"]["all"]["count"], count)
        with self.assertRaises(AccessError):
            self._get_funnel(user=self.employee)

    def test_past_of_the_base(self):
        """TUR-5: when the add-on comes, the history says how far each has come."""
        lead = self._create_lead(self.first)
        lead.stage_id = self.third
        lead.stage_id = self.second
        self.env.flush_all()
        self.env.cr.execute("UPDATE crm_lead SET reached_stage_id = NULL")
        self.env.invalidate_all()

        self.env["crm.lead"]._backfill_reached_stages()

        self.assertEqual(lead.reached_stage_id, self.third)

    def test_a_lead_has_come_nowhere(self):
        """TUR-5: until it is an opportunity it is not in the funnel."""
        lead = self._create_lead(self.first, type="lead")
        self.assertFalse(lead.reached_stage_id)

        lead.type = "opportunity"
        self.assertTrue(lead.stage_id)
        self.assertEqual(lead.reached_stage_id, lead.stage_id)

    def test_currencies_of_companies(self):
        """TUR-5: amounts of all companies in the currency of one's own, at its rate."""
        home = self.env.company
        currency = self.env["res.currency"].create(
            {"name": "XTS", "symbol": "T", "rate_ids": [(0, 0, {"rate": 4})]}
        )
        abroad = self.env["res.company"].create(
            {"name": "Abroad", "currency_id": currency.id}
        )
        self.team.company_id = False
        (self.manager | self.seller).company_ids += abroad
        self._create_lead(self.first, revenue=100, company_id=home.id)
        self._create_lead(self.first, revenue=100)
        self._create_lead(self.first, revenue=400, company_id=abroad.id)
        funnels = self.env["crm.funnel"].with_user(self.manager)

        def get_amounts(company):
            companies = [company.id, *(home | abroad - company).ids]
            funnel = funnels.with_context(allowed_company_ids=companies)
            totals = funnel.get_funnel({"team_ids": self.team.ids})
            return totals["totals"]["open"], totals["currency_id"]

        here, own = get_amounts(home)
        rate = home.currency_id._get_conversion_rate(currency, home.currency_id, home)
        self.assertEqual(own, home.currency_id.id)
        self.assertAlmostEqual(here["amount"], 200 + 400 * rate, 2)
        self.assertAlmostEqual(here["weighted"], 100 + 200 * rate, 2)
        there, own = get_amounts(abroad)
        back = currency._get_conversion_rate(home.currency_id, currency, abroad)
        self.assertEqual(own, currency.id)
        # who belongs to no company has the amounts in the currency of who looks
        self.assertAlmostEqual(there["amount"], 100 * back + 100 + 400, 2)

    def test_one_statement(self):
        """TUR-5: many opportunities take as many statements as few."""
        self._create_lead(self.first)
        self._create_lead(self.second)
        # the first ones fill the caches
        few = [self._count_queries(self._get_funnel) for _number in range(4)][-1]
        for _number in range(20):
            self._create_lead(self.second)
        self._get_funnel()

        self.assertEqual(self._count_queries(self._get_funnel), few)
