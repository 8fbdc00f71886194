from odoo.tests import new_test_user

from odoo.addons.base.tests.common import BaseCommon


class DuplicateCommon(BaseCommon):
    """Customers with and without people, and those who look for them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Partner = cls.env["res.partner"]
        cls.index = cls.env["crm.duplicate.index"]
        cls.seller = new_test_user(
            cls.env, "dup_seller", groups="sales_team.group_sale_salesman"
        )
        cls.holder = new_test_user(
            cls.env, "dup_holder", groups="sales_team.group_sale_salesman"
        )

    @classmethod
    def _create_customer(cls, name, **vals):
        return cls.Partner.create({"name": name, "is_company": True, **vals})

    @classmethod
    def _create_person(cls, customer, name="王丽", **vals):
        return cls.Partner.create({"name": name, "parent_id": customer.id, **vals})

    @classmethod
    def _create_chief(cls):
        """Return somebody who may save a duplicate with a reason."""
        groups = "jl_crm_duplicate.group_duplicate_override"
        return new_test_user(cls.env, "dup_chief", groups=groups)

    def _enter(self, name, user=None, **vals):
        """Enter a company as somebody who can be asked."""
        partners = self.Partner.with_user(user or self.seller)
        return partners.create({"name": name, "is_company": True, **vals})

    def _set(self, **settings):
        for name, value in settings.items():
            self.env["ir.config_parameter"].set_param(f"jl_crm_duplicate.{name}", value)

    def _analyse(self, user=None, limit=10, **values):
        partners = self.Partner.with_user(user or self.seller)
        return partners.analyse_duplicates(values, limit=limit)

    def _find(self, **values):
        """Return who is found for these values, the most alike first."""
        hits = self._analyse(self.env.user, **values)
        return self.Partner.browse(hit["partner_id"] for hit in hits)

    def _assert_in_line(self):
        """Nothing in the index differs from the base."""
        self.assertEqual(self.index._check(), [])
