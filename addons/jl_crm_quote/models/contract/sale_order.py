from odoo import api, fields, models

from ..review.crm_review_decision import CARRYING
from .crm_contract_source import FROM_ORDER


class SaleOrder(models.Model):
    """The contract of an order: where it begins, and what it calls off (TUR-6)."""

    _name = "sale.order"
    _inherit = "sale.order"

    contract_id = fields.Many2one(
        comodel_name="crm.contract",
        ondelete="set null",
        index="btree_not_null",
        copy=False,
        tracking=True,
        domain="[('partner_id', 'parent_of', partner_id), "
        "('state', '!=', 'cancelled')]",
    )

    @api.model_create_multi
    def create(self, vals_list):
        orders = super().create(vals_list)
        orders.filtered("contract_id")._link_rows_by_product()
        return orders

    def write(self, vals):
        result = super().write(vals)
        if "contract_id" in vals:
            self._link_rows_by_product()
        return result

    def _link_rows_by_product(self):
        """Have the lines call off the rows with their product, where it is plain which.

        Those of another contract call nothing off any more.
        """
        for order in self.sudo():
            rows = order.contract_id.line_ids
            known = rows.grouped("product_id")
            pairs = [
                (line, rows_of_it if len(rows_of_it) == 1 else rows.browse())
                for line in order.order_line
                if line.contract_line_id not in rows or not line.contract_line_id
                for rows_of_it in [known.get(line.product_id, rows.browse())]
                if line.product_id
            ]
            order._link_contract_rows(pairs)

    def _get_withdraw_blockers(self):
        blockers = super()._get_withdraw_blockers()
        contract = self.contract_id
        if contract and contract.state != "cancelled":
            blockers.append(
                self.env._(
                    "The contract %(contract)s stands on it: cancel that, or take "
                    "the quotation off it.",
                    contract=contract.display_name,
                )
            )
        return blockers

    def _get_contract_lines(self):
        """Return what of the offer a contract is about: its rows, and the texts."""
        return self._get_review_lines().filtered(
            lambda line: line.display_type or line.product_uom_qty
        )

    def _link_contract_rows(self, pairs):
        self.order_line._link_contract_rows(pairs)

    def _release_by_contract(self, contract):
        """Let an order go that says what an approved contract says.

        :param contract: from whose rows the order was made, just before
        """
        self.ensure_one()
        order = CARRYING.give(self.sudo())
        if not order._is_released():
            order._decide(
                "carried",
                "approved",
                reason=contract.display_name,
                is_final=True,
                review_hash=order._get_review_hash(),
            )

    def action_confirm(self):
        self.check_access("write")
        for order in self.sudo().filtered(lambda one: one.state in ("draft", "sent")):
            order._ensure_within_contract()
        return super().action_confirm()

    def _ensure_within_contract(self):
        """:raise UserError: it orders more than a signed contract has left (TUR-6)"""
        if self.contract_id.state != "signed":
            return
        lines = self.order_line.filtered("contract_line_id")
        rows = lines.contract_line_id
        rows._forget_figures()
        for row, ones in lines.grouped("contract_line_id").items():
            asked = sum(one._count_in(row.uom_id) for one in ones)
            if round(asked - row.remaining, 6) > 0:
                row._refuse_more(ones[0].name, asked)
        # they are others in a moment
        rows._forget_figures()

    def action_contract(self):
        """Open the contract of the quotation, or a new application for it (TUR-6).

        :rtype: dict
        """
        self.ensure_one()
        self.check_access("read")
        contracts = self.env["crm.contract"]
        if not self.contract_id:
            return contracts._open_new(FROM_ORDER, self)
        return contracts._open_record(self.contract_id)
