from odoo.fields import Command
from odoo.tests import tagged

from .test_lead_grant import LeadGrantCommon


@tagged("post_install", "-at_install")
class TestLeadSplitMerge(LeadGrantCommon):
    """K3O-2: opportunities that become one keep for whom their results count."""

    def _parts(self, lead):
        return {split.user_id: split.percent for split in lead.split_ids}

    def _lead(self, revenue, **parts):
        lines = [
            Command.create({"user_id": getattr(self, name).id, "percent": percent})
            for name, percent in parts.items()
        ]
        return self._create_lead(
            f"Lead {revenue}", expected_revenue=revenue, split_ids=lines
        )

    def test_by_revenue(self):
        """Each person has what they had; who shared nothing had all."""
        leads = self._lead(300, seller=50, other_seller=50) | self._lead(100)
        merged = leads.merge_opportunity()
        self.assertEqual(
            self._parts(merged), {self.seller: 62.5, self.other_seller: 37.5}
        )

    def test_thirds(self):
        """Rounded parts are the whole all the same."""
        leads = self._lead(0, seller=50, other_seller=50) | self._lead(7, clerk=100)
        merged = (leads | self._lead(0)).merge_opportunity()
        self.assertEqual(sum(self._parts(merged).values()), 100)
        self.assertEqual(len(merged.split_ids), 3)

    def test_nobody_shares(self):
        """Without a line it counts for the responsible person as before."""
        merged = (self._lead(300) | self._lead(100)).merge_opportunity()
        self.assertFalse(merged.split_ids)
