from odoo import fields, models

from .crm_customer_conversion import DEFAULT_MODE, MODE


class ResConfigSettings(models.TransientModel):
    _name = "res.config.settings"
    _inherit = "res.config.settings"

    conversion_on_order = fields.Selection(
        selection=[
            ("off", "Do nothing"),
            ("request", "Open a conversion request"),
            ("convert", "Convert at once"),
        ],
        string="Confirmed Order of a Potential Customer",
        default=DEFAULT_MODE,
        config_parameter=MODE,
        help="What happens when an order of a potential customer is confirmed.",
    )
