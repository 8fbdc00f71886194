import logging
from concurrent.futures import ThreadPoolExecutor

from odoo import api, models
from odoo.tools import SQL

from ...tools.copying import copy_rows
from ...tools.keys import make_keys, normalise
from ...tools.statements import INDEX_TABLES, UNINDEX_TABLES
from .crm_duplicate_index import BATCH

_logger = logging.getLogger(__name__)

# table, which of its rows, sign of their ids among the keys
SOURCES = (
    ("res_partner", SQL("commercial_partner_id = id"), 1),
    ("crm_lead", SQL("active AND partner_id IS NULL"), -1),
)


class CrmDuplicateIndex(models.AbstractModel):
    """Fills the index of a whole base, and finds what is wrong in it."""

    _name = "crm.duplicate.index"
    _inherit = "crm.duplicate.index"

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
    def _iter_batches(self):
        """Yield the ids of all that may have keys, batch by batch."""
        for table, kind, sign in SOURCES:
            last = 0
            while batch := self._next_batch(table, kind, last):
                yield [sign * one for one in batch]
                last = batch[-1]

    @api.model
    def _next_batch(self, table, kind, last):
        rows = self.env.execute_query(
            SQL(
                """
                SELECT id FROM %(table)s
                 WHERE id > %(last)s AND %(kind)s
                 ORDER BY id LIMIT %(batch)s
                """,
                table=SQL.identifier(table),
                kind=kind,
                last=last,
                batch=BATCH,
            )
        )
        return [row[0] for row in rows]

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
