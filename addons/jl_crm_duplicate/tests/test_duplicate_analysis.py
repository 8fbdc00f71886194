from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common import DuplicateCommon

NASTY = (
    "",
    "《》【】",
    "😀" * 300,
    "a" * 10_000,
    "松" * 10_000,
    "'; DROP TABLE res_partner; --",
    "<script>alert(1)</script>",
    "%(name)s %s",
    "\x00\ud800",
    7,
    3.5,
    True,
    None,
    ["松大"],
)


@tagged("post_install", "-at_install")
class TestDuplicateAnalysis(DuplicateCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team = cls.env["crm.team"].create(
            {"name": "中山办事处", "member_ids": [(4, cls.holder.id)]}
        )
        cls.customer = cls._create_customer(
            "中山市松大电子科技有限公司",
            phone="0760-8812 3456",
            email="sales@songda.example",
            user_id=cls.holder.id,
        )

    def test_hit_says_who_why_and_whose(self):
        """DUP-2: score, class, reasons in words, holder, department, status."""
        hits = self._analyse(name="中山松大电子有限公司", phone="(0760)88123456")

        self.assertEqual(len(hits), 1)
        hit = hits[0]
        self.assertEqual(hit["partner_id"], self.customer.id)
        self.assertEqual(hit["display_name"], self.customer.name)
        self.assertEqual((hit["verdict"], hit["verdict_label"]), ("certain", "Certain"))
        self.assertGreater(hit["score"], 90)
        self.assertIn("same phone 0760-8812****", hit["reasons"])
        self.assertIn("same trade word", hit["reasons"][-1])
        self.assertEqual(hit["holder"], self.holder.name)
        self.assertEqual(hit["department"], "中山办事处")
        self.assertEqual(hit["status"], self.customer._get_duplicate_status())

    def test_hidden_hit_tells_no_more_than_it_must(self):
        """DUP-2: name, holder, department, state; never phone, mail or id."""
        self._hide_from_others()

        (hit,) = self._analyse(name="中山松大电子", phone="0760-8812 3456")

        self.assertFalse(hit["partner_id"])
        self.assertTrue(hit.pop("access_token"))
        self.assertEqual(hit["display_name"], self.customer.name)
        self.assertEqual(hit["holder"], self.holder.name)
        # a likeness may happen to be the same number
        del hit["score"]
        self.assertNotIn(self.customer.id, hit.values())
        told = str(hit)
        for secret in ("8812", "songda"):
            self.assertNotIn(secret, told)

    def test_saved_customer_is_not_its_own_duplicate(self):
        """DUP-2: the form of a saved customer names its id."""
        values = {"name": self.customer.name}
        self.assertTrue(self._analyse(**values))

        self.assertFalse(self._analyse(id=self.customer.id, **values))

    def test_branch_and_namesake_elsewhere_are_no_duplicates(self):
        """DUP-7: related at most; another city is another company."""
        (branch,) = self._analyse(name="中山市松大电子科技有限公司第二分公司")
        self.assertEqual(branch["verdict"], "related")
        elsewhere = self._analyse(name="哈尔滨松大电子科技有限公司")
        verdicts = {hit["verdict"] for hit in elsewhere}

        self.assertFalse(verdicts & {"certain", "likely"})

    def test_limit_is_kept(self):
        """DUP-1: at most so many; the same name is told however many have it."""
        for number in range(60):
            self._create_customer("珠海远航渔具有限公司", ref=str(number))

        values = {"name": "珠海远航渔具有限公司"}
        self.assertEqual(len(self._analyse(limit=3, **values)), 3)
        self.assertLessEqual(len(self._analyse(limit=10_000, **values)), 50)
        self.assertEqual(len(self._analyse(limit=-5, **values)), 1)

    def test_any_input_is_answered(self):
        """DUP-1: no error, no injection, whatever is in a field."""
        for text in NASTY:
            for field in ("name", "phone", "email", "website", "street", "vat", "id"):
                with self.subTest(text=str(text)[:20], field=field):
                    self.assertIsInstance(self._analyse(**{field: text}), list)

    def test_hits_cost_the_same_queries_however_many(self):
        """DUP-2: one statement finds, and no hit is read by itself."""
        for _number in range(20):
            self._create_customer("珠海远航渔具有限公司", user_id=self.holder.id)

        def search(limit):
            name = "珠海远航渔具有限公司"
            hits = self._analyse(self.env.user, limit=limit, name=name)
            self.assertEqual(len(hits), limit)

        self._assert_same_cost(lambda: search(2), lambda: search(10))

    def test_people_of_one_name_are_no_duplicates(self):
        """DUP-3: a name alone is possible at most, where both are people."""
        self.Partner.create({"name": "王伟", "phone": "13800138000"})
        self._create_customer("王伟商贸有限公司")
        cases = (
            ({"name": "王伟", "is_company": False}, "possible"),
            ({"name": "王伟", "is_company": True}, "certain"),
            ({"name": "王伟"}, "certain"),
            (
                {"name": "王伟", "is_company": False, "phone": "138 0013 8000"},
                "certain",
            ),
        )
        for values, verdict in cases:
            with self.subTest(values=values):
                hits = self._analyse(**values)
                [found] = [hit for hit in hits if hit["display_name"] == "王伟"]
                self.assertEqual(found["verdict"], verdict)
                self.assertEqual(found["score"] < 50, verdict == "possible")

    def test_thresholds_are_settings(self):
        """DUP-3: from which score a hit is certain or likely; nonsense is no score."""
        values = {"name": "无名贸易", "phone": "0760-8812 3456"}
        for certain, likely, verdict in (
            ("88", "50", "likely"),
            ("80", "50", "certain"),
            ("99", "90", "possible"),
            ("many", "-3", "likely"),
        ):
            parameters = self.env["ir.config_parameter"]
            parameters.set_param("jl_crm_duplicate.certain_score", certain)
            parameters.set_param("jl_crm_duplicate.likely_score", likely)
            with self.subTest(certain=certain, likely=likely):
                self.assertEqual(self._analyse(**values)[0]["verdict"], verdict)

    def test_only_who_may_enter_customers_may_ask(self):
        """DUP-2: the names of customers are not for portal users and guests."""
        for groups in ("base.group_portal", "base.group_public", "base.group_user"):
            login = f"dup_{groups}"
            user = new_test_user(self.env, login, groups=groups)
            with self.subTest(groups=groups), self.assertRaises(AccessError):
                self._analyse(user, name="中山松大电子")
