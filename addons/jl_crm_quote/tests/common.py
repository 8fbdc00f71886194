from contextlib import contextmanager

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import new_test_user

from odoo.addons.base.tests.common import BaseCommon

SALESPERSON = "sales_team.group_sale_salesman"
ROLES = {
    "seller": SALESPERSON,
    "other_seller": SALESPERSON,
    "clerk": "jl_crm_pipeline.group_office_clerk",
    "director": "jl_crm_pipeline.group_office_director",
    "office": "jl_crm_pipeline.group_general_affairs",
    "information": "jl_crm_pipeline.group_information_dept",
    "manager": "sales_team.group_sale_manager",
    "employee": "base.group_user",
    "portal": "base.group_portal",
}
SALES_ROLES = (
    "seller",
    "other_seller",
    "clerk",
    "director",
    "office",
    "information",
    "manager",
)
SCOPE = "jl_crm_quote.review_scope"


class QuoteCommon(BaseCommon):
    """Two salespeople of an office, its ``director``, and the ``boss`` above."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for role, group in ROLES.items():
            setattr(cls, role, cls._create_user(role, group))
        cls.boss = cls._create_user("boss", ROLES["director"])
        cls.admin = cls.env.ref("base.user_admin")
        cls.director.sales_manager_id = cls.boss
        (cls.seller | cls.other_seller).sales_manager_id = cls.director
        cls.team = cls.env["crm.team"].create(
            {
                "name": "South Office",
                "user_id": cls.director.id,
                "member_ids": [Command.set((cls.seller | cls.other_seller).ids)],
            }
        )
        cls.env["ir.config_parameter"].set_param(SCOPE, "all")
        levels = cls.env["crm.review.level"]
        levels.search([]).active = False
        cls.level = cls._create_level("Director")
        cls.customer = cls.env["res.partner"].create(
            {
                "name": "Harbour Facades",
                "is_company": True,
                "email": "harbour@example.com",
                "user_id": cls.seller.id,
            }
        )
        cls.portal.partner_id.parent_id = cls.customer
        cls.product = cls._create_product("Pump", list_price=100.0)
        cls.item = cls._create_product("Custom Work", list_price=0, is_quote_item=True)
        cls.env.company.quote_item_id = cls.item

    @classmethod
    def _create_user(cls, login, groups, **vals):
        vals.setdefault("email", f"{login}@example.com")
        if groups != ROLES["portal"]:
            vals.setdefault("notification_type", "inbox")
        name = f"{login.replace('_', ' ').title()} Tester"
        return new_test_user(
            cls.env, f"quote_{login}", groups=groups, name=name, **vals
        )

    @classmethod
    def _create_product(cls, name, **vals):
        return cls.env["product.product"].create(
            {"name": name, "type": "service", "taxes_id": False, **vals}
        )

    @classmethod
    def _create_level(cls, name, **vals):
        return cls.env["crm.review.level"].create(
            {"name": name, "res_model": "sale.order", **vals}
        )

    @classmethod
    def _create_region_level(cls):
        """A second level, of the ``boss``, from 1,000 on."""
        return cls._create_level(
            "Region",
            sequence=20,
            amount_from=1000,
            reviewer="users",
            user_ids=[Command.set(cls.boss.ids)],
        )

    @classmethod
    def _create_quotation(cls, price=100.0, user=None, **vals):
        """Return a draft of the salesperson, in their environment."""
        user = user or cls.seller
        line = {"product_id": cls.product.id, "price_unit": price, "tax_ids": False}
        orders = cls.env["sale.order"].with_user(user)
        return orders.create(
            {
                "partner_id": cls.customer.id,
                "order_line": [Command.create(line)],
                "require_signature": True,
                "require_payment": False,
                **vals,
            }
        )

    @classmethod
    def _create_submitted(cls, price=100.0, **vals):
        order = cls._create_quotation(price, **vals)
        order.action_review_submit()
        return order

    @classmethod
    def _create_approved(cls, price=100.0, **vals):
        order = cls._create_submitted(price, **vals)
        order.with_user(cls.director).action_review_approve()
        return order

    @classmethod
    def _create_approved_twice(cls):
        """Return a quotation of 2,000 that the ``boss`` had to approve too."""
        cls._create_region_level()
        order = cls._create_approved(2000)
        order.with_user(cls.boss).action_review_approve()
        return order

    @classmethod
    def _create_refused(cls, price=100.0, **vals):
        order = cls._create_submitted(price, **vals)
        order.with_user(cls.director).action_review_refuse("Too cheap")
        return order

    @classmethod
    def _create_void(cls, price=100.0, **vals):
        order = cls._create_approved(price, **vals)
        order.order_line.price_unit = price / 2
        cls.env.cr.flush()
        return order

    @contextmanager
    def _assert_refused(self, sentence, error=UserError):
        """The step is refused with such a sentence, and undone as the server does."""
        with self.assertRaises(error) as caught, self.env.cr.savepoint():
            yield
            self.env.cr.flush()
        self.assertRegex(str(caught.exception), sentence)
