from odoo.tools import SQL

from odoo.addons.jl_crm_base.tools.settings import forget_settings, let_records_go

from .tools.department import set_departments
from .tools.holder import assign_sql, encode_sql, set_holders
from .tools.name_search import DROP_ALL

# Made before Odoo would make them, so that it does not compute them partner by partner.
COLUMNS = """
    ALTER TABLE res_partner
        ADD COLUMN IF NOT EXISTS customer_status varchar,
        ADD COLUMN IF NOT EXISTS customer_code varchar,
        ADD COLUMN IF NOT EXISTS registration_date date,
        ADD COLUMN IF NOT EXISTS registrar_id int4,
        ADD COLUMN IF NOT EXISTS last_transaction_date date,
        ADD COLUMN IF NOT EXISTS maturity varchar,
        ADD COLUMN IF NOT EXISTS completeness int4,
        ADD COLUMN IF NOT EXISTS customer_holder int4,
        ADD COLUMN IF NOT EXISTS team_id int4
"""

# Companies that are no vendors alone, and people who bought; neither the own companies
# nor their people (`_is_customer` of res.partner says the same of one).
# Codes are numbered within the month in which the partner was made (IMP-1). Complete
# is what the nine requirements say that the add-on comes with (K3D-1): in the same
# statement, as each row is written anew with all its indexes.
REGISTER = SQL(
    """
    WITH bought AS (
        SELECT partner.commercial_partner_id AS id,
               max((o.date_order AT TIME ZONE 'UTC')::date) AS last
          FROM sale_order o
          JOIN res_partner partner ON partner.id = o.partner_id
         WHERE o.state = 'sale'
         GROUP BY partner.commercial_partner_id
    ), customer AS (
        SELECT p.id,
               COALESCE(p.create_date, now() AT TIME ZONE 'UTC') AS made,
               p.create_uid,
               bought.last,
               (COALESCE(p.phone, '') <> '')::int
               + (p.country_id IS NOT NULL)::int
               + (p.state_id IS NOT NULL)::int
               + (COALESCE(p.city, '') <> '')::int
               + (COALESCE(p.street, '') <> '')::int
               + (p.industry_id IS NOT NULL)::int
               + (p.user_id IS NOT NULL)::int
               + (COALESCE(p.vat, '') <> '')::int
               + (EXISTS (SELECT FROM res_partner c
                           WHERE c.parent_id = p.id AND c.active
                             AND c.type = 'contact'))::int AS filled
          FROM res_partner p
          LEFT JOIN bought ON bought.id = p.id
         WHERE p.commercial_partner_id = p.id
           AND (p.customer_rank > 0
                OR bought.id IS NOT NULL
                OR (p.is_company AND COALESCE(p.supplier_rank, 0) = 0))
           AND NOT EXISTS (SELECT FROM res_company c WHERE c.partner_id = p.id)
           AND NOT EXISTS (SELECT FROM res_users u
                            WHERE u.partner_id = p.id AND NOT COALESCE(u.share, FALSE))
    ), numbered AS (
        SELECT *,
               row_number() OVER (PARTITION BY date_trunc('month', made) ORDER BY id)
               AS number
          FROM customer
    )
    UPDATE res_partner p
       SET customer_status = 'potential',
           customer_code = 'C' || to_char(n.made, 'YYYYMM')
               || CASE WHEN n.number < 1000 THEN lpad(n.number::text, 3, '0')
                       ELSE n.number::text END,
           registration_date = n.made::date,
           registrar_id = n.create_uid,
           last_transaction_date = n.last,
           maturity = 'd',
           completeness = round(100.0 * n.filled / 9),
           %(set_holder)s
      FROM numbered n
     WHERE p.id = n.id
       AND p.customer_status IS NULL
    """,
    set_holder=assign_sql(encode_sql(SQL("p.user_id"), SQL("n.create_uid"))),
)
# on the contacts of customers as well
HOLD = set_holders(
    encode_sql(SQL("c.user_id"), SQL("c.registrar_id")),
    SQL("c.customer_status IS NOT NULL AND p.customer_holder IS NULL"),
)
DEPARTMENTS = set_departments(SQL("c.customer_status IS NOT NULL"))

OPPORTUNITY_COLUMNS = """
    ALTER TABLE crm_lead
        ADD COLUMN IF NOT EXISTS opportunity_state varchar,
        ADD COLUMN IF NOT EXISTS reached_stage_id int4
"""
# How the opportunities that the base has stand (crm_lead_outcome says the same of
# one).
OUTCOME = """
    UPDATE crm_lead
       SET opportunity_state = CASE WHEN won_status IN ('won', 'lost') THEN won_status
                                    ELSE 'open' END
     WHERE opportunity_state IS NULL
"""
# What has been done is completed, and of what has not one is reminded (K3O-3).
ACTIVITIES = (
    """
    ALTER TABLE mail_activity
        ADD COLUMN IF NOT EXISTS progress varchar,
        ADD COLUMN IF NOT EXISTS has_reminder boolean,
        ADD COLUMN IF NOT EXISTS importance varchar,
        ADD COLUMN IF NOT EXISTS priority varchar,
        ADD COLUMN IF NOT EXISTS contact_id int4
    """,
    """
    UPDATE mail_activity
       SET progress = CASE WHEN active THEN 'not_started' ELSE 'completed' END,
           has_reminder = TRUE,
           importance = 'normal',
           priority = '1'
     WHERE progress IS NULL
    """,
)


def pre_init_hook(env):
    """Register the customers that the base already has, in a few statements."""
    for statement in ACTIVITIES:
        env.cr.execute(SQL(statement))
    env.cr.execute(SQL(COLUMNS))
    env.cr.execute(REGISTER)
    env.cr.execute(HOLD)
    env.cr.execute(DEPARTMENTS)
    env.cr.execute(SQL(OPPORTUNITY_COLUMNS))
    env.cr.execute(SQL(OUTCOME))


def post_init_hook(env):
    """Begin with the lists of our trade, and strictly, where nobody works yet."""
    env["res.partner.industry"]._archive_generic()
    env["customer.requirement"]._begin_strictly()
    env["res.partner"]._refresh_all_next_plans()


def uninstall_hook(env):
    """Remove what Odoo does not: what stands in PostgreSQL alone, and the settings."""
    env.cr.execute(DROP_ALL)
    let_records_go(env, "jl_crm_pipeline")
    forget_settings(env, "jl_crm_pipeline")
    # their entries go back to where their add-on has them
    duplicates = env.ref("jl_crm_duplicate.crm_duplicate_menu")
    duplicates.write({"parent_id": env.ref("crm.crm_menu_root").id, "sequence": 25})
    # stages have no chatter without the add-on
    env["mail.message"].search([("model", "=", "crm.stage")]).unlink()
