from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.jl_crm_base.tools.session import running_by_itself

from .common import QuoteCommon

BY_CODE = "people log in themselves"
BUTTONS = "Only the buttons"
TRACKED = {"tracking_disable": False, "mail_notrack": False}


@tagged("post_install", "-at_install")
class TestReviewOneself(QuoteCommon):
    """Who decides does so as themselves, and never on their own work (K3Q-4)."""

    def _stand_in(self, user, stand_in):
        return self.env["crm.review.stand.in"].create(
            {
                "user_id": user.id,
                "stand_in_id": stand_in.id,
                "date_from": "2020-01-01",
                "date_until": "2099-12-31",
            }
        )

    def _run_code(self, order, code):
        action = self.env["ir.actions.server"].create(
            {
                "name": "Approve",
                "model_id": self.env["ir.model"]._get_id("sale.order"),
                "state": "code",
                "code": code.format(id=order.id, director=self.director.id),
            }
        )
        return action.with_user(self.admin).run()

    def test_code_of_an_administrator_decides_nothing(self):
        """security.md 7: neither as somebody else, nor by the steps below it."""
        order = self._create_submitted()
        theirs = "env['sale.order'].browse({id}).with_user({director})"
        own = "env['sale.order'].browse({id})"
        rows = "env['crm.review.decision']"
        for code, refusal in (
            (f"{theirs}.action_review_approve()", BY_CODE),
            (f"{theirs}.action_review_refuse('No')", BY_CODE),
            (f"{own}._decide('approved', 'approved', is_final=True)", BY_CODE),
            (f"{own}._decide('carried', 'approved', is_final=True)", BUTTONS),
            (
                f"{own}._approve_level(env['res.users'].browse({{director}}), '')",
                BY_CODE,
            ),
            (f"{rows}._add_row({{{{'res_id': {{id}}, 'kind': 'approved'}}}})", BY_CODE),
        ):
            with self.subTest(code=code):
                with self._assert_refused(refusal, AccessError):
                    self._run_code(order, code)
                self.assertEqual(order.review_state, "submitted")

    def test_code_submits_for_nobody(self):
        """security.md 7: nor does it submit, take back or begin a version."""
        order = self._create_quotation()
        theirs = f"env['sale.order'].browse({{id}}).with_user({self.seller.id})"
        with self._assert_refused(BY_CODE, AccessError):
            self._run_code(order, f"{theirs}.action_review_submit()")
        order.action_review_submit()
        with self._assert_refused(BY_CODE, AccessError):
            self._run_code(order, f"{theirs}.action_review_recall()")
        self.assertEqual(order.review_state, "submitted")

    def test_nobody_else_has_a_row(self):
        """security.md 7: whoever is not asked decides nothing below the buttons."""
        order = self._create_submitted()
        for user in (self.seller, self.manager, self.admin, self.boss):
            theirs = order.with_user(user).sudo()
            for kind, state in (
                ("approved", "approved"),
                ("refused", "refused"),
                ("withdrawn", "void"),
            ):
                with (
                    self.subTest(user=user.login, kind=kind),
                    self._assert_refused(BUTTONS, AccessError),
                ):
                    theirs._decide(kind, state, is_final=True)
        self.assertEqual(order.review_state, "submitted")

    def test_code_carries_no_approval_over(self):
        """security.md 7: what was changed is not blessed by a private method."""
        order = self._create_approved()
        order.order_line.price_unit = 1
        code = "env['sale.order'].browse({id})._carry_review_over('x')"
        with self._assert_refused(BUTTONS, AccessError):
            self._run_code(order, code)
        self.assertFalse(order._is_released())

    def test_withdrawing_is_a_persons_too(self):
        """security.md 7: what was approved is not taken back by code."""
        order = self._create_approved()
        with running_by_itself(), self._assert_refused(BY_CODE, AccessError):
            order.with_user(self.director).action_review_withdraw("No")
        self.assertEqual(order.review_state, "approved")

    def test_given_away_and_submitted_by_another(self):
        """security.md N15: the writer stands in for the director, in vain."""
        self._stand_in(self.director, self.seller)
        self.clerk.sales_manager_id = self.director
        order = self._create_quotation()
        order.sudo().user_id = self.clerk
        order.with_user(self.clerk).sudo().action_review_submit()
        mine = order.with_user(self.seller)
        self.assertFalse(mine.can_review)
        self.assertNotIn(mine, mine.search([("can_review", "=", True)]))
        with self._assert_refused("Nobody reviews their own work", AccessError):
            mine.sudo().action_review_approve()

    def test_field_of_an_administrator_decides_nothing(self):
        """security.md 7: nor does the code of a field that somebody reads."""
        order = self._create_submitted()
        code = f"r.env['sale.order'].browse({order.id}).action_review_approve()"
        self.env["ir.model.fields"].create(
            {
                "name": "x_approving",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "ttype": "boolean",
                "store": False,
                "compute": f"for r in self:\n    {code}\n    r['x_approving'] = True",
            }
        )
        customer = order.partner_id.with_user(self.director)
        with self._assert_refused(BY_CODE, AccessError):
            customer.read(["x_approving"])
        self.assertEqual(order.review_state, "submitted")

    def test_copy_of_what_the_director_wrote(self):
        """security.md N15: a copy is the work of who wrote what was copied."""
        order = self._create_quotation()
        order.with_user(self.director).order_line.price_unit = 1
        copied = order.copy()
        copied.action_review_submit()
        with self._assert_refused("Nobody reviews their own work", AccessError):
            copied.with_user(self.director).action_review_approve()

    def test_director_who_wrote_it(self):
        """security.md N15: with sales submitting, the next above is asked."""
        order = self._create_quotation()
        order.with_user(self.director).order_line.price_unit = 1
        order.action_review_submit()
        self.assertEqual(order.reviewer_ids, self.boss)
        with self._assert_refused("Nobody reviews their own work", AccessError):
            order.with_user(self.director).action_review_approve()
        order.with_user(self.boss).action_review_approve()
        self.assertEqual(order.review_state, "approved")

    def test_owner_between(self):
        """security.md N15: whose it was, if only for a moment, does not review it."""
        order = self._create_quotation()
        order.sudo().user_id = self.director
        order.sudo().user_id = self.seller
        order.action_review_submit()
        self.assertEqual(order.reviewer_ids, self.boss)

    def test_owner_before_a_handover(self):
        """security.md N15: very many that change hands are noted as well."""
        order = self._create_quotation(user=self.manager, user_id=self.director.id)
        self.env["sale.order"]._work_transfer_many(
            [(order.id, self.director.id, self.seller.id)]
        )
        order.with_user(self.seller).action_review_submit()
        self.assertEqual(order.reviewer_ids, self.boss)

    def test_nobody_is_left(self):
        """security.md N15: the sentence names whose work it is."""
        self.level.write(
            {"reviewer": "users", "user_ids": [Command.set(self.director.ids)]}
        )
        order = self._create_quotation()
        order.with_user(self.director).order_line.price_unit = 1
        with self._assert_refused(f"{self.director.name} wrote in it"):
            order.action_review_submit()

    def test_what_was_approved_is_nobodys_any_more(self):
        """security.md N15: of the next version only its own writers are kept off."""
        order = self._create_quotation()
        order.with_user(self.director).order_line.name = "Pump, blue"
        order.action_review_submit()
        order.with_user(self.boss).action_review_approve()
        order.action_review_version()
        order.order_line.name = "Pump, red"
        order.action_review_submit()
        self.assertEqual(order.reviewer_ids, self.director)

    def test_a_remark_with_a_file_is_no_work(self):
        """security.md N15: a reviewer may ask back, with a picture too."""
        order = self._create_submitted()
        order.with_user(self.director).message_post(
            body="Which colour?", attachments=[("colour.txt", b"grey")]
        )
        order.with_user(self.director).action_review_approve()
        self.assertEqual(order.review_state, "approved")

    def test_writing_by_the_reviewer_costs_nothing_else(self):
        """K3Q-4: who may write it may still do so; it is voided then, as ever."""
        order = self._create_submitted()
        order.with_user(self.director).order_line.price_unit = 2
        self.env.cr.flush()
        self.assertEqual(order.review_state, "void")


