from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.jl_crm_base.tools.permit import Permit

from ...tools.keys import Customer
from ...tools.text import compact, fold

# who writes a name with it keeps the former one in a way of its own
NAMING = Permit("jl_crm_duplicate_naming")
NUMBER_FIELDS = ("phone", "mobile", "fax")
# what is entered within a customer and indexed with it
NESTED = frozenset({"alias_ids", "child_ids"})
# a customer with what its people have
READ_SOURCES = """
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
       AND %(condition)s
       AND NOT EXISTS (SELECT FROM res_company c WHERE c.partner_id = p.id)
       AND NOT EXISTS (SELECT FROM res_users u
                        WHERE u.partner_id = p.id AND NOT u.share)
     GROUP BY p.id
"""


class ResPartner(models.Model):
    """Customers are found by keys, whoever changes them and however (DUP-1)."""

    _name = "res.partner"
    _inherit = "res.partner"

    alias_ids = fields.One2many(
        comodel_name="res.partner.alias",
        inverse_name="partner_id",
        string="Aliases",
        help="Brands, English, former and short names under which duplicates of "
        "this customer are found.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(vals_list)
        partners._index_duplicates()
        return partners

    def write(self, vals):
        if not self._touches_duplicates(vals):
            return super().write(vals)
        before = self.commercial_partner_id
        is_renamed = "name" in vals and not NAMING.holds(self.env)
        names = {one.id: one.name for one in self} if is_renamed else {}
        result = super().write(vals)
        self._keep_former_names(names)
        (before | self)._index_duplicates()
        return result

    def unlink(self):
        affected = (self | self.commercial_partner_id).ids
        result = super().unlink()
        self.env["crm.duplicate.index"]._refresh_later(affected)
        return result

    def _keep_former_names(self, names):
        """Find a customer under the name that it had, too (DUP-4).

        :param names: {customer's id: name before}
        """
        renamed = self.filtered(
            lambda one: (
                one.commercial_partner_id == one
                and compact(fold(names.get(one.id)))
                and compact(fold(names[one.id])) != compact(fold(one.name))
            )
        )
        kept = {
            (alias.partner_id.id, compact(fold(alias.name)))
            for alias in renamed.sudo().alias_ids
        }
        self.env["res.partner.alias"].sudo().create(
            [
                {"partner_id": one.id, "name": names[one.id].strip(), "kind": "former"}
                for one in renamed
                if (one.id, compact(fold(names[one.id]))) not in kept
            ]
        )

    def _index_duplicates(self):
        """Bring the keys of the partners and of their companies in line."""
        customers = self | self.commercial_partner_id
        self.env["crm.duplicate.index"]._refresh_later(customers.ids)

    @api.model
    def _touches_duplicates(self, vals):
        """Whether a write of these values may change keys."""
        names = NESTED.union(self._get_duplicate_fields())
        return not names.isdisjoint(vals)

    @api.model
    def _get_duplicate_fields(self):
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
        ]

    @api.model
    def _get_number_fields(self):
        """Return the fields that hold phone numbers; Odoo itself has one."""
        return [name for name in NUMBER_FIELDS if name in self._fields]

    @api.model
    def _get_duplicate_condition(self):
        """Return the SQL of whether a customer ``p`` is looked for; a hook."""
        return SQL("TRUE")

    def _read_duplicate_sources(self):
        """Yield (id, engine's customer) for those that are customers.

        What the people of a company have counts for the company; our own companies
        and colleagues are left out.
        """
        if not self:
            return
        self._flush_duplicate_sources()
        numbers = [SQL.identifier("m", name) for name in self._get_number_fields()]
        rows = self.env.execute_query(
            SQL(
                READ_SOURCES,
                ids=self.ids,
                numbers=SQL(", ").join(numbers),
                condition=self._get_duplicate_condition(),
            )
        )
        for row in rows:
            yield row[0], self._make_duplicate_source(*row[1:])

    @api.model
    def _flush_duplicate_sources(self):
        self.flush_model([*self._get_duplicate_fields(), "commercial_partner_id"])
        self.env["res.partner.alias"].flush_model(["kind", "name", "partner_id"])
        self.env["res.users"].flush_model(["partner_id", "share"])
        self.env["res.company"].flush_model(["partner_id"])

    @api.model
    def _make_duplicate_source(
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
