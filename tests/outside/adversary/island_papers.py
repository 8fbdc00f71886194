"""The papers of an island: quotations, contracts, and what became of them."""

from __future__ import annotations

import base64

from tests.outside.adversary import canary
from tests.outside.adversary.islands import Island

PDF = base64.b64encode(b"%PDF-1.4\ntrailer<</Root 1 0 R>>\n%%EOF").decode()
PRODUCT = "product.product"


class PaperIsland(Island):
    """Builds papers too, each in the state that tempts somebody."""

    # quotations

    def make_order(self, name: str, nth: int) -> int:
        [product] = self.admin.search(PRODUCT, [["sale_ok", "=", True]], limit=1)
        text = canary.make_text(self.name, "sale.order.line", "name")
        line = {"product_id": product, "name": text, "product_uom_qty": 1}
        line |= {"price_unit": self.amount(nth), "tax_ids": [[5, 0, 0]]}
        order = self.make(
            *(name, "sale.order"),
            partner_id=self.id("customer"),
            order_line=[[0, 0, line]],
            require_payment=False,
        )
        self.find(f"{name}_line", "sale.order.line", "order_id", name)
        return order

    def build_draft(self) -> None:
        self.make_order("draft", 1)
        self.build_file("draft")

    def build_file(self, name: str) -> None:
        content = canary.make_text(self.name, "ir.attachment", "datas").encode()
        self.make(
            *(f"{name}_file", "ir.attachment"),
            name=f"{self.name} offer.xlsx",
            res_model="sale.order",
            res_id=self.id(name),
            datas=base64.b64encode(content).decode(),
        )

    def build_submitted(self) -> None:
        order = self.make_order("submitted", 2)
        self.owner.call("sale.order", "action_review_submit", [order])

    def build_approved(self) -> None:
        order = self.make_order("approved", 3)
        self.approve("sale.order", order)

    def build_confirmed(self) -> None:
        order = self.make_order("confirmed", 4)
        self.approve("sale.order", order)
        self.owner.call("sale.order", "action_confirm", [order])

    def build_refused(self) -> None:
        """Confirmed, then changed, then refused."""
        order = self.make_order("refused", 5)
        self.approve("sale.order", order)
        self.owner.call("sale.order", "action_confirm", [order])
        line = self.id("refused_line")
        self.owner.write("sale.order.line", [line], {"price_unit": 1})
        self.approve("sale.order", order, refuse=True)

    def build_invoice(self) -> None:
        order = self.id("confirmed")
        context = {"active_model": "sale.order", "active_ids": [order]}
        wizard = self.admin.create(
            "sale.advance.payment.inv",
            {"advance_payment_method": "percentage", "amount": 10},
            context=context,
        )
        self.admin.call(
            *("sale.advance.payment.inv", "create_invoices", [wizard]), context=context
        )
        [row] = self.admin.read("sale.order", [order], ["invoice_ids"])
        invoice = self.keep("invoice", "account.move", row["invoice_ids"][0])
        self.find("invoice_line", "account.move.line", "move_id", "invoice")
        self.admin.call("account.move", "action_post", [invoice])

    # contracts

    def make_contract(self, name: str, nth: int) -> int:
        kind = self.admin.search("crm.service.kind", [], limit=1)[0]
        text = canary.make_text(self.name, "crm.contract.line", "name")
        line = {"kind_id": kind, "name": text, "amount": self.amount(nth)}
        payment = {"name": text, "share": 100, "date": "2031-01-01"}
        contract = self.make(
            *(name, "crm.contract"),
            partner_id=self.id("customer"),
            date_start="2030-01-01",
            date_end="2031-01-01",
            line_ids=[[0, 0, {**line, "opportunity_id": self.id("lead")}]],
            payment_ids=[[0, 0, payment]],
        )
        for part, model in (("line", "line"), ("payment", "payment")):
            kind = f"crm.contract.{model}"
            self.find(f"{name}_{part}", kind, "contract_id", name)
        return contract

    def build_application(self) -> None:
        self.make_contract("application", 6)

    def build_contract(self) -> None:
        contract = self.make_contract("contract", 7)
        self.approve("crm.contract", contract)
        scan = {"name": "scan.pdf", "datas": PDF, "mimetype": "application/pdf"}
        values = {"signed_file_ids": [[0, 0, scan]]}
        self.owner.write("crm.contract", [contract], values)
        self.owner.call("crm.contract", "action_sign", [contract])
        [row] = self.admin.read("crm.contract", [contract], ["signed_file_ids"])
        self.keep("contract_scan", "ir.attachment", row["signed_file_ids"][0])

    def build_change(self) -> None:
        """One change order in force, and one that is open."""
        for name in ("applied", "change"):
            action = self.owner.call(
                "crm.contract", "action_change", [self.id("contract")]
            )
            change = self.keep(name, "crm.contract.change", action["res_id"])
            text = canary.make_text(self.name, "crm.contract.change", "reason")
            self.owner.write("crm.contract.change", [change], {"reason": text})
            self.find(f"{name}_line", "crm.contract.change.line", "change_id", name)
            kind = "crm.contract.change.payment"
            self.find(f"{name}_payment", kind, "change_id", name)
            if name == "applied":
                line = {"amount": self.amount(8)}
                ids = [self.id("applied_line")]
                self.owner.write("crm.contract.change.line", ids, line)
                self.approve("crm.contract.change", change)
