import io
import json
import logging
from concurrent.futures import ThreadPoolExecutor

from odoo import api, models
from odoo.tools import SQL, split_every

from ..tools.copying import COPY_KEYS, COPY_NAMES, copy_rows
from ..tools.keys import make_keys, normalise
from ..tools.scoring import CREATE_CHECK
from ..tools.statements import CREATE_TABLES, INDEX_TABLES, UNINDEX_TABLES
from .crm_duplicate_source import BATCH

_logger = logging.getLogger(__name__)

PENDING = "jl_crm_duplicate.pending"


class CrmDuplicateIndex(models.AbstractModel):
    """The keys under which customers are found, kept beside res.partner.

    One row per key and customer, one row of normal forms per name; leads that are no
    customer's are there too, their ids below zero. Whatever changes a customer hands
    its id to :meth:`_refresh_later`; the content is read from the base,
    so all routes give the same rows, and :meth:`_check` can tell what is wrong.
    """

    _name = "crm.duplicate.index"
    _inherit = ["crm.duplicate.source"]
    _description = "Index of Duplicate Keys"

    def init(self):
        [[table]] = self.env.execute_query(
            SQL("SELECT to_regclass('crm_duplicate_key')")
        )
        if not table:
            self.env.cr.execute(CREATE_TABLES)
        self.env.cr.execute(CREATE_CHECK)

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
    def _rebuild(self):
        """Index the whole base anew, batch by batch, with nothing to keep in order.

        Nobody can look for duplicates meanwhile: the tables are locked.
        """
        self.env.cr.execute(SQL("TRUNCATE crm_duplicate_key, crm_duplicate_norm"))
        self.env.cr.execute(UNINDEX_TABLES)
        self._copy_batches()
        self.env.cr.execute(INDEX_TABLES)

    @api.model
    def _copy_batches(self):
        """Copy all customers; PostgreSQL reads and writes while keys are made here."""
        batches = self._iter_batches()
        customers, texts = self._read_next(batches), ("", "")
        with ThreadPoolExecutor(max_workers=1) as other:
            while customers is not None:
                # one connection does one thing at a time: all of it is over there
                coming = other.submit(self._copy_and_read, texts, batches)
                texts = copy_rows(customers)
                customers = coming.result()
        self._copy_texts(*texts)

    @api.model
    def _copy_and_read(self, texts, batches):
        self._copy_texts(*texts)
        return self._read_next(batches)

    @api.model
    def _read_next(self, batches):
        """Return the engine's customers of the next batch, None after the last."""
        batch = next(batches, None)
        if batch is None:
            return None
        _logger.info("Duplicate keys: up to number %s", batch[-1])
        return list(self._read_customers(batch))

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
    def _check(self, partner_ids=None):
        """Return the ids of the customers whose rows differ from the base.

        :param partner_ids: ids to look at; all if left out
        """
        self._refresh_pending()
        batches = [partner_ids] if partner_ids else self._iter_batches()
        wrong = [one for batch in batches for one in self._find_wrong(batch)]
        return wrong + self._find_orphans()

    @api.model
    def _find_wrong(self, partner_ids):
        rows = self.env.execute_query(
            SQL(
                """
                SELECT partner_id, array_agg(key ORDER BY key) FROM crm_duplicate_key
                 WHERE partner_id = ANY(%s) GROUP BY partner_id
                """,
                list(partner_ids),
            )
        )
        kept = {partner_id: tuple(keys) for partner_id, keys in rows}
        wanted = {
            partner_id: make_keys(normalise(customer))
            for partner_id, customer in self._read_customers(partner_ids)
        }
        return [
            partner_id
            for partner_id in partner_ids
            if kept.get(partner_id, ()) != wanted.get(partner_id, ())
        ]

    @api.model
    def _find_orphans(self):
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT k.partner_id FROM crm_duplicate_key k
                 WHERE NOT EXISTS (SELECT FROM res_partner p
                                    WHERE p.id = k.partner_id)
                   AND NOT EXISTS (SELECT FROM crm_lead l WHERE l.id = -k.partner_id)
                """
            )
        )
        return [row[0] for row in rows]

    @api.model
    def _describe_rows(self, partner_ids):
        """Return what is kept of these customers, for somebody who asks what it is.

        :return: header and rows
        """
        rows = self.env.execute_query_dict(
            SQL(
                """
                SELECT n.*, (SELECT count(*) FROM crm_duplicate_key k
                              WHERE k.partner_id = n.partner_id) AS keys
                  FROM crm_duplicate_norm n
                 WHERE n.partner_id = ANY(%s)
                 ORDER BY n.partner_id, n.name_no
                """,
                list(partner_ids),
            )
        )
        header = list(rows[0]) if rows else []
        return header, [list(row.values()) for row in rows]

    @api.model
    def _cron_repair(self):
        """Bring customers in line whose rows differ, whatever went past the ORM."""
        if wrong := self._check():
            _logger.info("Duplicate keys: %s customers repaired", len(wrong))
            self._refresh(wrong)
