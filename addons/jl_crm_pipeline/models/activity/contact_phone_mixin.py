from odoo import api, fields, models


class ContactPhoneMixin(models.AbstractModel):
    """The number by which the contact of a record is called (CAR-3).

    The model has a field ``contact_id``.
    """

    _name = "contact.phone.mixin"
    _description = "Number of a Contact"

    contact_phone = fields.Char(
        string="Phone",
        compute="_compute_contact_phone",
        help="Of the contact, where you may see it.",
    )

    @api.depends("contact_id.phone", "contact_id.mobile")
    @api.depends_context("uid")
    def _compute_contact_phone(self):
        seen = self.contact_id._filtered_access("read")
        for record in self:
            contact = record.contact_id & seen
            record.contact_phone = contact.mobile or contact.phone
