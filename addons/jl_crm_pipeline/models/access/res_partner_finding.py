from collections.abc import Collection
from functools import partial

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.name_search import FIELDS, LINKS, is_gram
from ...tools.search_text import is_narrow, read_patterns


class ResPartner(models.Model):
    """Find a customer by whatever is known of it and of its people (K3C-3, DUP-4).

    One box for names and other names, codes, tax IDs, mails, and numbers in any
    writing, of the customer and of its contacts; in lists and in every field that asks
    for a customer.
    """

    _name = "res.partner"
    _inherit = "res.partner"

    @api.model
    def _search_found_by(self, operator, value):
        if operator in Domain.NEGATIVE_OPERATORS:
            return NotImplemented
        is_one = isinstance(value, str) or not isinstance(value, Collection)
        return Domain.OR(
            self._find_by_text(text) for text in ([value] if is_one else value)
        )

    @api.model
    def _find_by_text(self, text):
        """Return the domain of who is found by a text, in whatever way."""
        if not isinstance(text, str) or not text.strip():
            return Domain.TRUE
        found = self._find_by_words(text)
        if found is None:
            return Domain.OR([[name, "ilike", text]] for name in FIELDS)
        return found

    @api.model
    def _search_display_name(self, operator, value):
        found = None
        if operator == "ilike" and isinstance(value, str) and value.strip():
            found = self._find_by_words(value)
        # of a text without grams, and until the words are there, Odoo finds the names
        return super()._search_display_name(operator, value) if found is None else found

    @api.model
    def _find_by_words(self, text):
        """Return the domain of who is found by a text; None where Odoo has to search.

        People from outside find what Odoo lets them find: aliases and contacts are
        nothing to them.
        """
        patterns = read_patterns(text)
        is_ours = self.env.su or self.env.user._is_internal()
        if not (is_ours and is_narrow(patterns) and self._is_search_ready()):
            return None
        self._flush_words()
        return self._make_list_filter(
            self._select_found(patterns), partial(self._compare_words, patterns)
        )

    @api.model
    def _flush_words(self):
        """Have the triggers see what is written so far."""
        self.env["res.partner"].flush_model([*FIELDS, *LINKS])
        self.env["res.partner.alias"].flush_model(["name", "kind", "partner_id"])

    @api.model
    def _select_found(self, patterns):
        """Return the SQL of whose words have all of one of several sets of texts."""
        unaccent = self.env.registry.unaccent
        ways = []
        for texts in patterns:
            together = "%".join(texts)
            grams = SQL(
                "crm_customer_grams(%s) @> crm_customer_pattern_grams(%s)",
                unaccent(SQL("words")),
                unaccent(SQL("%s", together)),
            )
            likes = [self._make_like(text) for text in texts if not is_gram(text)]
            ways.append(SQL("(%s)", SQL(" AND ").join([grams, *likes])))
        return SQL(
            "SELECT partner_id FROM crm_customer_words WHERE (%s)",
            SQL(" OR ").join(ways),
        )

    @api.model
    def _compare_words(self, patterns, row):
        """Return the condition that one row has one of the sets of texts."""
        ways = SQL(" OR ").join(
            SQL("(%s)", SQL(" AND ").join(map(self._make_like, texts)))
            for texts in patterns
        )
        # OFFSET keeps PostgreSQL from finding all such rows first
        return SQL(
            "EXISTS (SELECT FROM crm_customer_words"
            " WHERE partner_id = %s AND (%s) OFFSET 0)",
            row,
            ways,
        )

    @api.model
    def _make_like(self, text):
        """Return the condition that the words contain a text."""
        unaccent = self.env.registry.unaccent
        # without upper and lower case it is found in half the time
        has_case = text.lower() != text.upper()
        return SQL(
            "%s %s %s",
            unaccent(SQL("words")),
            SQL("ILIKE") if has_case else SQL("LIKE"),
            unaccent(SQL("%s", text)),
        )
