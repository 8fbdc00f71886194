from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .contract_common import ContractCommon


@tagged("post_install", "-at_install")
class TestContractAmounts(ContractCommon):
    def test_special_approval_is_given_by_its_levels(self):
        """No other level stands in for a special approval, over RPC neither (CON-1)."""
        contract = self._create_contract()
        special_quotation = self.special.copy({"res_model": "sale.order"})
        for level in (self.level, special_quotation):
            with self._assert_refused("no special approval", ValidationError):
                contract.special_level_id = level
        contract.special_level_id = self.special

    def test_free_service_has_no_amount(self):
        """What is printed as free does not count (CON-1)."""
        line = {"kind_id": self.free.id, "amount": 50}
        contract = self._create_contract()
        contract.line_ids = [Command.create(line)]
        with self._assert_refused("is free: remove its amount"):
            contract.action_review_submit()

    def test_rebate_greater_than_the_rest(self):
        """A line may take something off; the contract comes to more than 0 (CON-1)."""
        contract = self._create_contract(1000)
        rebate = {"kind_id": contract.line_ids.kind_id.id, "amount": -1000}
        opportunity = contract.line_ids.opportunity_id.id
        contract.line_ids = [Command.create({**rebate, "opportunity_id": opportunity})]
        with self._assert_refused("it has to be more than 0"):
            contract.action_review_submit()
        contract.line_ids[-1].amount = -1
        contract.action_review_submit()
        self.assertEqual(contract.review_state, "submitted")

    def test_typed_amounts_stay(self):
        """A payment without a share is what was typed, whatever changes (CON-1)."""
        plan = [
            Command.create({"name": name, "date": "2031-01-01", **vals})
            for name, vals in (("Deposit", {"amount": 200}), ("Rest", {"share": 80}))
        ]
        contract = self._create_contract(1000, payment_ids=plan)
        self.assertEqual(sorted(contract.payment_ids.mapped("amount")), [200, 800])
        contract.line_ids.amount = 2000
        self.assertEqual(sorted(contract.payment_ids.mapped("amount")), [200, 1600])

    def test_amount_is_the_systems(self):
        """Nobody writes another amount over it, to be asked less (CON-1)."""
        contract = self._create_contract(1000)
        with self._assert_refused("kept by the system"):
            contract.write({"amount_total": 1})

    def test_paid_and_unpaid(self):
        """Signed, paid and signed, not yet paid by the orders' payments (POOL-9)."""
        contract = self._sign(self._create_contract())
        mine = [("id", "=", contract.id)]
        paid, unpaid = (
            [*mine, ("payment_state", "=", state)] for state in ("paid", "unpaid")
        )
        self.assertTrue(contract.search(unpaid))

        order = self._order(contract_id=contract.id)
        self.assertEqual(contract.payment_state, "unpaid")
        self._pay(self._bill(order), 1000)

        self.assertEqual(contract.payment_state, "paid")
        self.assertTrue(contract.search(paid))
        self.assertFalse(contract.search(unpaid))
        self.assertFalse(contract.search([*mine, ("payment_state", "!=", "paid")]))

    def test_shares_add_up_to_the_cent(self):
        """The last payment gets what the shares leave over (CON-1)."""
        plan = [
            Command.create({"name": str(n), "share": share, "date": "2031-01-01"})
            for n, share in enumerate((33.33, 33.33, 33.34))
        ]
        contract = self._create_contract(100.01, payment_ids=plan)

        amounts = contract.payment_ids.mapped("amount")
        self.assertEqual(round(sum(amounts), 2), 100.01)

    def test_merge_of_its_opportunity(self):
        """A merge takes contracts along, and they stay approved (CON-1, K3Q-4)."""
        other = self._create_opportunity(self.customer, name="Tower B")
        draft, signed = self._create_contract(), self._create_contract()
        (draft | signed).line_ids.opportunity_id = other
        self._sign(signed)
        change = self.env["crm.contract.change"].browse(
            signed.action_change()["res_id"]
        )

        merged = (self.lead | other).merge_opportunity()

        self.assertEqual(merged, self.lead)
        rows = draft.line_ids | signed.line_ids
        self.assertEqual(rows.opportunity_id, merged.with_env(rows.env))
        self.assertEqual(change.line_ids.opportunity_id, merged)
        self.assertTrue(signed._is_approved())
        self.assertEqual(merged.contract_count, 2)
