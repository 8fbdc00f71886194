from odoo import api, models
from odoo.tools import SQL

# loser and survivor follow the same record, or somebody follows both of them
UNITE_FOLLOWERS = """
    WITH both_follow AS (
        SELECT m._merge, old.id AS old_id, kept.id AS kept_id
          FROM crm_merge_map m
          JOIN mail_followers old ON old.partner_id = m._loser
          JOIN mail_followers kept ON kept.res_model = old.res_model
                                  AND kept.res_id = old.res_id
                                  AND kept.partner_id = m._survivor
         UNION
        SELECT m._merge, old.id, kept.id
          FROM crm_merge_map m
          JOIN mail_followers old ON old.res_model = 'res.partner'
                                 AND old.res_id = m._loser
          JOIN mail_followers kept ON kept.res_model = 'res.partner'
                                  AND kept.res_id = m._survivor
                                  AND kept.partner_id = old.partner_id
    ), added AS (
        INSERT INTO mail_followers_mail_message_subtype_rel
               (mail_followers_id, mail_message_subtype_id)
        SELECT b.kept_id, r.mail_message_subtype_id
          FROM both_follow b
          JOIN mail_followers_mail_message_subtype_rel r
            ON r.mail_followers_id = b.old_id
            ON CONFLICT DO NOTHING
        RETURNING *
    )
    INSERT INTO crm_partner_merge_journal
           (merge_id, kind, res_table, row_count, data)
    SELECT b._merge, 'insert', 'mail_followers_mail_message_subtype_rel',
           count(*), jsonb_agg(to_jsonb(added))
      FROM added
      JOIN (SELECT DISTINCT ON (kept_id) kept_id, _merge
              FROM both_follow) b ON b.kept_id = added.mail_followers_id
     GROUP BY b._merge
"""


