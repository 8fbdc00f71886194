from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.found_rows import remember_found

# what the record rules read of a record, Odoo's rule of companies among them
RULE_FIELDS = (
    "customer_holder",
    "team_id",
    "commercial_partner_id",
    "company_id",
    "partner_share",
)
PAGE = "jl_crm_pipeline_page"


class ResPartner(models.Model):
    """A page of a list of customers, for those who see few of them (CAR-7).

    Users who see few customers get the rows of a page, their fields and the number of
    all from one query. Rows that this query has let through are not checked again.
    """

    _name = "res.partner"
    _inherit = "res.partner"

    @api.model
    @api.readonly
    def web_search_read(
        self, domain, specification, offset=0, limit=None, order=None, count_limit=None
    ):
        """Return a page of a list as Odoo does, and how many there are (CAR-7).

        :param domain: of the records
        :param dict specification: of the fields
        :param int offset: records before the page
        :param int limit: records of a page
        :param str order: of the list
        :param int count_limit: no more than these are counted
        :rtype: dict
        """
        partners = remember_found(self)
        asked = self._asks_for_customers(Domain(domain))
        if limit and self._get_visibility(asked) == "few":
            partners = partners.with_context(**{PAGE: _Page(self.env)})
            # what Odoo's rule of companies asks of them: not a hundred columns
            self.env.companies.sudo().fetch(["parent_path"])
        return super(ResPartner, partners).web_search_read(
            domain, specification, offset, limit, order, count_limit
        )

    @api.model
    def search_fetch(self, domain, field_names=None, offset=0, limit=None, order=None):
        page = self._get_page()
        if page and not page.is_found:
            query = self._search(
                domain, offset=offset, limit=limit, order=order or self._order
            )
            return page.find(self, query, self._determine_fields_to_fetch(field_names))
        # a page is asked next whether each of its records may be seen
        if field_names and not self.env.su and self.env.user._is_internal():
            field_names = [*field_names, *self._get_rule_fields()]
        return super().search_fetch(domain, field_names, offset, limit, order)

    @api.model
    def _get_rule_fields(self):
        """Return the fields that record rules read; reasons of add-ons bring theirs."""
        return RULE_FIELDS

    def _format_web_search_read_results(
        self, domain, records, offset=0, limit=None, count_limit=None
    ):
        page = self._get_page()
        if not records or not page:
            return super()._format_web_search_read_results(
                domain, records, offset, limit, count_limit
            )
        shown = offset + len(records)
        length = min(page.count, count_limit or page.count)
        return {"length": max(shown, length), "records": records}

    @api.model
    def _is_page_of(self, alias):
        """Whether a query is about to find the rows of a page."""
        page = self._get_page()
        # who is just entering somebody sees more than the rule says of others
        is_open = page and not page.is_found and self._get_last_before() is None
        return bool(is_open) and alias == self._table

    @api.model
    def _get_page(self):
        page = self.env.context.get(PAGE)
        # no context from outside can hold one
        return page if isinstance(page, _Page) else None


class _Page:
    """What one search finds: the records of a page, and how many there are in all."""

    def __init__(self, env):
        self._reader = self._get_reader(env)
        self._ids = frozenset()
        self.is_found = False
        self.count = 0

    def find(self, model, query, fields):
        """Return the records of the page, with their columns in the cache."""
        columns = [field for field in fields if field.column_type]
        terms = [SQL.identifier(model._table, "id"), SQL("count(*) OVER ()")]
        terms += [
            model._field_to_sql(model._table, field.name, query) for field in columns
        ]
        rows = model.env.execute_query(query.select(*terms))
        self.is_found = True
        if not rows:
            return model.browse()
        ids, counts, *values = zip(*rows, strict=True)
        self.count, self._ids = counts[0], frozenset(ids)
        found = model.browse(ids)
        for field, column in zip(columns, values, strict=True):
            field._insert_cache(found, column)
        self._read_others(found, fields)
        return found

    def _read_others(self, found, fields):
        for field in fields:
            if not field.column_type:
                field.read(found)

    def holds(self, records):
        """Whether the rules have let all of them through for the one who reads."""
        is_same = self._reader == self._get_reader(records.env)
        # of none, it is asked whether the model may be read at all
        return is_same and bool(records) and self._ids.issuperset(records._ids)

    @staticmethod
    def _get_reader(env):
        return env.uid, env.su, env.context.get("allowed_company_ids")
