from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.jl_crm_pipeline.tools import holder
from odoo.addons.jl_crm_pipeline.tools.holder import HANDED_OVER, Reason

from .common import HandoverCommon


@tagged("post_install", "-at_install")
class TestHandoverReservation(HandoverCommon):
    """What is planned changes hands there alone (HUA-6, security.md 11)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.handover = cls._start(cls._create_handover())
        cls.twin = cls._create_customer("Plain Pumps Two", user_id=cls.seller.id)
        cls.other = cls._create_customer("Other", user_id=cls.other_seller.id)

    def _assert_reserved(self, act):
        with self._assert_refused(f"handed over in {self.handover.name}"):
            act()
        self.env.invalidate_all()
        self.assertEqual(self.plain.user_id, self.seller)
        self.assertTrue(self.plain.active)

    def _get_acts(self):
        """Return {what somebody does: how} of all that moves a customer."""
        plain, clerk = self.plain, self.plain.with_user(self.clerk)
        assign = {"partner_ids": plain.ids, "user_ids": self.office.ids}
        imported = ([".id", "user_id/.id"], [[str(plain.id), str(self.office.id)]])
        partners = self.env["res.partner"]
        wizard = self.env["base.partner.merge.automatic.wizard"]
        return {
            "assign": self.env["crm.customer.assign"]
            .with_user(self.manager)
            .create({**assign, "with_work": True})
            .action_assign,
            "form": lambda: plain.with_user(self.manager).web_save(
                {"user_id": self.office.id}, {}
            ),
            "clerk": lambda: clerk.sudo().write({"user_id": self.office.id}),
            "nobody": lambda: plain.with_user(self.admin).write({"user_id": False}),
            "import": lambda: self._import(*imported),
            "survivor": lambda: partners.with_user(self.admin)._merge_customers(
                [(plain, self.twin)]
            ),
            "loser": lambda: partners.with_user(self.admin)._merge_customers(
                [(self.twin, plain)]
            ),
            "Odoo's merge": lambda: wizard.sudo()._merge(
                (plain | self.twin).ids, self.twin
            ),
            "archive": plain.with_user(self.manager).action_archive,
            "active": lambda: plain.sudo().write({"active": False}),
            "bin": self.env["crm.customer.bin"]
            .with_user(self.manager)
            .create({"partner_ids": plain.ids, "reason": "Closed"})
            .action_bin,
            "delete": plain.with_user(self.admin).unlink,
            "parent": lambda: plain.sudo().write({"parent_id": self.other.id}),
            "company": lambda: plain.sudo().write({"company_id": self.branch.id}),
        }

    def _import(self, names, rows):
        result = self.env["res.partner"].with_user(self.admin).load(names, rows)
        raise UserError(result["messages"][0]["message"])

    @property
    def branch(self):
        return self.env["res.company"].sudo().create({"name": "Branch"})

    def test_no_act_moves_what_is_reserved(self):
        """security.md 11: each act is refused, and names the handover."""
        for name, act in self._get_acts().items():
            with self.subTest(act=name):
                self._assert_reserved(act)

    def test_no_reason_moves_what_is_reserved(self):
        """HUA-6: whatever an add-on gives as its reason; but who is gone is gone."""
        found = [one for one in vars(holder).values() if isinstance(one, Reason)]
        self.assertIn(HANDED_OVER, found)
        move = (self.plain.id, self.seller.id, self.office.id)
        for reason in [one for one in found if not one.is_leaving] + [Reason("new")]:
            with self.subTest(reason=reason.name):
                self._assert_reserved(
                    lambda reason=reason: self.plain.sudo()._change_holder(
                        self.office, reason
                    )
                )
                self._assert_reserved(
                    lambda reason=reason: self.plain.sudo()._change_holders(
                        [move], reason
                    )
                )

    def test_what_is_added_is_reserved(self):
        """quotes_handover.md HUA-6: by hand and by the filter, at whatever time."""
        self.handover.write(
            {
                "customer_ids": [
                    Command.create(
                        {
                            "partner_id": self.twin.id,
                            "receiver_id": self.other_seller.id,
                        }
                    )
                ]
            }
        )
        with self._assert_refused(f"handed over in {self.handover.name}"):
            self.twin.with_user(self.manager).user_id = self.office

        late = self._create_customer("Late", user_id=self.seller.id)
        self.handover.action_fill()
        with self._assert_refused(f"handed over in {self.handover.name}"):
            late.with_user(self.manager).user_id = self.office
        self.assertEqual(len(self.handover.customer_ids), 4)
        self.assertTrue(all(self.handover.customer_ids.mapped("is_reserved")))

    def test_two_handovers_of_one_customer(self):
        """HUA-6: neither planned beside it, nor added to another that has begun."""
        second = self._create_handover(self.twin)
        self._start(second)
        with self._assert_refused("already being handed over"):
            second.write(
                {"customer_ids": [Command.create({"partner_id": self.plain.id})]}
            )

    def test_trial_of_a_reserved_customer(self):
        """RES-3: it is not given to another person meanwhile."""
        self.handover.action_cancel()
        trial = self.env["crm.customer.trial"].with_user(self.seller)
        trial = trial.create(
            {"partner_id": self.plain.id, "name": "Pump", "reason": "To see"}
        )
        trial.action_request()
        trial.with_user(self.manager).action_approve()
        self.handover = self._start(self._create_handover())
        self._assert_reserved(
            lambda: trial.with_user(self.manager).action_assign(self.office, "Moves")
        )

    def test_merge_is_not_undone_meanwhile(self):
        """K3D-5: the undo would bring back whose the customers were."""
        self.handover.action_cancel()
        twice = self.env["res.partner"].with_user(self.admin)
        merge = twice._merge_customers([(self.plain, self.twin)])
        self.handover = self._start(self._create_handover())
        self._assert_reserved(merge.with_user(self.admin).action_undo)

    def test_undo_of_a_handover_meanwhile(self):
        """HUA-6: what is being handed over again does not go back."""
        self._settle(self.handover)
        self.handover.action_to_signing()
        self._sign(self.handover)
        self.assertEqual(self.plain.user_id, self.other_seller)
        second = self._create_handover(
            self.plain,
            from_user_id=self.other_seller.id,
            supervisor_id=self.director.id,
            receiver=self.office,
        )
        self._start(second)
        with self._assert_refused(f"handed over in {second.name}"):
            self.handover.action_undo()
        self.assertEqual(self.plain.user_id, self.other_seller)

    def test_what_is_given_free_moves(self):
        """HUA-5: taken out of the list, or the plan given up; and other customers."""
        self.handover.customer_ids.filtered(
            lambda row: row.partner_id == self.plain
        ).unlink()
        self.plain.with_user(self.manager).user_id = self.office
        self.twin.with_user(self.manager).user_id = self.office
        self.handover.action_cancel()
        self.key.with_user(self.manager).user_id = self.office
        self.assertEqual((self.plain | self.twin | self.key).user_id, self.office)

    def test_rows_tell_nothing_of_hidden_customers(self):
        """security.md 34: nobody reads a customer off a list that they made."""
        strange = self._create_customer("Strange", user_id=self.manager.id)
        handovers = self.env["crm.handover"].with_user(self.director)
        mine = handovers.create({"from_user_id": self.seller.id})
        with self.assertRaises(Exception) as caught:
            mine.write({"customer_ids": [Command.create({"partner_id": strange.id})]})
        self.assertNotIn("Strange", str(caught.exception))
        row = self.handover.customer_ids[0]
        with self._assert_refused("stays with its customer"):
            row.with_user(self.manager).partner_id = self.other
