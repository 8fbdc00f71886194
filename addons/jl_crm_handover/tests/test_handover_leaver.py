from odoo.exceptions import AccessError, RedirectWarning
from odoo.tests import Form, tagged

from .common import HandoverCommon


@tagged("post_install", "-at_install")
class TestHandoverLeaver(HandoverCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead = cls._create_opportunity(cls.plain)
        cls.leaver = cls.seller.with_user(cls.admin)

    def test_nobody_is_archived_with_open_work(self):
        """RES-2: by no button and no field; a handover is prepared."""
        for leave in (
            self.leaver.action_archive,
            lambda: self.leaver.write({"active": False}),
        ):
            with self.assertRaises(RedirectWarning) as caught:
                leave()
            text, action, _button, context = caught.exception.args
            self.assertIn("Customers 2", text)
            self.assertIn("Opportunities 1", text)
            self.assertTrue(self.seller.active)
        with self.assertRaises(RedirectWarning):
            self.leaver.unlink()

        action = self.env["ir.actions.act_window"].browse(action)
        handovers = self.Handover.with_context(**context)
        with Form(handovers, view="jl_crm_handover.crm_handover_view_form") as form:
            self.assertEqual(form.from_user_id, self.seller)
            self.assertEqual(form.kind, "leaving")
            self.assertEqual(form.supervisor_id, self.director)
        self.assertEqual(action.res_model, "crm.handover")

    def test_nobody_is_deleted_with_customers(self):
        """RES-2: if there is nothing but them; they are not taken away before."""
        self.lead.user_id = False
        with self.assertRaises(RedirectWarning):
            self.leaver.unlink()
        self.assertEqual(self.key.user_id, self.seller)

    def test_who_has_nothing_open_leaves(self):
        """RES-2: without further ado."""
        self.clerk.with_user(self.admin).action_archive()
        self.assertFalse(self.clerk.active)

    def test_account_is_closed_after_the_handover(self):
        """RES-2: all is with others then, and nothing is left with the leaver."""
        stray = self.env["crm.lead"].create(
            {"name": "Nobody's", "user_id": self.seller.id}
        )
        handover = self._create_handover(
            kind="leaving", rest_receiver_id=self.office.id
        )
        with self._assert_refused("This is done while it is"):
            handover.action_close_account()

        self._hand_over(handover)
        handover.action_close_account()

        self.assertFalse(self.seller.active)
        self.assertEqual(self.lead.user_id, self.other_seller)
        self.assertEqual(stray.user_id, self.office)

    def test_account_stays_while_something_is_open(self):
        """RES-2: what was begun after the last signature is handed over too."""
        handover = self._hand_over(self._create_handover(kind="leaving"))
        self._create_opportunity(self.plain)

        with self.assertRaises(RedirectWarning):
            handover.action_close_account()

        self.assertTrue(self.seller.active)

    def test_account_of_who_stays(self):
        """RES-2: another kind of handover closes no account; nor does a receiver."""
        handover = self._hand_over(self._create_handover())
        with self._assert_refused("has not left"):
            handover.action_close_account()
        with self.assertRaises(AccessError):
            handover.with_user(self.other_seller).action_close_account()
