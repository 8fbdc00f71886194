from odoo import api, models
from odoo.tools import SQL


class CrmDuplicateChanges(models.AbstractModel):
    """Whose keys have changed since they were last compared, for the next run (DUP-6).

    A table that is only added to: nobody who saves a customer waits for a run that
    reads it.
    """

    _name = "crm.duplicate.changes"
    _description = "Customers Changed since the Last Analysis"

    def init(self):
        self.env.cr.execute(
            SQL(
                """
                CREATE TABLE IF NOT EXISTS crm_duplicate_changed (
                    id int8 GENERATED ALWAYS AS IDENTITY,
                    partner_id int4 NOT NULL
                )
                """
            )
        )

    @api.model
    def _note(self, partner_ids):
        """Remember whose keys have changed."""
        if partner_ids:
            self.env.cr.execute(
                SQL(
                    """
                    INSERT INTO crm_duplicate_changed (partner_id)
                    SELECT unnest(%s::int4[])
                    """,
                    list(partner_ids),
                )
            )

    @api.model
    def _has_any(self):
        return bool(
            self.env.execute_query(SQL("SELECT FROM crm_duplicate_changed LIMIT 1"))
        )

    @api.model
    def _read(self):
        """Return who has changed, and keep which rows said so.

        Rows that are written meanwhile are not seen and stay for the next run.
        """
        self.env["crm.duplicate.index"]._refresh_pending()
        self.env.cr.execute(
            SQL(
                """
                DROP TABLE IF EXISTS pg_temp.crm_duplicate_changed_work;
                CREATE TEMP TABLE crm_duplicate_changed_work AS
                SELECT id, partner_id FROM crm_duplicate_changed
                """
            )
        )
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT partner_id FROM crm_duplicate_changed_work
                 WHERE partner_id > 0
                """
            )
        )
        return sorted(row[0] for row in rows)

    @api.model
    def _forget(self):
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM crm_duplicate_changed
                 USING crm_duplicate_changed_work seen
                 WHERE crm_duplicate_changed.id = seen.id;
                DROP TABLE crm_duplicate_changed_work
                """
            )
        )
