import json
from collections import defaultdict

from odoo import api, models
from odoo.tools import SQL

from ..index.res_partner import NAMING

ADDRESS = "address"
COMPARED_TYPES = {
    "char",
    "text",
    "html",
    "integer",
    "float",
    "monetary",
    "boolean",
    "selection",
    "date",
    "datetime",
    "many2one",
}
# where a partner stands, and what the system keeps
NOT_CHOSEN = {
    "active",
    "calendar_last_notif_ack",
    "color",
    "commercial_partner_id",
    "company_id",
    "employee",
    "is_company",
    "message_bounce",
    "parent_id",
    "signup_type",
    "type",
}


class CrmMergeEngine(models.AbstractModel):
    """Which value of which member the survivor gets (K3D-5).

    A unit is what is chosen at once: one field, or the address as a whole. Of each the
    survivor's counts; where it has none, the first one's that has; unless chosen.
    """

    _name = "crm.merge.engine"
    _inherit = "crm.merge.engine"

    @api.model
    def _get_units(self):
        """Return {unit: names of its fields}."""
        partner_fields = self.env["res.partner"]._fields
        address = [
            *self.env["res.partner"]._address_fields(),
            "partner_latitude",
            "partner_longitude",
        ]
        units = {
            name: [name]
            for name, field in partner_fields.items()
            if name not in address
            and name not in self._get_unchosen_fields()
            and field.store
            and field.column_type
            and field.type in COMPARED_TYPES
            and not field.readonly
            and not field.translate
        }
        return {**units, ADDRESS: [name for name in address if name in partner_fields]}

    @api.model
    def _get_unchosen_fields(self):
        """Return the fields that stay as the survivor has them, or are summed up."""
        return NOT_CHOSEN.union(models.MAGIC_COLUMNS, self._get_summed_fields())

    @api.model
    def _get_summed_fields(self):
        return self.env["base.partner.merge.automatic.wizard"]._get_summable_fields()

    @api.model
    def _apply_values(self, merges):
        """Give the survivors the values that are chosen or that they lack."""
        rows = self._read_rows(merges.partner_ids)
        units = self._get_units()
        per_company = []
        with self._recording(merges):
            for merge in merges:
                losers = [rows[loser.id] for loser in merge._get_losers()]
                members = [rows[merge.survivor_id.id], *losers]
                values, folded = self._prepare_values(
                    units, members, merge.choices or {}
                )
                per_company += [(merge, *found) for found in folded.items()]
                if values:
                    # the names that go become aliases with the rest of the merge
                    survivor = NAMING.give(merge.survivor_id.sudo())
                    survivor.with_context(
                        tracking_disable=True, mail_notrack=True
                    ).write(values)
        self._write_per_company(per_company)

    @api.model
    def _read_rows(self, partners):
        rows = self.env.execute_query(
            SQL(
                "SELECT id, to_jsonb(p) FROM res_partner p WHERE id = ANY(%s)",
                partners.ids,
            )
        )
        return dict(rows)

    @api.model
    def _prepare_values(self, units, members, choices):
        """Return what changes in the survivor.

        :param units: {unit: names of its fields}
        :param members: rows of the partners, the survivor's the first
        :param choices: {unit: id of the member whose value is taken}
        :return: (values to write, {field: {company: value}})
        """
        survivor = members[0]
        values, per_company = {}, {}
        for unit, names in units.items():
            taken = self._choose(names, members, choices.get(unit))
            for name in names:
                if self.env["res.partner"]._fields[name].company_dependent:
                    folded = self._fold(name, members, taken)
                    if folded != (survivor[name] or {}):
                        per_company[name] = folded
                elif taken[name] != survivor[name]:
                    values[name] = self._convert(name, taken[name])
        for name in self._get_summed_fields():
            total = sum(member[name] or 0 for member in members)
            if total != (survivor[name] or 0):
                values[name] = total
        return values, per_company

    @api.model
    def _choose(self, names, members, chosen_id):
        """Return the row of the member whose value of a unit is taken."""
        for member in members:
            if member["id"] == chosen_id:
                return member
        for member in members:
            if any(self._is_filled(member[name]) for name in names):
                return member
        return members[0]

    @api.model
    def _is_filled(self, value):
        return any(value.values()) if isinstance(value, dict) else bool(value)

    @api.model
    def _fold(self, name, members, taken):
        """Return each company's value: the taken one's, the survivor's, others'."""
        folded = {}
        for member in [*reversed(members), taken]:
            folded |= member[name] or {}
        return folded

    @api.model
    def _convert(self, name, value):
        """Return what the ORM writes for a value of a row as JSON has it."""
        if value is None:
            return False
        if self.env["res.partner"]._fields[name].type == "datetime":
            return value.replace("T", " ").partition(".")[0]
        return value

    @api.model
    def _write_per_company(self, values):
        by_field = defaultdict(list)
        for merge, name, value in values:
            by_field[name].append((merge, value))
        for name, found in by_field.items():
            self._write_column_per_company(name, found)

    @api.model
    def _write_column_per_company(self, name, found):
        merge_ids = [merge.id for merge, _value in found]
        ids = [merge.survivor_id.id for merge, _value in found]
        self._remember_rows("res_partner", merge_ids, ids)
        self.env.cr.execute(
            SQL(
                """
                UPDATE res_partner p SET %(column)s = v.value
                  FROM unnest(%(ids)s, %(values)s::jsonb[]) v (id, value)
                 WHERE p.id = v.id
                """,
                column=SQL.identifier(name),
                ids=ids,
                values=[json.dumps(value) for _merge, value in found],
            )
        )
