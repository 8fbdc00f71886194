"""To which department customers belong, as SQL (K3D-1, IMP-5).

That of the responsible person. It stays where it is while it is one of theirs, or while
they have none; at first it is the one that entered the customer. `_get_department` of
res.partner says the same of one.
"""

from odoo.tools import SQL

# each person's teams: those for which they work, then those that they only lead
WORKED = """
    SELECT user_id, crm_team_id AS team_id, 0 AS led, create_date AS since,
           0 AS sequence, id AS number
      FROM crm_team_member
     WHERE active
     UNION ALL
    SELECT user_id, id, 1, NULL, sequence, id
      FROM crm_team
     WHERE user_id IS NOT NULL
"""
MAIN = """
    SELECT DISTINCT ON (user_id) user_id, team_id
      FROM worked
     ORDER BY user_id, led, since, sequence, number
"""
MEANT = """
    SELECT c.id,
           CASE WHEN c.customer_status IS NOT NULL
                THEN COALESCE(own.team_id, held.team_id, c.team_id, entered.team_id)
            END AS team_id
      FROM res_partner c
      LEFT JOIN (SELECT DISTINCT user_id, team_id FROM worked) own
             ON own.user_id = c.user_id AND own.team_id = c.team_id
      LEFT JOIN main held ON held.user_id = c.user_id
      LEFT JOIN main entered ON entered.user_id = c.registrar_id
     WHERE %(customers)s
"""
SET_DEPARTMENTS = """
      WITH worked AS (%(worked)s), main AS (%(main)s), meant AS (%(meant)s)
    UPDATE res_partner p
       SET team_id = meant.team_id
      FROM meant
     WHERE p.commercial_partner_id = meant.id
       AND p.team_id IS DISTINCT FROM meant.team_id
"""


def set_departments(customers):
    """Return the statement that sets it in rows of customers and of their people.

    :param SQL customers: the condition on a customer's row ``c``
    """
    return SQL(
        SET_DEPARTMENTS,
        worked=SQL(WORKED),
        main=SQL(MAIN),
        meant=SQL(MEANT, customers=customers),
    )
