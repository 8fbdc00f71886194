"""Texts of SQL that find pairs of customers and score them.

Constants only: values come in as `%(name)s`, those of `scoring.PARAMETERS` among them.
A check is sources (`probe`, the names to compare; `hit`, who shares which key), the
shared way of scoring, and what to do with the result.
"""

from __future__ import annotations

from .comparison import COMPARE

_TABLES = """
    CREATE TABLE crm_duplicate_key (
        key int8 NOT NULL,
        partner_id int4 NOT NULL
    );
    CREATE TABLE crm_duplicate_norm (
        partner_id int4 NOT NULL,
        name_no int2 NOT NULL,
        norm text NOT NULL,
        trade text NOT NULL,
        industry text NOT NULL,
        root text NOT NULL,
        city text NOT NULL,
        is_full bool NOT NULL,
        is_latin bool NOT NULL,
        mark text NOT NULL,
        pinyin text NOT NULL,
        phones text[] NOT NULL,
        mails text[] NOT NULL,
        domains text[] NOT NULL,
        address text NOT NULL,
        tax_id text NOT NULL,
        contacts text[] NOT NULL
    );
"""
# a first fill of many customers goes between UNINDEX_TABLES and INDEX_TABLES
INDEX_TABLES = """
    ALTER TABLE crm_duplicate_key
        ADD CONSTRAINT crm_duplicate_key_pkey PRIMARY KEY (key, partner_id);
    ALTER TABLE crm_duplicate_norm
        ADD CONSTRAINT crm_duplicate_norm_pkey PRIMARY KEY (partner_id, name_no);
    CREATE INDEX crm_duplicate_key_partner_id ON crm_duplicate_key (partner_id);
"""
UNINDEX_TABLES = """
    ALTER TABLE crm_duplicate_key DROP CONSTRAINT crm_duplicate_key_pkey;
    ALTER TABLE crm_duplicate_norm DROP CONSTRAINT crm_duplicate_norm_pkey;
    DROP INDEX crm_duplicate_key_partner_id;
"""
CREATE_TABLES = _TABLES + INDEX_TABLES

# What the shared keys of a pair say. The rarest key of a family counts, n customers
# having it; 9 stands for keys that so many share that nobody counted.
_PAIR = """
        SELECT probe_id, partner_id,
               bit_or(1 << kind) AS mask,
               min(n) FILTER (WHERE kind = %(kind_phone)s) AS n_phone,
               min(n) FILTER (WHERE kind = %(kind_mail)s) AS n_mail,
               min(n) FILTER (WHERE kind = %(kind_domain)s) AS n_domain,
               min(n) FILTER (WHERE kind = %(kind_address)s) AS n_address,
               coalesce(min(n) FILTER (WHERE kind = %(kind_name)s),
                        min(n) FILTER (WHERE kind = ANY(%(kinds_sound)s::int[])),
                        9) AS n_name,
               coalesce(min(n) FILTER (WHERE kind = ANY(%(kinds_sound)s::int[])),
                        9) AS n_sound,
               coalesce(min(n) FILTER (WHERE kind = %(kind_sound)s),
                        %(common)s) >= %(common)s AS is_common
          FROM hit
         GROUP BY probe_id, partner_id
"""
_PAIRED = """
    ), pair AS (
"""
_END = """
    )
"""

# One customer that may not be saved yet. The limit tells the planner how few names a
# customer has; without it, it would rather read the whole table.
_ENTRY = """
    WITH probe AS (
        SELECT *
          FROM jsonb_to_recordset(%(names)s::jsonb) AS name (
               partner_id int, norm text, trade text, industry text, root text,
               city text, is_full bool, is_latin bool, mark text, pinyin text,
               phones text[], domains text[], address text, tax_id text,
               contacts text[])
         LIMIT 20
    ), hit AS (
        SELECT 0 AS probe_id, found.partner_id,
               (wanted.key & 15)::int AS kind,
               count(*) OVER (PARTITION BY wanted.key)::int + 1 AS n
          FROM unnest(%(keys)s::int8[]) AS wanted (key)
         CROSS JOIN LATERAL (
               SELECT partner_id
                 FROM crm_duplicate_key
                WHERE key = wanted.key AND partner_id <> ALL(%(exclude)s::int[])
                LIMIT CASE WHEN wanted.key & 15 = %(kind_sound)s
                           THEN %(sound_cap)s ELSE %(lookup_cap)s END) AS found
"""

# Saved customers, each against all others; what is kept under ids below zero is no
# customer.
_CHANGED = """
    WITH probe AS NOT MATERIALIZED (
        SELECT * FROM crm_duplicate_norm
    ), hit AS (
        SELECT wanted.partner_id AS probe_id, found.partner_id,
               (wanted.key & 15)::int AS kind,
               count(*) OVER (PARTITION BY wanted.partner_id, wanted.key)::int + 1 AS n
          FROM crm_duplicate_key AS wanted
         CROSS JOIN LATERAL (
               SELECT partner_id
                 FROM crm_duplicate_key
                WHERE key = wanted.key AND partner_id <> wanted.partner_id
                  AND partner_id > 0
                LIMIT CASE WHEN wanted.key & 15 = %(kind_sound)s
                           THEN %(sound_cap)s ELSE %(lookup_cap)s END) AS found
         WHERE wanted.partner_id = ANY(%(partner_ids)s::int[])
"""

