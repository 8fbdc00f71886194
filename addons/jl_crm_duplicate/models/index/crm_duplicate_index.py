import io
import json

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL, split_every

from ...tools.copying import COPY_KEYS, COPY_NAMES, copy_rows
from ...tools.keys import Kind, make_keys, normalise
from ...tools.statements import CREATE_TABLES

PENDING = "jl_crm_duplicate.pending"
BATCH = 5000
# what two entries of one company have in common; a slip of the pen is not waited for
STRONG_KINDS = (Kind.TAX_ID, Kind.PHONE, Kind.MAIL, Kind.NAME, Kind.SOUND_ROOT)
TURN_KEPT = "1 day"
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


class CrmDuplicateIndex(models.AbstractModel):
    """The keys under which customers are found, kept beside res.partner.

    One row per key and customer, one row of normal forms per name; leads that are no
    customer's are there too, their ids below zero. Whatever changes a customer hands
    its id to :meth:`_refresh_later`; the content is read from the base, so all routes
    give the same rows, and :meth:`_check` can tell what is wrong.
    """

    _name = "crm.duplicate.index"
    _description = "Index of Duplicate Keys"

    def init(self):
        [[table]] = self.env.execute_query(
            SQL("SELECT to_regclass('crm_duplicate_key')")
        )
        if not table:
            self.env.cr.execute(CREATE_TABLES)
        self.env.cr.execute(CREATE_TURN)

    @api.model
    def _refresh_later(self, partner_ids):
        """Bring these customers in line before the transaction ends, all at once.

        However many partners an import or a merge touches, and however often, the
        rows are written once; a check in the same transaction asks for them before.
        """
        precommit = self.env.cr.precommit
        if PENDING not in precommit.data:
            precommit.data[PENDING] = set()
            precommit.add(self.sudo()._refresh_pending)
        precommit.data[PENDING].update(partner_ids)

    @api.model
    def _refresh_pending(self):
        """Do now what :meth:`_refresh_later` has put off."""
        self._refresh(self.env.cr.precommit.data.pop(PENDING, ()))

    @api.model
    def _refresh(self, partner_ids):
        """Bring the rows of these customers in line with the base.

        :param partner_ids: ids of commercial entities; those that are none any more,
            or were deleted, lose their rows
        """
        for batch in split_every(BATCH, partner_ids, list):
            if self._has_rows(batch):
                self._replace(batch)
            else:
                self._copy(batch)
            customers = [one for one in batch if one > 0]
            self.env["crm.duplicate.changes"]._note(customers)

    @api.model
    def _read_customers(self, ids):
        """Yield (id, engine's customer) for those of the ids that have one.

        :param ids: of commercial entities; of leads as numbers below zero
        """
        partners = self.env["res.partner"].browse(one for one in ids if one > 0)
        yield from partners._read_duplicate_sources()
        leads = self.env["crm.lead"].browse(-one for one in ids if one < 0)
        yield from leads._read_duplicate_sources()

    @api.model
    def _has_rows(self, partner_ids):
        [[found]] = self.env.execute_query(
            SQL(
                """
                SELECT EXISTS (SELECT FROM crm_duplicate_norm
                                WHERE partner_id = ANY(%(ids)s))
                    OR EXISTS (SELECT FROM crm_duplicate_key
                                WHERE partner_id = ANY(%(ids)s))
                """,
                ids=list(partner_ids),
            )
        )
        return found

    @api.model
    def _copy(self, partner_ids):
        self._copy_texts(*copy_rows(self._read_customers(partner_ids)))

    @api.model
    def _copy_texts(self, names, keys):
        self.env.cr.copy_expert(COPY_NAMES, io.StringIO(names))
        self.env.cr.copy_expert(COPY_KEYS, io.StringIO(keys))

    @api.model
    def _replace(self, partner_ids):
        """Write what has changed for these customers, in three statements."""
        keys, names = [], []
        for partner_id, customer in self._read_customers(partner_ids):
            normals = normalise(customer)
            keys += [(key, partner_id) for key in make_keys(normals)]
            names += [{"partner_id": partner_id, **n._asdict()} for n in normals]
        self._replace_keys(partner_ids, keys)
        self._replace_names(partner_ids, names)

    @api.model
    def _replace_keys(self, partner_ids, keys):
        self.env.cr.execute(
            SQL(
                """
                WITH fresh AS (
                    SELECT * FROM unnest(%(keys)s::int8[], %(owners)s::int4[])
                                  AS fresh (key, partner_id)
                ), gone AS (
                    DELETE FROM crm_duplicate_key old
                     WHERE partner_id = ANY(%(ids)s)
                       AND NOT EXISTS (SELECT FROM fresh
                                        WHERE fresh.key = old.key
                                          AND fresh.partner_id = old.partner_id)
                )
                INSERT INTO crm_duplicate_key
                SELECT key, partner_id FROM fresh
                    ON CONFLICT DO NOTHING
                """,
                ids=list(partner_ids),
                keys=[key for key, _partner_id in keys],
                owners=[partner_id for _key, partner_id in keys],
            )
        )

    @api.model
    def _replace_names(self, partner_ids, names):
        self.env.cr.execute(
            SQL(
                "DELETE FROM crm_duplicate_norm WHERE partner_id = ANY(%s)",
                list(partner_ids),
            )
        )
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO crm_duplicate_norm
                SELECT * FROM jsonb_populate_recordset(
                    NULL::crm_duplicate_norm, %s::jsonb)
                """,
                json.dumps(names),
            )
        )

    @api.model
    def _take_turns(self, partner_ids):
        """Wait for whoever is entering one of these customers at this moment.

        Two transactions do not see each other. Whoever checks a customer writes its
        keys down first; the second one waits for the first, and is then repeated by
        Odoo with the eyes open, because the row has changed since it began.

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
    def _vacuum_turns(self):
        self.env.cr.execute(
            SQL(
                "DELETE FROM crm_duplicate_turn"
                " WHERE at < now() AT TIME ZONE 'UTC' - %s::interval",
                TURN_KEPT,
            )
        )
