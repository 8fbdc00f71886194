from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from ..tools.holder import ASSIGNED, decode, is_unassigned
from .test_customer_access import AccessCommon


@tagged("post_install", "-at_install")
class TestCustomerReceiver(AccessCommon):
    """Whoever has left holds nothing, and nothing comes back to them (RES-2, H26)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.leaver = cls._create_user("leaver", "sales_team.group_sale_salesman")
        cls.customer = cls._create_customer("Lock Gates", user_id=cls.leaver.id)
        cls.office_user = cls.office

    def _assert_nobodys(self, customer=None):
        customer = self.customer if customer is None else customer
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertFalse(customer.user_id)
        self.assertTrue(is_unassigned(customer.customer_holder))
        for user in (self.clerk, self.director):
            found = customer.with_user(user).with_context(active_test=False)
            self.assertTrue(found.search_count([("id", "=", customer.id)]), user.name)

    def test_ways_to_leave(self):
        """H26, H33: archived, made a portal user, taken out of the group, deleted."""
        portal = self.env.ref("base.group_portal")
        sales = self.env.ref("sales_team.group_sale_salesman")
        ways = {
            "archived": lambda user: user.action_archive(),
            "active": lambda user: user.write({"active": False}),
            "portal": lambda user: user.write({"group_ids": [Command.set(portal.ids)]}),
            "group": lambda user: sales.write({"user_ids": [Command.unlink(user.id)]}),
            "deleted": lambda user: user.unlink(),
        }
        for name, leave in ways.items():
            user = self._create_user(f"leaver-{name}", "sales_team.group_sale_salesman")
            # Odoo takes nobody out of all groups who reads their messages in it
            user.notification_type = "email"
            customer = self._create_customer(f"Gates {name}", user_id=user.id)
            with self.subTest(way=name):
                leave(user)
                self._assert_nobodys(customer)

    def test_contacts_follow(self):
        """H33: the people of the customer are nobody's as well."""
        person = self._create_person("Ann", parent_id=self.customer.id)
        self.leaver.action_archive()
        self.env.invalidate_all()
        self.assertEqual(person.customer_holder, self.customer.customer_holder)
        self.assertTrue(is_unassigned(person.customer_holder))

    def test_recycle_bin(self):
        """H26: what lay in the bin is restored to nobody."""
        self.customer.with_user(self.leaver)._put_into_bin("Closed down")
        self.leaver.action_archive()
        self.customer.with_user(self.office_user).action_restore()
        self.assertTrue(self.customer.active)
        self._assert_nobodys()

    def test_restored_behind_its_back(self):
        """H26: rows of before the upgrade, or of SQL, do not come back either."""
        self.customer.action_archive()
        self.leaver.action_archive()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET user_id = %s WHERE id = %s",
            [self.leaver.id, self.customer.id],
        )
        self.env.invalidate_all()
        self.customer.action_unarchive()
        self._assert_nobodys()

    def test_undo_of_a_merge(self):
        """H26: what the survivor had before the merge is nobody's after the undo."""
        survivor = self._create_customer("Lock Gates Ltd", user_id=self.seller.id)
        partners = self.env["res.partner"].with_user(self.admin)
        merge = partners._merge_customers([(survivor, self.customer)])
        self.leaver.action_archive()
        merge.action_undo()
        self._assert_nobodys()
        self.assertEqual(survivor.user_id, self.seller)

    def test_merge_with_a_leavers_customer(self):
        """H26: the survivor does not get somebody who has left."""
        survivor = self._create_customer("Lock Gates Ltd", user_id=False)
        self.leaver.action_archive()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET user_id = %s WHERE id = %s",
            [self.leaver.id, self.customer.id],
        )
        self.env.invalidate_all()
        partners = self.env["res.partner"].with_user(self.admin)
        partners._merge_customers([(survivor, self.customer)])
        self._assert_nobodys(survivor)

    def test_trial(self):
        """H26: a trial ends with whoever tried, and is approved for nobody who left."""
        trials = self.env["crm.customer.trial"].with_user(self.leaver)
        trial, waiting = trials.create(
            [
                {"partner_id": one.id, "name": "Gate", "reason": "To see"}
                for one in (
                    self.customer,
                    self._create_customer("Sluice", user_id=self.leaver.id),
                )
            ]
        )
        (trial | waiting).action_request()
        trial.with_user(self.manager).action_approve()
        self.assertTrue(self.customer.trial_until)

        self.leaver.action_archive()

        self.assertEqual(trial.state, "done")
        self.assertFalse(self.customer.trial_until)
        self._assert_nobodys()
        with self._assert_refused("has left"):
            waiting.with_user(self.manager).action_approve()
        with self._assert_refused("has left"):
            self._create_trial_of_seller().action_assign(self.leaver, "Back")

    def _create_trial_of_seller(self):
        customer = self._create_customer("Weir", user_id=self.seller.id)
        trial = self.env["crm.customer.trial"].with_user(self.seller)
        trial = trial.create(
            {"partner_id": customer.id, "name": "Gate", "reason": "To see"}
        )
        trial.action_request()
        trial = trial.with_user(self.manager)
        trial.action_approve()
        return trial

    def test_people_are_refused(self):
        """H26: who assigns or imports is told; the system loses nothing."""
        self.leaver.action_archive()
        partners = self.env["res.partner"].with_user(self.manager)
        other = self._create_customer("Weir", user_id=self.seller.id)
        names = ["name", "is_company", "user_id/.id"]
        result = partners.load(names, [["Barrage", "1", str(self.leaver.id)]])
        self.assertIn("has left", result["messages"][0]["message"])
        for act in (
            lambda: other.with_user(self.manager).write({"user_id": self.leaver.id}),
            lambda: other.with_user(self.manager)._assign_to(self.leaver),
            lambda: partners.create(
                {"name": "Dam", "is_company": True, "user_id": self.leaver.id}
            ),
        ):
            with self._assert_refused("has left"):
                act()
        self.assertEqual(other.user_id, self.seller)

        lost = self._create_customer("From the Web", user_id=self.leaver.id)
        self._assert_nobodys(lost)
        other._change_holder(self.leaver, ASSIGNED)
        self._assert_nobodys(other)
        move = (lost.id, False, self.leaver.id)
        self.env["res.partner"]._change_holders([move], ASSIGNED)
        self._assert_nobodys(lost)

    def test_who_comes_back_starts_anew(self):
        """RES-2: a colleague who is taken on again gets customers like any other."""
        self.leaver.action_archive()
        self.leaver.action_unarchive()
        self._assert_nobodys()
        self.customer.user_id = self.leaver
        self.assertEqual(decode(self.customer.customer_holder), self.leaver.id)

    def test_twins(self):
        """H33: what Python says of one and SQL of many is the same."""
        self.leaver.action_archive()
        self.env.flush_all()
        for user, active in ((self.leaver, False), (self.seller, True)):
            self.env.cr.execute(
                "UPDATE res_partner SET user_id = %s WHERE id = %s",
                [user.id, self.customer.id],
            )
            self.env.invalidate_all()
            said = self.customer._get_holder()
            self.customer._refresh_holders()
            self.assertEqual(self.customer.customer_holder, said)
            self.assertEqual(is_unassigned(said), not active)

    def test_receiver_of_another_company(self):
        """operations.md M5: nobody receives what they could not see."""
        branch = self.env["res.company"].create({"name": "Branch"})
        stranger = self._create_user(
            "stranger",
            "sales_team.group_sale_salesman",
            company_id=branch.id,
            company_ids=[Command.set(branch.ids)],
        )
        own = self._create_customer("Own", user_id=self.seller.id)
        self.customer.company_id = self.env.company
        lead = self._create_opportunity(own)
        self.assertEqual(lead.company_id, self.env.company)
        own, customer = (own | self.customer).with_user(self.manager)
        for act in (
            lambda: customer._assign_to(stranger),
            lambda: customer.write({"user_id": stranger.id}),
            lambda: own._assign_to(stranger, with_work=True),
        ):
            with self._assert_refused("does not work in"):
                act()
        own._assign_to(stranger)
        self.assertEqual(own.sudo().user_id, stranger)
        trial = self._create_trial_of_seller()
        trial.sudo().partner_id.company_id = self.env.company
        with self._assert_refused("does not work in", UserError):
            trial.action_assign(stranger, "Moves")
