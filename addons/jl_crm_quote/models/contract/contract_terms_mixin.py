from odoo import fields, models


class ContractTermsMixin(models.AbstractModel):
    """What both sides agree on beside the rows: delivery, payment, bank (CON-1)."""

    _name = "contract.terms.mixin"
    _description = "Terms of a Contract"

    payment_term_id = fields.Many2one(
        comodel_name="account.payment.term",
        string="Payment Terms",
        ondelete="restrict",
        domain="[('company_id', 'in', (False, company_id))]",
    )
    partner_shipping_id = fields.Many2one(
        comodel_name="res.partner",
        string="Delivery Address",
        ondelete="restrict",
        domain="[('commercial_partner_id', '=', partner_id)]",
    )
    delivery_terms = fields.Text(
        string="Delivery",
        help="When, how and at whose cost it is delivered.",
    )
    bank_details = fields.Text(
        string="Our Bank",
        help="Where the customer pays to. It is printed as it stands here.",
    )
    partner_bank_details = fields.Text(
        string="Bank of the Customer",
        help="It is printed as it stands here.",
    )
