from odoo.fields import Command

from odoo.addons.jl_crm_pipeline.tests.common import ROLES, PipelineCommon

from ..models.quotation.sale_order_review import SCOPE


def set_review_scope(env, scope):
    env["ir.config_parameter"].set_param(SCOPE, scope)


# what is asked before an order goes out is not the business of other tests
PipelineCommon.preparations.append(lambda cls: set_review_scope(cls.env, "off"))


class ScopeCommon(PipelineCommon):
    """Tests in which the review of quotations is switched on when they want it."""

    @classmethod
    def _set_review_scope(cls, scope):
        set_review_scope(cls.env, scope)


class QuoteCommon(ScopeCommon):
    """Two salespeople of an office, its ``director``, and the ``boss`` above."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.boss = cls._create_user("boss", ROLES["director"])
        cls.director.sales_manager_id = cls.boss
        (cls.seller | cls.other_seller).sales_manager_id = cls.director
        cls.team = cls.env["crm.team"].create(
            {
                "name": "South Office",
                "user_id": cls.director.id,
                "member_ids": [Command.set((cls.seller | cls.other_seller).ids)],
            }
        )
        cls._set_review_scope("all")
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
        cls.item = cls._create_product("Custom Work", list_price=0, is_quote_item=True)
        cls.env.company.quote_item_id = cls.item

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
