"""Find text within names in PostgreSQL, from two characters on.

PostgreSQL's own trigrams find nothing for two Chinese characters. The grams kept here
are pairs of neighbouring characters of which one at least is no ASCII, and triples of
ASCII: what contains a text has all of the text's grams, and the few that have them are
compared with it. What is searched stands in a table of its own beside res_partner, so
that writing anything else of a partner does not touch the index.
"""

import re

# as they stand one after the other; between them is no gram that is asked for
FIELDS = (
    "name",
    "complete_name",
    "email",
    "ref",
    "vat",
    "company_registry",
    "customer_code",
    "phone",
    "mobile",
    "fax",
)
# lower() as ILIKE has it, so that both agree in every locale. Pairs and triples are cut
# off from each offset in turn, which takes a third of the time of a loop. Grams too
# many do no harm here: of ASCII no more than both ends takes part in pairs.
CREATE_FUNCTIONS = r"""
    CREATE OR REPLACE FUNCTION crm_customer_grams(words text) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 100 AS $$
    DECLARE
        small text := lower(words);
        mixed text := regexp_replace(
            small, '([\x01-\x7f])[\x01-\x7f]+([\x01-\x7f])', E'\\1\x1f\\2', 'g');
        ascii text := regexp_replace(small, '[^\x01-\x7f]+', E'\n', 'g');
    BEGIN
        RETURN string_to_array(
            concat_ws(
                E'\x1f',
                regexp_replace(mixed, '(..)', E'\\1\x1f', 'g'),
                regexp_replace(substr(mixed, 2), '(..)', E'\\1\x1f', 'g'),
                regexp_replace(ascii, '(...)', E'\\1\x1f', 'g'),
                regexp_replace(substr(ascii, 2), '(...)', E'\\1\x1f', 'g'),
                regexp_replace(substr(ascii, 3), '(...)', E'\\1\x1f', 'g')),
            E'\x1f');
    END
    $$;

    -- of what stands between the wildcards of a pattern of ILIKE; no gram too many, and
    -- none beside another where the text goes on: PostgreSQL takes each to be as rare
    -- whatever stands before it, and would plan for far too few rows
    CREATE OR REPLACE FUNCTION crm_customer_pattern_grams(pattern text) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
    DECLARE
        sign text;
        is_escaped bool := FALSE;
        last text := '';
        gram text;
        beside text;
        room int := 0;
        grams text[] := '{}';
    BEGIN
        FOREACH sign IN ARRAY string_to_array(lower(pattern), NULL) || '%'::text LOOP
            IF sign = '\' AND NOT is_escaped THEN
                is_escaped := TRUE;
                CONTINUE;
            END IF;
            IF sign = E'\x1f' OR sign IN ('%', '_') AND NOT is_escaped THEN
                last := '';
            ELSE
                last := right(last, 2) || sign;
            END IF;
            is_escaped := FALSE;
            room := room + 1;
            gram := CASE
                WHEN length(last) > 1 AND octet_length(right(last, 2)) > 2
                THEN right(last, 2)
                WHEN length(last) = 3 AND octet_length(last) = 3 THEN last
            END;
            IF gram IS NULL AND beside IS NOT NULL THEN
                grams := grams || beside;
                beside := NULL;
            ELSIF room >= length(gram) THEN
                grams := grams || gram;
                room := 0;
                beside := NULL;
            ELSE
                beside := gram;
            END IF;
        END LOOP;
        RETURN grams;
    END
    $$;
"""
_WILD = r"%_\\\x1f"
_HAS_GRAM = re.compile(
    rf"[^\x00-\x7f][^{_WILD}]|[^{_WILD}][^\x00-\x7f]|[^\x80-\U0010ffff{_WILD}]{{3}}"
)


def has_gram(text):
    """Whether some of the text is found by its grams rather than by reading all."""
    return bool(_HAS_GRAM.search(text))


def join_columns(alias):
    """Return the SQL of all that is searched of a row."""
    columns = {name: f"{alias}.{name}" for name in FIELDS}
    # in all but a few rows the name is a part of the complete one
    columns["name"] = (
        "CASE WHEN strpos({complete_name}, {name}) > 0 THEN '' ELSE {name} END"
    ).format(**columns)
    return " || chr(10) || ".join(
        f"COALESCE({column}, '')" for column in columns.values()
    )


# a trigger sees what comes past Odoo as well, and is not called for other columns
CREATE_TABLE = """
    CREATE TABLE crm_customer_words (
        partner_id int4 PRIMARY KEY,
        words text NOT NULL
    );

    CREATE FUNCTION crm_customer_keep_words() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            DELETE FROM crm_customer_words WHERE partner_id = OLD.id;
        ELSE
            INSERT INTO crm_customer_words AS kept
            VALUES (NEW.id, <words>)
                ON CONFLICT (partner_id) DO UPDATE SET words = EXCLUDED.words
                             WHERE kept.words <> EXCLUDED.words;
        END IF;
        RETURN NULL;
    END
    $$;

    CREATE TRIGGER crm_customer_keep_words
     AFTER INSERT OR DELETE OR UPDATE OF <columns> ON res_partner
       FOR EACH ROW EXECUTE FUNCTION crm_customer_keep_words();
""".replace("<words>", join_columns("NEW")).replace("<columns>", ", ".join(FIELDS))
FILL_TABLE = """
    INSERT INTO crm_customer_words
    SELECT p.id, <words>
      FROM res_partner p
     WHERE NOT EXISTS (SELECT FROM crm_customer_words w WHERE w.partner_id = p.id)
     ORDER BY p.id
     LIMIT %s
        ON CONFLICT DO NOTHING
""".replace("<words>", join_columns("p"))
DROP_ALL = """
    DROP TRIGGER crm_customer_keep_words ON res_partner;
    DROP TABLE crm_customer_words;
    DROP FUNCTION crm_customer_keep_words, crm_customer_grams,
                  crm_customer_pattern_grams;
"""
