from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

# what the record rules read of a record, Odoo's rule of companies among them
RULE_FIELDS = (
    "customer_holder",
    "commercial_partner_id",
    "company_id",
    "partner_share",
)
PAGE = "jl_crm_pipeline_page"


class CustomerPageMixin(models.AbstractModel):
    """A page of a list of customers, for those who see few of them (CAR-7).

    A part of res.partner. The few are found row by row, so that a page and the count
    of all, which Odoo asks for one after the other, are found together.
    """

    _name = "customer.page.mixin"
    _description = "Page of Customers"

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
        partners = self
        if limit and self._reads_few(Domain(domain)):
            partners = self.with_context(**{PAGE: _Page()})
        return super(CustomerPageMixin, partners).web_search_read(
            domain, specification, offset, limit, order, count_limit
        )

    @api.model
    def search_fetch(self, domain, field_names=None, offset=0, limit=None, order=None):
        # a page is asked next whether each of its records may be seen
        if field_names and not self.env.su:
            field_names = [*field_names, *RULE_FIELDS]
        page = self.env.context.get(PAGE)
        if not isinstance(page, _Page) or page.is_found:
            return super().search_fetch(domain, field_names, offset, limit, order)
        query = self._search(
            domain, offset=offset, limit=limit, order=order or self._order
        )
        found = self.browse(page.find(self.env, query, self._table))
        fields_to_fetch = self._determine_fields_to_fetch(field_names)
        self._fetch_query(found._as_query(ordered=False), fields_to_fetch)
        return found

    def _format_web_search_read_results(
        self, domain, records, offset=0, limit=None, count_limit=None
    ):
        page = self.env.context.get(PAGE)
        if not records or not isinstance(page, _Page):
            return super()._format_web_search_read_results(
                domain, records, offset, limit, count_limit
            )
        shown = offset + len(records)
        length = min(page.count, count_limit or page.count)
        return {"length": max(shown, length), "records": records}

    @api.model
    def _reads_few(self, domain):
        """Whether a rule lets the user read but a few of what satisfies the domain."""
        user = self.env.user
        if self.env.su or user.share or user._sees_every_customer():
            return False
        asked = self._asks_for_customers(domain)
        return self._sees_few("read", asked, user._sees_unassigned())


class _Page:
    """The count of all beside a page; no context from outside can hold one."""

    count = 0
    is_found = False

    def find(self, env, query, table):
        """Return the ids of the page, and keep how many there are in all."""
        every = SQL("count(*) OVER ()")
        rows = env.execute_query(query.select(SQL.identifier(table, "id"), every))
        self.is_found = True
        self.count = rows[0][1] if rows else 0
        return [id_ for id_, _count in rows]
