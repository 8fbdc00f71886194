from odoo.addons.base.tests.common import BaseCommon


class SpecialDayCommon(BaseCommon):
    """A company in China whose days are those of the library alone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Day = cls.env["crm.special.day"]
        cls.Year = cls.env["crm.special.year"]
        cls.china = cls.env.ref("base.cn")
        cls.company = cls.env["res.company"].create(
            {"name": "Lock Works", "country_id": cls.china.id}
        )
        cls.Year.search([]).unlink()
        cls.Day.search([]).unlink()
        cls.administrator = cls.env.ref("base.user_admin")
        cls.administrator.company_ids |= cls.company

    def _propose(self, year, **vals):
        """Return the days of a year as the library proposes them."""
        known = self.Year.search(
            [("year", "=", year), ("company_id", "=", vals.get("company_id", False))]
        )
        if known:
            return known
        one = self.Year.create({"year": year, "country_id": self.china.id, **vals})
        one.action_propose()
        return one
