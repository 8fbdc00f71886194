from odoo import fields, models

from .sale_order_review import DEFAULT_SCOPE, SCOPE


class ResConfigSettings(models.TransientModel):
    _name = "res.config.settings"
    _inherit = "res.config.settings"

    quote_item_id = fields.Many2one(
        related="company_id.quote_item_id",
        readonly=False,
    )
    review_scope = fields.Selection(
        selection=[
            ("all", "All quotations to which a level applies"),
            ("custom", "Only quotations for custom work"),
            ("off", "None"),
        ],
        string="Quotations Reviewed",
        default=DEFAULT_SCOPE,
        config_parameter=SCOPE,
        help="What has to be approved before it is sent, printed, shown, paid or "
        "confirmed.",
    )
