from odoo import fields, models
from odoo.exceptions import UserError

MATURITIES = [
    ("a_plus", "A+ Clear intent to buy"),
    ("a_minus", "A- First intent"),
    ("b_plus", "B+ Key person intends"),
    ("b_minus", "B- Key person uncertain"),
    ("c_plus", "C+ First contact with intent"),
    ("c_minus", "C- First contact uncertain"),
    ("d", "D New"),
    ("e", "E Refused"),
    ("f", "F Invalid"),
]


class CustomerMaturityChange(models.Model):
    """One step in the history of a customer's maturity, edited by nobody (MAT-1)."""

    _name = "customer.maturity.change"
    _description = "Change of a Customer's Maturity"
    _order = "date desc, id desc"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        comodel_name="res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    user_id = fields.Many2one(
        comodel_name="res.users",
        string="Changed by",
        required=True,
        readonly=True,
        index=True,
    )
    date = fields.Datetime(
        string="Changed on",
        required=True,
        readonly=True,
        default=lambda self: fields.Datetime.now(),
        index=True,
    )
    old_maturity = fields.Selection(
        selection=MATURITIES,
        string="Maturity Before",
        readonly=True,
    )
    new_maturity = fields.Selection(
        selection=MATURITIES,
        string="Maturity After",
        readonly=True,
    )
    days = fields.Integer(
        string="Days Before",
        readonly=True,
        aggregator="avg",
        help="How long the customer had the maturity before.",
    )
    note = fields.Char(string="Reason", readonly=True)
    activity_id = fields.Many2one(
        comodel_name="mail.activity",
        string="Contact Record",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="The call or the visit after which it was changed.",
    )

    def write(self, vals):
        if vals:
            raise UserError(
                self.env._(
                    "The history of the maturity stays as it is. "
                    "Set the maturity of the customer instead."
                )
            )
        return super().write(vals)
