"""The search as it was before contacts were searched, as a peer in the same base.

Its words are those of each partner alone, in a table of the same name in a schema of
its own. Runs inside `odoo shell`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from benchmarks.common.filling import vacuum

if TYPE_CHECKING:
    from collections.abc import Callable

FIELDS = ("complete_name", "ref", "email", "vat", "company_registry")
MAKE = """
    CREATE SCHEMA before;
    CREATE TABLE before.crm_customer_words AS
    SELECT p.id AS partner_id, {words} AS words FROM res_partner p;
    ALTER TABLE before.crm_customer_words ADD PRIMARY KEY (partner_id);
    CREATE INDEX crm_customer_words_grams ON before.crm_customer_words
     USING gin (crm_customer_grams(words)) WITH (gin_pending_list_limit = 512);
    ALTER INDEX before.crm_customer_words_grams
          ALTER COLUMN 1 SET STATISTICS 1000;
"""
MOST_LISTED = 50_000
LOOK_THERE = "SET LOCAL search_path TO before, public"


def make(env: Any) -> None:
    from odoo.addons.jl_crm_pipeline.tools.name_search import join_columns

    env.cr.execute(MAKE.format(words=join_columns("p")))
    vacuum(env, "before.crm_customer_words")


def search_by_names(work: Callable[..., Any], partners: Any, text: str) -> Any:
    """Answer as the search did that knew names and codes alone."""
    partners.env.cr.execute(LOOK_THERE)
    methods = {
        "_find_by_words": lambda *_args: None,
        "_make_list_filter": filter_as_before,
    }
    with patch.multiple(type(partners), **methods):
        return work(partners, text)


def filter_as_before(partners: Any, rows: Any, _compare: Any) -> Any:
    """Count the rows, then look them up again in the statement of the search."""
    from odoo.fields import Domain
    from odoo.tools import SQL

    found = SQL("IN (%s)", rows)
    if partners._get_visibility() != "few":
        count = SQL("SELECT count(*) FROM (%s LIMIT %s) found", rows, MOST_LISTED + 1)
        [[many]] = partners.env.execute_query(count)
        found = SQL("= ANY(ARRAY(%s))", rows) if many <= MOST_LISTED else found
    return Domain.custom(
        to_sql=lambda _model, alias, _query: SQL(
            "%s %s", SQL.identifier(alias, "id"), found
        ),
        predicate=lambda _partner: True,
    )


def list_by_fields(partners: Any, page: dict[str, Any], text: str) -> Any:
    """Answer as the search box of Odoo's own list of contacts."""
    domain = ["|"] * (len(FIELDS) - 1) + [[name, "ilike", text] for name in FIELDS]
    return partners.web_search_read(domain, page, limit=80, count_limit=10001)
