from unittest.mock import patch

import psycopg2

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .common import DuplicateCommon


@tagged("post_install", "-at_install")
class TestDuplicatePool(DuplicateCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team = cls.env["crm.team"].create(
            {"name": "华南办", "member_ids": [(4, cls.holder.id)]}
        )
        cls.song = cls._create_customer(
            "中山市松大电子科技有限公司", user_id=cls.holder.id
        )
        cls.twin = cls._create_customer("中山松大电子科技", city="中山市")
        cls.other = cls._create_customer("珠海远航渔具有限公司")

    def _put(self, customers=None, duplicate_of=None, reason="同一家公司"):
        customers = (customers or self.twin).with_user(self.seller)
        return customers._put_into_duplicate_pool(duplicate_of or self.song, reason)

    def test_dialogue_fills_in_what_is_known(self):
        """DUP-5: the most similar customer, its department and salesperson."""
        dialogue = self._open(
            self.twin.with_user(self.seller),
            "action_put_into_duplicate_pool",
            reason="同一家公司",
        )
        self.assertEqual(dialogue.duplicate_of_id, self.song)
        self.assertEqual(dialogue.holder_id, self.holder)
        self.assertEqual(dialogue.team_id, self.team)

        dialogue.action_put()

        self.assertRecordValues(
            self.Pool.search([("partner_id", "=", self.twin.id)]),
            [
                {
                    "duplicate_of_id": self.song.id,
                    "holder_id": self.holder.id,
                    "team_id": self.team.id,
                    "reason": "同一家公司",
                    "user_id": self.seller.id,
                    "state": "in_pool",
                }
            ],
        )

    def test_nothing_similar_is_proposed(self):
        """DUP-5: the customer is then chosen by hand."""
        dialogue = self.env["crm.duplicate.pooling"].new(
            {"partner_ids": self.other.ids}
        )
        colleague = self.seller.partner_id

        self.assertFalse(dialogue.duplicate_of_id)
        self.assertFalse(self.env["crm.duplicate.pooling"]._propose(colleague))

    def test_pooled_customer_is_red_and_found(self):
        """DUP-5: the form says with whom and why; lists filter."""
        self._put()

        self.assertTrue(self.twin.is_in_duplicate_pool)
        note = self.twin.duplicate_pool_note
        for word in (self.seller.name, self.song.name, "华南办", "同一家公司"):
            self.assertIn(word, note)
        self.assertIn("同一家公司", str(self.twin.message_ids[0].body))
        pooled = self.Partner.search([("is_in_duplicate_pool", "=", True)])
        self.assertIn(self.twin, pooled)
        self.assertNotIn(self.song, pooled)
        free = self.Partner.search([("is_in_duplicate_pool", "=", False)])
        self.assertNotIn(self.twin, free)
        self.assertIn(self.song, free)

    def test_everybody_reads_the_flag(self):
        """DUP-5: also who has nothing to do with sales."""
        self._put()
        clerk = new_test_user(self.env, "dup_clerk", groups="base.group_user")

        self.assertTrue(self.twin.with_user(clerk).is_in_duplicate_pool)

    def test_customer_without_holder(self):
        """DUP-5: then there is neither department nor salesperson to name."""
        self._put(self.other, self.twin)

        self.assertIn(self.twin.name, self.other.duplicate_pool_note)
        self.assertIn(f"{self.twin.name}. ", self.other.duplicate_pool_note)

    def test_many_at_once(self):
        """DUP-5: several entries of one customer."""
        entries = self._put(self.twin | self.other)

        self.assertEqual(entries.partner_id, self.twin | self.other)

    def test_what_can_not_be_put_there(self):
        """DUP-5: twice, against itself, a contact: clear words."""
        self._put()
        person = self._create_person(self.other)

        for customers, message in (
            (self.twin, "already in the duplicate pool"),
            (self.song, "cannot collide with itself"),
            (person, "is a contact of a company"),
        ):
            with self.assertRaisesRegex(UserError, message):
                self._put(customers)

    def test_once_in_the_database(self):
        """DUP-5: whatever way it is put there, once and not against itself."""
        entry = self._put()

        for vals, message in (
            ({"partner_id": self.twin.id}, "once_in_pool"),
            ({"partner_id": self.song.id}, "collides_with_another"),
        ):
            with (
                self.assertRaisesRegex(psycopg2.IntegrityError, message),
                mute_logger("odoo.sql_db"),
                self.cr.savepoint(),
            ):
                entry.copy(vals).flush_recordset()

    def test_restored_is_remembered(self):
        """DUP-5: as no duplicate, with who and why, over the next run."""
        self._run()
        self.assertTrue(self._get_group(self.song, self.twin))
        entry = self._put().with_user(self.manager)

        self._decide_restore(entry)

        self.assertRecordValues(
            entry,
            [
                {
                    "state": "restored",
                    "decision_user_id": self.manager.id,
                    "decision_reason": "两家公司",
                }
            ],
        )
        self.assertFalse(self.twin.is_in_duplicate_pool)
        self._run()
        self.assertEqual(self._get_pair(self.song, self.twin).state, "not_duplicate")
        self.assertFalse(self._get_group(self.song, self.twin))
        self.assertTrue(self._put())

    def _decide_restore(self, entries):
        dialogue = self._open(entries, "action_restore", reason="两家公司")
        dialogue.action_decide()

    def test_restoring_what_the_analysis_never_found(self):
        """DUP-5: people said that they collide, people say that they do not."""
        entry = self._put(self.other).with_user(self.manager)

        self._decide_restore(entry)

        self.assertEqual(entry.state, "restored")
        self.assertEqual(self._get_pair(self.song, self.other).state, "not_duplicate")

    def test_deciding_on_the_pair_restores(self):
        """DUP-5: the pool follows a decision taken elsewhere, of that pair alone."""
        self._run()
        entry = self._put()
        stays = self._put(self.other)

        self._decide(self._get_pair(self.song, self.twin))

        self.assertEqual(entry.state, "restored")
        self.assertEqual(stays.state, "in_pool")

    def test_merge_takes_both(self):
        """DUP-5, K3D-5: the customer and the one with which it collides."""
        entry = self._put().with_user(self.manager)
        with patch.object(
            type(self.Partner),
            "action_merge_customers",
            create=True,
            new=lambda partners: partners.ids,
        ):
            self.assertEqual(entry.action_merge(), (self.twin | self.song).ids)
        self.Pair.with_user(self.manager)._drop_merged(self.twin)
        self.assertRecordValues(
            entry, [{"state": "merged", "decision_user_id": self.manager.id}]
        )
        self.assertFalse(self.twin.is_in_duplicate_pool)

    def test_real_merges_close_and_move_entries(self):
        """DUP-5, K3D-5: merged with whom it collides; the other merged elsewhere."""
        merged = self._put().with_user(self.manager)
        moved = self._put(self.other, self.twin).with_user(self.manager)
        partners = self.Partner.with_user(self.manager)

        partners._merge_customers(
            [(self.song.with_env(partners.env), self.twin.with_env(partners.env))]
        )

        self.assertEqual(merged.state, "merged")
        self.assertRecordValues(
            moved, [{"state": "in_pool", "duplicate_of_id": self.song.id}]
        )

    def test_decided_entry_has_no_more_steps(self):
        """DUP-5: clear words for who comes second."""
        entry = self._put().with_user(self.manager)
        self._decide_restore(entry)

        for action in (entry.action_merge, entry.action_restore):
            with self.assertRaisesRegex(UserError, "no longer in the duplicate pool"):
                action()

    def test_list_of_customers_takes_as_many_queries_for_many(self):
        """DUP-5: the red of 2 and of 20 customers is one statement."""
        many = self.Partner.create(
            [{"name": f"珠海{n}号", "is_company": True} for n in range(20)]
        )
        self._put(many)
        names = ["is_in_duplicate_pool", "duplicate_pool_note"]

        def read(number):
            many[:number].with_user(self.seller).read(names)

        self._assert_same_cost(lambda: read(2), lambda: read(20))

    def test_comparison_shows_the_pool(self):
        """DUP-5: both side by side, the pooled one marked."""
        entry = self._put()

        self.assertIn("text-bg-danger", str(entry.comparison))


@tagged("post_install", "-at_install")
class TestDuplicatePoolAccess(DuplicateCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.song = cls._create_customer("中山市松大电子科技有限公司")
        cls.twin = cls._create_customer("中山松大电子科技", city="中山市")

    def _hide(self, partner):
        """A rule as other add-ons have them: this customer is not for salespeople."""
        self.env["ir.rule"].create(
            {
                "name": "hidden",
                "model_id": self.env.ref("base.model_res_partner").id,
                "groups": [(4, self.env.ref("sales_team.group_sale_salesman").id)],
                "domain_force": f"[('id', '!=', {partner.id})]",
            }
        )

    def test_hidden_customer_is_proposed_by_its_name(self):
        """DUP-2, DUP-5: one collides with what one may not see."""
        self._hide(self.song)
        action = self.twin.with_user(self.seller).action_put_into_duplicate_pool()
        model = self.env[action["res_model"]].with_user(self.seller)
        dialogue = model.with_context(**action["context"]).create({"reason": "同一家"})

        shown = dialogue.web_read({"duplicate_of_id": {"fields": {"display_name": {}}}})
        self.assertEqual(shown[0]["duplicate_of_id"]["id"], self.song.id)
        dialogue.action_put()

        self.assertTrue(self.twin.is_in_duplicate_pool)

    def test_only_own_customers_are_put_there(self):
        """DUP-5: whom one may not write, one does not put away."""
        self._hide(self.twin)
        twin = self.twin.with_user(self.seller)

        with self.assertRaises(AccessError):
            twin.action_put_into_duplicate_pool()
        with self.assertRaises(AccessError):
            twin._put_into_duplicate_pool(self.song, "x")

    def test_only_managers_decide(self):
        """DUP-5: a salesperson reads the pool and changes nothing in it."""
        entry = self.twin._put_into_duplicate_pool(self.song, "x")
        entry = entry.with_user(self.seller).sudo(False)

        self.assertEqual(entry.read(["reason"])[0]["reason"], "x")
        for attempt in (
            entry.action_merge,
            entry.action_restore,
            entry.unlink,
            lambda: entry.write({"state": "restored"}),
            lambda: self.Pool.with_user(self.seller).create(
                {"partner_id": self.song.id, "reason": "x"}
            ),
        ):
            with self.assertRaises(AccessError):
                attempt()
