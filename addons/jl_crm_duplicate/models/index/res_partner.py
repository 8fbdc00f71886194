from odoo import api, models
from odoo.tools import SQL

from ..tools.keys import Customer

BATCH = 5000
NUMBER_FIELDS = ("phone", "mobile", "fax")
LEAD_FIELDS = (
    *("partner_name", "contact_name", "phone", "email_from"),
    *("website", "city", "street", "street2"),
)
# table, which of its rows, sign of their ids among the keys
SOURCES = (
    ("res_partner", SQL("commercial_partner_id = id"), 1),
    ("crm_lead", SQL("active AND partner_id IS NULL"), -1),
)


class CrmDuplicateSource(models.AbstractModel):
    """What keys are made of: customers with their people, and leads.

    A part of crm.duplicate.index.
    """

    _name = "crm.duplicate.source"
    _description = "Source of Duplicate Keys"

    @api.model
    def _read_customers(self, ids):
        """Yield (id, engine's customer) for those of the ids that have one.

        :param ids: of commercial entities; of leads as numbers below zero
        """
        yield from self._read_partners([one for one in ids if one > 0])
        yield from self._read_leads([-one for one in ids if one < 0])

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
    def _read_leads(self, lead_ids):
        """Yield (id below zero, engine's customer) for leads without a customer.

        A lead of a customer is found with its customer; one that was lost or put away
        is nobody's any more.
        """
        if not lead_ids:
            return
        self.env["crm.lead"].flush_model([*LEAD_FIELDS, "partner_id", "active"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT -id, partner_name, phone, email_from, contact_name, website,
                       city, concat_ws(' ', street, street2)
                  FROM crm_lead
                 WHERE id = ANY(%s) AND active AND partner_id IS NULL
                """,
                lead_ids,
            )
        )
        for number, name, phone, mail, contact, website, city, street in rows:
            yield (
                number,
                Customer(
                    name=name or "",
                    phones=tuple(filter(None, [phone])),
                    mails=tuple(filter(None, [mail])),
                    website=website or "",
                    city=city or "",
                    street=street or "",
                    contacts=tuple(filter(None, [contact])),
                ),
            )

    @api.model
    def _read_partners(self, partner_ids):
        """Yield (id, engine's customer) for those of the ids that are customers.

        What the people of a company have counts for the company; our own companies
        and colleagues are left out.
        """
        if not partner_ids:
            return
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
        self.env["res.partner.alias"].flush_model(["kind", "name", "partner_id"])
        self.env["res.users"].flush_model(["partner_id", "share"])
        self.env["res.company"].flush_model(["partner_id"])
