import psycopg2

from odoo.exceptions import AccessError, UserError
from odoo.modules.migration import exec_script
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.jl_crm_base.tools.session import running_by_itself

from .common import HandoverCommon


@tagged("post_install", "-at_install")
class TestHandoverSigning(HandoverCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.handover = cls._bring_to_signing(cls._create_handover())

    def test_three_sign_each_for_themselves(self):
        """HUA-4: by name and time, with the hash of what they signed."""
        self._sign(self.handover, self.seller, self.other_seller)
        self.assertEqual(self.handover.state, "signing")
        self.assertEqual(self.handover.missing_names, self.director.name)
        paper, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "jl_crm_handover.crm_handover_report", self.handover.ids
        )
        self.assertRegex(
            paper.decode(), rf"Still to sign:\s*<span>{self.director.name}</span>"
        )
        self.assertEqual(self.plain.user_id, self.seller)

        self._sign(self.handover, self.director)

        self.assertEqual(self.handover.state, "done")
        signatures = self.handover.signature_ids
        self.assertEqual(signatures.mapped("role"), ["giver", "receiver", "supervisor"])
        self.assertEqual(
            signatures.user_id, self.seller | self.other_seller | self.director
        )
        self.assertEqual(len(set(signatures.mapped("digest"))), 1)
        self.assertEqual(signatures[0].user_name, self.seller.name)
        self.assertTrue(all(signatures.mapped("is_valid")))

    def test_nobody_signs_for_another(self):
        """HUA-4: administrators and the system's own rights included."""
        for user in (self.manager, self.admin, self.env.ref("base.user_root")):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.handover.with_user(user).action_sign()
        with self.assertRaises(AccessError):
            self.handover.with_user(self.seller).sudo().action_sign()
        self._sign(self.handover, self.seller)
        with self._assert_refused("already signed"):
            self.handover.with_user(self.seller).action_sign()

    def test_no_code_signs(self):
        """security.md 7: neither an action of an administrator nor a script."""
        people = [user.id for _role, user in self.handover._get_parties()]
        action = self.env["ir.actions.server"].create(
            {
                "name": "Sign",
                "model_id": self.env["ir.model"]._get_id("crm.handover"),
                "state": "code",
                "code": f"for one in {people}:\n"
                f"    env['crm.handover'].with_user(one).browse({self.handover.id})"
                ".action_sign()",
            }
        )
        with self.assertRaises(AccessError):
            action.with_user(self.admin).run()
        line = self.handover.line_ids[:1].with_user(self.seller)
        for act in (self.handover.with_user(self.seller).action_sign, line.action_give):
            with self.assertRaises(AccessError), running_by_itself():
                act()
        self.assertFalse(self.handover.signature_ids)

    def test_signatures_are_added_by_the_button_alone(self):
        """HUA-4: over no other route, with no key in the context."""
        values = {
            "handover_id": self.handover.id,
            "signature_round": 1,
            "role": "giver",
            "user_id": self.seller.id,
            "user_name": "Somebody",
            "signed_on": "2030-01-01",
            "digest": "0",
        }
        signatures = self.env["crm.handover.signature"]
        for context in ({}, {"jl_crm_base_add_row": True}):
            with self.subTest(context=context), self.assertRaises(UserError):
                signatures.with_context(**context).create(values)

    @mute_logger("odoo.sql_db")
    def test_signatures_are_never_changed(self):
        """HUA-4: not by the ORM, not in the database."""
        self._sign(self.handover, self.seller)
        signature = self.handover.signature_ids
        for user in (self.env.user, self.admin):
            one = signature.with_user(user).sudo()
            with self.assertRaises(UserError):
                one.user_name = "Somebody"
            with self.assertRaises(UserError):
                one.unlink()
        self.assertTrue(signature.browse().write({"user_name": "Nobody"}))
        for statement in (
            "UPDATE crm_handover_signature SET user_name = 'x'",
            "DELETE FROM crm_handover_signature",
            "TRUNCATE crm_handover_signature",
        ):
            with (
                self.subTest(statement=statement),
                self.assertRaises(psycopg2.errors.RaiseException),
                self.cr.savepoint(),
            ):
                self.cr.execute(statement)

    def test_upgrading_leaves_one_guard(self):
        """HUA-4: the function and the trigger of an earlier version go."""
        self.cr.execute(
            """
            CREATE FUNCTION crm_handover_keep_signature() RETURNS trigger
                AS $$ BEGIN RETURN NEW; END $$ LANGUAGE plpgsql;
            CREATE TRIGGER crm_handover_keep_signature
                BEFORE UPDATE OR DELETE ON crm_handover_signature
                FOR EACH ROW EXECUTE FUNCTION crm_handover_keep_signature()
            """
        )
        script = "jl_crm_handover/migrations/19.0.1.1.0/pre-kept-rows.py"
        exec_script(self.cr, "19.0.1.0.0", script, "jl_crm_handover", "pre")

        self.cr.execute(
            """
            SELECT tgname FROM pg_trigger
             WHERE tgrelid = 'crm_handover_signature'::regclass
               AND NOT tgisinternal
             ORDER BY tgname
            """
        )
        self.assertEqual(
            [name for [name] in self.cr.fetchall()],
            ["crm_handover_signature_keep_rows", "crm_handover_signature_keep_table"],
        )

    def test_a_change_voids_what_was_signed(self):
        """HUA-4: of a line, a customer or a party; it is noted, and all sign anew."""
        changes = (
            lambda: (
                self.handover.line_ids[0]
                .with_user(self.seller)
                .write({"note": "One more"})
            ),
            lambda: (
                self.handover.customer_ids[0]
                .with_user(self.manager)
                .write({"customer_class": "general"})
            ),
            lambda: self.handover.write({"date_planned": "2031-01-01"}),
            lambda: self.handover.with_user(self.director).action_reopen(),
        )
        for number, change in enumerate(changes, 1):
            self._sign(self.handover, self.seller)

            change()

            with self.subTest(number=number):
                self.handover.invalidate_recordset()
                self.assertEqual(self.handover.state, "in_progress")
                self.assertEqual(self.handover.signature_round, number + 1)
                self.assertFalse(any(self.handover.signature_ids.mapped("is_valid")))
                self.assertIn(self.seller.name, self.handover.message_ids[0].body)
            self._settle_rest()
            self.handover.action_to_signing()
        self._sign(self.handover)
        self.assertEqual(self.handover.state, "done")

    def _settle_rest(self):
        for line in self.handover._get_unsettled():
            if not line.is_given:
                line.with_user(self.seller).action_give()
            if not line.is_received:
                line.with_user(self.other_seller).action_receive()

    def test_a_change_behind_its_back_is_found(self):
        """HUA-4: the hash is compared before each signature."""
        self._sign(self.handover, self.seller)
        self.env.flush_all()
        self.cr.execute(
            "UPDATE crm_handover_line SET note = 'x' WHERE handover_id = %s",
            [self.handover.id],
        )
        self.env.invalidate_all()

        action = self.handover.with_user(self.other_seller).action_sign()

        self.assertIn("not what was signed", action["params"]["message"])
        self.assertEqual(self.handover.state, "in_progress")
        self.assertEqual(self.plain.user_id, self.seller)

    def test_receiver_archived_meanwhile(self):
        """HUA-6: it is said clearly, and nothing is signed."""
        self.other_seller.action_archive()

        with self._assert_refused("Other Seller Tester is archived"):
            self.handover.with_user(self.seller).action_sign()

    def test_stand_in_of_a_leaver(self):
        """HUA-4: named by sales management, only where the person has left."""
        self.handover.action_cancel()
        handover = self._create_handover(stand_in_id=self.office.id)
        with self._assert_refused("take the stand-in out"):
            handover.action_plan()
        self.seller.action_archive()
        handover.invalidate_recordset()

        self._hand_over(handover)

        giver = handover.signature_ids.filtered(lambda one: one.role == "giver")
        self.assertEqual(giver.user_id, self.office)
        self.assertEqual(handover.state, "done")

    def test_leaver_without_a_stand_in(self):
        """HUA-4: the plan says that one is needed."""
        self.handover.action_cancel()
        handover = self._create_handover()
        self.seller.action_archive()

        with self._assert_refused("has left: name a stand-in"):
            handover.action_plan()

    def test_what_is_done_stays_as_it_is(self):
        """HUA-6: nothing that was signed is changed afterwards."""
        self._sign(self.handover)

        for change in (
            lambda: self.handover.write({"kind": "leaving"}),
            lambda: self.handover.customer_ids[0].write({"receiver_id": self.clerk.id}),
            lambda: self.handover.line_ids[0].write({"note": "x"}),
        ):
            with self.assertRaises(UserError):
                change()
        with self._assert_refused("This is done while it is"):
            self.handover.action_cancel()
        with self._assert_refused("the buttons alone"):
            self.handover.state = "draft"

    def test_everybody_is_told(self):
        """HUA-4: each party has a to-do, gone once they have signed."""
        todos = self.handover.activity_ids
        self.assertEqual(todos.user_id, self.seller | self.other_seller | self.director)

        self._sign(self.handover, self.seller)

        self.assertNotIn(self.seller, self.handover.activity_ids.user_id)
