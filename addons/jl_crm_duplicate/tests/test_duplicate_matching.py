from odoo.tests import tagged

from ..tools.matching import FieldRule
from .common import NAME, PHONE, DuplicateCommon


@tagged("post_install", "-at_install")
class TestDuplicateMatching(DuplicateCommon):
    """How fields are matched is set by the office (DUP-3)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Rules = cls.env["crm.duplicate.matching.rules"]
        cls.customer = cls._create_customer(NAME, phone=PHONE, city="中山市")

    def _match(self, **rules):
        """Judge by these rules, given as tuples, in the functions of the base."""
        matching = self.Rules._read_rules()
        matching |= {name: FieldRule(*rule) for name, rule in rules.items()}
        self.Rules._put_in_force(matching)

    def _get_hit(self, **values):
        [hit] = self._analyse(**values) or [None]
        return hit

    def test_a_field_that_is_off_counts_for_nothing(self):
        """DUP-3: neither for a match nor as a reason."""
        self._match(phone=(False,))
        self.assertFalse(self._get_hit(name="恒达贸易", phone=PHONE))

        hit = self._get_hit(name=NAME, phone=PHONE)
        self.assertEqual(hit["reasons"], ["same name"])

    def test_names_can_be_left_out(self):
        """DUP-3: then numbers alone find a customer."""
        self._match(name=(False,))
        self.assertFalse(self._get_hit(name=NAME))
        self.assertEqual(
            self._get_hit(name=NAME, phone=PHONE)["reasons"],
            ["same phone 0760-8812****"],
        )

    def test_weight_changes_the_points(self):
        """DUP-3: half as much, and no likely customer any more."""
        self._match(phone=(True, 50))
        hit = self._get_hit(name="恒达贸易", phone=PHONE)

        self.assertEqual(hit["weights"][0]["points"], "+3.8")
        self.assertEqual(hit["verdict"], "possible")

    def test_certain_alone(self):
        """DUP-3: who has the same number is the customer."""
        self.assertEqual(
            self._get_hit(name="恒达贸易", phone=PHONE)["verdict"], "likely"
        )
        self._match(phone=(True, 100, "certain"))
        self.assertEqual(
            self._get_hit(name="恒达贸易", phone=PHONE)["verdict"], "certain"
        )

    def test_likely_at_most(self):
        """DUP-3: the name alone is no proof, with the number it is."""
        self._match(name=(True, 100, "likely"))

        self.assertEqual(self._get_hit(name=NAME)["verdict"], "likely")
        self.assertEqual(self._get_hit(name=NAME, phone=PHONE)["verdict"], "certain")

    def test_likely_at_most_holds_under_lower_scores(self):
        """DUP-3: the office's limit of what is certain counts."""
        page = self.env["res.config.settings"].create(
            {"duplicate_certain_score": 70, "duplicate_likely_score": 40}
        )
        page.set_values()
        self._match(name=(True, 100, "likely"))
        self.assertEqual(self._get_hit(name=NAME)["verdict"], "likely")

    def test_runs_judge_alike(self):
        """DUP-6: what is found in the background is judged by the same rules."""
        twin = self._create_customer("恒达贸易", phone=PHONE, city="中山市")
        self._run()
        self.assertTrue(self._get_pair(self.customer, twin))

        self._match(phone=(False,))
        self.Run.search([("state", "=", "waiting")]).action_cancel()
        self.env.flush_all()
        self._run()

        self.assertFalse(self._get_pair(self.customer, twin))

    def test_all_customers_are_looked_at_anew(self):
        """DUP-6: in the background, soon."""
        self._match(phone=(True, 50))
        self.assertTrue(
            self.Run.search([("kind", "=", "whole"), ("state", "=", "waiting")])
        )

    def test_nonsense_counts_as_usual(self):
        """DUP-3: whatever stands in the parameter, customers are found."""
        for text in ("", "x", "[1]", '{"phone": 3, "mail": {"weight": -1}}', "{}"):
            with self.subTest(text=text):
                self._set(matching=text)
                self.assertEqual(set(self.Rules._read_rules().values()), {FieldRule()})
