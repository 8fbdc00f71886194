from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

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


class CrmStageHistory(models.Model):
    """One stay of an opportunity in a stage, edited by nobody (K3O-4)."""

    _name = "crm.stage.history"
    _description = "Stay in a Stage"
    _order = "date_start desc, id desc"
    _rec_name = "lead_id"

    lead_id = fields.Many2one(
        comodel_name="crm.lead",
        string="Opportunity",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    stage_id = fields.Many2one(
        comodel_name="crm.stage",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    previous_stage_id = fields.Many2one(
        comodel_name="crm.stage",
        string="From",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    date_start = fields.Datetime(
        string="Since", required=True, readonly=True, index=True
    )
    date_end = fields.Datetime(string="Until", readonly=True)
    is_current = fields.Boolean(
        string="Still in This Stage",
        compute="_compute_is_current",
        search="_search_is_current",
    )
    days = fields.Integer(
        string="Working Days",
        readonly=True,
        aggregator="avg",
        help="Working days of the stay; brought up to date every night.",
    )
    days_allowed = fields.Integer(readonly=True, aggregator="avg")
    is_late = fields.Boolean(
        string="Too Long",
        compute="_compute_is_late",
        search="_search_is_late",
    )
    mover_id = fields.Many2one(
        comodel_name="res.users",
        string="Moved by",
        readonly=True,
        index="btree_not_null",
    )
    user_id = fields.Many2one(
        comodel_name="res.users",
        string="Responsible",
        readonly=True,
        index="btree_not_null",
        help="Who was responsible when the stay began.",
    )
    team_id = fields.Many2one(
        comodel_name="crm.team",
        string="Department",
        readonly=True,
        index="btree_not_null",
    )
    company_id = fields.Many2one(comodel_name="res.company", readonly=True, index=True)
    activity_id = fields.Many2one(
        comodel_name="mail.activity",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="The activity that led to the step: the one in whose record it was said, "
        "or the last one done in the stay before.",
    )
    note = fields.Char(readonly=True)

    _one_current_stay = models.UniqueIndex("(lead_id) WHERE date_end IS NULL")

    def init(self):
        """Tell the past of the opportunities that the base has, in one statement."""
        result = super().init()
        if not self.env.execute_query(SQL("SELECT 1 FROM crm_stage_history LIMIT 1")):
            self._backfill()
        return result

    @api.depends("date_end")
    def _compute_is_current(self):
        for stay in self:
            stay.is_current = not stay.date_end

    def _search_is_current(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("date_end", "=", False)]

    @api.depends("days", "days_allowed")
    def _compute_is_late(self):
        for stay in self:
            stay.is_late = 0 < stay.days_allowed < stay.days

    def _search_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        query = SQL(
            """(SELECT id FROM crm_stage_history
                 WHERE days > days_allowed AND days_allowed > 0)"""
        )
        return [("id", "in", query)]

    def write(self, vals):
        if vals and not self.env.su:
            raise UserError(
                self.env._("The history of the stages stays as it is; nobody edits it.")
            )
        return super().write(vals)

    @api.model
    def _list_open_fields(self):
        # nobody changes a stay, which is said in its own words
        return super()._list_open_fields() | set(self._fields)

    @api.model
    def _prepare_stay(self, step, activity_id, note):
        lead = step.lead
        start = self._get_start(step)
        is_open = lead.opportunity_state == "open"
        return {
            "lead_id": lead.id,
            "stage_id": lead.stage_id.id,
            "previous_stage_id": step.start.id,
            "date_start": start,
            # in a stage that is the end nobody stays too long
            "date_end": False if is_open else start,
            "mover_id": self.env.uid,
            "user_id": lead.user_id.id,
            "team_id": lead.team_id.id,
            "company_id": lead.company_id.id,
            "days_allowed": lead.stage_id.days_allowed,
            "activity_id": activity_id,
            "note": note,
        }

    @api.model
    def _get_start(self, step):
        """Return when the stay began: of who comes from elsewhere, as they say."""
        now = self.env.cr.now()
        if step.old_state:
            return now
        return min(step.lead.date_last_stage_update or now, now)

    @api.model
    def _end_stays(self, leads, now):
        """End the stays that the opportunities are in."""
        stays = self.search([("lead_id", "in", leads.ids), ("date_end", "=", False)])
        for (company, start), group in stays.grouped(self._get_period_key).items():
            last = company._to_day(now)
            workdays = company._find_workdays(start, last)
            group.write({"date_end": now, "days": workdays.count(start, last)})
        # before the next stay begins, of which there is but one
        stays.flush_recordset()

    @api.model
    def _get_period_key(self, stay):
        company = stay.company_id or self.env.company
        return company, company._to_day(stay.date_start)

    @api.model
    def _backfill(self):
        """Make the stays that Odoo's own log of changes tells of."""
        self.env.cr.execute(SQL(BACKFILL))
        self._refresh_days(is_all=True)
