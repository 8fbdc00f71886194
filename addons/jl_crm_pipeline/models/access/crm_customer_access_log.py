from functools import partial

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.jl_crm_base.tools.day_filter import day_filter

KEPT_DAYS = 365
VACUUM_BATCH = 100_000
# what is noted when the transaction is over
WAITING = "jl_crm_pipeline.noted"
# what a transaction has made is gone with it
INSERT = """
    INSERT INTO crm_customer_access_log (partner_id, user_id, date, time)
    SELECT p.id, u.id, %(today)s, %(now)s
      FROM res_partner p
      JOIN res_users u ON u.id = %(user)s
     WHERE p.id = ANY(%(customers)s)
        ON CONFLICT DO NOTHING
"""


class CrmCustomerAccessLog(models.Model):
    """Who opened a customer's data on which day, without being responsible (CAR-7)."""

    _name = "crm.customer.access.log"
    _description = "Access to Customer Data"
    _order = "date DESC, id DESC"
    _rec_name = "partner_id"
    _log_access = False

    partner_id = fields.Many2one(
        comodel_name="res.partner",
        string="Customer",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    user_id = fields.Many2one(
        comodel_name="res.users",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    date = fields.Date(required=True, readonly=True, index=True)
    is_of_today = day_filter(("date", "="), company="user_id.company_id")
    time = fields.Datetime(
        string="First Opened at",
        readonly=True,
    )

    _one_a_day = models.UniqueIndex(
        "(partner_id, user_id, date)",
        "This is already noted.",
    )

    @api.model
    def _note(self, customers):
        """Note that the user has opened the customers today, once a day."""
        rows = {
            "customers": customers.ids,
            "user": self.env.uid,
            "today": self.env.company._to_day(),
            "now": fields.Datetime.now(),
        }
        # a refusal tells names as well, and takes back what was noted
        self._note_after(self.env.cr.postrollback, rows)
        if self.env.cr.readonly:
            # a replica answers: noted on the base itself, once it has
            self._note_after(self.env.cr.postcommit, rows)
            return
        self.env.cr.execute(SQL(INSERT, **rows))

    def _note_after(self, callbacks, rows):
        """Note on the base itself when the transaction is over, all of it at once."""
        if WAITING not in callbacks.data:
            callbacks.data[WAITING] = []
            callbacks.add(partial(self._insert_on_base, callbacks.data[WAITING]))
        callbacks.data[WAITING].append(rows)

    def _insert_on_base(self, noted):
        with self.env.registry.cursor() as cursor:
            for rows in noted:
                cursor.execute(SQL(INSERT, **rows))

    @api.autovacuum
    def _gc_old(self):
        """Forget what is older than a year, a batch at a time."""
        limit = self.env.company._to_day() - relativedelta(days=KEPT_DAYS)
        old = self.sudo().search([("date", "<", limit)], limit=VACUUM_BATCH)
        done = len(old)
        old.unlink()
        return done, done == VACUUM_BATCH
