from functools import partial

from odoo import api, models
from odoo.fields import Domain
from odoo.modules.db import FunctionStatus
from odoo.tools import SQL, ormcache
from odoo.tools import sql as sql_tools

from ...tools.found_rows import ask_once
from ...tools.name_search import (
    COUNT_WORDS,
    CREATE_DIGITS,
    CREATE_FUNCTIONS,
    CREATE_REFRESH,
    CREATE_TABLE,
    CREATE_TRIGGERS,
    DROP_TABLE,
    EDITION,
    FIELDS,
    FILL_TABLE,
    has_gram,
)

OPERATORS = {"ilike", "=ilike"}
TABLE = "crm_customer_words"
INDEX = "crm_customer_words_grams"
# a base with more bytes of partners is made ready after the installation
MOST_AT_ONCE = 64_000_000
BATCH = 50_000
PENDING = "gin_pending_list_limit = 512"
# so many rows are read in a moment; of more, a page is soon found along an index
MOST_LISTED = 50_000
# for who sees few customers themselves, it is faster to compare these with the text
MOST_LISTED_OF_FEW = 20_000
# ten times as many grams are known by how often they are there
KEPT_GRAMS = 1000


class ResPartner(models.Model):
    """Find customers by parts of names, codes, numbers and mails in no time (K3D-1).

    Whoever searches for a part of a text has PostgreSQL told which grams the row must
    have as well; what is found is the same as without.
    """

    _name = "res.partner"
    _inherit = "res.partner"

    def init(self):
        result = super().init()
        self._prepare_search()
        return result

    @api.model
    def _prepare_search(self):
        """Make the table, its functions and its trigger; fill it unless it is much."""
        cr = self.env.cr
        cr.execute(CREATE_FUNCTIONS)
        cr.execute(CREATE_DIGITS)
        if self._get_edition() != EDITION:
            cr.execute(DROP_TABLE)
            cr.execute(CREATE_TABLE)
            cr.execute(CREATE_REFRESH)
            cr.execute(CREATE_TRIGGERS)
            self.env.registry.clear_cache()
        [[size]] = self.env.execute_query(SQL("SELECT pg_relation_size('res_partner')"))
        # the scheduled action does it for the others
        if size <= MOST_AT_ONCE:
            self._fill_words(None)
            self._index_words()

    @api.model
    def _get_edition(self):
        """Return which words the table holds; None where there is no table."""
        [[edition]] = self.env.execute_query(
            SQL("SELECT obj_description(to_regclass(%s), 'pg_class')", TABLE)
        )
        return edition

    def _rebuild_words(self):
        """Write the search words of these partners anew, as their triggers do."""
        self.env.flush_all()
        self.env.cr.execute(SQL("SELECT crm_customer_refresh_words(%s)", self.ids))

    @api.model
    def _cron_fill_words(self, batch_size=BATCH):
        """Write the search words of partners that were there before, in batches."""
        done = self._fill_words(batch_size)
        self.env["ir.cron"]._commit_progress(done, remaining=int(done == batch_size))
        if done < batch_size:
            self._index_words()

    @api.model
    def _fill_words(self, limit):
        """Write the search words of partners that have none yet.

        :return: of how many, ``limit`` at most
        """
        before = self._count_words()
        self.env.cr.execute(FILL_TABLE, [limit])
        return self._count_words() - before

    @api.model
    def _count_words(self):
        [[count]] = self.env.execute_query(SQL(COUNT_WORDS))
        return count

    @api.model
    def _index_words(self):
        """Make the index, anew where accents are left out now and were not before."""
        definition = self._get_index_definition()
        cr = self.env.cr
        _definition, comment = sql_tools.index_definition(cr, INDEX)
        if comment == definition:
            return
        sql_tools.drop_index(cr, INDEX, TABLE)
        sql_tools.add_index(
            cr, INDEX, TABLE, definition, unique=False, comment=definition
        )
        # how often each gram is there decides how a search is planned
        cr.execute(
            SQL(
                "ALTER INDEX %s ALTER COLUMN 1 SET STATISTICS %s",
                SQL.identifier(INDEX),
                KEPT_GRAMS,
            )
        )
        cr.execute(SQL("ANALYZE crm_customer_words"))
        self.env.registry.clear_cache()

    @api.model
    def _get_index_definition(self):
        # accents that may not be indexed are left to Odoo, see _is_search_ready
        is_indexed = self.env.registry.has_unaccent == FunctionStatus.INDEXABLE
        words = self.env.registry.unaccent("words") if is_indexed else "words"
        # what was written last is read from the start to the end by each search
        return f"USING gin (crm_customer_grams({words})) WITH ({PENDING})"

    @api.model
    @ormcache()
    def _is_search_ready(self):
        """Whether the table is full: the index is made when it is."""
        if self.env.registry.has_unaccent == FunctionStatus.PRESENT:
            return False
        return sql_tools.index_exists(self.env.cr, INDEX)

    @api.model
    def _search(self, domain, *args, **kwargs):
        domain = Domain(domain)
        conditions = domain.iter_conditions()
        if any(one.operator in OPERATORS for one in conditions):
            domain = self._narrow(domain)
        return super()._search(domain, *args, **kwargs)

    @api.model
    def _narrow(self, domain):
        """Return the domain together with which grams its rows must have."""
        if not self._is_search_ready():
            return domain
        domain = domain.map_conditions(self._expand)
        parts = domain.children if is_joined_by("&", domain) else [domain]
        narrowed = [self._find_rows(part) for part in parts]
        return Domain.AND([*filter(None, narrowed), *parts])

    @api.model
    def _expand(self, condition):
        """Return the fields that a display name consists of, and who is known by it."""
        if condition.field_expr == "display_name" and condition.operator in OPERATORS:
            return condition.optimize_full(self)
        return condition

    @api.model
    def _find_rows(self, domain):
        """Return the domain of the rows with the grams of one or of several texts.

        None where something else than texts and known records satisfies the domain.
        """
        patterns, ids = set(), set()
        for part in domain.children if is_joined_by("|", domain) else [domain]:
            field, operator = (
                getattr(part, name, "") for name in ("field_expr", "operator")
            )
            if field == "id" and operator == "in":
                ids.update(part.value)
            elif field in FIELDS and operator in OPERATORS and self._has_grams(part):
                text = part.value
                patterns.add(f"%{text}%" if operator == "ilike" else text)
            else:
                return None
        return patterns and self._make_filter(sorted(patterns), sorted(ids))

    @api.model
    def _has_grams(self, condition):
        text = condition.value
        unaccent = self.env.registry.unaccent_python
        return isinstance(text, str) and has_gram(unaccent(text))

    @api.model
    def _make_filter(self, patterns, ids):
        """Return the domain of the rows with the grams of one of the patterns."""
        unaccent = self.env.registry.unaccent
        grams = [
            SQL(
                "crm_customer_grams(%s) @> crm_customer_pattern_grams(%s)",
                unaccent(SQL("words")),
                unaccent(SQL("%s", pattern)),
            )
            for pattern in patterns
        ]
        rows = SQL(
            "SELECT partner_id FROM crm_customer_words WHERE %s",
            SQL(" OR ").join(grams),
        )
        if ids:
            rows = SQL("%s UNION ALL SELECT unnest(%s::int4[])", rows, ids)
        # of so many, the few that somebody sees are compared by Odoo's own condition
        return self._make_list_filter(rows, lambda _row: SQL("TRUE"))

    @api.model
    def _make_list_filter(self, rows, compare):
        """Return the domain of the rows that are found by their words.

        :param SQL rows: ids of all that are found, by the index
        :param compare: function of the SQL of an id that returns the condition of one
            row, for who sees few of very many
        """
        sees_few = self._get_visibility() == "few"
        most = MOST_LISTED_OF_FEW if sees_few else MOST_LISTED
        ids = ask_once(self.env, rows, lambda: self._list_short(rows, most))
        if ids is not None:
            # where somebody sees few, the index looks these up, not each with each
            text = "%s + 0 = ANY(%s::int4[])" if sees_few else "%s = ANY(%s::int4[])"
            compare = partial(_compare_id, text, ids)
        elif not sees_few:
            compare = partial(_compare_id, "%s IN (%s)", rows)
        return Domain.custom(
            to_sql=lambda _model, alias, _query: compare(SQL.identifier(alias, "id")),
            predicate=lambda _partner: True,
        )

    @api.model
    def _list_short(self, rows, most):
        """Return PostgreSQL's array of the ids; None where there are more than that.

        With the condition itself, PostgreSQL would take them for far fewer than they
        are, and look them up again; of the ids it knows how many there are.
        """
        [[count, ids]] = self.env.execute_query(
            SQL(
                "SELECT count(*), array_agg(partner_id)::text FROM (%s LIMIT %s) found",
                rows,
                most + 1,
            )
        )
        return (ids or "{}") if count <= most else None


def is_joined_by(operator, domain):
    return getattr(domain, "OPERATOR", "") == operator


def _compare_id(text, among, row):
    return SQL(text, row, among)
