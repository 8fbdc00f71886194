import logging
from datetime import timedelta

import psycopg2.errors

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_datetime
from odoo.tools.constants import GC_UNLINK_LIMIT

from .crm_duplicate_finder import COMPARED

_logger = logging.getLogger(__name__)

# from so many changed customers on, comparing all is quicker
WHOLE_FROM = 20_000
# storing meets people who decide on the same pairs at that moment
STORE_TRIES = 5
CONFLICTS = (
    psycopg2.errors.SerializationFailure,
    psycopg2.errors.DeadlockDetected,
    psycopg2.errors.ForeignKeyViolation,
)
KEEP_DAYS = 30


class RunCancelledError(Exception):
    """Somebody has cancelled the run while it was at work."""


class CrmDuplicateRun(models.Model):
    """An analysis of the whole base, or of what has changed since the last one (DUP-6).

    Nothing is analysed within a request: a run waits until the scheduled action takes
    it, one at a time. While it works it tells its progress over a cursor of its own;
    what it found comes with one commit at the end, so that a crash leaves the pairs
    and groups as they were, and the next run works.
    """

    _name = "crm.duplicate.run"
    _description = "Duplicate Analysis Run"
    _order = "id desc"

    kind = fields.Selection(
        selection=[("whole", "All Customers"), ("changed", "Changes")],
        required=True,
        readonly=True,
        default="whole",
    )
    state = fields.Selection(
        selection=[
            ("waiting", "Waiting"),
            ("running", "Running"),
            ("done", "Finished"),
            ("failed", "Failed"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="waiting",
        index=True,
    )
    progress = fields.Integer(string="Progress (%)", readonly=True, aggregator=None)
    start_date = fields.Datetime(string="Started", readonly=True)
    end_date = fields.Datetime(string="Ended", readonly=True)
    duration = fields.Float(
        string="Duration (s)",
        compute="_compute_duration",
        help="Seconds from start to end.",
    )
    customer_count = fields.Integer(
        string="Customers", readonly=True, help="How many customers were looked at."
    )
    pair_count = fields.Integer(
        string="Pairs", readonly=True, help="How many pairs waited for a decision."
    )
    group_count = fields.Integer(
        string="Groups", readonly=True, help="How many groups waited for a decision."
    )
    user_id = fields.Many2one(
        comodel_name="res.users", string="Started by", readonly=True
    )
    error = fields.Text(readonly=True)

    _one_waiting = models.UniqueIndex(
        "(kind) WHERE state = 'waiting'", "An analysis of this kind is already waiting."
    )

    @api.depends("start_date", "end_date")
    def _compute_duration(self):
        for run in self:
            end = run.end_date or fields.Datetime.now()
            lasted = end - run.start_date if run.start_date else timedelta()
            run.duration = lasted.total_seconds()

    @api.depends("kind", "start_date")
    @api.depends_context("lang", "tz")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for run in self:
            begun = run.start_date and format_datetime(self.env, run.start_date)
            run.display_name = " · ".join(filter(None, [kinds[run.kind], begun]))

    @api.model
    def action_analyse_all(self):
        """Have the whole base analysed, and show the run (DUP-6).

        :raise AccessError: the user may not decide on duplicates
        """
        self.env["crm.duplicate.group"].check_access("write")
        run = self.sudo()._request("whole")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Analysis of All Customers"),
            "res_model": self._name,
            "res_id": run.id,
            "view_mode": "form",
        }

    def action_cancel(self):
        """Stop runs that wait or work; what they found so far is given up (DUP-6).

        :raise AccessError: the user may not decide on duplicates
        :raise UserError: a run has ended
        """
        self.env["crm.duplicate.group"].check_access("write")
        if self.filtered(lambda run: run.state not in ("waiting", "running")):
            raise UserError(self.env._("This analysis has already ended."))
        self.sudo().write({"state": "cancelled", "end_date": fields.Datetime.now()})

    def action_refresh(self):
        """Read the progress anew: the client does so after every button (DUP-6)."""

    @api.model
    def _request(self, kind):
        """Return a run that waits; the scheduled action works on it at once."""
        run = self.search(
            [("state", "in", ("waiting", "running")), ("kind", "=", kind)], limit=1
        )
        if not run:
            run = self.create({"kind": kind, "user_id": self.env.uid})
        self.env.ref("jl_crm_duplicate.ir_cron_analyse")._trigger()
        return run

    @api.model
    def _cron_request_whole(self):
        """Have the whole base analysed, as often as the scheduled action says."""
        self._request("whole")

    @api.model
    def _cron_analyse(self):
        """Work on what waits, or on what has changed; one run a call."""
        self._close_dead()
        run = self.search([("state", "=", "waiting")], order="id", limit=1)
        if not run and self.env["crm.duplicate.changes"]._has_any():
            run = self.create({"kind": "changed"})
        if not run:
            return
        run._work()
        waiting = self.search_count([("state", "=", "waiting")])
        self.env["ir.cron"]._commit_progress(1, remaining=waiting)

    @api.model
    def _close_dead(self):
        """Runs go one at a time: what still runs when the next begins has died."""
        self.search([("state", "=", "running")]).write(
            {
                "state": "failed",
                "end_date": fields.Datetime.now(),
                "error": self.env._("The server stopped while it was at work."),
            }
        )

    def _work(self):
        """Go through the run and leave it done, failed or cancelled."""
        self.write({"state": "running", "start_date": fields.Datetime.now()})
        self.env["ir.cron"]._commit_progress()
        try:
            self._analyse(self._report)
        except RunCancelledError:
            self.env.cr.rollback()
        except Exception as error:
            # whatever it was, people have to read it at the run
            _logger.exception("The duplicate analysis has failed")
            self.env.cr.rollback()
            self._tell(state="failed", error=str(error), end_date=fields.Datetime.now())
        self.env.invalidate_all()

    def _report(self, progress):
        """Tell the progress to everybody at once.

        :raise RunCancelledError: somebody wants the run to stop
        """
        if not self._tell(progress=progress):
            raise RunCancelledError

    def _tell(self, **vals):
        """Write to the run past the transaction; return whether it still runs."""
        with self.env.registry.cursor() as cr:
            run = self.with_env(self.env(cr=cr)).exists()
            if run.state != "running":
                return False
            run.write(vals)
        return True

    def _analyse(self, report):
        """Find the pairs, then store and group them in a transaction of their own."""
        looked_at = self._find(report)
        for tries_left in reversed(range(STORE_TRIES)):
            # a fresh snapshot; what was found outlives the transaction
            self.env["ir.cron"]._commit_progress()
            self.env.invalidate_all()
            report(COMPARED)
            try:
                self._store(looked_at)
                self.env["ir.cron"]._commit_progress()
                break
            except CONFLICTS:
                self.env.cr.rollback()
                if not tries_left:
                    raise

    def _analyse_here(self):
        """Go through the run in the current transaction, as demo data do."""
        self.write({"state": "running", "start_date": fields.Datetime.now()})
        self._store(self._find(lambda progress: None))

    def _find(self, report):
        """Gather the pairs; return the ids that were looked at, None for all."""
        finder = self.env["crm.duplicate.finder"]
        changed = self.env["crm.duplicate.changes"]._read()
        if self.kind == "changed" and len(changed) < WHOLE_FROM:
            finder._find_changed(changed, report)
            return changed
        finder._find_whole(report)
        return None

    def _store(self, looked_at):
        """Bring pairs and groups in line with what was gathered, and end the run."""
        finder = self.env["crm.duplicate.finder"]
        touched = finder._store(looked_at)
        self.env["crm.duplicate.grouping"]._regroup(touched)
        finder._drop_hits()
        self.env["crm.duplicate.changes"]._forget()
        self.write(
            {
                "state": "done",
                "progress": 100,
                "end_date": fields.Datetime.now(),
                **self._count(looked_at),
            }
        )
        self.flush_recordset()

    @api.model
    def _count(self, looked_at):
        [[customers]] = self.env.execute_query(
            SQL(
                """
                SELECT count(*) FROM crm_duplicate_norm
                 WHERE name_no = 0 AND partner_id > 0
                """
            )
        )
        still_open = [("state", "=", "open")]
        return {
            "customer_count": customers if looked_at is None else len(looked_at),
            "pair_count": self.env["crm.duplicate.pair"].search_count(still_open),
            "group_count": self.env["crm.duplicate.group"].search_count(still_open),
        }

    @api.autovacuum
    def _gc_runs(self):
        """Drop the records of small runs; those of the whole base stay."""
        old = fields.Datetime.now() - timedelta(days=KEEP_DAYS)
        ended = [("kind", "=", "changed"), ("end_date", "<", old)]
        self.search(ended, limit=GC_UNLINK_LIMIT).unlink()
