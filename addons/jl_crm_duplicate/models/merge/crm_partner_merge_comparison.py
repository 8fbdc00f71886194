from odoo import api, fields, models
from odoo.tools import html2plaintext

from .crm_merge_engine_values import ADDRESS

TEXT_LIMIT = 200


class CrmPartnerMerge(models.Model):
    """Shows the members of a merge side by side."""

    _name = "crm.partner.merge"
    _inherit = "crm.partner.merge"

    comparison = fields.Json(
        string="Values",
        compute="_compute_comparison",
    )
    kept_comparison = fields.Json(system=True, readonly=True, copy=False)

    @api.depends("partner_ids", "survivor_id", "choices", "kept_comparison")
    @api.depends_context("lang")
    def _compute_comparison(self):
        for merge in self:
            merge.comparison = merge.kept_comparison or merge._compare()

    def _keep_comparison(self):
        """Keep what was compared, because the values are the survivor's then."""
        for merge in self:
            # of many at once nobody looked at one
            kept = merge._compare() if len(self) == 1 else False
            merge._write_system({"kept_comparison": kept})

    def _compare(self):
        """Return the members and the units of which their values differ.

        :return: dict with ``members`` (list of id, name, is_survivor) and ``rows``
            (list of unit, label, texts in the order of the members, index of the
            member whose value is taken)
        """
        self.ensure_one()
        partners = (self.survivor_id._origin | self._get_losers()).sudo()
        if not self.survivor_id or len(partners) < 2:
            return False
        values = self.env["crm.merge.engine"]
        self.env["res.partner"].flush_model()
        rows = values._read_rows(partners)
        members = [rows[partner.id] for partner in partners]
        return {
            "members": [
                {
                    "id": partner.id,
                    "name": partner.display_name,
                    "is_survivor": partner == partners[0],
                }
                for partner in partners
            ],
            "rows": [
                self._compare_unit(unit, names, partners, members)
                for unit, names in values._get_units().items()
                if self._is_compared(names, partners)
            ],
        }

    @api.model
    def _is_compared(self, names, partners):
        """Whether the unit differs, and the reader may see it."""
        partner_fields = self.env["res.partner"]._fields
        reader = partners.with_env(self.env)
        if not all(
            reader._has_field_access(partner_fields[name], "read") for name in names
        ):
            return False
        texts = {self._say_unit(names, partner) for partner in partners}
        return len(texts) > 1

    def _compare_unit(self, unit, names, partners, members):
        chosen = (self.choices or {}).get(unit)
        taken = self.env["crm.merge.engine"]._choose(names, members, chosen)
        return {
            "unit": unit,
            "label": self._label_unit(unit),
            "texts": [self._say_unit(names, partner) for partner in partners],
            "taken": members.index(taken),
        }

    @api.model
    def _label_unit(self, unit):
        if unit == ADDRESS:
            return self.env._("Address")
        return self.env["res.partner"]._fields[unit]._description_string(self.env)

    @api.model
    def _say_unit(self, names, partner):
        if len(names) > 1:
            lines = partner._display_address(without_company=True).splitlines()
            return ", ".join(line.strip() for line in lines if line.strip())
        return self._say(partner, partner._fields[names[0]])

    @api.model
    def _say(self, partner, field):
        value = partner[field.name]
        if field.type == "boolean":
            return self.env._("Yes") if value else ""
        if not value:
            return ""
        if field.type == "many2one":
            return value.display_name
        if field.type == "selection":
            return str(dict(field._description_selection(self.env)).get(value, value))
        if field.type == "html":
            value = html2plaintext(value)
        return str(value)[:TEXT_LIMIT]
