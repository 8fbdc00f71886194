from odoo import api, models


class MaskedContactMixin(models.AbstractModel):
    """Records with the mail or the phone of their partner (CAR-7).

    Odoo reads that off the partner for whoever sees the record. Of a customer it is
    told to those who see the customer; others have the name.
    """

    _name = "masked.contact.mixin"
    _description = "Contact Data of Hidden Customers"

    @api.depends("partner_id.email")
    @api.depends_context("uid")
    def _compute_email(self):
        self._copy_seen("email")

    def _copy_seen(self, name):
        """Copy a field of the partners whom the user sees.

        :param str name: the field, of the same name here and there
        """
        seen = self.partner_id._filtered_access("read")
        for record in self:
            record[name] = (record.partner_id & seen)[name]
