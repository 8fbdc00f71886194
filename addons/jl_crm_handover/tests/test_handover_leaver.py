from odoo.exceptions import AccessError, RedirectWarning
from odoo.fields import Command
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

    def _walk_out(self, **vals):
        """Return the handover of somebody who has gone and can log in still."""
        return self._create_handover(
            kind="leaving",
            has_left=True,
            stand_in_id=self.clerk.id,
            rest_receiver_id=self.office.id,
            **vals,
        )

    def test_who_walked_out_is_handed_over(self):
        """RES-2, HUA-4: a stand-in signs; the account is closed when all is done."""
        handover = self._bring_to_signing(self._walk_out())
        told = self.env["mail.message"].search(
            [("partner_ids", "in", self.seller.partner_id.ids)], limit=1
        )
        self.assertIn(f"{self.clerk.name} signs in your place", told.body)
        with self.assertRaises(AccessError):
            handover.with_user(self.seller).action_sign()
        self.assertTrue(self.seller.active)

        self._sign(handover)

        self.assertEqual(handover.state, "done")
        giver = handover.signature_ids.filtered(lambda one: one.role == "giver")
        self.assertEqual(giver.user_id, self.clerk)
        self.assertIn(self.manager, handover.activity_ids.user_id)
        handover.action_close_account()
        self.assertFalse(self.seller.active)
        self.assertFalse(handover.activity_ids)
        self.assertEqual((self.key | self.plain).user_id, self.other_seller)
        self.assertEqual(self.lead.user_id, self.other_seller)

    def test_nobody_stands_in_for_who_is_there(self):
        """HUA-4: neither in another kind of handover, nor without naming it."""
        for vals in ({"kind": "leaving"}, {"has_left": True}):
            handover = self._create_handover(stand_in_id=self.clerk.id, **vals)
            with self.subTest(**vals), self._assert_refused("take the stand-in out"):
                handover.action_plan()
        handover = self._walk_out()
        handover.stand_in_id = False
        with self._assert_refused("has left: name a stand-in"):
            handover.action_plan()

    def test_leaving_voids_what_was_signed(self):
        """HUA-4: who comes back after all signs anew for themselves."""
        handover = self._bring_to_signing(self._walk_out())
        self._sign(handover, self.clerk)

        handover.write({"has_left": False, "stand_in_id": False})

        self.assertEqual(handover.state, "in_progress")
        self.assertEqual(handover._get_giver(), self.seller)

    def test_nobody_leaves_by_the_back_door(self):
        """security.md 23: Privacy Lookup and a change to portal ask like archiving."""
        portal = self.env.ref("base.group_portal")
        sales = self.env.ref("sales_team.group_sale_salesman")
        line = self.env["privacy.lookup.wizard.line"].with_user(self.admin)
        users = self.env["ir.model"]._get("res.users")
        # Odoo takes nobody out of all groups who reads their messages in it
        self.seller.notification_type = "email"
        line = line.create(
            {"res_id": self.seller.id, "res_model_id": users.id, "is_active": True}
        )
        ways = {
            "lookup": lambda: line.onchange(
                {"is_active": False}, ["is_active"], {"is_active": {}}
            ),
            "portal": lambda: self.leaver.write(
                {"group_ids": [Command.set(portal.ids)]}
            ),
            "portal, lent rights": lambda: self.leaver.sudo().write(
                {"group_ids": [Command.set(portal.ids)]}
            ),
            "group": lambda: sales.with_user(self.admin).write(
                {"user_ids": [Command.unlink(self.seller.id)]}
            ),
            "archived, lent rights": self.leaver.sudo().action_archive,
            "deleted, lent rights": self.leaver.sudo().unlink,
        }
        for name, leave in ways.items():
            with self.subTest(way=name):
                with self.assertRaises(RedirectWarning) as caught:
                    leave()
                    self.env.flush_all()
                self.assertIn("Customers 2", caught.exception.args[0])
                self.env.invalidate_all()
                self.assertTrue(self.seller.active)
                self.assertFalse(self.seller.share)
                self.assertEqual(self.key.user_id, self.seller)

    def test_who_has_nothing_becomes_a_portal_user(self):
        """security.md 23: nothing is asked of whoever holds nothing."""
        portal = self.env.ref("base.group_portal")
        clerk = self.clerk.with_user(self.admin)
        clerk.write({"group_ids": [Command.set(portal.ids)]})
        self.assertTrue(self.clerk.share)

    def test_customers_of_who_was_archived_by_the_system(self):
        """RES-2, H26: they are nobody's, and are still handed over as theirs."""
        self.seller.action_archive()
        self.env.invalidate_all()
        self.assertFalse((self.key | self.plain).user_id)
        self.assertEqual((self.key | self.plain).former_user_id, self.seller)

        handover = self.Handover.create(
            {"from_user_id": self.seller.id, "stand_in_id": self.clerk.id}
        )
        handover.action_fill()
        handover.receiver_ids = self.other_seller
        handover.action_propose()
        self._hand_over(handover)

        self.assertEqual((self.key | self.plain).user_id, self.other_seller)
