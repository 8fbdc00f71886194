from odoo.tests import tagged

from .common import NAME, PHONE, DuplicateCommon


@tagged("post_install", "-at_install")
class TestDuplicateWeights(DuplicateCommon):
    """What each reason of an estimate weighs (DUP-1, DUP-2)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._create_customer(
            NAME, phone=PHONE, city="中山市", street="东区兴中道 8 号"
        )

    def _weigh(self, **values):
        [hit] = self._analyse(**values)
        return {one["text"]: one["points"] for one in hit["weights"]}

    def test_reasons_come_with_points(self):
        """DUP-1: what agrees adds, what does not takes away."""
        weights = self._weigh(
            name=NAME, phone=PHONE, city="珠海市", street="人民路 1 号"
        )

        self.assertEqual(weights["same phone 0760-8812****"], "+7.5")
        self.assertEqual(weights["but another address"], "-0.5")
        self.assertEqual(weights["but another city"], "-1.5")

    def test_points_add_up_to_the_estimate(self):
        """DUP-1: the sum of what is shown is what the engine found."""
        analysis = self.env["crm.duplicate.analysis"]
        customer = analysis._make_customer(
            {"name": "松大电子", "phone": PHONE, "street": "人民路 1 号"}
        )
        [match] = analysis._find_matches(customer, (), 10)

        self.assertAlmostEqual(sum(match.weights), match.points, places=3)

    def test_a_domain_beside_its_mail_weighs_nothing(self):
        """DUP-1: what one reason already counts for is not told twice."""
        self.customer.email = "li.na@songda.example"
        weights = self._weigh(name="恒达贸易", email="li.na@songda.example")

        self.assertEqual(weights["same e-mail"], "+7.0")
        self.assertEqual(weights["same mail or web domain"], "")

    def test_a_hidden_hit_does_not_tell_what_it_has(self):
        """DUP-2: that a hidden customer has an address is nobody's business."""
        self._hide_from_others()
        weights = self._weigh(name=NAME, street="人民路 1 号")

        self.assertEqual(list(weights), ["same name"])

    def test_the_window_shows_them(self):
        """DUP-1: behind each reason."""
        windows = self.env["crm.duplicate.search"].with_user(self.seller)
        window = windows.create({"name": NAME, "phone": PHONE})
        window.action_search()

        self.assertEqual(
            window.line_ids.reasons, "same phone 0760-8812**** +7.5 · same name +12.0"
        )
