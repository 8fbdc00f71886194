from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.jl_crm_base.tests.order import OrderMixin

from .stage_common import StageCommon

NAME = "Lakeside Valves"
PHONE = "0755-8612 3456"


@tagged("post_install", "-at_install")
class TestOrder(OrderMixin, StageCommon):
    """Who is asked first when customers and the work on them are saved."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        office = cls.seller | cls.other_seller | cls.clerk
        cls.env["crm.team"].create(
            {"name": "South Office", "member_ids": [Command.set(office.ids)]}
        )

    def test_order_is_the_one_written_down(self):
        self._work_on_customers()
        self._search_customers()
        self._work_on_opportunities()
        self._work_on_quotations()
        self._work_on_activities()
        self._work_on_users()
        self._assert_order()

    def _work_on_customers(self):
        partners = self._open("res.partner", self.seller)
        values = {
            "name": NAME,
            "is_company": True,
            "user_id": self.seller.id,
            "country_id": self.env.ref("base.cn").id,
        }
        with self._tell("A salesperson enters a customer in the form"):
            partners.web_save({**values, "phone": PHONE}, {"display_name": {}})
        with self._tell("A salesperson enters it again, with a wrong number"):
            partners.web_save({**values, "mobile": "123"}, {"display_name": {}})
        with self._tell("A salesperson enters it again"):
            partners.web_save(values, {"display_name": {}})
        customer = partners.search([("name", "=", NAME)])
        self._change_customer(customer)
        self._end_customer(customer)

    def _change_customer(self, customer):
        with self._tell("A salesperson changes the phone of a customer"):
            customer.phone = "0755-8612 9999"
        with self._tell("A salesperson changes the name of a customer"):
            customer.name = "Hilltop Lamps"
        with self._tell("A salesperson gives a customer away"):
            customer.user_id = self.other_seller
        with self._tell("A clerk gives a customer to somebody else"):
            self._as(self.clerk, customer).user_id = self.other_seller
        self._as(self.clerk, customer).user_id = self.seller
        with self._tell("A salesperson changes the status of a customer"):
            customer.customer_status = "transacting"
        with self._tell("A salesperson takes from a customer that it is a company"):
            customer.is_company = False

    def _end_customer(self, customer):
        with self._tell("A salesperson archives a customer"):
            customer.action_archive()
        with self._tell("A salesperson deletes a customer"):
            customer.unlink()
        with self._tell("An administrator deletes a customer"):
            self._as(self.admin, customer).unlink()

    def _search_customers(self):
        partners = self._open("res.partner", self.seller)
        domain = [("customer_status", "!=", False)]
        with self._tell("A salesperson opens the list of customers", reads=True):
            partners.web_search_read(domain, {"name": {}}, limit=5)
        with self._tell("A salesperson searches customers", reads=True):
            partners.search_read(domain, ["name"], limit=5)
        with self._tell("A salesperson finds a customer by name", reads=True):
            partners.name_search("Pumps")
        with self._tell("A clerk opens the list of customers", reads=True):
            self._open("res.partner", self.clerk).web_search_read(
                domain, {"name": {}}, limit=5
            )

    def _work_on_opportunities(self):
        leads = self._open("crm.lead", self.seller)
        other = self._create_customer("Windmill Tools", user_id=self.seller.id)
        values = {"name": "Pumps", "type": "opportunity"}
        with self._tell("A salesperson enters an opportunity"):
            lead = leads.create(
                {**values, "partner_id": self.customer.id, "stage_id": self.talk.id}
            )
        with self._tell("A salesperson moves an opportunity to the next stage"):
            lead.stage_id = self.offer.id
        self._require(self.sign, "question", question="Has the buyer seen it?")
        with self._tell("A salesperson moves it to a stage that asks for more"):
            lead.stage_id = self.sign.id
        with self._tell("A salesperson changes the customer of an opportunity"):
            lead.partner_id = other.id
        with self._tell("A salesperson gives an opportunity away"):
            lead.user_id = self.other_seller.id
        with self._tell("A salesperson searches opportunities", reads=True):
            leads.web_search_read([("phone", "ilike", "755")], {"name": {}}, limit=5)
        reason = self.env["crm.lost.reason"].create({"name": "Too late"})
        with self._tell("A salesperson loses an opportunity"):
            self._as(self.seller, self.lead).action_set_lost(lost_reason_id=reason.id)
        with self._tell("A salesperson copies an opportunity"):
            self._as(self.seller, self.lead).copy()
        with self._tell("An administrator deletes an opportunity"):
            self._as(self.admin, self.lead).unlink()

    def _work_on_quotations(self):
        orders = self._open("sale.order", self.seller)
        values = {
            "partner_id": self.customer.id,
            "order_line": [Command.create({"product_id": self.product.id})],
        }
        with self._tell("A salesperson enters a quotation"):
            order = orders.create(values)
        with self._tell("A salesperson changes the price of a line"):
            order.order_line.price_unit = 80
        with self._tell("A salesperson gives a quotation another customer"):
            order.partner_id = self._create_customer("Mill", user_id=self.seller.id).id
        with self._tell("A salesperson confirms a quotation"):
            order.action_confirm()
        draft = orders.create(values)
        with self._tell("An administrator deletes a quotation"):
            self._as(self.admin, draft).unlink()

    def _work_on_activities(self):
        activities = self._open("mail.activity", self.seller)
        values = {
            "activity_type_id": self.call.id,
            "summary": "Call",
            "res_model_id": self.env["ir.model"]._get_id("res.partner"),
            "res_id": self.customer.id,
            "user_id": self.seller.id,
        }
        with self._tell("A salesperson plans an activity"):
            activity = activities.create(values)
        with self._tell("A salesperson puts off an activity"):
            activity.date_deadline = fields.Date.add(activity.date_deadline, days=3)
        with self._tell("A salesperson gives an activity to another document"):
            activity.res_id = self.seller.partner_id.id
        with self._tell("A salesperson has done an activity"):
            activity.action_feedback(feedback="Will order")
        activity = activities.create(values)
        with self._tell("A salesperson deletes an activity"):
            activity.unlink()

    def _work_on_users(self):
        users = self._open("res.users", self.admin)
        with self._tell("An administrator creates a user"):
            user = users.create(
                {
                    "name": "Lin Hua",
                    "login": "pipeline_lin",
                    "email": "lin@example.com",
                    "sales_manager_id": self.director.id,
                }
            )
        with self._tell("An administrator gives a user another superior"):
            user.sales_manager_id = self.manager.id
        with self._tell("An administrator gives a user a password"):
            user.password = "a long enough one"
        with self._tell("An administrator archives a user"):
            user.action_archive()
        with self._tell("An administrator deletes a user"):
            user.unlink()

    def _as(self, user, records):
        return self._open(records._name, user).browse(records.ids)