# A part of the pairs that COLLECT_PAIRS has put down.
_WHOLE = """
    WITH probe AS NOT MATERIALIZED (
        SELECT * FROM crm_duplicate_norm
    ), pair AS NOT MATERIALIZED (
        SELECT *
          FROM crm_duplicate_pair_work
         WHERE probe_id BETWEEN %(first)s AND %(last)s
"""

_RESULT = """
    SELECT probe_id, partner_id, points, score, verdict, reasons, weights
      FROM judged
"""
_BEST_FIRST = """
     ORDER BY points DESC, partner_id
     LIMIT %(limit)s
"""

CHECK_ENTRY = _ENTRY + _PAIRED + _PAIR + _END + COMPARE + _RESULT + _BEST_FIRST
# The same through the function of CREATE_CHECK, whose plan each connection keeps:
# planning the statement takes several times as long as running it.
CALL_ENTRY = """
    SELECT *
      FROM crm_duplicate_check(%(names)s::jsonb, %(keys)s::int8[], %(exclude)s::int4[],
                               %(least)s::float8, %(limit)s::int4)
"""
_FUNCTION = """
    RETURNS TABLE (
        probe_id int4, partner_id int4, points float4, score int4, verdict text,
        reasons int4, weights float4[])
    LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan
"""
# A batch comes before anybody has counted its rows: a plan that was made for an empty
# base would read the whole table for each key.
_LOOKUPS_ONLY = """
    SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
    SET jit = off
"""
_BODY = """
    AS $check$
    #variable_conflict use_column
    BEGIN
        RETURN QUERY
"""
_END_FUNCTION = """;
    END
    $check$
"""
CHECK_FUNCTION = (
    """
    CREATE OR REPLACE FUNCTION crm_duplicate_check(
        names jsonb, keys int8[], exclude int4[], fewest float8, most int4)
"""
    + _FUNCTION
    + _BODY
    + CHECK_ENTRY
    + _END_FUNCTION
)
CHECK_CHANGED = _CHANGED + _PAIRED + _PAIR + _END + COMPARE + _RESULT
# … and that through a function, for the few customers that a user saves
CALL_SAVED = """
    SELECT *
      FROM crm_duplicate_check_saved(%(partner_ids)s::int4[], %(least)s::float8)
"""
CHECK_SAVED_FUNCTION = (
    """
    CREATE OR REPLACE FUNCTION crm_duplicate_check_saved(
        partner_ids int4[], fewest float8)
"""
    + _FUNCTION
    + _LOOKUPS_ONLY
    + _BODY
    + CHECK_CHANGED
    + _END_FUNCTION
)
CHECK_WHOLE = _WHOLE + _END + COMPARE + _RESULT

# The whole base: keys that few enough share, then the pairs of those who share them.
COLLECT_BLOCKS = """
    CREATE TEMP TABLE crm_duplicate_block_work ON COMMIT DROP AS
    SELECT (key & 15)::int AS kind, count(*)::int AS n, array_agg(partner_id) AS ids
      FROM crm_duplicate_key
     WHERE partner_id > 0
     GROUP BY key
    HAVING count(*) BETWEEN 2 AND (%(caps)s::int[])[(key & 15)::int + 1]
"""
# Most keys have two customers, for whom no series need be made. Names that only sound
# alike are nothing in two cities: leaving these pairs out early spares two of five
# comparisons.
_BLOCK_HITS = """
    CREATE TEMP TABLE crm_duplicate_pair_work ON COMMIT DROP AS
    WITH spoken AS MATERIALIZED (
        SELECT block.ctid AS place, n, id, nullif(city, '') AS city
          FROM crm_duplicate_block_work block
         CROSS JOIN unnest(ids) AS id
          JOIN crm_duplicate_norm ON partner_id = id
         WHERE kind = %(kind_sound)s
    ), shared AS (
        SELECT ids[1] AS one, ids[2] AS other, kind, n
          FROM crm_duplicate_block_work
         WHERE n = 2 AND kind <> %(kind_sound)s
         UNION ALL
        SELECT ids[i], ids[j], kind, n
          FROM crm_duplicate_block_work
         CROSS JOIN LATERAL generate_series(1, n) i
         CROSS JOIN LATERAL generate_series(i + 1, n) j
         WHERE n > 2 AND kind <> %(kind_sound)s
         UNION ALL
        SELECT mine.id, yours.id, %(kind_sound)s, mine.n
          FROM spoken mine
          JOIN spoken yours ON yours.place = mine.place AND yours.id > mine.id
         WHERE (mine.city = yours.city) IS NOT FALSE
    ), hit AS (
        SELECT least(one, other) AS probe_id, greatest(one, other) AS partner_id,
               kind, n
          FROM shared
    )
"""
COLLECT_PAIRS = _BLOCK_HITS + _PAIR + "; ANALYZE crm_duplicate_pair_work"
