from odoo.fields import Command, Date
from odoo.tools import SQL

from .execution_common import ExecutionCommon


class ContractCommon(ExecutionCommon):
    """A transacting customer with an opportunity, and who reviews contracts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._create_transacting("Tower Glass", user_id=cls.seller.id)
        cls.customer.property_account_receivable_id = cls.books.receivable
        cls.lead = cls._create_opportunity(
            cls.customer, name="Tower A", expected_revenue=800
        )
        cls.quoting = cls.env["crm.stage"].search(
            [("requirement_ids.kind", "=", "quotation")], limit=1
        ) or cls.env["crm.stage"].create(
            {
                "name": "Quoting",
                "sequence": 50,
                "requirement_ids": [
                    Command.create({"kind": "quotation", "quotation_state": "draft"})
                ],
            }
        )
        cls._put_into(cls.quoting)
        cls.seller.sales_manager_id = cls.director
        cls.goods = cls.env.ref("jl_crm_quote.service_kind_goods")
        cls.free = cls.env.ref("jl_crm_quote.service_kind_training")
        cls._create_levels()
        cls.contracts = cls.env["crm.contract"].with_user(cls.seller)

    @classmethod
    def _create_levels(cls):
        """The director reviews contracts and changes; the office, special ones."""
        levels = cls.env["crm.review.level"]
        levels.search([("res_model", "like", "crm.contract")]).active = False
        named = {"reviewer": "users", "user_ids": cls.director.ids}
        cls.level, cls.change_level, cls.special = levels.create(
            [
                {"name": "Director", "res_model": "crm.contract", **named},
                {"name": "Director", "res_model": "crm.contract.change", **named},
                {
                    "name": "Office",
                    "res_model": "crm.contract",
                    "reviewer": "users",
                    "user_ids": cls.office.ids,
                    "is_special": True,
                    "sequence": 50,
                },
            ]
        )

    @classmethod
    def _put_into(cls, stage):
        """Put the opportunity into a stage, whatever it asks for."""
        cls.env.flush_all()
        cls.env.cr.execute(
            SQL(
                "UPDATE crm_lead SET stage_id = %s WHERE id = %s", stage.id, cls.lead.id
            )
        )
        cls.lead.invalidate_recordset(["stage_id"])

    @classmethod
    def _create_contract(cls, amount=1000.0, **vals):
        """Return an application that lacks nothing, in the seller's environment."""
        line = {
            "kind_id": cls.goods.id,
            "name": "Fittings",
            "opportunity_id": cls.lead.id,
            "amount": amount,
        }
        payments = [
            Command.create({"name": name, "share": share, "date": date})
            for name, share, date in (
                ("Advance", 30, "2031-01-01"),
                ("Rest", 70, "2031-06-01"),
            )
        ]
        return cls.contracts.create(
            {
                "partner_id": cls.customer.id,
                "title": "Fittings for tower A",
                "date_start": Date.to_date("2031-01-01"),
                "date_end": Date.to_date("2031-12-31"),
                "terms": "<p>Delivery to the site.</p>",
                "line_ids": [Command.create(line)],
                "payment_ids": payments,
                **vals,
            }
        )

    @classmethod
    def _approve(cls, document):
        document.action_review_submit()
        document.with_user(cls.director).action_review_approve()

    @classmethod
    def _sign(cls, contract):
        cls._approve(contract)
        files = cls.env["ir.attachment"].with_user(cls.seller)
        contract.signed_file_ids = files.create(
            {"name": "signed.pdf", "raw": b"%PDF-1.4"}
        )
        contract.action_sign()
        return contract


class OrderedContractCommon(ContractCommon):
    """A signed contract of two rows of a product, and how it is called off."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.piece = cls.product.uom_id
        cls.taken = {
            "kind_id": cls.goods.id,
            "opportunity_id": cls.lead.id,
            "product_id": cls.product.id,
            "name": "Bracket",
            "uom_id": cls.piece.id,
        }
        cls.contract = cls._sign(cls._make([(10, 60), (4, 100)]))

    @classmethod
    def _make(cls, rows, **vals):
        """Return an application with rows of (quantity, price)."""
        lines = [
            Command.create({**cls.taken, "quantity": quantity, "price_unit": price})
            for quantity, price in rows
        ]
        return cls._create_contract(line_ids=lines, **vals)

    def _call_off(self, *quantities, contract=None, **values):
        """Make an order of so many of each row, as the dialogue does."""
        action = (contract or self.contract).action_order()
        wizards = self.env["crm.contract.order"].with_user(self.seller)
        wizard = wizards.with_context(**action["context"]).create({})
        for line, quantity in zip(wizard.line_ids, quantities, strict=False):
            line.quantity = quantity
        wizard.write(values)
        result = wizard.action_order()
        return self.env["sale.order"].browse(result["res_id"])
