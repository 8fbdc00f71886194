from odoo.tests import new_test_user, tagged

from odoo.addons.jl_crm_base.tests.order import METHODS, MODELS, OrderMixin
from odoo.addons.jl_crm_base.tests.order_classes import Family

from .common import NAME, DuplicateCommon


@tagged("post_install", "-at_install")
class TestOrder(OrderMixin, DuplicateCommon):
    """Who is asked first when customers and leads are saved."""

    order_left_out = ("_settle_duplicates",)

    def test_order_is_the_one_written_down(self):
        self._enter_and_change_customers()
        self._enter_and_change_leads()
        with self._tell("An administrator creates a user"):
            self._open("res.users", self.env.user).create(
                {"name": "Lin Hua", "login": "dup_lin", "email": "lin@example.com"}
            )
        self._assert_order()

    def test_classes_are_found_as_odoo_does(self):
        installed = self.env["ir.module.module"].search([("state", "=", "installed")])
        family = Family(self._sort_addons(installed))

        def list_ours(order):
            # what of Odoo's is loaded later depends on what was installed first
            return [line for line in order if line != "odoo"]

        for model in set(MODELS).intersection(self.registry):
            order = [
                one
                for one in self.registry[model].__mro__
                if not getattr(one, "pool", None)
            ]
            for method in METHODS:
                with self.subTest(model=model, method=method):
                    self.assertEqual(
                        list_ours(family.describe(model, method)),
                        list_ours(family.describe_classes(order, method)),
                    )

    def _enter_and_change_customers(self):
        partners = self._open("res.partner", self.seller)
        values = {"name": NAME, "is_company": True, "phone": "0760-8812 3456"}
        with self._tell("A salesperson enters a customer in the form"):
            partners.web_save(values, {"display_name": {}})
        with self._tell("A salesperson enters the same customer again"):
            partners.web_save(values, {"display_name": {}})
        with self._tell("A salesperson loads a customer from a file"):
            partners.load(["name", "is_company"], [["珠海远航渔具有限公司", "1"]])
        customer = partners.search([("name", "=", NAME)])
        with self._tell("A salesperson changes the phone of a customer"):
            customer.phone = "0760-8812 9999"
        with self._tell("A salesperson changes the name of a customer"):
            customer.name = "中山市明达灯饰有限公司"
        with self._tell("A salesperson copies a customer"):
            customer.copy()
        with self._tell("A salesperson archives a customer"):
            customer.action_archive()
        with self._tell("An administrator deletes a customer"):
            self._open("res.partner", self.env.ref("base.user_admin")).browse(
                customer.id
            ).unlink()

    def _enter_and_change_leads(self):
        user = new_test_user(
            self.env, "dup_salesman", groups="sales_team.group_sale_salesman"
        )
        leads = self._open("crm.lead", user)
        with self._tell("A salesperson enters a lead"):
            lead = leads.create({"name": "Pumps", "partner_name": NAME, "type": "lead"})
        with self._tell("A salesperson changes the company of a lead"):
            lead.partner_name = "珠海远航渔具有限公司"
        with self._tell("An administrator deletes a lead"):
            self._open("crm.lead", self.env.ref("base.user_admin")).browse(
                lead.id
            ).unlink()
