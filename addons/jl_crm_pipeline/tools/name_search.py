"""Find text within names in PostgreSQL, from two characters on.

PostgreSQL's own trigrams find nothing for two Chinese characters. The grams kept here
are pairs of neighbouring characters of which one at least is no ASCII, and triples of
ASCII: what contains a text has all of the text's grams, and the few that have them are
compared with it. What is searched stands in a table of its own beside res_partner, so
that writing anything else of a partner does not touch the index.

The words of a partner are its names, numbers, codes and mails, its aliases, and, of a
customer, what its people have. Numbers stand there as their digits too, so that they
are found in whatever writing (K3C-3).
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
# two Chinese characters, of which neither case nor accents make others
_ONE_GRAM = re.compile(r"%[\u3400-\u9fff]{2}%")
_HAS_GRAM = re.compile(
    rf"[^\x00-\x7f][^{_WILD}]|[^{_WILD}][^\x00-\x7f]|[^\x80-\U0010ffff{_WILD}]{{3}}"
)


def has_gram(text):
    """Whether some of the text is found by its grams rather than by reading all."""
    return bool(_HAS_GRAM.search(text))


def is_gram(pattern):
    """Whether whatever has the grams of a pattern of ILIKE has its text, too."""
    return bool(_ONE_GRAM.fullmatch(pattern))


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


# what its people and its aliases bring to the words of a customer
PEOPLE = ("name", "email", "phone", "mobile", "fax")
NUMBERS = ("phone", "mobile", "fax")
# what else decides whose words a partner has
LINKS = ("active", "company_id", "commercial_partner_id", "customer_status")
# says which words the table holds: other ones are made anew by an upgrade
EDITION = "2"


def join_digits(alias):
    """Return the SQL of the digits of all numbers of a row."""
    return " || chr(10) || ".join(
        f"COALESCE(crm_customer_digits({alias}.{name}), '')" for name in NUMBERS
    )


def join_people(alias):
    """Return the SQL of what one of its people brings to a customer."""
    names = [f"{alias}.{name}" for name in PEOPLE]
    return f"concat_ws(chr(10), {', '.join(names)}, {join_digits(alias)})"


# Of each number one line: what is dialled within China, with the zero in front, and the
# extension behind; numbers of other countries begin with their country. Who looks for a
# number asks for the same (`search_text.py`).
CREATE_DIGITS = r"""
    CREATE OR REPLACE FUNCTION crm_customer_digits(numbers text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 50 AS $$
    DECLARE
        cell text := numbers;
    BEGIN
        IF octet_length(cell) > length(cell) THEN
            cell := normalize(cell, NFKC);
        END IF;
        IF cell !~ '\d.*\d.*\d' THEN
            RETURN NULL;
        END IF;
        cell := regexp_replace(cell, '(\+\s*\d+)\s*\(0\)', '\1', 'g');
        cell := regexp_replace(
            cell, '[/;,\u3001|\\&\r\n\u6216\u548c\u53ca]', E'\n', 'g');
        cell := replace(cell, '+', E'\n+');
        cell := regexp_replace(cell, '[^0-9+\n]+', '', 'g');
        -- the country of Chinese numbers, mobile ones, services, landlines
        cell := regexp_replace(cell, '^(\+|00)?(86)?0?(?=1[3-9]\d{9})', '', 'gn');
        cell := regexp_replace(cell, '^(\+|00)86(?=[48]00\d{7})', '', 'gn');
        cell := regexp_replace(cell, '^(\+|00)860?(?=\d{9})', '0', 'gn');
        cell := regexp_replace(cell, '^00(?=[1-9]\d{8})', '', 'gn');
        cell := replace(cell, '+', '');
        RETURN NULLIF(trim(E'\n' FROM cell), '');
    END
    $$;
"""
# the one way in which words are made: the triggers call it, and so does who fills
CREATE_REFRESH = """
    CREATE OR REPLACE FUNCTION crm_customer_refresh_words(ids int4[]) RETURNS void
    LANGUAGE sql AS $$
        INSERT INTO crm_customer_words AS kept
        SELECT p.id,
               <words> || chr(10) || <digits>
               || COALESCE(chr(10) || (
                    SELECT string_agg(concat_ws(chr(10), a.name,
                               CASE WHEN a.kind = 'phone'
                                    THEN crm_customer_digits(a.name) END),
                               chr(10) ORDER BY a.id)
                      FROM res_partner_alias a
                     WHERE a.partner_id = p.id), '')
               || CASE WHEN p.customer_status IS NULL THEN ''
                  ELSE COALESCE(chr(10) || (
                    SELECT string_agg(<people>, chr(10) ORDER BY c.id)
                      FROM res_partner c
                     WHERE c.commercial_partner_id = p.id
                       AND c.id <> p.id
                       AND c.active
                       -- whom the reader of the customer might not see
                       AND (c.company_id IS NULL OR c.company_id = p.company_id)
                  ), '') END
          FROM res_partner p
         WHERE p.id = ANY(ids)
            ON CONFLICT (partner_id) DO UPDATE SET words = EXCLUDED.words
                         WHERE kept.words <> EXCLUDED.words
    $$;
""".replace("<words>", join_columns("p")).replace("<digits>", join_digits("p"))
CREATE_REFRESH = CREATE_REFRESH.replace("<people>", join_people("c"))
# a trigger sees what comes past Odoo as well, and is not called for other columns
CREATE_TABLE = """
    CREATE TABLE crm_customer_words (
        partner_id int4 PRIMARY KEY,
        words text NOT NULL
    );
    COMMENT ON TABLE crm_customer_words IS '<edition>';
""".replace("<edition>", EDITION)
CREATE_TRIGGERS = """
    CREATE OR REPLACE FUNCTION crm_customer_keep_words() RETURNS trigger
    LANGUAGE plpgsql AS $$
    DECLARE
        touched int4[] := '{}';
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            touched := ARRAY[OLD.commercial_partner_id];
        END IF;
        IF TG_OP = 'DELETE' THEN
            DELETE FROM crm_customer_words WHERE partner_id = OLD.id;
        ELSE
            touched := touched || ARRAY[NEW.id, NEW.commercial_partner_id];
        END IF;
        PERFORM crm_customer_refresh_words(touched);
        RETURN NULL;
    END
    $$;

    CREATE OR REPLACE FUNCTION crm_customer_keep_alias_words() RETURNS trigger
    LANGUAGE plpgsql AS $$
    DECLARE
        touched int4[] := '{}';
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            touched := touched || OLD.partner_id;
        END IF;
        IF TG_OP <> 'DELETE' THEN
            touched := touched || NEW.partner_id;
        END IF;
        PERFORM crm_customer_refresh_words(touched);
        RETURN NULL;
    END
    $$;

    CREATE TRIGGER crm_customer_keep_words
     AFTER INSERT OR DELETE OR UPDATE OF <columns> ON res_partner
       FOR EACH ROW EXECUTE FUNCTION crm_customer_keep_words();
    CREATE TRIGGER crm_customer_keep_alias_words
     AFTER INSERT OR DELETE OR UPDATE OF name, kind, partner_id ON res_partner_alias
       FOR EACH ROW EXECUTE FUNCTION crm_customer_keep_alias_words();
""".replace("<columns>", ", ".join((*FIELDS, *LINKS)))
FILL_TABLE = """
    SELECT crm_customer_refresh_words(ARRAY(
        SELECT p.id
          FROM res_partner p
         WHERE NOT EXISTS (SELECT FROM crm_customer_words w WHERE w.partner_id = p.id)
         ORDER BY p.id
         LIMIT %s
    ))
"""
COUNT_WORDS = "SELECT count(*) FROM crm_customer_words"
DROP_TABLE = """
    DROP TRIGGER IF EXISTS crm_customer_keep_words ON res_partner;
    DROP TRIGGER IF EXISTS crm_customer_keep_alias_words ON res_partner_alias;
    DROP TABLE IF EXISTS crm_customer_words;
"""
DROP_ALL = f"""{DROP_TABLE}
    DROP FUNCTION crm_customer_keep_words, crm_customer_keep_alias_words,
                  crm_customer_refresh_words, crm_customer_digits,
                  crm_customer_grams, crm_customer_pattern_grams;
"""
