from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common import REASON
from .group_common import GroupCommon


@tagged("post_install", "-at_install")
class TestDuplicateGroupRow(GroupCommon):
    """Each customer of a group is decided by itself (DUP-6)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager.group_ids += cls.env.ref("base.group_partner_manager")

    def setUp(self):
        super().setUp()
        self.survivor = self.group.survivor_id
        self.one, self.two = self.group.partner_ids - self.survivor

    def _press(self, button, partner=None, user=None):
        partner = (partner or self.one).with_user(user or self.manager)
        row = partner.with_context(jl_crm_duplicate_group=self.group.id)
        return getattr(row, f"action_duplicate_row_{button}")()

    def _open_dialogue(self, action):
        """Open what a button opens, as the form does, and say why."""
        model = self.env[action["res_model"]].with_user(self.manager)
        return model.with_context(**action["context"]).create({"reason": REASON})

    def test_one_is_merged(self):
        """DUP-6: with the one that remains; the third stays."""
        action = self._press("merge")
        merge = self.env["crm.partner.merge"].browse(action["res_id"])
        merge.with_user(self.manager).action_merge()

        self.assertEqual(self.one.merged_into_id, self.survivor)
        self.assertFalse(self.two.merged_into_id)
        self.assertTrue(self._get_group(self.survivor, self.two))

    def test_one_is_kept_apart(self):
        """DUP-6: from all others; those stay together."""
        dialogue = self._open_dialogue(self._press("apart"))
        dialogue.action_decide()

        self.assertEqual(self._get_pair(self.one, self.two).state, "not_duplicate")
        self.assertTrue(self._get_group(self.survivor, self.two))

    def test_one_goes_into_the_pool(self):
        """DUP-5: beside the one that remains."""
        dialogue = self._open_dialogue(self._press("pool"))
        self.assertEqual(dialogue.duplicate_of_id, self.survivor)
        dialogue.action_put()

        self.assertTrue(self.one.is_in_duplicate_pool)
        self.assertFalse(self.two.is_in_duplicate_pool)

    def test_one_is_left_for_later(self):
        """DUP-6: the others are merged without it; it can be taken up again."""
        self._press("later")
        self.assertEqual(self.group.later_ids, self.one)
        action = self.group.action_merge()
        merge = self.env["crm.partner.merge"].browse(action["res_id"])
        self.assertEqual(merge.partner_ids, self.survivor | self.two)

        self._press("later")
        self.assertFalse(self.group.later_ids)

    def test_somebody_has_to_be_left(self):
        """DUP-6: one alone is merged with nobody."""
        self._press("later")
        self._press("later", self.two)
        with self.assertRaisesRegex(UserError, "left for later"):
            self.group.action_merge()
        with self.assertRaisesRegex(UserError, "left for later"):
            self.group.action_put_into_pool()

    def test_the_one_that_remains_is_one_that_is_taken_up(self):
        """DUP-6: who is left for later is not proposed."""
        self._press("later", self.survivor)
        self.assertIn(self.group.survivor_id, self.one | self.two)

    def test_strangers_and_done_groups(self):
        """DUP-6: what is not there any more is refused in words."""
        stranger = self._create_customer("珠海远航渔具有限公司")
        for partner in (stranger, self.one):
            if partner == self.one:
                self.group.sudo().state = "done"
            with self.subTest(partner=partner), self.assertRaises(UserError):
                self._press("merge", partner)

    def test_nonsense_for_a_group(self):
        """DUP-6: whatever a client sends."""
        for nonsense in (None, True, "1", [1], -1, 2**40):
            row = self.one.with_user(self.manager)
            row = row.with_context(jl_crm_duplicate_group=nonsense)
            with self.subTest(nonsense=nonsense), self.assertRaises(UserError):
                row.action_duplicate_row_later()

    def test_it_takes_the_right(self):
        """DUP-6: to decide on duplicates."""
        stranger = new_test_user(
            self.env, "row_stranger", groups="sales_team.group_sale_manager"
        )
        for button in ("merge", "apart", "pool", "later"):
            with self.subTest(button=button), self.assertRaises(AccessError):
                self._press(button, user=stranger)
