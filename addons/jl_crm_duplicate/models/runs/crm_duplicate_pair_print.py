from odoo import api, models
from odoo.tools import SQL


class CrmDuplicatePair(models.Model):
    """Keeps what both sides looked like when somebody decided."""

    _name = "crm.duplicate.pair"
    _inherit = "crm.duplicate.pair"

    def _write_prints(self):
        """Keep what both sides look like now."""
        self.flush_recordset()
        self.env["crm.duplicate.index"]._refresh_pending()
        self.env.cr.execute(
            SQL(
                """
                UPDATE crm_duplicate_pair pair
                   SET left_print = %(left)s, right_print = %(right)s
                 WHERE id = ANY(%(ids)s)
                """,
                left=self._get_print(SQL("pair.left_id")),
                right=self._get_print(SQL("pair.right_id")),
                ids=self.ids,
            )
        )
        self.invalidate_recordset(["left_print", "right_print"])

    @api.model
    def _get_print(self, partner):
        """Return the SQL of a hash of all that is compared of a customer."""
        return SQL(
            """(
            SELECT md5(string_agg(kept::text, '|' ORDER BY kept.name_no))
              FROM crm_duplicate_norm kept
             WHERE kept.partner_id = %s)""",
            partner,
        )

    @api.model
    def _find_as_decided(self):
        """Return the pairs whose customers still look as they did when it was decided.

        Whoever changes how names are read keeps them, and writes their prints anew
        afterwards: nobody has to decide again because the engine has learned something.
        """
        rows = self.env.execute_query(
            SQL(
                """
                SELECT pair.id FROM crm_duplicate_pair pair
                 WHERE pair.left_print = %(left)s AND pair.right_print = %(right)s
                """,
                left=self._get_print(SQL("pair.left_id")),
                right=self._get_print(SQL("pair.right_id")),
            )
        )
        return self.browse(row[0] for row in rows)
