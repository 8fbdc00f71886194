# Stays end where the next begins. Odoo has put down each change of the stage with the
# stage before; the first stay began when the opportunity was made.
BACKFILL = """
    WITH change AS (
        SELECT m.res_id AS lead_id,
               v.create_date AS date,
               v.create_uid AS mover_id,
               v.old_value_integer AS old_stage,
               v.new_value_integer AS new_stage,
               v.id
          FROM mail_tracking_value v
          JOIN mail_message m ON m.id = v.mail_message_id AND m.model = 'crm.lead'
         WHERE v.field_id = (SELECT id FROM ir_model_fields
                              WHERE model = 'crm.lead' AND name = 'stage_id')
    ), first AS (
        SELECT DISTINCT ON (lead_id) lead_id, old_stage
          FROM change
         ORDER BY lead_id, id
    ), start AS (
        SELECT l.id AS lead_id,
               COALESCE(f.old_stage, l.stage_id) AS stage_id,
               NULL::int AS previous_stage_id,
               CASE WHEN f.lead_id IS NULL
                    THEN COALESCE(l.date_last_stage_update, l.create_date)
                    ELSE l.create_date END AS date_start,
               l.create_uid AS mover_id,
               0 AS place
          FROM crm_lead l
          LEFT JOIN first f ON f.lead_id = l.id
         WHERE l.type = 'opportunity'
         UNION ALL
        SELECT lead_id, new_stage, old_stage, date, mover_id, id
          FROM change
    ), stay AS (
        SELECT s.*,
               lead(s.date_start) OVER (
                   PARTITION BY s.lead_id ORDER BY s.place
               ) AS date_end
          FROM start s
    )
    INSERT INTO crm_stage_history (
        lead_id, stage_id, previous_stage_id, date_start, date_end, mover_id,
        user_id, team_id, company_id, days_allowed, create_uid, create_date
    )
    SELECT s.lead_id, s.stage_id, p.id,
           COALESCE(s.date_start, now() AT TIME ZONE 'UTC'), s.date_end, u.id,
           l.user_id, l.team_id, l.company_id, 0, 1, now() AT TIME ZONE 'UTC'
      FROM stay s
      JOIN crm_lead l ON l.id = s.lead_id AND l.type = 'opportunity'
      JOIN crm_stage g ON g.id = s.stage_id
      LEFT JOIN crm_stage p ON p.id = s.previous_stage_id
      LEFT JOIN res_users u ON u.id = s.mover_id
"""
