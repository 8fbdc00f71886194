from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

from odoo.addons.jl_crm_base.tools.locks import lock_records
from odoo.addons.jl_crm_base.tools.session import ensure_own_session

from ...roles import GENERAL_AFFAIRS, OFFICE_DIRECTOR, SALES_MANAGER
from ...tools.holder import ON_TRIAL

ACTIVITY = "jl_crm_pipeline.mail_activity_type_trial"


class CrmCustomerTrial(models.Model):
    """Who decides on a trial, gives it to another person or extends it (RES-3)."""

    _name = "crm.customer.trial"
    _inherit = "crm.customer.trial"

    _decider_groups = (GENERAL_AFFAIRS, SALES_MANAGER)

    request_date = fields.Datetime(string="Applied for on")
    decision_reason = fields.Text(
        string="Remark on the Decision",
        readonly=True,
        copy=False,
        tracking=True,
        system=True,
    )
    extension_count = fields.Integer(
        string="Extensions", readonly=True, copy=False, system=True
    )
    can_decide = fields.Boolean(compute="_compute_can_decide")
    can_withdraw = fields.Boolean(compute="_compute_can_decide")
    can_manage = fields.Boolean(
        compute="_compute_can_decide",
        help="You may extend it or give it to another person.",
    )
    can_end = fields.Boolean(compute="_compute_can_decide")

    @api.depends("state", "user_id", "requester_id")
    @api.depends_context("uid")
    def _compute_can_decide(self):
        user = self.env.user
        decides = self._is_decider()
        for trial in self:
            asking, running = trial.state == "requested", trial.state == "running"
            manages = decides or trial._is_below(user)
            trial.can_decide = asking and decides
            trial.can_withdraw = asking and user in trial.requester_id | trial.user_id
            trial.can_manage = running and manages
            trial.can_end = running and (manages or trial.user_id == user)

    def action_request(self):
        """Apply for the trials (RES-3).

        :raise UserError: the customer cannot be held for that person, or no longer
        """
        self.check_access("write")
        self._ensure_holdable()
        self._move("requested", request_date=fields.Datetime.now())
        self._tell_deciders()

    def action_approve(self):
        """Approve the trials: the customers are held until the last day (RES-3).

        :raise AccessError: the caller is no administrator of sales, or does not ask
        :raise UserError: one was decided meanwhile, or cannot be held any more
        """
        ensure_own_session(self.env)
        self._ensure_may("can_decide", "requested")
        self._ensure_holdable()
        self._move("running", **self._prepare_decision())
        for trial in self.sudo():
            trial.partner_id._hold_for_trial(trial)
        self._tell_holders(self.env._("The trial is approved."))

    def action_refuse(self, reason):
        """Refuse the trials; who applied is told why (RES-3).

        :param str reason: not empty
        :raise AccessError: the caller is no administrator of sales
        """
        self._ensure_may("can_decide", "requested")
        reason = self._ensure_reason(reason)
        self._move("refused", **self._prepare_decision(), decision_reason=reason)
        self._tell_holders(self.env._("The trial is refused: %(why)s", why=reason))

    def action_withdraw(self, reason):
        """Take one's own application back (RES-3).

        :param str reason: not empty
        :raise AccessError: it is somebody else's
        """
        self._ensure_may("can_withdraw", "requested")
        reason = self._ensure_reason(reason)
        self._move("withdrawn", **self._prepare_decision(), decision_reason=reason)
        self.sudo().activity_unlink([ACTIVITY])

    def action_extend(self, date_until, reason):
        """Hold the customers longer (RES-3).

        :param date date_until: the new last day, later than the one so far
        :param str reason: not empty; noted on the trial
        :raise AccessError: neither an administrator of sales nor above the holder
        :raise UserError: not on trial any more, or no later day
        """
        self._ensure_may("can_manage", "running")
        reason = self._ensure_reason(reason)
        date_until = fields.Date.to_date(date_until)
        trials = self.sudo()
        lock_records(trials, allow_referencing=True)
        trials._ensure_later(date_until)
        for trial in trials:
            values = {
                "date_until": date_until,
                "extension_count": trial.extension_count + 1,
                "reminder_date": False,
            }
            trial._write_system(values)
        trials.partner_id._refresh_trial()
        text = self.env._(
            "Held until %(date)s: %(why)s",
            date=format_date(self.env, date_until),
            why=reason,
        )
        self._tell_holders(text)

    def action_assign(self, user, reason):
        """Give the customers on trial to another person (RES-3).

        :param user: res.users or its id
        :param str reason: not empty; noted on the trial
        :raise AccessError: neither an administrator of sales nor above the holder
        :raise UserError: not on trial any more
        """
        self._ensure_may("can_manage", "running")
        reason = self._ensure_reason(reason)
        user = self.env["res.users"].browse(int(user))
        self.partner_id._ensure_may_receive(user)
        trials = self.sudo()
        lock_records(trials, allow_referencing=True)
        former = trials.user_id
        # the trials follow whose the customers are
        trials.partner_id._change_holder(user, ON_TRIAL)
        text = self.env._(
            "Given to %(name)s: %(why)s", name=user.sudo().name, why=reason
        )
        trials._tell_holders(text, former)

    def action_end(self, reason):
        """End the trials before their last day (RES-3).

        :param str reason: what came of it; not empty
        :raise AccessError: somebody else's trial
        """
        self._ensure_may("can_end", "running")
        reason = self._ensure_reason(reason)
        self._move("done", date_end=self.env.company._to_day())
        self.sudo().partner_id._refresh_trial()
        self._tell_holders(self.env._("The trial has ended: %(why)s", why=reason))

    def action_open_step(self):
        """Open the dialogue of the step that the button's context names (RES-3)."""
        return self.env["crm.customer.trial.step"]._open_for(
            self, self.env.context.get("trial_step")
        )

    def _is_below(self, user):
        """Whether somebody is above the holder: superior, director or team leader."""
        holder = superior = self.user_id.sudo()
        if user == holder:
            return False
        is_director = user.has_group(OFFICE_DIRECTOR)
        if is_director and holder.id in user._get_customer_holder_ids():
            return True
        while superior := superior.sales_manager_id:
            if superior == user:
                return True
        return user in holder.crm_team_ids.user_id

    def _ensure_may(self, right, state):
        """:raise AccessError: the user may not take this step, in its state"""
        for trial in self:
            if trial.state == state and not trial[right]:
                raise AccessError(self._word_right(right))
        self.check_access("read")
        # steps that move no state would go through in any other
        if right == "can_manage" and set(self.mapped("state")) - {state}:
            raise UserError(
                self.env._(
                    "This customer is not on trial: only a running trial is extended "
                    "or given to another person."
                )
            )

    @api.model
    def _word_right(self, right):
        if right == "can_decide":
            return self.env._(
                "Trials are decided by administrators of sales and General Affairs."
            )
        if right == "can_manage":
            return self.env._(
                "Only administrators of sales, General Affairs and the superiors of "
                "the responsible person extend a trial or give it to another person. "
                "Ask one of them."
            )
        return self.env._("This trial is somebody else's. Ask them, or a superior.")

    def _ensure_holdable(self):
        """:raise UserError: says why the first of these cannot be held"""
        today = self.env.company._to_day()
        for trial in self.sudo():
            customer = trial.partner_id
            names = {"customer": customer.display_name, "name": customer.user_id.name}
            customer._ensure_may_receive(trial.user_id)
            if not customer.customer_status or not customer.active:
                message = self.env._("%(customer)s is not an active customer.", **names)
            elif customer.user_id and customer.user_id != trial.user_id:
                message = self.env._(
                    "%(name)s is responsible for %(customer)s. The trial is for them, "
                    "or the customer is assigned to somebody else first.",
                    **names,
                )
            elif trial._find_other_trial():
                message = self.env._(
                    "%(customer)s already has a trial that is requested or running.",
                    **names,
                )
            elif trial.date_until < today:
                message = self.env._(
                    "The trial of %(customer)s would be over already. "
                    "Withdraw or refuse it, and apply with a later last day.",
                    **names,
                )
            else:
                continue
            raise UserError(message)

    def _ensure_later(self, date_until):
        """:raise UserError: one of these is held as long already"""
        for trial in self:
            if not date_until or date_until <= trial.date_until:
                raise UserError(
                    self.env._(
                        "Choose a day after %(date)s: it is already held until then.",
                        date=format_date(self.env, trial.date_until),
                    )
                )

    def _find_other_trial(self):
        return self.search(
            [
                ("partner_id", "=", self.partner_id.id),
                ("state", "in", ("requested", "running")),
                ("id", "!=", self.id),
            ],
            limit=1,
        )

    def _tell_deciders(self):
        """Put the applications into the work list of who decides on them."""
        deciders = self._get_deciders() - self.env.user
        for trial in self:
            trial.message_notify(
                partner_ids=deciders.partner_id.ids,
                subject=self.env._("Trial: %(trial)s", trial=trial.display_name),
                body=trial.reason,
            )
            trial._put_on_lists(deciders, ACTIVITY, trial.display_name)

    def _tell_holders(self, text, others=None):
        """Note on the trials what was done, and tell whom it concerns."""
        for trial in self.sudo():
            if trial.state != "requested":
                trial.activity_unlink([ACTIVITY])
            told = trial.user_id | trial.requester_id
            told = (told | others if others else told) - self.env.user
            trial.message_post(
                subject=trial.display_name,
                body=text,
                author_id=self.env.user.partner_id.id,
                partner_ids=told.partner_id.ids,
                subtype_xmlid="mail.mt_comment",
            )
