from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged

from .group_common import GroupCommon


@tagged("post_install", "-at_install")
class TestDuplicateGroupDecision(GroupCommon):
    def test_split_off_customer_leaves(self):
        """DUP-6: the others stay together, with assignee and note."""
        self.group.write({"user_id": self.manager.id, "note": "问王总"})

        self._decide(self.group, "分店", split_ids=self.third.ids)

        self.assertEqual(self.group.partner_ids, self.first | self.second)
        self.assertRecordValues(
            self.group,
            [
                {
                    "state": "open",
                    "user_id": self.manager.id,
                    "note": "问王总",
                    "size": 2,
                }
            ],
        )
        self.assertEqual(self._get_pair(self.first, self.third).state, "not_duplicate")
        self._run()
        self.assertTrue(self._get_group(self.first, self.second))
        self.assertFalse(
            self.Group.search(
                [("partner_ids", "in", self.third.ids), ("state", "=", "open")]
            )
        )

    def test_nobody_is_left_to_split_from(self):
        """DUP-6: all split off is the same as none chosen."""
        with self.assertRaisesRegex(UserError, "Leave somebody"):
            self._decide(self.group, split_ids=self.trio.ids)

    def test_decided_group_is_done_until_something_changes(self):
        """DUP-6: it stays away over runs, and comes back as the same group."""
        self._decide(self.group)
        for kind in ("changed", "whole"):
            self._run(kind)
            self.assertEqual(self.group.state, "done")

        self.first.phone = "0760-88123456"
        self.second.phone = "0760-88123456"
        self.third.phone = "0760-88123456"
        self._run("changed")

        self.assertEqual(self.group.state, "open")

    def test_many_groups_at_once(self):
        """DUP-6: one reason for all that are selected."""
        one = self._create_customer("珠海远航渔具有限公司")
        other = self._create_customer("珠海远航渔具公司")
        self._run("changed")
        groups = self.group | self._get_group(one, other)

        self._decide(groups)

        self.assertEqual(set(groups.mapped("state")), {"done"})
        self.assertEqual(self._get_pair(one, other).state, "not_duplicate")

    def test_merge_of_one_opens_its_window(self):
        """K3D-5: the customers of the group are handed to the merge."""
        with patch.object(
            type(self.Partner),
            "action_merge_customers",
            create=True,
            new=lambda partners: partners.ids,
        ):
            self.assertEqual(self.group.action_merge(), self.trio.ids)

    def test_merge_of_many_is_one_batch(self):
        """K3D-5: each into its proposed survivor."""
        one = self._create_customer("珠海远航渔具有限公司")
        other = self._create_customer("珠海远航渔具公司")
        self._run("changed")
        groups = self.group | self._get_group(one, other).with_user(self.manager)
        partners = type(self.Partner)
        with (
            patch.object(
                partners,
                "_propose_survivor",
                create=True,
                new=lambda self: self.sorted("id")[:1],
            ),
            patch.object(
                partners, "_merge_customers", create=True, return_value=None
            ) as merge,
        ):
            action = groups.action_merge()

        self.assertEqual(
            merge.call_args.args[0],
            [(self.first, self.second | self.third), (one, other)],
        )
        self.assertEqual(action["tag"], "display_notification")

    def test_real_merge_of_many(self):
        """K3D-5: groups are done, their pairs merged, over the next run too."""
        one = self._create_customer("珠海远航渔具有限公司")
        other = self._create_customer("珠海远航渔具公司")
        self._run("changed")
        groups = self.group | self._get_group(one, other).with_user(self.manager)
        pairs = groups.pair_ids

        groups.action_merge()

        for kind in ("changed", "whole"):
            self._run(kind)
            self.assertEqual(set(groups.mapped("state")), {"done"})
            self.assertEqual(set(pairs.mapped("state")), {"merged"})
        self.assertEqual(len((self.trio | one | other).filtered("active")), 2)

    def test_related_companies_of_a_group(self):
        """DUP-7: a person knows better that these are branches."""
        dialogue = self._open(self.group, "action_related")
        self.assertEqual(dialogue.parent_id, self.first)

        dialogue.action_decide()

        self.assertEqual((self.second | self.third).parent_id, self.first)
        self.assertEqual(self.group.state, "done")

    def test_group_goes_into_the_pool(self):
        """DUP-5: all but the survivor, with one reason."""
        with patch.object(
            type(self.Partner),
            "_propose_survivor",
            create=True,
            new=lambda self: self.sorted("id")[:1],
        ):
            dialogue = self._open(self.group, "action_put_into_pool", reason="撞单")
        self.assertEqual(dialogue.duplicate_of_id, self.first)

        dialogue.action_put()

        self.assertTrue(self.second.is_in_duplicate_pool)
        self.assertTrue(self.third.is_in_duplicate_pool)
        self.assertFalse(self.first.is_in_duplicate_pool)

    def test_done_group_has_no_more_steps(self):
        """DUP-6: clear words for who comes second."""
        self._decide(self.group)

        for action in ("merge", "not_duplicate", "related", "put_into_pool"):
            with self.assertRaisesRegex(UserError, "is already done"):
                getattr(self.group, f"action_{action}")()

    def test_only_assignee_and_note_are_written(self):
        """DUP-6: a state over RPC is refused."""
        self.group.write({"user_id": self.manager.id, "note": "x"})

        with self.assertRaisesRegex(UserError, "kept by the system"):
            self.group.write({"state": "done"})
