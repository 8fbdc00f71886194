from odoo import fields, models


class MailActivityType(models.Model):
    _name = "mail.activity.type"
    _inherit = "mail.activity.type"

    is_contact = fields.Boolean(
        string="Contact with the Customer",
        help="The person who did it has spoken with the customer: it can be chosen as "
        "the way of a contact record, and it counts as the customer's last "
        "contact.",
    )