@tagged("post_install", "-at_install")
class TestReviewSettings(QuoteCommon):
    def test_level_keeps_its_changes(self):
        """security.md 31: limits and people of a level stay in its history."""
        group = self.env.ref("jl_crm_pipeline.group_information_dept")
        levels = self.level.with_user(self.manager).browse()
        level = levels.with_context(**TRACKED).create({"name": "New"})
        # what was created meanwhile has no history yet
        self.env.cr.flush()
        for vals in (
            {"amount_from": 1e12},
            {"discount_from": 90},
            {"reviewer": "group", "group_id": group.id},
            {"user_ids": [Command.set(self.boss.ids)]},
            {"active": False},
        ):
            before = level.message_ids.sudo().tracking_value_ids
            level.write(vals)
            self.env.cr.flush()
            level.invalidate_recordset(["message_ids"])
            with self.subTest(vals=vals):
                after = level.message_ids.sudo().tracking_value_ids
                self.assertTrue(after - before)
                author = level.message_ids[0].author_id
                self.assertEqual(author, self.manager.partner_id)

    def test_stand_in_is_ended_by_whose_it_is(self):
        """security.md 32: nobody else ends it; who is above may see it."""
        row = self.env["crm.review.stand.in"].create(
            {
                "user_id": self.director.id,
                "stand_in_id": self.clerk.id,
                "date_from": "2098-01-01",
                "date_until": "2099-12-31",
            }
        )
        rows = row.browse()
        for user in (self.seller, self.other_seller, self.office):
            theirs = row.with_user(user)
            with self.subTest(user=user.login):
                self.assertFalse(rows.with_user(user).search([("id", "=", row.id)]))
                for step in (
                    theirs.unlink,
                    lambda theirs=theirs: theirs.write({"date_until": "2020-01-01"}),
                    lambda theirs=theirs: theirs.read(["note"]),
                ):
                    with self.assertRaises(AccessError):
                        step()
        for user in (self.director, self.clerk, self.boss, self.manager):
            with self.subTest(user=user.login):
                self.assertTrue(row.with_user(user).read(["stand_in_id"]))
        for user in (self.clerk, self.boss):
            with self._assert_refused("your own stand-in", AccessError):
                row.with_user(user).unlink()
        row.with_user(self.director).date_until = "2098-12-31"
        row.with_user(self.director).unlink()
        self.assertFalse(row.exists())

    def test_todo_is_the_reviewers(self):
        """K3Q-4: who has submitted it does not finish what the reviewer is asked."""
        order = self._create_submitted()
        todo = order.activity_ids
        self.assertEqual(todo.user_id, self.director)
        theirs = todo.with_user(self.seller)
        for step in (
            theirs.action_feedback,
            theirs.unlink,
            lambda: theirs.write({"user_id": self.seller.id}),
            lambda: theirs.write({"is_asked": False}),
            lambda: theirs.web_save({"date_deadline": "2030-01-01"}, {}),
        ):
            with self.assertRaises(UserError):
                step()
        self.assertEqual(order.activity_ids, todo)

        todo.with_user(self.director).write({"date_deadline": "2030-01-01"})
        order.with_user(self.seller).action_review_recall()
        self.assertFalse(order.activity_ids)
