import io
import json
import logging
from concurrent.futures import ThreadPoolExecutor

from odoo import api, models
from odoo.tools import SQL, split_every

from ..tools.copying import COPY_KEYS, COPY_NAMES, copy_rows
from ..tools.keys import Customer, make_keys, normalise
from ..tools.scoring import CREATE_CHECK
from ..tools.statements import CREATE_TABLES, INDEX_TABLES, UNINDEX_TABLES

_logger = logging.getLogger(__name__)

BATCH = 5000
PENDING = "jl_crm_duplicate.pending"
NUMBER_FIELDS = ("phone", "mobile", "fax")


class CrmDuplicateIndex(models.AbstractModel):
    """The keys under which customers are found, kept beside res.partner.

    One row per key and customer, one row of normal forms per name. Whatever changes a
    customer hands its id to :meth:`_refresh_later`; the content is read from the base,
    so all routes give the same rows, and :meth:`_check` can tell what is wrong.
    """

    _name = "crm.duplicate.index"
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
            self.env["crm.duplicate.run"]._note_changed(batch)

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
        """Copy all customers; PostgreSQL takes a batch in while the next is keyed."""
        last, texts = 0, ("", "")
        with ThreadPoolExecutor(max_workers=1) as other:
            while batch := self._next_batch(last):
                customers = list(self._read_customers(batch))
                copying = other.submit(self._copy_texts, *texts)
                texts = copy_rows(customers)
                # one connection does one thing at a time
                copying.result()
                last = batch[-1]
                _logger.info("Duplicate keys: up to customer %s", last)
        self._copy_texts(*texts)

    @api.model
    def _copy(self, partner_ids):
        self._copy_texts(*copy_rows(self._read_customers(partner_ids)))

    @api.model
    def _copy_texts(self, names, keys):
        self.env.cr.copy_expert(COPY_NAMES, io.StringIO(names))
        self.env.cr.copy_expert(COPY_KEYS, io.StringIO(keys))

    @api.model
    def _next_batch(self, last):
        rows = self.env.execute_query(
            SQL(
                """
                SELECT id FROM res_partner
                 WHERE id > %(last)s AND commercial_partner_id = id
                 ORDER BY id LIMIT %(batch)s
                """,
                last=last,
                batch=BATCH,
            )
        )
        return [row[0] for row in rows]

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
    def _read_customers(self, partner_ids):
        """Yield (id, engine's customer) for those of the ids that are customers.

        What the people of a company have counts for the company; our own companies
        and colleagues are left out.
        """
        self._flush_sources()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT p.id, p.name, p.website, p.city,
                       concat_ws(' ', p.street, p.street2),
                       coalesce(nullif(p.vat, ''), p.company_registry),
                       array_agg(DISTINCT m.email),
                       array_agg(DISTINCT m.name) FILTER (WHERE m.id != p.id),
                       array_agg(DISTINCT number),
                       ARRAY(SELECT ARRAY[a.kind, a.name] FROM res_partner_alias a
                              WHERE a.partner_id = p.id AND a.kind != 'code'
                              ORDER BY a.id)
                  FROM res_partner p
                  JOIN res_partner m ON m.commercial_partner_id = p.id
                                    AND (m.active OR m.id = p.id)
                  LEFT JOIN LATERAL unnest(ARRAY[%(numbers)s]) number ON TRUE
                 WHERE p.id = ANY(%(ids)s)
                   AND p.commercial_partner_id = p.id
                   AND p.merged_into_id IS NULL
                   AND NOT EXISTS (SELECT FROM res_company c WHERE c.partner_id = p.id)
                   AND NOT EXISTS (SELECT FROM res_users u
                                    WHERE u.partner_id = p.id AND NOT u.share)
                 GROUP BY p.id
                """,
                ids=list(partner_ids),
                numbers=SQL(", ").join(
                    SQL.identifier("m", name) for name in self._get_number_fields()
                ),
            )
        )
        for row in rows:
            yield row[0], self._make_customer(*row[1:])

    @api.model
    def _make_customer(
        self, name, website, city, street, tax_id, mails, people, numbers, aliases
    ):
        said = self._group_aliases(aliases)
        return Customer(
            name=name or "",
            aliases=said["name"],
            phones=(*filter(None, numbers or ()), *said["phone"]),
            mails=(*filter(None, mails or ()), *said["mail"]),
            website=website or "",
            city=city or "",
            street=street or "",
            contacts=tuple(filter(None, people or ())),
            tax_id=tax_id or "",
        )

    @api.model
    def _group_aliases(self, aliases):
        """Return the numbers and the mails among (kind, text), the rest being names."""
        groups = {"name": (), "phone": (), "mail": ()}
        for kind, text in aliases:
            group = kind if kind in groups else "name"
            groups[group] += (text,)
        return groups

    @api.model
    def _get_number_fields(self):
        """Return the fields that hold phone numbers; Odoo itself has one."""
        partner_fields = self.env["res.partner"]._fields
        return [name for name in NUMBER_FIELDS if name in partner_fields]

    @api.model
    def _get_source_fields(self):
        """Return the fields of a partner that keys are made of."""
        return [
            *self._get_number_fields(),
            "name",
            "email",
            "website",
            "city",
            "street",
            "street2",
            "vat",
            "company_registry",
            "active",
            "parent_id",
            "is_company",
            "merged_into_id",
        ]

    @api.model
    def _flush_sources(self):
        fields = [*self._get_source_fields(), "commercial_partner_id"]
        self.env["res.partner"].flush_model(fields)
        self.env["res.users"].flush_model(["partner_id", "share"])
        self.env["res.company"].flush_model(["partner_id"])
        self.env["res.partner.alias"].flush_model(["kind", "name", "partner_id"])

    @api.model
    def _check(self, partner_ids=None):
        """Return the ids of the customers whose rows differ from the base.

        :param partner_ids: ids to look at; all if left out
        """
        self._refresh_pending()
        wrong = []
        last = 0
        while batch := partner_ids or self._next_batch(last):
            wrong += self._find_wrong(batch)
            last = batch[-1]
            if partner_ids:
                break
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
                """
            )
        )
        return [row[0] for row in rows]

    @api.model
    def _cron_repair(self):
        """Bring customers in line whose rows differ, whatever went past the ORM."""
        if wrong := self._check():
            _logger.info("Duplicate keys: %s customers repaired", len(wrong))
            self._refresh(wrong)
