from odoo import api, fields, models


class ResPartnerAlias(models.Model):
    """Another name under which a customer is known: brand, English, former.

    Numbers, mails and codes are those of customers that were merged into it.
    """

    _name = "res.partner.alias"
    _description = "Customer Alias"
    _order = "name, id"

    name = fields.Char(required=True, index="trigram")
    kind = fields.Selection(
        selection=[
            ("brand", "Brand"),
            ("foreign", "Foreign Name"),
            ("former", "Former Name"),
            ("short", "Short Name"),
            ("phone", "Phone"),
            ("mail", "E-mail"),
            ("code", "Code"),
        ],
        default="brand",
        required=True,
    )
    partner_id = fields.Many2one(
        comodel_name="res.partner",
        string="Customer",
        required=True,
        ondelete="cascade",
        index=True,
    )

    _unique_name = models.UniqueIndex(
        "(partner_id, name)",
        "The customer already has this alias.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        aliases = super().create(vals_list)
        aliases.partner_id._index_duplicates()
        return aliases

    def write(self, vals):
        before = self.partner_id
        result = super().write(vals)
        (before | self.partner_id)._index_duplicates()
        return result

    def unlink(self):
        partners = self.partner_id
        result = super().unlink()
        partners._index_duplicates()
        return result
