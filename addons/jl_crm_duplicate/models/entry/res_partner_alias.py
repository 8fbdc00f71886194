from odoo import api, fields, models


class ResPartnerAlias(models.Model):
    """Another name of a customer may be the name of another customer (DUP-4)."""

    _name = "res.partner.alias"
    _inherit = "res.partner.alias"

    duplicate_reason = fields.Text(
        string="Reason in Spite of Duplicates",
        store=False,
        help="Why the customer has this name although another customer is found by it.",
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
            reasons = [reason for _vals, reason in split]
            scope.give_reasons((one.partner_id.id for one in aliases), reasons)
            scope.touch(aliases.partner_id.ids)
        return aliases

    def write(self, vals):
        partners = self.env["res.partner"]
        vals, reason = partners._split_duplicate_reason(vals)
        owners = self.partner_id | partners.browse(vals.get("partner_id") or [])
        with partners._guard_duplicates() as scope:
            owners._remember_duplicates(scope)
            result = super().write(vals)
            scope.give_reasons(owners.ids, [reason] * len(owners))
            scope.touch(owners.ids)
        return result
