from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .common import HandoverCommon


@tagged("post_install", "-at_install")
class TestHandoverKeyCustomers(HandoverCommon):
    """Key customers item by item, the others together (HUA-2)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.handover = cls._start(cls._create_handover())
        cls.items = cls.handover.line_ids.filtered("is_key")
        cls.general = cls.handover.line_ids - cls.items

    def _as(self, user):
        return self.handover.with_user(user)

    def test_supervisor_marks_last(self):
        """HUA-2: not before giver and receiver have each marked the item."""
        self._attend(self.handover)
        item = self.items[0]
        for act, user in (("give", self.seller), ("receive", self.other_seller)):
            with self._assert_refused("not marked yet as"):
                item.with_user(self.director).action_witness()
            getattr(item.with_user(user), f"action_{act}")()
        item.with_user(self.director).action_witness()
        self.assertTrue(item.is_witnessed)

        item.with_user(self.seller).action_give()

        self.assertFalse(item.is_given or item.is_received or item.is_witnessed)

    def test_one_by_one(self):
        """HUA-2: nobody marks several of key customers at once."""
        self._attend(self.handover)
        with self._assert_refused("one by one"):
            self.items.with_user(self.seller).action_give()
        self.items._as_system()._write_system({"is_given": True, "is_received": True})
        with self._assert_refused("one by one"):
            self.items.with_user(self.director).action_witness()
        self.assertFalse(any(self.items.mapped("is_witnessed")))

    def test_while_the_supervisor_is_there(self):
        """HUA-2: logged in meanwhile; what of general customers waits for nobody."""
        item = self.items[0].with_user(self.seller)
        with self._assert_refused("press “I Am There”"):
            item.action_give()
        self.general[0].with_user(self.seller).action_give()
        for user in (self.seller, self.other_seller, self.manager, self.admin):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._as(user).action_attend()

        self._attend(self.handover)
        item.action_give()

        self.assertTrue(item.is_given)
        past = fields.Datetime.now() - timedelta(minutes=1)
        self.handover._write_system({"attended_until": past})
        with self._assert_refused("press “I Am There”"):
            self.items[1].with_user(self.seller).action_give()

    def test_another_supervisor_was_not_there(self):
        """HUA-2: who is there is the supervisor of now."""
        self._attend(self.handover)
        self.handover.supervisor_id = self.office
        self.assertFalse(self.handover.is_attended)

    def test_together_covers_what_was_given_alone(self):
        """HUA-2: neither what was not handed over nor what was sent back."""
        back, later = self.general[:2]
        self._as(self.seller).action_confirm_general()
        back.with_user(self.other_seller)._send_back("Incomplete")
        later.with_user(self.seller).action_give()

        self._as(self.other_seller).action_confirm_general()

        self.assertFalse(back.is_received or later.is_received)
        self.assertTrue(all((self.general - back - later).mapped("is_received")))
        self._as(self.seller).action_confirm_general()
        self.assertTrue(later.is_given)
        self.assertFalse(back.is_given)
        with self._assert_refused("settles it first"):
            back.with_user(self.seller).action_give()

    def test_next_step_of_who_looks(self):
        """HUA-2: the button that stands out is the next sensible one, of each."""
        giver, receiver, supervisor = map(
            self._as, (self.seller, self.other_seller, self.director)
        )

        def steps():
            self.handover.invalidate_recordset()
            self.handover.line_ids.invalidate_recordset()
            return giver.next_step, receiver.next_step, supervisor.next_step

        self.assertEqual(steps(), ("general", False, "attend"))
        giver.action_confirm_general()
        self.assertEqual(steps(), ("items", "general", "attend"))
        receiver.action_confirm_general()
        self._attend(self.handover)
        self.assertEqual(steps(), ("items", False, False))
        for item in self.items:
            item.with_user(self.seller).action_give()
            receivers = item.with_user(self.other_seller)
            self.assertEqual(receivers.my_step, "action_receive")
            item.with_user(self.other_seller).action_receive()
            self.assertEqual(item.with_user(self.director).my_step, "action_witness")
            item.with_user(self.director).action_witness()
        self.assertEqual(steps(), ("to_signing",) * 3)
        supervisor.action_to_signing()
        self.assertEqual(steps(), ("sign",) * 3)
        self._sign(self.handover, self.seller)
        self.assertEqual(steps(), (False, "sign", "sign"))


@tagged("post_install", "-at_install")
class TestHandoverOneReceiver(HandoverCommon):
    def test_the_one_receives_all(self):
        """HUA-5: chosen once, for rows that are there, and for those that come."""
        handover = self._create_handover(receiver=self.env["res.users"])
        self.assertFalse(handover.customer_ids.receiver_id)

        handover.receiver_ids = self.other_seller

        self.assertEqual(
            set(handover.customer_ids.mapped("receiver_id.id")), {self.other_seller.id}
        )
        third = self._create_customer("Third Pumps", user_id=self.seller.id)
        handover.action_fill()
        row = handover.customer_ids.filtered(lambda one: one.partner_id == third)
        self.assertEqual(row.receiver_id, self.other_seller)
        handover.receiver_ids = self.office
        self.assertEqual(handover.customer_ids.receiver_id, self.office)

    def test_several_receive_what_each_row_says(self):
        """HUA-5: of two nothing is guessed."""
        handover = self._create_handover()
        handover.customer_ids[0].receiver_id = self.office
        self.assertEqual(handover.receiver_ids, self.office | self.other_seller)
        self.assertEqual(len(handover.customer_ids.receiver_id), 2)

    def test_shown_in_the_form_at_once(self):
        """HUA-5: before it is saved."""
        draft = self._create_handover(receiver=self.env["res.users"])
        with Form(draft) as form:
            form.receiver_ids.add(self.other_seller)
            with form.customer_ids.edit(1) as row:
                self.assertEqual(row.receiver_id, self.other_seller)
