from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.jl_crm_base.tools.guard import is_person

from ..stage.crm_lead_history import CAUSE


class CrmContactRecord(models.Model):
    """The stage to which a contact advances its opportunity (K3O-4).

    The step is made as in the opportunity: its conditions are asked, and what is
    missing is filled in at once (``stage_entry``).
    """

    _name = "crm.contact.record"
    _inherit = "crm.contact.record"

    next_stage_ids = fields.Many2many(
        comodel_name="crm.stage",
        string="Possible Stages",
        compute="_compute_next_stage_ids",
    )
    step_stage_id = fields.Many2one(
        comodel_name="crm.stage",
        string="Advance to Stage",
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        domain="[('id', 'in', next_stage_ids)]",
        help="The opportunity enters this stage when the record is saved.",
    )
    stage_entry = fields.Json(
        string="Filled in for the Stage",
        store=False,
        copy=False,
        help="What the dialogue of a refused step has filled in.",
    )

    @api.depends("lead_id")
    @api.depends_context("uid")
    def _compute_next_stage_ids(self):
        for record in self:
            # the opportunity may have gone to somebody else since
            lead = record.lead_id._filtered_access("read")
            record.next_stage_ids = lead._list_next_stages()

    @api.onchange("lead_id")
    def _onchange_lead_id_step(self):
        self.step_stage_id = False

    @api.model_create_multi
    def create(self, vals_list):
        entries = [vals.get("stage_entry") for vals in vals_list]
        rest = [
            {name: vals[name] for name in vals if name != "stage_entry"}
            for vals in vals_list
        ]
        records = super().create(rest)
        for record, entry in zip(records, entries, strict=True):
            record._take_step(entry)
        return records

    def write(self, vals):
        if "step_stage_id" in vals and is_person(self.env):
            self._ensure_step_kept(vals["step_stage_id"])
        return super().write(vals)

    def _ensure_step_kept(self, stage_id):
        """:raise UserError: the step was taken when the record was entered"""
        if not self._is_same("step_stage_id", stage_id):
            self._refuse_protected(["step_stage_id"])

    def _take_step(self, entry):
        """Advance the opportunity, as the one who has recorded the contact.

        :param entry: what the dialogue has filled in, or nothing
        :raise StageError: a condition of the stage is not met
        """
        if not self.step_stage_id:
            return
        if not self.lead_id:
            raise ValidationError(
                self.env._(
                    "Choose the opportunity that advances to “%(stage)s”, or leave the "
                    "stage empty.",
                    stage=self.step_stage_id.name,
                )
            )
        values = {"stage_id": self.step_stage_id.id}
        if entry:
            values["stage_entry"] = entry
        self.lead_id.with_context(**{CAUSE: self.activity_id.id}).write(values)
