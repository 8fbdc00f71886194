from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .opportunity_reach_mixin import REACH
from .stage_entry_mixin import LOST
from .stage_gate_mixin import STAGE_TRIGGERS

# what an opportunity says of the person whom it is about
PERSONAL_FIELDS = (
    "contact_name",
    "email_from",
    "phone",
    "website",
    "street",
    "street2",
    "zip",
    "city",
    "function",
)
MERGED_FIELDS = ("main_product_id", "task", "intent_class", "project_summary")
# what of an opportunity that is merged into another moves with it
MERGED_MODELS = ("crm.lead.competitor", "crm.selling.expense", "crm.stage.waiver")


class CrmLead(models.Model):
    _name = "crm.lead"
    _inherit = [
        "crm.lead",
        "stage.gate.mixin",
        "stage.history.mixin",
        "opportunity.outcome.mixin",
        "opportunity.subject.mixin",
        "opportunity.progress.mixin",
        "opportunity.contact.mixin",
        "opportunity.sharing.mixin",
        "opportunity.reach.mixin",
        "customer.work.mixin",
        "system.field.mixin",
    ]

    _work_amount_field = "expected_revenue"

    planned_expenses = fields.Monetary(
        currency_field="company_currency",
        compute="_compute_expenses",
    )
    actual_expenses = fields.Monetary(
        currency_field="company_currency",
        compute="_compute_expenses",
    )

    @api.depends("expense_ids.planned", "expense_ids.actual")
    def _compute_expenses(self):
        rows = self.env["crm.selling.expense"]._read_group(
            [("lead_id", "in", self.ids)], ["lead_id"], ["planned:sum", "actual:sum"]
        )
        sums = {lead.id: (planned, actual) for lead, planned, actual in rows}
        for lead in self:
            planned, actual = sums.get(lead._origin.id, (0, 0))
            lead.planned_expenses = planned
            lead.actual_expenses = actual

    @api.depends("partner_id", "main_product_id", "task")
    def _compute_name(self):
        for lead in self:
            lead.name = lead.name or lead._propose_subject()
        return super()._compute_name()

    @api.depends("partner_id", "partner_name")
    def _compute_commercial_partner_id(self):
        # of a customer whom one may not see the name is known, here and elsewhere
        hidden = self.browse()
        if not self.env.su:
            seen = self.partner_id._filtered_access("read")
            hidden = self.filtered(lambda lead: lead.partner_id - seen)
        super(CrmLead, hidden.sudo())._compute_commercial_partner_id()
        return super(CrmLead, self - hidden)._compute_commercial_partner_id()

    @api.depends("is_closed")
    def _compute_won_status(self):
        """Closed is not lost, though the hope may be as little."""
        result = super()._compute_won_status()
        closed = self.filtered(lambda lead: lead.is_closed and not lead.active)
        closed.filtered(lambda lead: lead.won_status == "lost").won_status = "pending"
        return result

    @api.model_create_multi
    def create(self, vals_list):
        pairs = [self._split_stage_entry(vals) for vals in vals_list]
        cleaned = self._clean_values([vals for vals, _entry in pairs])
        cleaned = [self._add_stage_values(vals) for vals in cleaned]
        cleaned = [self._add_subject(vals) for vals in cleaned]
        leads = super(CrmLead, self._strip_defaults()).create(cleaned)
        leads = leads.with_env(self.env)
        leads._settle_new(pairs)
        return leads

    def _settle_new(self, pairs):
        """Let new opportunities through the gate.

        :param list pairs: (values, what was filled in) of each
        """
        together = {True: [], False: []}
        for lead, (vals, entry) in zip(self, pairs, strict=True):
            if entry:
                lead._fill_stage_entry(entry)
                lead._settle_stages({}, entry, "probability" in vals)
            else:
                together["probability" in vals].append(lead.id)
        for has_probability, ids in together.items():
            if ids:
                self.browse(ids)._settle_stages({}, {}, has_probability)

    def write(self, vals):
        vals, entry = self._split_stage_entry(vals)
        if entry:
            self._fill_stage_entry(entry)
        if self._is_gate_open() or STAGE_TRIGGERS.isdisjoint(vals):
            return super().write(vals)
        has_probability = "probability" in vals
        if held := self._get_held_steps():
            held.remember(self)
            result = super().write(self._add_stage_values(vals))
            held.touch(self, has_probability)
            return result
        before = self._remember_stages()
        result = super().write(self._add_stage_values(vals))
        self._settle_stages(before, entry, has_probability)
        return result

    def _add_stage_values(self, vals):
        """Return the values with what the stage brings along."""
        stage = self.env["crm.stage"].browse(vals.get("stage_id") or [])
        if self and all(lead.stage_id == stage for lead in self):
            return dict(vals)
        if vals.get("type", self[:1].type) == "lead":
            return dict(vals)
        if stage.stage_state == "lost":
            return {**vals, **LOST}
        if stage.stage_state == "open" and stage.win_probability:
            return {"probability": stage.win_probability, **vals}
        return dict(vals)

    def _track_filter_for_display(self, tracking_values):
        told = super()._track_filter_for_display(tracking_values)
        if self._filter_masked():
            return told.filtered(lambda value: value.field_id.sudo().name not in REACH)
        return told

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        # nobody is there to be told, and no mail may be lost
        leads = super(CrmLead, self._as_unattended())
        return leads.message_new(msg_dict, custom_values).with_env(self.env)

    def action_set_lost(self, **additional_values):
        # to put away an opportunity without hope loses it: the reason comes first
        if additional_values:
            self.write(additional_values)
        return super().action_set_lost(**additional_values)

    @api.model
    def _work_open_domain(self):
        return Domain("opportunity_state", "=", "open")

    @api.model
    def _get_work_name(self):
        return self.env._("Opportunities")

    @api.model
    def _follow_transfer(self, rows, ids):
        """Neither stage nor dates follow, the day of the assignment included."""
        self._follow_team(rows)
        self.env.cr.execute(
            SQL(
                """
                UPDATE crm_lead_competitor c
                   SET user_id = moved.receiver
                  FROM %(moves)s
                 WHERE c.lead_id = moved.id
                """,
                moves=rows,
            )
        )

    def _forget_person(self, words):
        """Take out of the opportunities who their contact was (GEN-3).

        :param words: what tells who it is; the history has it too
        """
        known = [name for name in PERSONAL_FIELDS if name in self._fields]
        self.write(dict.fromkeys(known, False))
        self.env["mail.tracking.value"].search(
            [
                ("mail_message_id.model", "=", self._name),
                ("mail_message_id.res_id", "in", self.ids),
                "|",
                ("old_value_char", "in", words),
                ("new_value_char", "in", words),
            ]
        ).unlink()

    def _merge_get_fields(self):
        return [*super()._merge_get_fields(), *MERGED_FIELDS]

    def _merge_dependences(self, opportunities):
        result = super()._merge_dependences(opportunities)
        for name in MERGED_MODELS:
            # whoever may merge the opportunities takes all of them along
            records = (
                self.env[name].sudo().search([("lead_id", "in", opportunities.ids)])
            )
            records.write({"lead_id": self.id})
        self._take_over_contacts(opportunities)
        self._take_over_grants(opportunities)
        return result
