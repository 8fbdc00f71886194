from odoo.exceptions import AccessError
from odoo.tests import tagged

from .contract_common import ContractCommon


@tagged("post_install", "-at_install")
class TestContractOwner(ContractCommon):
    """A contract that may be edited is not one's own (RES-1)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contract = cls._create_contract()
        cls.env["crm.customer.grant"].create(
            {
                "partner_id": cls.contract.partner_id.commercial_partner_id.id,
                "user_id": cls.other_seller.id,
                "access": "edit",
                "with_opportunities": True,
                "with_quotations": True,
            }
        )
        cls.shared = cls.contract.with_user(cls.other_seller)

    def test_to_edit_is_not_to_delete(self):
        """security.md N9: it is deleted by whose it is."""
        self.shared.write({"title": "Edited"})

        with self.assertRaisesRegex(AccessError, "deleted by whoever"):
            self.shared.unlink()
        self.assertEqual(self.contract.title, "Edited")

        self.contract.unlink()
        self.assertFalse(self.contract.exists())

    def test_to_edit_is_not_to_take(self):
        """security.md N9: neither the applicant nor the customer changes."""
        for vals in (
            {"user_id": self.other_seller.id},
            {"partner_id": self.other_seller.partner_id.id},
        ):
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                self.shared.write(vals)
