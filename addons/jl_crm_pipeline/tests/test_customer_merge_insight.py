from datetime import timedelta

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ..models.access.crm_partner_merge import PARAMETER
from .test_customer_access import TODAY, AccessCommon

SOON = TODAY + timedelta(days=3)
MONTH = TODAY + timedelta(days=30)


@tagged("post_install", "-at_install")
class TestCustomerMergeInsight(AccessCommon):
    """A loser's salesperson reads the merged customer for some days (K3D-4, K3D-5)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.gone = cls._create_customer("Harbour Ltd", user_id=cls.other_seller.id)

    def _merge(self):
        partners = self.Partner.with_user(self.admin)
        [merge] = partners._merge_customers([(self.customer, self.gone)])
        return merge

    def _find_grants(self):
        return self.Grant.search([("user_id", "=", self.other_seller.id)])

    def test_it_is_read_for_a_month(self):
        """K3D-4: read, not changed; the notice says until when."""
        self._assert_sees(self.other_seller, self.customer, sees=False)
        merge = self._merge()

        grant = self._find_grants()
        self.assertRecordValues(
            grant,
            [{"access": "read", "date_until": MONTH, "merge_id": merge.id}],
        )
        self.assertIn("Harbour Ltd", grant.note)
        self._assert_sees(self.other_seller, self.customer | self.contact)
        message = self.env["mail.message"].search(
            [("notified_partner_ids", "=", self.other_seller.partner_id.id)]
        )
        self.assertEqual(
            (message.model, message.res_id), ("res.partner", self.customer.id)
        )
        self.assertIn("You can read it until", message.body)

    def test_the_undo_takes_it_back(self):
        """K3D-5: what was theirs is theirs again, the other one is not."""
        self._merge().action_undo()

        self.assertFalse(self._find_grants())
        self._assert_sees(self.other_seller, self.customer, sees=False)
        self._assert_sees(self.other_seller, self.gone)

    def test_days_are_a_setting(self):
        """K3D-4: 0 leaves nothing, and stays 0."""
        settings = self.env["res.config.settings"]
        settings.create({"merge_grant_days": 0}).execute()
        self.assertEqual(settings.create({}).merge_grant_days, 0)
        self._merge()
        self.assertFalse(self._find_grants())

    def test_days_are_not_negative(self):
        """K3D-4: what cannot be is refused, and counts as usual where it stands."""
        with self.assertRaises(ValidationError):
            self.env["res.config.settings"].create({"merge_grant_days": -1})
        self.env["ir.config_parameter"].set_param(PARAMETER, "a month")
        self.assertEqual(self.env["crm.partner.merge"]._get_grant_days(), 30)

    def test_a_grant_that_is_there_lasts_as_long(self):
        """K3D-4: the right to edit stays; the undo sets the day back."""
        grant = self._grant(self.other_seller, access="edit", date_until=SOON)
        merge = self._merge()
        self.assertRecordValues(grant, [{"access": "edit", "date_until": MONTH}])

        merge.action_undo()

        self.assertRecordValues(grant, [{"access": "edit", "date_until": SOON}])

    def test_a_grant_for_good_stays(self):
        """K3D-4: nobody loses what they have."""
        grant = self._grant(self.other_seller)
        self._merge().action_undo()

        self.assertEqual(self._find_grants(), grant)
        self.assertFalse(grant.date_until)

    def test_what_somebody_changed_since_stays(self):
        """K3D-4: a person's word outlives the undo."""
        merge = self._merge()
        self._find_grants().with_user(self.seller).access = "edit"
        merge.action_undo()

        self.assertEqual(self._find_grants().access, "edit")

    def test_nothing_for_who_holds_it_or_has_left(self):
        """K3D-4: the holder needs no grant, who has left gets none."""
        self.gone.user_id = self.seller
        left = self._create_customer("Harbour", user_id=self.junior.id)
        self.junior.active = False
        partners = self.Partner.with_user(self.admin)
        partners._merge_customers([(self.customer, self.gone | left)])

        self.assertFalse(self.customer.customer_grant_ids)
