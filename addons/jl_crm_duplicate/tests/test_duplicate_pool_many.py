from odoo.exceptions import UserError
from odoo.tests import tagged

from .group_common import GroupCommon


@tagged("post_install", "-at_install")
class TestDuplicatePoolMany(GroupCommon):
    def test_a_lead_is_never_proposed(self):
        """DUP-5, A07: nothing collides with a lead, however much it is alike."""
        customer = self._create_customer(
            "鑫源探针精密机械有限公司", phone="0769-85551234"
        )
        self.env["crm.lead"].create(
            {
                "name": "网站询价",
                "type": "lead",
                "partner_name": "鑫源探针精密机械有限公司",
                "phone": "0769-85551234",
                "user_id": False,
            }
        )

        dialogue = self.env["crm.duplicate.pooling"].new({"partner_ids": customer.ids})

        self.assertFalse(dialogue.duplicate_of_id)

    def test_many_groups_go_into_the_pool_at_once(self):
        """DUP-5, DUP-6: of each all but the one that is proposed to remain."""
        pair = self._create_customer("珠海远航渔具有限公司")
        pair |= self._create_customer("珠海远航渔具公司")
        self._run()
        groups = (self.group | self._get_group(*pair)).with_user(self.manager)
        survivors = [group.partner_ids._propose_survivor() for group in groups]

        dialogue = self._open(groups, "action_put_into_pool", reason="同一家公司")
        dialogue.action_put()

        entries = self.Pool.search([("partner_id", "in", groups.partner_ids.ids)])
        self.assertEqual(len(entries), 3)
        self.assertEqual(
            set(entries.duplicate_of_id.ids), {one.id for one in survivors}
        )
        self.assertFalse(any(one.is_in_duplicate_pool for one in survivors))

    def test_without_a_group_the_other_customer_is_asked_for(self):
        """DUP-5: nothing goes into the pool without one that it collides with."""
        other = self._create_customer("查无此名贸易公司")
        dialogue = self._open(
            other.with_user(self.manager),
            "action_put_into_duplicate_pool",
            reason="同一家公司",
        )
        dialogue.duplicate_of_id = False

        with self.assertRaisesRegex(UserError, "with which these collide"):
            dialogue.action_put()

    def test_a_group_has_an_owner_and_a_due_day(self):
        """DUP-6: who decides, and until when; nothing else is changed by hand."""
        self.group.write({"user_id": self.manager.id, "date_deadline": "2026-12-05"})

        self.assertEqual(str(self.group.date_deadline), "2026-12-05")
        with self.assertRaises(UserError):
            self.group.write({"score": 1})
