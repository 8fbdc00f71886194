from odoo.tests import HttpCase, tagged

from .contract_common import ContractCommon

LEGAL = "jl_crm_pipeline.group_legal_dept"


class LegalCase(ContractCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.legal = cls._create_user("legal", LEGAL, notification_type="email")
        cls.contract = cls._create_contract()

    def _count(self, code):
        page = self.env["crm.workplace"].with_user(self.legal).get_workplace()
        figures = [one for part in page["sections"] for one in part["figures"]]
        return next(one["value"] for one in figures if one["code"] == code)


@tagged("post_install", "-at_install")
class TestLegalDept(LegalCase):
    """Legal Dept looks through contracts, and changes none (IMP-2, IMP-5)."""

    def _assert_rights(self, expected):
        for each in (self.contract, self.contract.line_ids):
            rights = {
                operation
                for operation in ("read", "write", "unlink")
                if each.with_user(self.legal).has_access(operation)
            }
            self.assertEqual(rights, expected, each._name)

    def test_what_is_handed_in_is_read(self):
        """IMP-2: a draft is its author's; what was submitted is read, not written."""
        self._assert_rights(set())

        self.contract.action_review_submit()

        self._assert_rights({"read"})

    def test_the_page_counts_it(self):
        """ux.md 5: the workplace of Legal Dept has what waits, and what was voided."""
        before = self._count("legal_contracts")
        self.contract.action_review_submit()
        self.assertEqual(self._count("legal_contracts"), before + 1)

        self.contract.with_user(self.director).action_review_approve()
        self.assertEqual(self._count("legal_contracts"), before)
        self.assertEqual(self._count("legal_to_sign"), 1)

        self.contract.title = "Tower B"
        self.assertEqual(self._count("legal_voided"), 1)

    def test_menus(self):
        """ux.md 10: contracts and change orders, and no salesperson's lists."""
        menus = self.env["ir.ui.menu"].with_user(self.legal).load_menus(False)
        root = self.env.ref("jl_crm_quote.crm_contract_menu_root").id
        names = [menus[child]["name"] for child in menus[root]["children"]]
        self.assertEqual(names, ["All Contracts", "Change Orders"])
        self.assertNotIn(self.env.ref("jl_crm_quote.quotation_menu_mine").id, menus)


@tagged("post_install", "-at_install")
class TestLegalTours(LegalCase, HttpCase):
    def test_day(self):
        """From the workplace to the contract that is under review."""
        self.contract.action_review_submit()
        self.start_tour("/odoo", "jl_crm_quote_legal_day", login=self.legal.login)


@tagged("post_install", "-at_install")
class TestLegalToursOnPhone(LegalCase, HttpCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_day(self):
        """The same on a phone."""
        self.contract.action_review_submit()
        self.start_tour("/odoo", "jl_crm_quote_legal_day", login=self.legal.login)
