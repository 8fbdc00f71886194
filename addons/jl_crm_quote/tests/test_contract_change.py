from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged

from .contract_common import ContractCommon


@tagged("post_install", "-at_install")
class TestContractChange(ContractCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contract = cls._sign(cls._create_contract())

    def _open(self):
        action = self.contract.action_change()
        return (
            self.env["crm.contract.change"]
            .with_user(self.seller)
            .browse(action["res_id"])
        )

    def test_before_and_after(self):
        """What changes is shown side by side, and is in force once approved (CON-2)."""
        change = self._open()
        change.line_ids.amount = 1200
        change.line_ids = [
            Command.create({"kind_id": self.free.id, "name": "Guidance"})
        ]
        change.write({"reason": "More glass", "date_end": "2032-06-30"})
        self.assertIn("Guidance", change.difference)
        self.assertEqual((change.amount_before, change.amount_after), (1000, 1200))

        self._approve(change)

        self.assertTrue(change.is_applied)
        contract = self.contract
        self.assertEqual(contract.amount_total, 1200)
        self.assertEqual(str(contract.date_end), "2032-06-30")
        self.assertEqual(contract.line_ids.mapped("name"), ["Fittings", "Guidance"])
        self.assertEqual(contract.payment_ids.mapped("amount"), [360, 840])
        self.assertEqual(
            (contract.state, contract.review_state), ("signed", "approved")
        )
        self.assertTrue(contract._is_approved())
        change.invalidate_recordset()
        self.assertIn("Guidance", change.difference)
        self.assertEqual(contract.change_count, 1)
        self.assertEqual(
            change.search(contract.action_view_changes()["domain"]), change
        )
        with self._assert_refused("The change is in force"):
            change.with_user(self.director).action_review_withdraw("No")

    def test_a_service_is_taken_out(self):
        """What the change order leaves out leaves the contract (CON-2)."""
        change = self._open()
        change.line_ids = [
            Command.clear(),
            Command.create({"kind_id": self.goods.id, "name": "Else", "amount": 7}),
        ]
        change.reason = "Other goods"

        self._approve(change)

        self.assertEqual(self.contract.line_ids.mapped("name"), ["Else"])

    def test_nothing_before_the_approval(self):
        """Nothing is changed while it is reviewed, and a change voids (CON-2)."""
        change = self._open()
        change.line_ids.amount = 1200
        change.reason = "More"
        change.action_review_submit()
        self.assertEqual(self.contract.amount_total, 1000)

        change.line_ids.amount = 1300
        change._void_changed()

        self.assertEqual(change.review_state, "void")
        change.line_ids.unlink()

    def test_what_is_missing(self):
        """A reason, and something that changes (CON-2)."""
        with self._assert_refused("Say why .*\nNothing is changed"):
            self._open().action_review_submit()

    def test_one_at_a_time(self):
        """The open one is gone on with; only signed contracts have any (CON-2)."""
        self.assertEqual(self._open(), self._open())
        with self._assert_refused("Only a signed contract"):
            self._create_contract().action_change()

    def test_the_contract_was_cancelled(self):
        """Then there is nothing to change (CON-2)."""
        change = self._open()
        change.line_ids.amount = 1
        change.reason = "Less"
        self.contract.with_user(self.manager).action_cancel()

        with self._assert_refused("The contract is not signed"):
            change.action_review_submit()

    def test_rights(self):
        """Who does not see the contract does not see its changes (IMP-5)."""
        change = self._open()
        for record in (change, change.line_ids):
            with self.assertRaises(AccessError):
                record.with_user(self.other_seller).read(["amount_before"])
        self.assertIn(
            change.with_env(self.env), self.env["crm.contract.change"]._find_open_work()
        )


@tagged("post_install", "-at_install")
class TestContractChangeGuard(ContractCommon):
    """A change order is of one contract, and in force it is closed (CON-2)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contract = cls._sign(cls._create_contract())
        cls.foreign = cls._sign(cls._create_contract())
        cls.change = cls._open(cls.contract)

    @classmethod
    def _open(cls, contract):
        action = contract.action_change()
        changes = cls.env["crm.contract.change"].with_user(cls.seller)
        return changes.browse(action["res_id"])

    def test_no_line_of_another_contract(self):
        """security.md 8: nobody says which service is changed, by whatever route."""
        line, theirs = self.change.line_ids, self.foreign.line_ids.id
        row = {"kind_id": self.goods.id, "line_id": theirs}
        for step in (
            lambda: line.write({"line_id": theirs}),
            lambda: line.write({"amount_before": 1}),
            lambda: self.change.write({"line_ids": [Command.create(row)]}),
            lambda: line.create({"change_id": self.change.id, **row}),
            lambda: self.change.web_save(
                {"line_ids": [[1, line.id, {"line_id": theirs}]]}, {}
            ),
        ):
            with self._assert_refused("kept by the system"):
                step()
        added = line.with_context(default_line_id=theirs).create(
            {"change_id": self.change.id, "kind_id": self.goods.id}
        )
        self.assertFalse(added.line_id)
        with self._assert_refused("its own contract"):
            line.sudo()._write_system({"line_id": theirs})

    def test_stays_with_its_contract(self):
        """security.md 3: neither another contract, nor a look into one."""
        with self._assert_refused("stays with its contract"):
            self.change.contract_id = self.foreign
        self.change.contract_id = self.contract
        hers = self.env["crm.contract"].browse(self.foreign.id)
        hers.with_user(self.manager).user_id = self.other_seller
        hers.partner_id.sudo().user_id = self.other_seller
        self.env.flush_all()
        changes = self.env["crm.contract.change"].with_user(self.seller)
        with self.assertRaises(AccessError):
            changes.create({"contract_id": self.foreign.id}).read(["difference"])

    def test_the_comparison_is_the_readers(self):
        """security.md 3: who may not read the contract sees no comparison."""
        self.change.line_ids.amount = 1200
        self.assertIn("1,200", self.change.difference or "")
        self.change.reason = "More"
        self.change.action_review_submit()
        self.env.flush_all()
        self.env.invalidate_all()
        reader = self.change.with_user(self.director)
        self.assertIn("1,200", reader.difference)
        self.patch(type(self.contract), "has_access", lambda one, mode: False)
        for user, sees in ((self.manager, False), (self.director, True)):
            change = self.change.with_user(user)
            change.invalidate_recordset(["difference"])
            with self.subTest(user=user.login):
                self.assertEqual(bool(change.difference), sees)

    def test_in_force_is_closed(self):
        """security.md 9: no line is written, added or taken, nothing said anew."""
        self.change.line_ids.amount = 1200
        self.change.reason = "More"
        self._approve(self.change)
        self.assertTrue(self.change.is_applied)
        change, line = self.change, self.change.line_ids
        row = {"kind_id": self.goods.id, "amount": 1}
        for step in (
            lambda: line.write({"amount": 1}),
            lambda: line.create({"change_id": change.id, **row}),
            line.unlink,
            lambda: change.write({"line_ids": [Command.update(line.id, row)]}),
            lambda: change.write({"terms": "free"}),
            lambda: change.write({"reason": "Other"}),
            change.action_review_version,
            lambda: change.with_user(self.manager).write({"date_end": "2099-01-01"}),
            lambda: change.with_user(self.manager).write({"user_id": self.env.uid}),
        ):
            with self._assert_refused("is in force"):
                step()
        # the form sends the contract again, which counts nothing anew
        change.write({"contract_id": self.contract.id})
        self.env.flush_all()
        self.assertEqual((change.amount_before, change.amount_after), (1000, 1200))
        self.assertEqual(self.contract.amount_total, 1200)
        self.assertEqual(change.review_state, "approved")


@tagged("post_install", "-at_install")
class TestContractTours(ContractCommon, HttpCase):
    def test_apply(self):
        """From the opportunity to the submitted application (TUR-6, CON-1)."""
        self.env.company.contract_terms = "<p>Our terms</p>"
        path = f"/odoo/crm.lead/{self.lead.id}"
        self.start_tour(path, "jl_crm_quote_contract_apply", login=self.seller.login)

        contract = self.env["crm.contract"].search([("title", "=", "Tower A")])
        self.assertEqual(contract.review_state, "submitted")

    def test_approve(self):
        """The director approves, the application shows it (CON-2)."""
        contract = self._create_contract()
        contract.action_review_submit()

        path = f"/odoo/crm.contract/{contract.id}"
        self.start_tour(
            path, "jl_crm_quote_contract_approve", login=self.director.login
        )

        self.assertEqual(contract.review_state, "approved")

    def test_change(self):
        """A signed contract is changed by a change order (CON-2)."""
        contract = self._sign(self._create_contract())

        path = f"/odoo/crm.contract/{contract.id}"
        self.start_tour(path, "jl_crm_quote_contract_change", login=self.seller.login)

        self.assertEqual(contract.change_ids.review_state, "submitted")
        self.assertEqual(contract.change_ids.amount_after, 1500)
