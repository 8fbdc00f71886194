from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.jl_crm_base.tools.locks import lock_records

from ..models.execution.sale_order_promise import NOON


class CrmContractOrder(models.TransientModel):
    """Makes an order from a signed contract: the whole, or a call-off (TUR-6).

    The prices are those of the contract, which was reviewed: the order needs no review
    of its own as long as it stays as it was made.
    """

    _name = "crm.contract.order"
    _description = "Order from a Contract"

    contract_id = fields.Many2one(comodel_name="crm.contract", required=True)
    partner_id = fields.Many2one(related="contract_id.partner_id")
    company_id = fields.Many2one(related="contract_id.company_id")
    currency_id = fields.Many2one(related="contract_id.currency_id")
    partner_shipping_id = fields.Many2one(
        comodel_name="res.partner",
        string="Delivery Address",
        domain="[('commercial_partner_id', '=', partner_id)]",
    )
    day = fields.Date(string="Delivery Date")
    client_order_ref = fields.Char(string="Customer's Number")
    amount = fields.Monetary(
        compute="_compute_amount",
        help="Without taxes, at the prices of the contract.",
    )
    line_ids = fields.One2many(
        comodel_name="crm.contract.order.line",
        inverse_name="order_id",
        string="What Is Ordered",
    )

    @api.depends("line_ids.amount")
    def _compute_amount(self):
        for wizard in self:
            wizard.amount = sum(wizard.line_ids.mapped("amount"))

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        contract = self.env["crm.contract"].browse(values.get("contract_id"))
        if contract and "line_ids" in fields:
            contract.check_access("read")
            values["line_ids"] = [
                Command.create(self._prepare_line(row))
                for row in contract._get_open_rows()
            ]
            values["partner_shipping_id"] = contract.partner_shipping_id.id
        return values

    @api.model
    def _prepare_line(self, row):
        product = row.product_id or row.kind_id.product_id
        return {
            "contract_line_id": row.id,
            "product_id": product.id,
            "remaining": row.remaining,
            "quantity": row.remaining,
        }

    def action_order(self):
        """Make the order, and open it (TUR-6).

        :rtype: dict
        :raise UserError: too much is asked for, or a product is missing
        """
        self.ensure_one()
        contract = self.contract_id
        contract.check_access("write")
        contract._ensure_orderable()
        refuse = self.env._(
            "Somebody else is ordering from %(contract)s at the moment. Try again.",
            contract=contract.display_name,
        )
        lock_records(contract.sudo(), refuse=refuse, allow_referencing=True)
        contract._ensure_left()
        chosen = self.line_ids.filtered("quantity")
        self._ensure_right(chosen)
        order = self._find_quotation(chosen)
        if order:
            with order._carrying_review(contract.display_name):
                order.write(self._prepare_delivery())
        else:
            order = self._create_order(chosen)
        self._ensure_within(order)
        order._release_by_contract(contract)
        order.action_confirm()
        return order._get_records_action(name=self.env._("Order"), context={})

    def _ensure_right(self, chosen):
        """:raise UserError: what is chosen is no order, or more than is left"""
        if not chosen:
            raise UserError(self.env._("Say how much is ordered of at least one row."))
        rows = chosen.contract_line_id
        rows.invalidate_recordset(["remaining"])
        for line in chosen:
            left = line.contract_line_id.remaining
            if line.quantity < 0 or round(line.quantity - left, 6) > 0:
                line.contract_line_id._refuse_more(line._get_label(), line.quantity)
            if not line.product_id:
                raise UserError(
                    self.env._(
                        "Choose as which product “%(row)s” is ordered.",
                        row=line._get_label(),
                    )
                )
        if len(rows) != len(chosen) or rows.contract_id != self.contract_id:
            raise UserError(self.env._("Each row of the contract is ordered once."))

    def _ensure_within(self, order):
        """:raise UserError: the orders, linked by hand too, come to more than agreed

        :param order: that is about to be confirmed
        """
        contract = self.contract_id
        contract.invalidate_recordset(["called_off_amount"])
        ordered = contract.called_off_amount + order.amount_total
        # each order rounds its taxes for itself
        spare = ordered - contract.amount_total - 100 * contract.currency_id.rounding
        if contract.amount_total > 0 and spare > 0:
            raise UserError(
                self.env._(
                    "With this order %(contract)s comes to %(ordered)s, and only "
                    "%(total)s were agreed on. Make a change order first.",
                    contract=contract.display_name,
                    ordered=contract.currency_id.format(ordered),
                    total=contract.currency_id.format(contract.amount_total),
                )
            )

    def _prepare_delivery(self):
        values = {}
        if self.client_order_ref:
            values["client_order_ref"] = self.client_order_ref
        if self.day:
            company = self.contract_id.company_id
            values["commitment_date"] = company._to_moment(self.day, NOON)
        return values

    def _find_quotation(self, chosen):
        """Return the quotation of the contract, where all of it is chosen.

        It says what the contract says, and becomes the order.
        """
        order = self.contract_id.quotation_id
        is_open = order.state in ("draft", "sent")
        if not is_open or order.review_state == "submitted":
            return None
        if not order.has_access("write"):
            return None
        lines = order._get_contract_lines().filtered(lambda one: not one.display_type)
        asked = {one.contract_line_id: one for one in chosen}
        if lines.contract_line_id != chosen.contract_line_id or len(lines) != len(
            asked
        ):
            return None
        is_same = all(
            line._says(line.contract_line_id)
            and line.product_uom_qty == asked[line.contract_line_id].quantity
            for line in lines
        )
        return order if is_same and self._has_same_terms(order) else None

    def _has_same_terms(self, order):
        contract = self.contract_id
        return (
            order.payment_term_id == contract.payment_term_id
            and order.currency_id == contract.currency_id
            and order.partner_shipping_id == self.partner_shipping_id
        )

    def _create_order(self, chosen):
        contract = self.contract_id
        values = {
            "partner_id": contract.partner_id.id,
            "partner_shipping_id": (self.partner_shipping_id or contract.partner_id).id,
            "company_id": contract.company_id.id,
            "user_id": contract.user_id.id,
            "contract_id": contract.id,
            "opportunity_id": chosen.contract_line_id.opportunity_id[:1].id,
            "payment_term_id": contract.payment_term_id.id,
            "pricelist_id": self._find_pricelist().id,
            **self._prepare_delivery(),
            "origin": contract.name,
            "order_line": [
                Command.create(line._prepare_order_line()) for line in chosen
            ],
        }
        orders = self.env["sale.order"].with_company(contract.company_id)
        order = orders._as_system().create(values)
        return order.with_env(self.env)

    def _find_pricelist(self):
        """Return a list in the contract's currency: of its offer, or the customer's.

        :raise UserError: there is none
        """
        contract = self.contract_id
        currency = contract.currency_id
        customer = contract.partner_id.with_company(contract.company_id)
        usual = contract.sudo().quotation_id.pricelist_id
        lists = usual | customer.property_product_pricelist
        found = lists.filtered(lambda one: one.currency_id == currency)[:1]
        if found or (currency == contract.company_id.currency_id and not lists):
            return found
        company = [False, contract.company_id.id]
        domain = [("currency_id", "=", currency.id), ("company_id", "in", company)]
        found = lists.search(domain, limit=1)
        if not found and currency != contract.company_id.currency_id:
            raise UserError(
                self.env._(
                    "There is no price list in %(currency)s. Ask an administrator for "
                    "one.",
                    currency=currency.name,
                )
            )
        return found
