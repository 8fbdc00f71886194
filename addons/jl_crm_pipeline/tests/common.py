from contextlib import nullcontext

from odoo.fields import Command
from odoo.tests import freeze_time, new_test_user

from odoo.addons.base.tests.common import BaseCommon
from odoo.addons.jl_crm_base.tests.cost import CostMixin
from odoo.addons.jl_crm_base.tests.refusal import RefusalMixin
from odoo.addons.jl_crm_base.tests.session import work_as_everybody

ROLES = {
    "seller": "sales_team.group_sale_salesman",
    "other_seller": "sales_team.group_sale_salesman",
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
SETTING = "jl_crm_pipeline.conversion_on_order"
UNASSIGNED = "jl_crm_pipeline.unassigned_customers"


class PipelineCommon(RefusalMixin, CostMixin, BaseCommon):
    """Users of every role, and factories for what they work on."""

    # what an add-on above has done before each class, where it is installed too: its
    # own tests add a function of the class, so that it need not be named here
    preparations = []

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(work_as_everybody())
        # days are the company's, and tests say theirs in UTC
        cls.env.company.tz = "UTC"
        # a base that has chosen it: what is seen by default is tested where it matters
        cls._set_unassigned("everyone")
        for role, group in ROLES.items():
            setattr(cls, role, cls._create_user(role, group))
        cls.admin = cls.env.ref("base.user_admin")
        cls.Partner = cls.env["res.partner"]
        cls.Conversion = cls.env["crm.customer.conversion"]
        cls.product = cls.env["product.product"].create(
            {"name": "Pump", "type": "service", "list_price": 100.0, "taxes_id": False}
        )
        for prepare in cls.preparations:
            prepare(cls)
        # nor who else belongs to General Affairs on this base
        cls.env.ref(ROLES["office"]).user_ids = cls.office | cls.admin

    @classmethod
    def _set_unassigned(cls, who):
        cls.env["ir.config_parameter"].set_param(UNASSIGNED, who)

    @classmethod
    def _create_user(cls, login, groups, **vals):
        vals.setdefault("email", f"{login}@example.com")
        if groups != ROLES["portal"]:
            vals.setdefault("notification_type", "inbox")
        name = f"{login.replace('_', ' ').title()} Tester"
        # or what is pending for others is saved before the new user has groups
        cls.env.flush_all()
        return new_test_user(
            cls.env, f"pipeline_{login}", groups=groups, name=name, **vals
        )

    @classmethod
    def _create_office(cls, leader, *members, name="North", **vals):
        people = [Command.set([user.id for user in members])]
        return cls.env["crm.team"].create(
            {"name": name, "user_id": leader.id, "member_ids": people, **vals}
        )

    @classmethod
    def _create_customer(cls, name="Harbour Pumps", **vals):
        return cls.Partner.create({"name": name, "is_company": True, **vals})

    @classmethod
    def _create_person(cls, name="Mei Lin", **vals):
        return cls.Partner.create({"name": name, "is_company": False, **vals})

    @classmethod
    def _create_transacting(cls, name="Harbour Pumps", **vals):
        customer = cls._create_customer(name, **vals)
        customer.with_user(cls.office).action_convert()
        return customer

    @classmethod
    def _create_opportunity(cls, customer, **vals):
        values = {"name": "Pumps", "type": "opportunity", "user_id": cls.seller.id}
        return cls.env["crm.lead"].create({"partner_id": customer.id, **values, **vals})

    @classmethod
    def _create_order(cls, customer, price=100.0, **vals):
        line = {"product_id": cls.product.id, "price_unit": price, "tax_ids": False}
        return cls.env["sale.order"].create(
            {"partner_id": customer.id, "order_line": [Command.create(line)], **vals}
        )

    @classmethod
    def _confirm_order(cls, customer, price=100.0, date=None, **vals):
        order = cls._create_order(customer, price, **vals)
        with freeze_time(date) if date else nullcontext():
            order.action_confirm()
        return order

    @classmethod
    def _create_draft(cls, customer, user=None, **vals):
        conversions = cls.Conversion.with_user(user or cls.seller)
        receivers = [Command.set(cls.office.ids)]
        return conversions.create(
            {"partner_id": customer.id, "receiver_ids": receivers, **vals}
        )

    @classmethod
    def _create_request(cls, customer, user=None, **vals):
        """Return a request that was sent, in the environment of its sender."""
        conversion = cls._create_draft(customer, user, **vals)
        conversion.action_request()
        return conversion

    @classmethod
    def _set_on_order(cls, mode):
        cls.env["ir.config_parameter"].set_param(SETTING, mode)

    @classmethod
    def _speak(cls, lang, users):
        """Let the users see the add-on of the tests in a language."""
        cls.env["res.lang"]._activate_lang(lang)
        cls.env.ref(f"base.module_{cls.test_module}")._update_translations([lang])
        users.write({"lang": lang})

    @classmethod
    def _get_users(cls, *roles):
        return [getattr(cls, role) for role in roles]
