from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import format_date

from ...roles import SALESPERSON
from ...tools.holder import HANDED_OVER, ON_TRIAL


class ResPartner(models.Model):
    """A customer on trial stays with the person for whom it is held (RES-3)."""

    _name = "res.partner"
    _inherit = "res.partner"

    trial_ids = fields.One2many(
        comodel_name="crm.customer.trial",
        inverse_name="partner_id",
        string="Trials",
        groups=SALESPERSON,
    )
    trial_count = fields.Integer(
        compute="_compute_trial_count",
        groups=SALESPERSON,
    )
    trial_until = fields.Date(
        string="On Trial until",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="Until this day the customer is held for the responsible person.",
        prefetch="customer_profile",
        system=True,
    )

    @api.depends("trial_ids")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_trial_count(self):
        counts = dict(
            self.env["crm.customer.trial"]._read_group(
                [("partner_id", "in", self.ids)], ["partner_id"], ["__count"]
            )
        )
        for partner in self:
            partner.trial_count = counts.get(partner._origin, 0)

    def action_request_trial(self):
        """Open the application for a trial of this customer (RES-3).

        :rtype: dict
        """
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Apply for a Trial"),
            "res_model": "crm.customer.trial",
            "views": [[False, "form"]],
            "context": {"default_partner_id": self.commercial_partner_id.id},
        }

    def action_view_trials(self):
        """List the customer's trials (RES-3).

        :rtype: dict
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "jl_crm_pipeline.crm_customer_trial_action"
        )
        return {
            **action,
            "domain": [("partner_id", "=", self.id)],
            "context": {"default_partner_id": self.id},
        }

    def _ensure_may_assign(self, user_id):
        """While a customer is on trial, who gives it away may give the trial (RES-3).

        :raise AccessError: the user may not extend or give away the trial
        """
        result = super()._ensure_may_assign(user_id)
        moved = self.filtered(
            lambda partner: partner.trial_until and partner.user_id.id != user_id
        )
        for trial in moved.sudo()._find_running_trials():
            if not trial.with_user(self.env.user).sudo().can_manage:
                raise AccessError(
                    self.env._(
                        "%(customer)s is on trial and held for %(name)s until "
                        "%(date)s. An administrator of sales or a superior gives it "
                        "to another person.",
                        customer=trial.partner_id.display_name,
                        name=trial.user_id.name,
                        date=format_date(self.env, trial.date_until),
                    )
                )
        return result

    def _find_running_trials(self):
        trials = self.env["crm.customer.trial"]
        if not self:
            return trials
        return trials.search(
            [("partner_id", "in", self.ids), ("state", "=", "running")]
        )

    def _give_trials(self):
        """Trials are held for whoever is responsible for the customer now."""
        held = self.filtered("trial_until").sudo()
        for trial in held._find_running_trials():
            if trial.user_id != trial.partner_id.user_id:
                trial.user_id = trial.partner_id.user_id

    @api.model
    def _after_holder_change(self, moves, reason):
        result = super()._after_holder_change(moves, reason)
        if reason.is_leaving:
            self.browse(move[0] for move in moves)._end_trials()
        # a handover gives trials as work of its own
        if reason is not HANDED_OVER:
            self.browse(
                one for one, _giver, receiver in moves if receiver
            )._give_trials()
        return result

    def _end_trials(self):
        """Nobody holds these any more: whoever tried to win them has left."""
        trials = self.sudo().filtered("trial_until")._find_running_trials()
        trials._end_for_leaver()

    def _hold_for_trial(self, trial):
        """Keep the customer for the person of the trial that was approved."""
        if not self.user_id:
            self._change_holder(trial.user_id, ON_TRIAL, notify=True)
        self._refresh_trial()

    def _refresh_trial(self):
        """Keep on the customers until when they are held."""
        days = dict(
            self.env["crm.customer.trial"]
            .sudo()
            ._read_group(
                [("partner_id", "in", self.ids), ("state", "=", "running")],
                ["partner_id"],
                ["date_until:max"],
            )
        )
        for day, partners in self.grouped(lambda one: days.get(one, False)).items():
            partners._write_system({"trial_until": day})
