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

    duplicate_reason = fields.Text(
        string="Reason in Spite of Duplicates",
        store=False,
        help="Why the customer has this name although another customer is found by it.",
    )

    _unique_name = models.UniqueIndex(
        "(partner_id, name)",
        "The customer already has this alias.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        partners = self.env["res.partner"]
        split = [partners._split_duplicate_reason(vals) for vals in vals_list]
        owners = partners.browse(
            {vals.get("partner_id") for vals in vals_list} - {None}
        )
        with partners._guard_duplicates() as scope:
            owners._remember_duplicates(scope)
            aliases = super().create([vals for vals, _reason in split])
            aliases.partner_id._index_duplicates()
            reasons = [reason for _vals, reason in split]
            scope.give_reasons((one.partner_id.id for one in aliases), reasons)
            scope.touch(aliases.partner_id.ids)
        return aliases

    def write(self, vals):
        partners = self.env["res.partner"]
        vals, reason = partners._split_duplicate_reason(vals)
        before = self.partner_id
        owners = before | partners.browse(vals.get("partner_id") or [])
        with partners._guard_duplicates() as scope:
            owners._remember_duplicates(scope)
            result = super().write(vals)
            owners._index_duplicates()
            scope.give_reasons(owners.ids, [reason] * len(owners))
            scope.touch(owners.ids)
        return result

    def unlink(self):
        partners = self.partner_id
        result = super().unlink()
        partners._index_duplicates()
        return result
