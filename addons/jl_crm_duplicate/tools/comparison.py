"""The text of SQL that scores pairs of customers; `statements` completes it.

It takes `pair` (two ids, which keys they share and how many customers share each) and
`probe` (the names of the first ones), and gives `judged`.
"""

from __future__ import annotations

# Of a name one more may have it before it tells less: with each kind of name that is
# read, the customers' own doubles share it. Bases of 60,000 found more of each kind so,
# and called no more neighbours the same.
# OFFSET 0 keeps the planner from copying long expressions into whatever uses them:
# planning took five times as long as the check itself.
COMPARE = """
    , compared AS NOT MATERIALIZED (
        SELECT pair.*,
               %(use_tax_id)s AND p.tax_id <> '' AND p.tax_id = q.tax_id AS same_tax_id,
               %(use_tax_id)s AND p.tax_id <> '' AND q.tax_id <> ''
                   AND p.tax_id <> q.tax_id AS other_tax_id,
               %(use_phone)s AND mask & (1 << %(kind_phone)s) > 0
                   AND (p.phones && q.phones OR p.city <> '' AND p.city = q.city)
                   AS same_phone,
               %(use_phone)s AND mask & (1 << %(kind_phone)s) = 0
                   AND p.phones <> '{}' AND q.phones <> '{}' AS other_phone,
               %(use_mail)s AND mask & (1 << %(kind_mail)s) > 0 AS same_mail,
               %(use_domain)s AND mask & (1 << %(kind_domain)s) > 0 AS same_domain,
               %(use_domain)s AND mask & (1 << %(kind_domain)s) = 0
                   AND p.domains <> '{}' AND q.domains <> '{}' AS other_domain,
               %(use_address)s AND mask & (1 << %(kind_address)s) > 0 AS same_address,
               %(use_address)s AND mask & (1 << %(kind_address)s) = 0
                   AND p.address <> '' AND q.address <> '' AS other_address,
               %(use_contact)s AND p.contacts && q.contacts AS same_contact,
               CASE WHEN p.city = '' OR q.city = '' THEN %(place_unknown)s
                    WHEN p.city = q.city THEN %(place_same)s
                    ELSE %(place_other)s END AS place,
               %(use_name)s AND p.mark <> q.mark AND p.pinyin = q.pinyin
                   AND (p.industry = q.industry OR p.root = q.root) AS is_related,
               CASE WHEN p.industry = q.industry THEN %(line_same)s
                    WHEN p.root <> '' AND p.root = q.root THEN %(line_same_root)s
                    WHEN NOT p.is_full AND starts_with(q.root, p.root)
                      OR NOT q.is_full AND starts_with(p.root, q.root)
                    THEN %(line_short)s
                    WHEN p.industry = '' OR q.industry = ''
                      OR p.root <> '' AND starts_with(q.root, p.root)
                      OR q.root <> '' AND starts_with(p.root, q.root)
                    THEN %(line_open)s
                    WHEN p.root = '' OR q.root = '' THEN %(line_vague)s
                    WHEN strpos(q.root, p.root) > 0 OR strpos(p.root, q.root) > 0
                    THEN %(line_kin)s
                    ELSE %(line_other)s END AS line,
               p.norm = q.norm AS same_norm,
               p.trade = q.trade AND p.trade <> '' AS same_trade,
               p.pinyin = q.pinyin AND p.pinyin <> '' AS same_sound,
               p.is_latin <> q.is_latin AS other_script,
               CASE WHEN p.is_latin THEN 6 ELSE 2 END AS short_trade,
               p.trade AS p_trade, q.trade AS q_trade,
               p.trade || p.industry AS p_core, q.trade || q.industry AS q_core
          FROM pair
          JOIN probe p ON p.partner_id = pair.probe_id
          JOIN crm_duplicate_norm q ON q.partner_id = pair.partner_id
        OFFSET 0
    ), ruled AS NOT MATERIALIZED (
        SELECT *,
               CASE
               WHEN NOT %(use_name)s THEN 0
               WHEN same_trade THEN CASE
                    WHEN same_norm THEN %(rule_same)s
                    WHEN line = %(line_same)s THEN %(rule_same_parts)s
                    WHEN line <= %(line_short)s THEN %(rule_same_root)s
                    WHEN line = %(line_open)s THEN %(rule_same_trade)s
                    WHEN line = %(line_kin)s THEN %(rule_kin_industry)s
                    ELSE %(rule_other_industry)s END
               WHEN same_sound AND other_script THEN CASE
                    WHEN line = %(line_other)s THEN %(rule_romanised_other)s
                    ELSE %(rule_romanised)s END
               WHEN same_sound AND line <= %(line_same_root)s THEN CASE
                    WHEN translate(p_trade, q_trade, '') = p_trade
                    THEN %(rule_other_signs)s ELSE %(rule_same_sound)s END
               WHEN mask & (1 << %(kind_edit)s) > 0 THEN CASE
                    abs(length(p_core) - length(q_core))
                    WHEN 0 THEN CASE
                         WHEN translate(p_core, q_core, '') = ''
                          AND translate(q_core, p_core, '') = ''
                         THEN %(rule_swapped)s ELSE %(rule_one_other)s END
                    WHEN 1 THEN CASE
                         WHEN least(length(p_trade), length(q_trade)) > short_trade
                         THEN %(rule_one_more)s ELSE %(rule_one_more_short)s END
                    ELSE 0 END
               ELSE 0 END AS rule
          FROM compared
        OFFSET 0
    ), weighed AS NOT MATERIALIZED (
        SELECT *,
               CASE WHEN same_tax_id THEN %(points_tax_id)s
                    WHEN other_tax_id THEN %(points_other_tax_id)s
                    ELSE 0 END::float8 AS of_tax_id,
               CASE WHEN same_phone
                    THEN greatest(0, %(points_phone)s
                                     - (%(rarity)s::float8[])[n_phone])
                    WHEN other_phone THEN %(points_other_phone)s
                    ELSE 0 END::float8 AS of_phone,
               CASE WHEN same_mail
                    THEN greatest(0, %(points_mail)s
                                     - (%(rarity)s::float8[])[n_mail])
                    WHEN same_domain
                    THEN greatest(0, CASE WHEN rule = %(rule_other_industry)s
                                     THEN %(points_trade_domain)s
                                     WHEN same_sound
                                     THEN %(points_spoken_domain)s
                                     ELSE %(points_domain)s END
                                     - (%(rarity)s::float8[])[n_domain]) ELSE 0 END
             + CASE WHEN other_domain THEN %(points_other_domain)s ELSE 0 END::float8
               AS of_mail,
               CASE WHEN same_address
                    THEN greatest(0, %(points_address)s
                                     - (%(rarity)s::float8[])[n_address])
                    WHEN other_address THEN %(points_other_address)s
                    ELSE 0 END::float8 AS of_address,
               CASE WHEN same_contact THEN %(points_contact)s
                    ELSE 0 END::float8 AS of_contact,
               CASE WHEN place = %(place_other)s THEN %(points_other_city)s
                    ELSE 0 END::float8 AS of_city,
               CASE WHEN is_related THEN %(points_related)s
                    ELSE greatest(0, (%(points_name)s::float8[])[rule * 3 + place]
                       - CASE WHEN is_common AND rule > %(rule_same)s
                          AND rule <= %(rule_other_signs)s
                         THEN (%(points_common)s::float8[])[place] ELSE 0 END
                       - (%(rarity)s::float8[])[
                             CASE WHEN rule = %(rule_same)s THEN 2
                                  WHEN rule <= %(rule_same_parts)s
                                  THEN n_name - 1
                                  WHEN rule <= %(rule_other_signs)s
                                  THEN n_sound - 1
                                  ELSE 2 END]) END::float8 AS of_name
          FROM ruled
        OFFSET 0
    ), summed AS NOT MATERIALIZED (
        SELECT *,
               CASE WHEN NOT other_tax_id AND (
                         same_tax_id AND %(sure_tax_id)s
                         OR same_phone AND %(sure_phone)s
                         OR same_mail AND %(sure_mail)s
                         OR same_domain AND %(sure_domain)s
                         OR same_address AND %(sure_address)s
                         OR same_contact AND %(sure_contact)s
                         OR rule BETWEEN %(rule_same)s AND %(rule_same_parts)s
                            AND place <> %(place_other)s AND %(sure_name)s)
                    THEN greatest(total, %(sure)s)
                    WHEN same_tax_id AND %(free_tax_id)s
                      OR same_phone AND %(free_phone)s
                      OR same_mail AND %(free_mail)s
                      OR same_domain AND %(free_domain)s
                      OR same_address AND %(free_address)s
                      OR same_contact AND %(free_contact)s
                      OR (rule > 0 OR is_related) AND %(free_name)s
                    THEN total
                    ELSE least(total, %(doubtful)s) END AS points
          FROM (SELECT *, of_tax_id + of_phone + of_mail + of_address + of_contact
                          + of_city + of_name AS total
                  FROM weighed) AS added
    ), best AS NOT MATERIALIZED (
        SELECT DISTINCT ON (probe_id, partner_id) *
          FROM summed
         WHERE points >= %(least)s
         ORDER BY probe_id, partner_id, points DESC
    ), judged AS NOT MATERIALIZED (
        SELECT probe_id, partner_id, points::float4 AS points,
               round(100 / (1 + exp((%(even)s - points) / %(steepness)s)))::int4
                   AS score,
               CASE WHEN is_related THEN 'related'
                    WHEN points >= %(certain)s THEN 'certain'
                    WHEN points >= %(likely)s THEN 'likely'
                    WHEN points >= %(possible)s THEN 'possible'
                    ELSE 'unlikely' END AS verdict,
               same_tax_id::int * %(reason_tax_id)s
             | same_phone::int * %(reason_phone)s
             | same_mail::int * %(reason_mail)s
             | same_domain::int * %(reason_domain)s
             | same_address::int * %(reason_address)s
             | same_contact::int * %(reason_contact)s
             | other_tax_id::int * %(reason_other_tax_id)s
             | (place = %(place_other)s)::int * %(reason_other_city)s
             | is_related::int * %(reason_other_branch)s
             | (rule > 0)::int * (%(reason_name)s << rule) AS reasons,
               ARRAY[of_tax_id, of_phone, of_mail, of_address, of_contact, of_city,
                     of_name]::float4[] AS weights
          FROM best
    )
"""
