from collections.abc import Collection

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL, ormcache

from odoo.addons.jl_crm_base.tools.arrays import as_array
from odoo.addons.jl_crm_base.tools.permit import Permit

from ...tools.holder import (
    is_nobody_sql,
    is_unassigned,
    is_unassigned_sql,
)
from ...tools.visibility import Term

_CUSTOMERS = Permit("jl_crm_pipeline_asked")
# among what the transaction keeps: the last id before each user entered somebody
ENTERED = "jl_crm_pipeline.entered"
# so many records are few: found by their ids, then sorted
FEW = 20_000
# the customers of oneself and of those below
HELD = Term(
    to_sql=lambda model, alias, query: model._get_held_sql(alias, query),
    predicate=lambda partner: partner._is_held(),
)


class ResPartner(models.Model):
    """Who sees a customer (CAR-7, IMP-5, K3D-4, RES-1).

    Each row says whose it is, so that a record rule compares one indexed column and
    reads no other table than the user's own grants.
    """

    _name = "res.partner"
    _inherit = "res.partner"

    @api.model
    def _search(self, domain, *args, **kwargs):
        domain = Domain(domain)
        # where only customers are searched, the rule does not check that they are
        # customers, so that PostgreSQL can start from the user's own
        if not self.env.su and self._asks_for_customers(domain):
            partners = _CUSTOMERS.give(self)
            return super(ResPartner, partners)._search(domain, *args, **kwargs)
        return super()._search(domain, *args, **kwargs)

    @api.model
    def _asks_for_customers(self, domain):
        """Whether nothing but customers can satisfy the domain."""
        both = getattr(domain, "OPERATOR", "") == "&"
        return any(map(self._names_customers, domain.children if both else [domain]))

    @api.model
    def _names_customers(self, condition):
        if getattr(condition, "field_expr", "") != "customer_status":
            return False
        value = condition.value
        is_one = isinstance(value, str) or not isinstance(value, Collection)
        values = {value} if is_one else set(value)
        if condition.operator in ("=", "in"):
            return all(values)
        return condition.operator in ("!=", "not in") and False in values

    def _check_access(self, operation):
        # the rule has let the rows of a page through a moment ago
        page = self._get_page() if operation == "read" else None
        if page and page.holds(self):
            return None
        return super()._check_access(operation)

    @api.model
    def _create(self, data_list):
        # Odoo reads and writes what it is just creating, for somebody else too
        entered = self.env.cr.cache.setdefault(ENTERED, {})
        if self.env.uid not in entered:
            [[last]] = self.env.execute_query(
                SQL("SELECT last_value FROM res_partner_id_seq")
            )
            entered[self.env.uid] = last
        return super()._create(data_list)

    @api.model
    def _get_last_before(self):
        """Return the last id before the user entered somebody in this transaction."""
        return self.env.cr.cache.get(ENTERED, {}).get(self.env.uid)

    @api.model
    def _get_visible_domain(self, mode):
        """Return the domain of what the user may read or edit; see `ir.rule`.

        :param str mode: ``read`` or ``edit``
        """
        return Domain.custom(
            to_sql=lambda model, alias, query: model._add_entered(
                alias, model._get_visible_sql(mode, alias, query)
            ),
            predicate=lambda partner: (
                partner._is_visible(mode) or partner._is_just_entered()
            ),
        )

    @api.model
    def _get_lasting_domain(self, mode):
        """Return the same without whom the user is just entering for others."""
        return Domain.custom(
            to_sql=lambda model, alias, query: model._get_visible_sql(
                mode, alias, query
            ),
            predicate=lambda partner: partner._is_visible(mode),
        )

    @api.model
    def _add_entered(self, alias, condition):
        last = self._get_last_before()
        if last is None:
            return condition
        # what others add meanwhile is not seen in this transaction
        return SQL("(%s OR %s > %s)", condition, SQL.identifier(alias, "id"), last)

    def _is_just_entered(self):
        last = self._get_last_before()
        return last is not None and (self.id or 0) > last

    def _is_visible(self, mode):
        """Whether the user may read or edit this one; nobody's own rights count."""
        return self._has_reason(mode) or self._is_shared(mode)

    def _is_seen_unshared(self, mode):
        """Whether the user sees this one without its being shared with them."""
        return self._has_reason(mode) or self._is_just_entered()

    def _has_reason(self, mode):
        terms = self._get_visible_terms(mode)
        return not self.customer_holder or any(term.predicate(self) for term in terms)

    @api.model
    def _get_visible_terms(self, mode):
        """Return why the user sees a customer; an add-on adds reasons of its own.

        Shares with the user are not among them: they are found by the customers' ids.
        What a reason depends on, and how many customers it covers, is cached: code that
        changes it clears the registry's cache.

        :param str mode: ``read`` or ``edit``
        :rtype: list[Term]
        """
        return [HELD]

    def _is_held(self):
        """Whether the user sees the customer for whose it is."""
        user, holder = self.env.user, self.customer_holder
        if holder in user._get_holder_numbers():
            return True
        if not is_unassigned(holder):
            return False
        if user._sees_unassigned():
            return True
        department, offices = self.sudo().team_id.id, user._get_office_ids()
        # of no office: any of them gives it to somebody
        return department in offices or bool(offices and not department)

    def _is_shared(self, mode):
        return self.is_granted and (mode == "read" or self.granted_access == mode)

    @api.model
    def _get_visible_sql(self, mode, alias, query):
        """Return the rule as SQL; of few records it is their ids, found first.

        PostgreSQL would otherwise read a page of a sorted list along the index of
        the names, past the many that the user may not see.
        """
        asked = self._is_asked()
        if not self._sees_few(mode, asked, self.env.user._sees_unassigned()):
            return self._get_condition(mode, asked, alias, query)
        if asked and self._is_page_of(alias):
            return self._read_visible_alone(mode, alias, query)
        granted = "{}"
        condition = self._get_condition(mode, asked, "visible", query)
        if asked:
            # a grant names the customer itself, no contact of theirs is asked for
            granted = self._list_granted(mode)
            condition = self._get_terms_sql(mode, "visible", query)
        return SQL(
            """
            %s = ANY(ARRAY(SELECT visible.id FROM res_partner visible WHERE %s)
                     || %s::int4[])
            """,
            SQL.identifier(alias, "id"),
            condition,
            granted,
        )

    @api.model
    def _read_visible_alone(self, mode, alias, query):
        """Have a query read nothing but what the user sees, each row once.

        :return: what is left of the rule
        """
        # OFFSET keeps PostgreSQL from reading along the order of the page instead
        query._tables[alias] = SQL(
            """
            (SELECT * FROM res_partner visible
              WHERE %s OR visible.id = ANY(ARRAY(%s)) OFFSET 0)
            """,
            self._get_terms_sql(mode, "visible", query),
            self.env["crm.customer.grant"]._get_granted_query(mode),
        )
        return SQL("TRUE")

    @api.model
    def _get_visibility(self, asked=None):
        """Return whether the user reads all customers, many, or few.

        :param asked: whether nothing but customers is asked for; as the search under
            way has it by default
        :return: ``all``, ``many`` or ``few``
        """
        user = self.env.user
        # whether they are one of us is known by their groups, without reading them
        if self.env.su or not user._is_internal() or user._sees_every_customer():
            return "all"
        if asked is None:
            asked = self._is_asked()
        is_few = self._sees_few("read", asked, user._sees_unassigned())
        return "few" if is_few else "many"

    @api.model
    def _is_asked(self):
        return _CUSTOMERS.holds(self.env)

    @api.model
    def _list_granted(self, mode):
        """Return PostgreSQL's array of the customers that are shared with the user."""
        grants = self.env["crm.customer.grant"]
        listed = self.env.user._list_granted(grants._name, mode)
        return listed or as_array(sorted(grants._find_granted(mode)))

    @ormcache("self.env.uid", "mode", "asked", "unassigned")
    def _sees_few(self, mode, asked, unassigned):
        """Whether the user sees so few that they are found faster one by one."""
        condition = self._get_condition(mode, asked, "visible", None)
        rows = self.env.execute_query(
            SQL(
                """
                SELECT count(*) FROM (
                    SELECT FROM res_partner visible WHERE %s LIMIT %s
                ) few
                """,
                condition,
                FEW + 1,
            )
        )
        return rows[0][0] <= FEW

    @api.model
    def _get_condition(self, mode, asked, alias, query):
        customer = self._field_to_sql(alias, "commercial_partner_id", query)
        shared = self.env["crm.customer.grant"]._get_granted_sql(customer, mode)
        reasons = self._get_terms_sql if asked else self._get_unshared_sql
        return SQL("(%s OR %s)", reasons(mode, alias, query), shared)

    @api.model
    def _get_unshared_sql(self, mode, alias, query):
        """Return the condition that one sees a record without its being shared."""
        holder = self._field_to_sql(alias, "customer_holder", query)
        reasons = self._get_terms_sql(mode, alias, query)
        return SQL("(%s OR %s)", reasons, is_nobody_sql(holder))

    @api.model
    def _get_terms_sql(self, mode, alias, query):
        """Return the condition that one of the reasons holds."""
        terms = self._get_visible_terms(mode)
        conditions = [term.to_sql(self, alias, query) for term in terms]
        return SQL("(%s)", SQL(" OR ").join(conditions))

    @api.model
    def _get_held_sql(self, alias, query):
        """Return the condition that the user sees a record for whose it is."""
        holder = self._field_to_sql(alias, "customer_holder", query)
        user = self.env.user
        held = SQL("%s = ANY(%s::int4[])", holder, as_array(user._get_holder_numbers()))
        if user._sees_unassigned():
            return SQL("(%s OR %s)", held, is_unassigned_sql(holder))
        if offices := user._get_office_ids():
            return SQL(
                "(%(held)s OR (%(nobodys)s AND (%(office)s = ANY(%(offices)s::int4[])"
                " OR %(office)s IS NULL)))",
                held=held,
                nobodys=is_unassigned_sql(holder),
                office=self._field_to_sql(alias, "team_id", query),
                offices=as_array(sorted(offices)),
            )
        return held
