from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import DuplicateCommon

TAX_IDS = ("91350100M000100Y43", "91440101MA5AKCXK1K")


@tagged("post_install", "-at_install")
class TestDuplicateGroup(DuplicateCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first = cls._create_customer("中山市松大电子科技有限公司", city="中山市")
        cls.second = cls._create_customer("中山松大电子科技", city="中山市")
        cls.third = cls._create_customer("松大电子科技公司", city="中山市")
        cls.trio = cls.first | cls.second | cls.third
        run = cls.env["crm.duplicate.run"].create({"kind": "whole"})
        run._analyse_here()

    def setUp(self):
        super().setUp()
        self.group = self._get_group(*self.trio).with_user(self.manager)

    def test_group_says_what_it_is(self):
        """DUP-6: size, verdict, weakest and strongest link."""
        self.assertRecordValues(
            self.group, [{"size": 3, "verdict": "certain", "state": "open"}]
        )
        self.assertEqual(
            self.group.pair_ids,
            self.Pair.search(
                [("left_id", "in", self.trio.ids), ("right_id", "in", self.trio.ids)]
            ),
        )
        weakest = self.group.pair_ids.filtered("is_weakest")
        self.assertEqual(weakest, self.group.weakest_pair_id)
        self.assertTrue(self.group.pair_ids.filtered("is_best"))
        self.assertEqual(self.group.points, weakest.points)
        self.assertIn("link", weakest.link)
        self.assertIn(self.first.name, self.group.display_name)
        self.assertTrue(self.group.reasons)

    def test_long_group_names_three(self):
        """DUP-6: the title stays readable."""
        fourth = self._create_customer("中山松大电子科技公司")
        self._run("changed")

        group = self._get_group(*self.trio, fourth)

        self.assertIn("(+1)", group.display_name)

    def test_holders_are_counted(self):
        """DUP-6: a group of several salespeople is found."""
        self.first.user_id = self.seller
        self.second.user_id = self.holder

        self._run()

        self.assertEqual(self.group.holder_count, 2)

    def test_trading_groups_come_first(self):
        """DUP-6: ranked by verdict, business and size."""
        if "customer_rank" not in self.Partner._fields:
            self.skipTest("no invoices here")
        one = self._create_customer("珠海远航渔具有限公司", customer_rank=1)
        other = self._create_customer("珠海远航渔具公司")

        self._run("changed")

        small = self._get_group(one, other)
        self.assertTrue(small.is_trading)
        both = self.Group.search([("id", "in", (small | self.group).ids)])
        self.assertEqual(both, small | self.group)

    def test_two_tax_ids_never_meet(self):
        """DUP-6: two registered companies, whoever else connects them."""
        self.first.vat, self.third.vat = TAX_IDS

        self._run("changed")

        for group in self.Group.search([("partner_ids", "in", self.trio.ids)]):
            self.assertLess(len(set(filter(None, group.partner_ids.mapped("vat")))), 2)
        self.assertFalse(self._get_group(self.first, self.third))
        self.assertTrue(self.group.exists())

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

    def test_group_grows_and_stays_itself(self):
        """DUP-6: who is in charge stays in charge over runs."""
        self.group.action_assign_to_me()
        fourth = self._create_customer("中山松大电子科技公司")

        self._run("changed")

        self.assertEqual(self.group.partner_ids, self.trio | fourth)
        self.assertEqual(self.group.user_id, self.manager)

    def test_group_that_came_to_nothing_is_dropped(self):
        """DUP-6: the data was corrected; but a note is not lost."""
        one = self._create_customer("珠海远航渔具有限公司")
        other = self._create_customer("珠海远航渔具公司")
        self._run("changed")
        plain = self._get_group(one, other)
        self.group.note = "问王总"
        other.name = "广州宏图照明有限公司"
        self.second.write({"name": "深圳恒通物流", "city": "深圳市"})
        self.third.write({"name": "上海亿达纺织", "city": "上海市"})

        self._run("changed")

        self.assertFalse(plain.exists())
        self.assertEqual(self.group.state, "done")

    def test_weak_pair_is_a_group_of_two(self):
        """DUP-6: from 5 points on, people decide."""
        pair = self._get_pair(self.first, self.second)
        others = (self.group.pair_ids - pair).sudo()
        others.points = 5.2

        self.env["crm.duplicate.grouping"]._regroup(self.trio.ids)

        self.assertTrue(self._get_group(self.first, self.second))
        self.assertTrue(self._get_group(self.first, self.third))

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

        with self.assertRaisesRegex(UserError, "changed by hand"):
            self.group.write({"state": "done"})

    def test_comparison_marks_what_is_equal(self):
        """DUP-6: members side by side, equal values stand out."""
        self._create_person(self.first, "王丽")
        self.first.phone, self.second.phone = "0760-8812 3456", "+86 760 88123456"
        self.third.active = False
        html = str(self.group.comparison)

        self.assertEqual(html.count("table-success"), 5)
        self.assertIn("王丽", html)
        self.assertIn("Archived", html)
        self.assertIn(f"/odoo/res.partner/{self.first.id}", html)
        self.assertFalse(self.Partner._render_duplicate_comparison())

    def test_comparison_tells_no_more_than_the_reader_may_know(self):
        """DUP-2: of a hidden customer its name, holder and department."""
        self.first.write({"phone": "0760-88123456", "user_id": self.holder.id})
        hidden = self.env["ir.rule"].create(
            {
                "name": "hidden",
                "model_id": self.env.ref("base.model_res_partner").id,
                "domain_force": f"[('id', '!=', {self.first.id})]",
            }
        )
        self.env.registry.clear_cache()
        html = str(self.trio.with_user(self.manager)._render_duplicate_comparison())

        self.assertTrue(hidden)
        self.assertIn(self.first.name, html)
        self.assertIn(self.holder.name, html)
        self.assertNotIn("88123456", html)
        self.assertNotIn(f"/odoo/res.partner/{self.first.id}", html)

    def test_customer_shows_its_open_pairs(self):
        """DUP-6: a smart button for those who decide."""
        partner = self.first.with_user(self.manager)
        self.assertEqual(partner.duplicate_pair_count, 2)
        action = partner.action_open_duplicates()

        self.assertEqual(self.Pair.search_count(action["domain"]), 2)
        self.assertEqual(self.Partner.new({}).duplicate_pair_count, 0)
        with self.assertRaises(AccessError):
            self.first.with_user(self.seller).read(["duplicate_pair_count"])

    def test_list_takes_as_many_queries_for_many(self):
        """DUP-6: reading 2 and 8 groups takes the same statements."""
        for number in range(8):
            word = "恒鑫隆盛泰宏华安"[number]
            self._create_customer(f"珠海市{word}远渔具有限公司")
            self._create_customer(f"珠海{word}远渔具公司")
        self._run("changed")
        groups = self.Group.search([("size", "=", 2)], limit=8)
        self.assertEqual(len(groups), 8)
        names = ["display_name", "size", "verdict", "score", "reasons", "user_id"]

        def read(number):
            groups[:number].with_user(self.manager).read(names)

        self._assert_same_cost(lambda: read(2), lambda: read(8))
