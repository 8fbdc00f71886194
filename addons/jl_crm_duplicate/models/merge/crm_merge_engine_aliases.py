from odoo import api, models
from odoo.tools import SQL

# kind of the alias → fields of a partner that become one; see _get_alias_fields
ALIAS_FIELDS = {
    "former": ("name",),
    "phone": ("phone", "mobile", "fax"),
    "mail": ("email",),
    "code": ("ref", "customer_code", "vat", "company_registry"),
}
# those of the losers as they are, and what was replaced in the survivors
ADD_ALIASES = """
    WITH said AS (
        SELECT m._merge, m._survivor, v.kind, v.name
          FROM crm_merge_map m
          JOIN res_partner old ON old.id = m._loser
         CROSS JOIN LATERAL (VALUES %(values)s) v (kind, name)
         UNION ALL
        SELECT m._merge, m._survivor, v.kind, v.name
          FROM crm_merge_map m
          JOIN crm_partner_merge_journal j
            ON j.merge_id = m._merge AND j.row_id = m._survivor
           AND j.kind = 'value' AND j.res_table = 'res_partner'
         CROSS JOIN LATERAL (VALUES %(replaced)s) v (kind, name)
    ), added AS (
        INSERT INTO res_partner_alias (partner_id, name, kind, create_uid,
                                       create_date, write_uid, write_date)
        SELECT DISTINCT ON (_survivor, said.name)
               _survivor, said.name, kind,
               %(uid)s, %(now)s, %(uid)s, %(now)s
          FROM said JOIN res_partner survivor ON survivor.id = _survivor
         WHERE said.name != ''
           AND NOT said.name = ANY(array_remove(ARRAY[%(own)s], NULL))
         ORDER BY _survivor, said.name, kind
            ON CONFLICT DO NOTHING
        RETURNING id, partner_id, name, kind
    )
    INSERT INTO crm_partner_merge_journal
           (merge_id, kind, res_table, row_count, data)
    SELECT m._merge, 'insert', 'res_partner_alias', count(*),
           jsonb_agg(to_jsonb(added))
      FROM added
      JOIN (SELECT DISTINCT _merge, _survivor FROM crm_merge_map) m
        ON m._survivor = added.partner_id
     GROUP BY m._merge
"""


class CrmMergeEngine(models.AbstractModel):
    """What a customer was called before a merge still finds it (K3D-5, DUP-4)."""

    _name = "crm.merge.engine"
    _inherit = "crm.merge.engine"

    @api.model
    def _get_alias_fields(self):
        """Return [(kind, field)] of what a loser hands on as aliases."""
        partner_fields = self.env["res.partner"]._fields
        return [
            (kind, name)
            for kind, names in ALIAS_FIELDS.items()
            for name in names
            if name in partner_fields and partner_fields[name].store
        ]

    @api.model
    def _add_aliases(self):
        """Make aliases of what the survivor itself does not say."""
        found = self._get_alias_fields()
        values = SQL(", ").join(
            SQL("(%s, %s)", kind, SQL("old.%s", SQL.identifier(name)))
            for kind, name in found
        )
        replaced = SQL(", ").join(
            SQL("(%s, j.data->'before'->>%s)", kind, name) for kind, name in found
        )
        own = SQL(", ").join(SQL.identifier("survivor", name) for _kind, name in found)
        self.env.cr.execute(
            SQL(
                ADD_ALIASES,
                values=values,
                replaced=replaced,
                own=own,
                uid=self.env.uid,
                now=self.env.cr.now(),
            )
        )
