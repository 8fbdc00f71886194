from odoo.tools import SQL

# who submitted it stands in for whose it is, where these are two
STATEMENTS = (
    "ALTER TABLE crm_review_decision ADD COLUMN IF NOT EXISTS owner_id int4",
    # it is put back when the add-on is loaded
    """
    DROP TRIGGER IF EXISTS crm_review_decision_keep_rows ON crm_review_decision
    """,
    """
    UPDATE crm_review_decision d
       SET owner_id = (
               SELECT COALESCE(s.stand_in_for_id, s.user_id)
                 FROM crm_review_decision s
                WHERE s.res_model = d.res_model
                  AND s.res_id = d.res_id
                  AND s.kind = 'submitted'
                  AND s.id <= d.id
                ORDER BY s.id DESC
                LIMIT 1)
     WHERE d.owner_id IS NULL
    """,
)


def migrate(cr, version):
    """Say of each decision whose document it was then."""
    for statement in STATEMENTS:
        cr.execute(SQL(statement))
