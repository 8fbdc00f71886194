from odoo.exceptions import UserError
from odoo.tools import mute_logger

from .common import PipelineCommon

RULES = "odoo.addons.base.models.ir_rule"


class GuardCommon(PipelineCommon):
    """A customer of one salesperson, shared to edit with another who has their own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._create_customer("Shared Pumps", cls.seller)
        cls.own = cls._create_customer("Own Valves", cls.other_seller)
        cls.lead = cls._create_lead(cls.customer, cls.seller)
        cls.own_lead = cls._create_lead(cls.own, cls.other_seller)
        cls.env["crm.customer.grant"].sudo().create(
            {
                "partner_id": cls.customer.id,
                "user_id": cls.other_seller.id,
                "access": "edit",
                "with_opportunities": True,
                "with_quotations": True,
            }
        )
        cls.shared = cls.customer.with_user(cls.other_seller)
        cls.shared_lead = cls.lead.with_user(cls.other_seller)

    @classmethod
    def _create_customer(cls, name, user):
        return cls.Partner.create(
            {"name": name, "is_company": True, "user_id": user.id}
        )

    @classmethod
    def _create_lead(cls, customer, user):
        return cls.env["crm.lead"].create(
            {
                "name": customer.name,
                "type": "opportunity",
                "partner_id": customer.id,
                "user_id": user.id,
            }
        )

    def _assert_kept(self, records, vals):
        before = records.sudo().read(list(vals))
        for route, act in (
            ("write", lambda: records.write(vals)),
            ("form", lambda: records.web_save(vals, {})),
            ("import", lambda: self._load(records, vals)),
        ):
            with (
                self.subTest(route=route, vals=vals),
                self.assertRaises(UserError),
                mute_logger(RULES),
            ):
                act()
            records.invalidate_recordset()
            self.assertEqual(records.sudo().read(list(vals)), before)

    def _load(self, records, vals):
        """As an import writes, whose refusal comes as a message."""
        names = [f"{name}/.id" if name.endswith("_id") else name for name in vals]
        values = [str(value) for value in vals.values()]
        result = records.load([".id", *names], [[str(records.id), *values]])
        if result["messages"]:
            raise UserError(result["messages"][0]["message"])
