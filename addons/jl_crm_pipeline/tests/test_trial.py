from datetime import date

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged

from .trial_common import FIRST, LAST, TrialCommon


@tagged("post_install", "-at_install")
class TestTrial(TrialCommon):
    def test_application_is_filled_in(self):
        """RES-3: for whom it is held, what is tried and how long are proposed."""
        action = self.customer.with_user(self.office).action_request_trial()

        form = Form.from_action(self.env(user=self.office), action)
        form.product_id = self.product
        form.reason = "Compare"
        trial = form.save()

        self.assertEqual(trial.user_id, self.seller)
        self.assertEqual(trial.requester_id, self.office)
        self.assertEqual(trial.name, self.product.display_name)
        self.assertEqual((trial.date_until - trial.date_from).days, 30)
        self.assertEqual(trial.display_name, f"Harbour Pumps: {trial.name}")

    def test_application_waits_for_a_decision(self):
        """RES-3: administrators have it on their list; nothing is held yet."""
        trial = self._apply()

        self.assertEqual(trial.state, "requested")
        waiting = trial.sudo().activity_ids.user_id
        self.assertLessEqual(self.manager | self.office, waiting)
        self.assertNotIn(self.director, waiting)
        self.assertFalse(self.customer.trial_until)

    def test_approval_holds_the_customer(self):
        """RES-3: until the last day, with who decided; the to-dos are gone."""
        trial = self._approve()

        self.assertRecordValues(
            trial, [{"state": "running", "decision_user_id": self.manager.id}]
        )
        self.assertEqual(self.customer.trial_until, LAST)
        self.assertEqual(self.customer.with_user(self.seller).trial_count, 1)
        self.assertFalse(trial.sudo().activity_ids)

    def test_approval_makes_responsible_for_a_customer_of_nobody(self):
        """RES-3: the customer is held for who applied."""
        free = self._create_customer("Free Valves", user_id=False)

        self._approve(free)

        self.assertEqual(free.user_id, self.seller)

    def test_foreign_customer_is_not_held(self):
        """RES-3: an application is for who is responsible, a decision as well."""
        trial = self._create_trial(user_id=self.other_seller.id)
        with self._assert_refused("Seller Tester is responsible for Harbour Pumps"):
            trial.action_request()

        waiting = self._apply()
        self.customer.user_id = self.other_seller
        with self._assert_refused("Other Seller Tester is responsible"):
            waiting.with_user(self.manager).action_approve()

    def test_what_is_no_customer_is_not_held(self):
        """RES-3: nor a trial that would be over already."""
        self.customer.active = False
        with self._assert_refused("not an active customer"):
            self._apply()
        self.customer.active = True
        with self._assert_refused("over already"):
            self._apply(date_until=date(2031, 3, 9))

    def test_trial_ends_after_it_begins(self):
        """RES-3: dates the wrong way round are refused."""
        with self._assert_refused("end before it begins", ValidationError):
            self._create_trial(date_until=date(2031, 2, 1))

    def test_one_trial_at_a_time(self):
        """RES-3: of a customer that is asked for or running."""
        self._approve()

        with self._assert_refused("already has a trial"):
            self._apply()

    def test_refusal_is_told_with_its_reason(self):
        """RES-3: the customer is not held, and the person may apply anew."""
        trial = self._apply()

        form = Form.from_action(
            self.env(user=self.office),
            trial.with_user(self.office)
            .with_context(trial_step="refuse")
            .action_open_step(),
        )
        form.reason = "No stock of samples"
        form.save().action_decide()

        self.assertEqual(trial.state, "refused")
        self.assertEqual(trial.decision_reason, "No stock of samples")
        message = trial.message_ids[0]
        self.assertIn("No stock of samples", message.body)
        self.assertIn(self.seller.partner_id, message.notified_partner_ids)
        self.assertFalse(self.customer.trial_until)
        self._apply()

    def test_reason_is_asked_for(self):
        """RES-3: refusing, withdrawing, extending, giving away, ending: why."""
        asked, office = self._apply(), self.office
        with self._assert_refused("Write down the reason"):
            asked.with_user(office).action_refuse(" ")
        with self._assert_refused("Write down the reason"):
            asked.action_withdraw("")
        running = asked.with_user(office)
        running.action_approve()
        with self._assert_refused("Write down the reason"):
            running.action_extend(date(2031, 4, 30), False)
        with self._assert_refused("Write down the reason"):
            running.action_assign(self.other_seller, None)
        with self._assert_refused("Write down the reason"):
            running.action_end("\n")

    def test_withdrawal_takes_the_application_back(self):
        """RES-3: by who applied or is to hold the customer."""
        trial = self._apply()
        with self._assert_refused("somebody else's", AccessError):
            trial.with_user(self.manager).action_withdraw("Not mine")

        trial.action_withdraw("The customer bought at once")

        self.assertEqual(trial.state, "withdrawn")
        self.assertFalse(trial.sudo().activity_ids)

    def test_extension_holds_longer(self):
        """RES-3: logged with who, why and how often."""
        trial = self._approve()
        later = date(2031, 4, 30)

        form = Form.from_action(
            self.env(user=self.office),
            trial.with_user(self.office)
            .with_context(trial_step="extend")
            .action_open_step(),
        )
        form.date_until = later
        form.reason = "Mounted late"
        form.save().action_decide()

        self.assertEqual(trial.date_until, later)
        self.assertEqual(trial.extension_count, 1)
        self.assertEqual(self.customer.trial_until, later)
        said = trial.message_ids.filtered("body")[0]
        self.assertIn("Mounted late", said.body)
        self.assertEqual(said.author_id, self.office.partner_id)

    def test_extension_is_later(self):
        """RES-3: a day that is no later, or none, is refused."""
        trial = self._approve().with_user(self.office)
        for day in (LAST, FIRST, False):
            with self.subTest(day=day), self._assert_refused("Choose a day after"):
                trial.action_extend(day, "Why not")

    def test_extension_by_who_may(self):
        """RES-3: administrators and superiors, not the holder."""
        trial = self._approve()
        later = date(2031, 4, 30)
        with self._assert_refused("extend a trial or give", AccessError):
            trial.action_extend(later, "I need more time")
        self.seller.sales_manager_id = self.director

        trial.with_user(self.director).action_extend(later, "They need more time")

        self.assertEqual(trial.date_until, later)

    def test_assigning_gives_customer_and_trial(self):
        """RES-3: both are told, the trial and the customer say to whom."""
        trial = self._approve()

        form = Form.from_action(
            self.env(user=self.office),
            trial.with_user(self.office)
            .with_context(trial_step="assign")
            .action_open_step(),
        )
        form.user_id = self.other_seller
        form.reason = "Lives near by"
        form.save().action_decide()

        self.assertEqual(self.customer.user_id, self.other_seller)
        self.assertEqual(trial.user_id, self.other_seller)
        self.assertEqual(self.customer.trial_until, LAST)
        said = trial.message_ids.filtered(lambda one: "Lives near by" in one.body)
        told = (self.seller | self.other_seller).partner_id
        self.assertLessEqual(told, said.notified_partner_ids)

    def test_held_customer_is_not_assigned_by_others(self):
        """RES-3: a clerk gives away other customers, not one on trial."""
        people = self.clerk | self.seller | self.other_seller
        self.env["crm.team"].create({"name": "Harbour", "member_ids": people.ids})
        trial = self._approve()
        customer = self.customer.with_user(self.clerk)
        with self._assert_refused("on trial and held for Seller", AccessError):
            customer.write({"user_id": self.other_seller.id})
        customer.write({"user_id": self.seller.id})
        trial.with_user(self.seller).action_end("Bought")

        customer.write({"user_id": self.other_seller.id})

        self.assertEqual(self.customer.user_id, self.other_seller)
        self.assertEqual(trial.user_id, self.seller)

    def test_assigned_customer_takes_the_trial_along(self):
        """RES-3: a manager who assigns the customer gives the trial as well."""
        trial = self._approve()

        self.customer.with_user(self.manager).user_id = self.other_seller

        self.assertEqual(trial.user_id, self.other_seller)

    def test_open_trial_is_work_that_is_handed_over(self):
        """RES-3, K3D-3: with open work, an application goes to the new person."""
        trial = self._apply()

        self.customer.with_user(self.manager)._assign_to(
            self.other_seller, with_work=True
        )

        self.assertEqual(trial.user_id, self.other_seller)

    def test_holder_ends_the_trial(self):
        """RES-3: with what came of it; the customer is held no longer."""
        trial = self._approve()

        form = Form.from_action(
            self.env(user=self.seller),
            trial.with_context(trial_step="end").action_open_step(),
        )
        form.reason = "They order 200"
        form.save().action_decide()

        self.assertRecordValues(
            trial, [{"state": "done", "date_end": date(2031, 3, 10)}]
        )
        self.assertFalse(self.customer.trial_until)

    def test_customer_lists_its_trials(self):
        """RES-3: behind the button on the customer."""
        trial = self._approve()

        action = self.customer.with_user(self.seller).action_view_trials()

        self.assertEqual(self.Trial.search(action["domain"]), trial)

    def test_merged_customer_is_held(self):
        """RES-3, DUP-5: the survivor is held for the trial of the one merged."""
        twin = self._create_customer("Harbour Pump", user_id=self.seller.id)
        self._approve(twin)
        merge = (twin | self.customer).with_user(self.office).action_merge_customers()
        merge = self.env["crm.partner.merge"].browse(merge["res_id"])
        merge.with_user(self.office).survivor_id = self.customer

        merge.with_user(self.office).action_merge()

        self.assertEqual(self.customer.trial_until, LAST)
