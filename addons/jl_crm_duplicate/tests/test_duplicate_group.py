from odoo.exceptions import AccessError
from odoo.tests import tagged

from .group_common import GroupCommon

TAX_IDS = ("91350100M000100Y43", "91440101MA5AKCXK1K")


@tagged("post_install", "-at_install")
class TestDuplicateGroup(GroupCommon):
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
        # under their former names they would still be alike
        (other | self.second | self.third).alias_ids.unlink()

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
