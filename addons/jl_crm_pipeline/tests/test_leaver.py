from odoo.tests import tagged

from .common import PipelineCommon

CALL = "mail.mail_activity_data_call"
TODO = "mail.mail_activity_data_todo"


@tagged("post_install", "-at_install")
class TestLeaver(PipelineCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._create_customer(user_id=cls.seller.id)
        cls.activity = cls.customer.activity_schedule(CALL, user_id=cls.seller.id)
        cls.done = cls.customer.activity_schedule(TODO, user_id=cls.seller.id)
        cls.done.with_user(cls.seller).action_feedback("Done")

    def test_goes_to_the_superior(self):
        """K3O-3: what somebody who is archived had to do, the superior has to do."""
        self.seller.sales_manager_id = self.director

        self.seller.action_archive()

        self.assertEqual(self.activity.exists().user_id, self.director)
        self.assertEqual(self.done.exists().user_id, self.seller)
        told = self.env["mail.message"].search(
            [("partner_ids", "in", self.director.partner_id.ids)], limit=1
        )
        self.assertIn("1 open activities", told.body)

    def test_next_superior_who_is_there(self):
        """K3O-3: superiors who have left themselves are passed over."""
        self.seller.sales_manager_id = self.director
        self.director.sales_manager_id = self.manager
        self.director.action_archive()

        self.seller.write({"active": False})

        self.assertEqual(self.activity.exists().user_id, self.manager)

    def test_without_superior_it_stays(self):
        """K3O-3: with the person, found by who sees the customer."""
        self.seller.action_archive()

        self.assertEqual(self.activity.exists().user_id, self.seller)
        visible = self.env["mail.activity"].with_user(self.office)
        self.assertIn(self.activity, visible.search([]))

    def test_other_activities_go_as_ever(self):
        """K3O-3: what is on no customer Odoo deletes."""
        template = self.product.product_tmpl_id
        other = template.activity_schedule(TODO, user_id=self.seller.id)

        self.seller.action_archive()

        self.assertFalse(other.exists())

    def test_deleted_user_leaves_the_activities(self):
        """K3O-3: done and open ones stay on the customer, nobody is responsible."""
        leaver = self._create_user("leaver", "sales_team.group_sale_salesman")
        activities = self.customer.activity_schedule(CALL, user_id=leaver.id)
        done = self.customer.activity_schedule(TODO, user_id=leaver.id)
        done.action_feedback("Done")

        leaver.unlink()

        self.assertEqual((activities | done).exists(), activities | done)
        self.assertFalse((activities | done).user_id)

    def test_nobody_keeps_by_a_context_key(self):
        """K3O-3: a client that sends the key deletes as ever."""
        forged = self.activity.with_context(jl_crm_pipeline_leaving=True)

        forged.unlink()

        self.assertFalse(self.activity.exists())
