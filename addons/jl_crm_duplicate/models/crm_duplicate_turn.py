from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..tools.keys import Kind

# what two entries of one company have in common; a slip of the pen is not waited for
STRONG_KINDS = (Kind.TAX_ID, Kind.PHONE, Kind.MAIL, Kind.NAME, Kind.SOUND_ROOT)
KEPT = "1 day"
CREATE_TURN = """
    CREATE TABLE IF NOT EXISTS crm_duplicate_turn (
        key int8 PRIMARY KEY,
        at timestamp NOT NULL
    );
    CREATE OR REPLACE FUNCTION crm_duplicate_take_turn(partners int4[], kinds int4[])
    RETURNS boolean LANGUAGE plpgsql SET lock_timeout = '10s' AS $turn$
    BEGIN
        INSERT INTO crm_duplicate_turn
        SELECT DISTINCT key, now() AT TIME ZONE 'UTC'
          FROM crm_duplicate_key
         WHERE partner_id = ANY(partners) AND (key & 15)::int4 = ANY(kinds)
         ORDER BY key
            ON CONFLICT (key) DO UPDATE SET at = excluded.at;
        RETURN TRUE;
    EXCEPTION WHEN lock_not_available THEN
        RETURN FALSE;
    END
    $turn$
"""


class CrmDuplicateTurn(models.AbstractModel):
    """One after the other: two people who enter the same company at the same moment.

    Their transactions do not see each other. Whoever checks a customer writes its keys
    down first; the second one waits for the first, and is then repeated by Odoo with
    the eyes open, because the row has changed since it began.
    """

    _name = "crm.duplicate.turn"
    _description = "Turns of Those Who Enter Customers"

    def init(self):
        self.env.cr.execute(CREATE_TURN)

    @api.model
    def _take(self, partner_ids):
        """Wait for whoever is entering one of these customers at this moment.

        :raise UserError: it takes longer than ten seconds
        """
        statement = SQL(
            "SELECT crm_duplicate_take_turn(%s::int4[], %s::int4[])",
            list(partner_ids),
            list(map(int, STRONG_KINDS)),
        )
        # to be repeated is what happens here now and then, not an error
        self.env.cr.execute(statement, log_exceptions=False)
        [is_mine] = self.env.cr.fetchone()
        if not is_mine:
            raise UserError(
                self.env._(
                    "Somebody is entering the same customer at this moment. "
                    "Wait a little, then save again."
                )
            )

    @api.autovacuum
    def _vacuum(self):
        self.env.cr.execute(
            SQL(
                "DELETE FROM crm_duplicate_turn"
                " WHERE at < now() AT TIME ZONE 'UTC' - %s::interval",
                KEPT,
            )
        )
