import psycopg2

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import DuplicateCommon


@tagged("post_install", "-at_install")
class TestDuplicatePair(DuplicateCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.song = cls._create_customer(
            "中山市松大电子科技有限公司", phone="0760-88123456"
        )
        cls.twin = cls._create_customer(
            "中山松大电子科技", city="中山市", phone="0760-88123456"
        )
        cls.branch = cls._create_customer("中山市松大电子科技有限公司珠海分公司")
        run = cls.env["crm.duplicate.run"].create({"kind": "whole"})
        run._analyse_here()

    def setUp(self):
        super().setUp()
        self.pair = self._get_pair(self.song, self.twin)

    def test_pair_says_why(self):
        """DUP-6: points, verdict and reasons in words."""
        self.assertRecordValues(
            self.pair,
            [{"left_id": self.song.id, "right_id": self.twin.id, "state": "open"}],
        )
        self.assertEqual(self.pair.verdict, "certain")
        self.assertGreaterEqual(self.pair.score, 88)
        self.assertIn("same phone", self.pair.reasons)
        self.assertIn("same trade word", self.pair.reasons)
        self.assertEqual(self.pair.display_name, f"{self.song.name} ↔ {self.twin.name}")

    def test_possible_ones_are_not_kept(self):
        """DUP-6: only what is worth a decision is stored."""
        self._create_customer("中山松达电子")

        self._run()

        self.assertFalse(self.Pair.search([("points", "<", 5)]))

    def test_decision_is_remembered(self):
        """DUP-6: with who and why, over runs of both kinds."""
        self._decide(self.pair, "不同的两家公司")

        for kind in ("changed", "whole"):
            self._run(kind)
            self.assertRecordValues(
                self.pair,
                [
                    {
                        "state": "not_duplicate",
                        "decision_user_id": self.manager.id,
                        "decision_reason": "不同的两家公司",
                    }
                ],
            )
        self.assertTrue(self.pair.decision_date)
        self.assertFalse(self._get_group(self.song, self.twin))
        for customer in (self.song, self.twin):
            self.assertIn("不同的两家公司", str(customer.message_ids[0].body))

    def test_changed_field_opens_it_again(self):
        """DUP-6: a compared field of either side changes."""
        for customer, vals in (
            (self.song, {"phone": "0760-86543210, 0760-88123456"}),
            (self.twin, {"email": "office@songda.example"}),
        ):
            for kind in ("changed", "whole"):
                with self.subTest(vals=vals, kind=kind):
                    self.pair._decide("not_duplicate", "两家公司")
                    old = {name: customer[name] for name in vals}
                    customer.write(vals)
                    self._run(kind)
                    self.assertEqual(self.pair.state, "open")
                    self.assertTrue(self._get_group(self.song, self.twin))
                    self.assertEqual(self.pair.decision_reason, "两家公司")
                    customer.write(old)

    def test_other_fields_keep_it_closed(self):
        """DUP-6: another salesperson or the same number in another writing."""
        self.pair._decide("not_duplicate", "两家公司")
        self.song.write({"user_id": self.seller.id, "phone": "+86 760 8812 3456"})

        self._run("changed")
        self._run()

        self.assertEqual(self.pair.state, "not_duplicate")

    def test_decision_of_what_is_no_longer_alike_goes_when_it_changed(self):
        """DUP-6: what was decided about other data says nothing."""
        self.pair._decide("not_duplicate", "两家公司")
        self.twin.write({"name": "珠海远航渔具有限公司", "phone": False, "city": False})
        self.twin.alias_ids.unlink()

        self._run("changed")

        self.assertFalse(self.pair.exists())

    def test_pair_that_people_named_is_kept(self):
        """DUP-6: what the analysis does not find is decided upon all the same."""
        other = self._create_customer("珠海远航渔具有限公司")
        named = self.Pair._get_pairs([(other.id, self.song.id)])
        named._decide("not_duplicate", "问过了")

        self._run()

        self.assertRecordValues(
            named,
            [{"state": "not_duplicate", "verdict": False, "left_id": self.song.id}],
        )

    def test_pairs_are_made_once(self):
        """DUP-6: in any order, those that exist are taken."""
        ids = (self.twin.id, self.song.id)

        self.assertEqual(self.Pair._get_pairs([ids, ids[::-1]]), self.pair)

    def test_the_same_two_are_one_pair(self):
        """DUP-6: the database holds to it."""
        for left, right, message in (
            (self.song, self.twin, "one_per_two"),
            (self.twin, self.song, "left_before_right"),
        ):
            with (
                self.assertRaisesRegex(psycopg2.IntegrityError, message),
                mute_logger("odoo.sql_db"),
                self.cr.savepoint(),
            ):
                self.Pair.create({"left_id": left.id, "right_id": right.id})

    def test_decision_is_taken_back(self):
        """DUP-6: the pair waits for a decision again, and the group is back."""
        self._decide(self.pair)
        self.assertFalse(self._get_group(self.song, self.twin))

        self.pair.with_user(self.manager).action_reopen()

        self.assertEqual(self.pair.state, "open")
        self.assertTrue(self._get_group(self.song, self.twin))

    def test_reason_is_required(self):
        """DUP-6: nobody decides without saying why."""
        for reason in (False, "  "):
            with self.assertRaisesRegex(UserError, "Say why"):
                self._decide(self.pair, reason)

    def test_nobody_writes_a_pair(self):
        """DUP-6: a state over RPC is refused, whatever the context says."""
        pair = self.pair.with_user(self.manager).with_context(force=True)
        with self.assertRaisesRegex(AccessError, "not allowed to modify"):
            pair.write({"state": "merged"})

    def test_only_managers_decide(self):
        """DUP-6: a salesperson decides nothing."""
        pair = self.pair.with_user(self.seller)

        for method, args in (
            ("_decide", ("not_duplicate", "x")),
            ("action_reopen", ()),
        ):
            with self.assertRaises(AccessError):
                getattr(pair.sudo(False), method)(*args)

    def test_merged_ones_are_closed(self):
        """K3D-5: pairs of a customer that was merged wait for nobody."""
        group = self._get_group(self.song, self.twin)
        self.Pair.with_user(self.manager)._drop_merged(self.twin)

        self.assertRecordValues(
            self.pair,
            [{"state": "merged", "decision_user_id": self.manager.id}],
        )
        self.assertEqual(group.state, "done")
        with self.assertRaisesRegex(UserError, "have been merged"):
            self.pair.action_not_duplicate()

    def test_undone_merge_opens_the_pair(self):
        """K3D-5: who is found again is alive again."""
        self.Pair._drop_merged(self.twin)

        self._run()

        self.assertEqual(self.pair.state, "open")

    def test_group_of_the_pair_is_opened(self):
        """DUP-6: from the list of pairs."""
        action = self.pair.action_open_group()

        self.assertEqual(action["res_id"], self.pair.group_id.id)

    def test_list_takes_as_many_queries_for_many(self):
        """DUP-6: reading 12 and 24 pairs takes the same statements.

        A group's members are named, too: of two pairs they would be further customers.
        """
        for number in range(10):
            self._create_customer(f"中山市松大电子科技第{number}分公司", city="中山市")
        self._run()
        pairs = self.Pair.search([])
        self.assertGreater(len(pairs), 24)
        names = ["left_id", "right_id", "reasons", "link", "state", "group_id"]

        def read(number):
            pairs[:number].with_user(self.manager).read(names)

        self._assert_same_cost(lambda: read(12), lambda: read(24))


@tagged("post_install", "-at_install")
class TestRelatedCompanies(DuplicateCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.head = cls._create_customer("中山市松大电子科技有限公司", city="中山市")
        cls.branch = cls._create_customer(
            "中山市松大电子科技有限公司珠海分公司", street="前山路8号", city="珠海市"
        )
        run = cls.env["crm.duplicate.run"].create({"kind": "whole"})
        run._analyse_here()

    def setUp(self):
        super().setUp()
        self.pair = self._get_pair(self.head, self.branch)

    def _relate(self, pairs, **vals):
        dialogue = self._open(pairs.with_user(self.manager), "action_related", **vals)
        dialogue.action_decide()
        return dialogue

    def test_branch_is_related_and_in_no_group(self):
        """DUP-7: branches are no duplicates."""
        self.assertEqual((self.pair.verdict, self.pair.state), ("related", "open"))
        self.assertFalse(self.pair.group_id)

    def test_head_office_is_proposed_as_parent(self):
        """DUP-7: the branch keeps its address, and the pair is decided."""
        dialogue = self._relate(self.pair)

        self.assertEqual(dialogue.parent_id, self.head)
        self.assertRecordValues(
            self.branch,
            [
                {
                    "parent_id": self.head.id,
                    "commercial_partner_id": self.branch.id,
                    "street": "前山路8号",
                    "city": "珠海市",
                }
            ],
        )
        self.assertEqual(self.head.city, "中山市")
        self.assertEqual(self.pair.state, "related")
        self._run()
        self.assertEqual(self.pair.state, "related")

    def test_many_at_once(self):
        """DUP-7: in each pair the one without the mark of a branch is the parent."""
        shop = self._create_customer("中山市松大电子科技有限公司广州分公司")
        self._run()
        pairs = self.pair | self._get_pair(self.head, shop)

        self._relate(pairs)

        self.assertEqual((self.branch | shop).parent_id, self.head)
        self.assertEqual(set(pairs.mapped("state")), {"related"})

    def test_no_circle(self):
        """DUP-7: nobody becomes the parent of its own parent."""
        self.head.write({"parent_id": self.branch.id, "type": "other"})

        with self.assertRaisesRegex(UserError, "already belongs to .* Choose"):
            self._relate(self.pair)

        self.assertEqual(self.pair.state, "open")

    def test_parent_is_required(self):
        """DUP-7: without one there is nothing to set."""
        dialogue = self._open(self.pair, "action_related")
        dialogue.parent_id = False

        with self.assertRaisesRegex(UserError, "Choose the parent"):
            dialogue.action_decide()