class CrmMergeEngine(models.AbstractModel):
    """What follows a customer into a merge: people, bank accounts, followers, names."""

    _name = "crm.merge.engine"
    _inherit = "crm.merge.engine"

    @api.model
    def _find_family(self):
        """Remember the people of the losers before they move to the survivors."""
        self.env.cr.execute(
            SQL(
                """
                CREATE TEMPORARY TABLE IF NOT EXISTS crm_merge_child (
                    _merge int4, _id int4 PRIMARY KEY
                ) ON COMMIT DROP
                """
            )
        )
        self.env.cr.execute(SQL("TRUNCATE crm_merge_child"))
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO crm_merge_child
                SELECT _merge, id FROM (
                    SELECT m._merge, c.id FROM crm_merge_map m
                      JOIN res_partner c ON c.parent_id = m._loser
                     UNION
                    SELECT m._merge, c.id FROM crm_merge_map m
                      JOIN res_partner c ON c.commercial_partner_id = m._loser
                ) c
                 WHERE id NOT IN (SELECT _loser FROM crm_merge_map)
                    ON CONFLICT DO NOTHING
                """
            )
        )
        self.env.cr.execute(SQL("ANALYZE crm_merge_child"))

    @api.model
    def _follow_family(self):
        """Bring the people who moved in line with their new company."""
        self._remember("res_partner", SQL("SELECT _merge, _id FROM crm_merge_child"))
        names = self.env["res.partner"]._commercial_fields()
        for name in names:
            field = self.env["res.partner"]._fields[name]
            if field.store and field.column_type:
                self._sync_column(name)
        self.env.invalidate_all()
        rows = self.env.execute_query(SQL("SELECT _id FROM crm_merge_child"))
        children = self.env["res.partner"].browse(row[0] for row in rows)
        self._recompute(children, ["commercial_company_name", "complete_name"])

    @api.model
    def _recompute(self, partners, names):
        for name in names:
            self.env.add_to_compute(partners._fields[name], partners)
        partners.flush_recordset(names)

    @api.model
    def _sync_column(self, name):
        """Copy what the company has, as Odoo does when a contact gets a company."""
        self.env.cr.execute(
            SQL(
                """
                UPDATE res_partner p SET %(column)s = company.%(column)s
                  FROM crm_merge_child c, res_partner company
                 WHERE p.id = c._id
                   AND company.id = p.commercial_partner_id
                   AND p.id != company.id
                   AND company.%(column)s IS NOT NULL
                   AND p.%(column)s IS DISTINCT FROM company.%(column)s
                """,
                column=SQL.identifier(name),
            )
        )

    @api.model
    def _follow_users(self):
        """A survivor that got a user is no longer shared with nobody."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT m._merge, m._survivor FROM crm_merge_map m
                  JOIN res_users u ON u.partner_id = m._survivor
                """
            )
        )
        if not rows:
            return
        merge_ids, survivor_ids = map(list, zip(*rows, strict=True))
        self._remember_rows("res_partner", merge_ids, survivor_ids)
        survivors = self.env["res.partner"].browse(survivor_ids)
        survivors.invalidate_recordset(["user_ids"])
        self._recompute(survivors, ["partner_share"])
        # who is logged in as whom is kept in each process
        self.env.registry.clear_cache()

    @api.model
    def _merge_banks(self):
        """Where both have the same account, what points at the loser's moves over."""
        self._make_pairs("crm_merge_map_bank")
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO crm_merge_map_bank
                SELECT m._merge, old.id, kept.id, kept.id, m._rank
                  FROM crm_merge_map m
                  JOIN res_partner_bank old ON old.partner_id = m._loser
                  JOIN res_partner_bank kept
                    ON kept.partner_id = m._survivor
                   AND kept.sanitized_acc_number = old.sanitized_acc_number
                """
            )
        )
        if self.env.cr.rowcount:
            self._move_links("res.partner.bank", "crm_merge_map_bank")

    @api.model
    def _make_pairs(self, name):
        self.env.cr.execute(
            SQL(
                """
                CREATE TEMPORARY TABLE IF NOT EXISTS %s (
                    _merge int4, _loser int4 PRIMARY KEY, _survivor int4,
                    _entity int4, _rank int4
                ) ON COMMIT DROP
                """,
                SQL.identifier(name),
            )
        )
        self.env.cr.execute(
            SQL(
                "CREATE INDEX IF NOT EXISTS %s ON %s (_survivor)",
                SQL.identifier(f"{name}_survivor"),
                SQL.identifier(name),
            )
        )
        self.env.cr.execute(SQL("TRUNCATE %s", SQL.identifier(name)))

    @api.model
    def _unite_followers(self):
        """Where both follow, the survivor is told of all that the loser was told of."""
        self.env.cr.execute(SQL(UNITE_FOLLOWERS))

    @api.model
    def _move_company_values(self):
        """Values that each company has its own of, and defaults, may name a loser."""
        for field in self.env.registry.many2one_company_dependents["res.partner"]:
            self._move_company_column(self.env[field.model_name]._table, field.name)
        self._move_defaults()

    @api.model
    def _move_company_column(self, table, column):
        naming = SQL(
            """
            SELECT m._merge, t.id
              FROM %s t CROSS JOIN LATERAL jsonb_each_text(t.%s) v
              JOIN crm_merge_map m ON v.value = m._loser::text
            """,
            SQL.identifier(table),
            SQL.identifier(column),
        )
        self._remember(table, naming)
        self.env.cr.execute(
            SQL(
                """
                UPDATE %(table)s t SET %(column)s = (
                    SELECT jsonb_object_agg(
                               v.key, coalesce(to_jsonb(m._survivor), v.value))
                      FROM jsonb_each(t.%(column)s) v
                      LEFT JOIN crm_merge_map m ON v.value = to_jsonb(m._loser)
                )
                  FROM (%(naming)s) named (_merge, _id)
                 WHERE t.id = named._id
                """,
                table=SQL.identifier(table),
                column=SQL.identifier(column),
                naming=naming,
            )
        )

    @api.model
    def _move_defaults(self):
        naming = SQL(
            """
            SELECT m._merge, d.id, m._survivor
              FROM ir_default d
              JOIN ir_model_fields f ON f.id = d.field_id
              JOIN crm_merge_map m ON d.json_value = m._loser::text
             WHERE f.ttype = 'many2one' AND f.relation = 'res.partner'
            """
        )
        self._remember("ir_default", SQL("SELECT _merge, id FROM (%s) n", naming))
        self.env.cr.execute(
            SQL(
                """
                UPDATE ir_default d SET json_value = n._survivor::text
                  FROM (%s) n (_merge, _id, _survivor) WHERE d.id = n._id
                """,
                naming,
            )
        )
        if self.env.cr.rowcount:
            self.env.registry.clear_cache()
