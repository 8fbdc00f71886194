from odoo import api, fields, models
from odoo.exceptions import UserError

from ...exceptions import StageError
from ...roles import MANAGERS

LOST_NEEDS = "jl_crm_pipeline.lost_needs"
# what the dialogue of a refused step may fill in, besides the conditions
ENTRY_FIELDS = (
    *("lost_reason_id", "lost_competitor_id", "is_lost_to_nobody"),
    "close_reason",
)

# what an opportunity becomes that is lost
LOST = {"active": False, "probability": 0, "automated_probability": 0}
# how the dialogue asks for a field
INPUTS = {
    **dict.fromkeys(("char", "text", "html"), "text"),
    **dict.fromkeys(("integer", "float", "monetary"), "number"),
    "date": "date",
    "datetime": "datetime",
    "boolean": "boolean",
    "selection": "selection",
    "many2one": "record",
    "many2many": "records",
}


class CrmLead(models.Model):
    """What a refused step lacks, how it is filled in on the spot, and waivers (K3O-1).

    The gate asks for it (``crm_lead_gate``).
    """

    _name = "crm.lead"
    _inherit = "crm.lead"

    stage_entry = fields.Json(
        string="Filled in for the Stage",
        store=False,
        copy=False,
        help="What is filled in together with the step: items by condition, "
        "the reason of a waiver, a note.",
    )
    stage_waiver_ids = fields.One2many(
        comodel_name="crm.stage.waiver",
        inverse_name="lead_id",
        string="Waived Conditions",
        readonly=True,
    )
    stage_answer_ids = fields.One2many(
        comodel_name="crm.stage.answer",
        inverse_name="lead_id",
        string="Answers",
        readonly=True,
    )

    @api.model
    def _split_stage_entry(self, vals):
        """Return the values without what was filled in, and that."""
        entry = vals.get("stage_entry") or {}
        if not isinstance(entry, dict):
            raise UserError(
                self.env._("What is filled in for a stage has to be items by name.")
            )
        rest = {name: vals[name] for name in vals if name != "stage_entry"}
        return rest, entry

    def _fill_stage_entry(self, entry):
        """Fill in what the dialogue sent, as the user (K3O-1)."""
        values = {}
        for key, value in (entry.get("items") or {}).items():
            if str(key).isdigit():
                self._fill_requirement(int(key), value)
            elif key in self._get_entry_fields():
                values[key] = value
        if values:
            self._write_entry_fields(values)

    def _fill_requirement(self, requirement_id, value):
        requirement = self.env["crm.stage.requirement"].browse(requirement_id)
        if requirement.exists():
            requirement._fill(self, value)

    @api.model
    def _get_entry_fields(self):
        """Return the fields that the dialogue of a refused step may fill in."""
        return ENTRY_FIELDS

    def _write_entry_fields(self, values):
        reason = values.pop("close_reason", None)
        if reason:
            self._write_system({"close_reason": str(reason)})
        if values:
            self.write(values)

    def _find_missing(self, steps):
        """Return {opportunity's id: what it lacks}, each a dict for the dialogue."""
        missing = {}
        groups = {}
        for step in steps:
            for item in self._list_own_missing(step):
                missing.setdefault(step.lead.id, []).append(item)
            if step.is_entry:
                groups.setdefault((step.start, step.stage), []).append(step.lead.id)
        for (start, stage), ids in groups.items():
            leads = self.sudo().browse(ids)
            for requirement in stage._get_asked(start):
                unmet = leads - requirement._filter_met(leads)
                for lead in unmet:
                    item = self._describe_requirement(requirement, lead)
                    missing.setdefault(lead.id, []).append(item)
        return missing

    def _list_own_missing(self, step):
        """Return what a step lacks that no condition of the stage says."""
        items = []
        if step.is_return and not step.is_reopening and not step.start.may_go_back:
            items.append(self._describe_no_return(step))
        if step.is_loss:
            items += step.lead._list_loss_missing()
        if step.is_entry and step.stage.stage_state == "closed":
            items += step.lead._list_closing_missing()
        return items

    def _list_loss_missing(self):
        """Return what a loss asks for and the opportunity lacks (K3O-5)."""
        parameters = self.env["ir.config_parameter"].sudo()
        needs = parameters.get_param(LOST_NEEDS, "nothing")
        items = []
        if needs != "nothing" and not self.lost_reason_id:
            items.append(self._describe_field("lost_reason_id"))
        is_told = self.lost_competitor_id or self.is_lost_to_nobody
        if needs == "competitor" and not is_told:
            items.append(self._describe_lost_to())
        return items

    def _describe_lost_to(self):
        item = self._describe_field("lost_competitor_id")
        item["label"] = self.env._("Lost to which competitor, or no winner")
        item["input"]["alternative"] = {
            "key": "is_lost_to_nobody",
            "label": self._fields["is_lost_to_nobody"]._description_string(self.env),
        }
        return item

    def _list_closing_missing(self):
        return [] if self.close_reason else [self._describe_field("close_reason")]

    @api.model
    def _describe_requirement(self, requirement, lead):
        return {
            "key": str(requirement.id),
            "kind": requirement.kind,
            "label": requirement.name,
            "input": requirement._get_input(lead),
            "may_waive": True,
        }

    @api.model
    def _describe_no_return(self, step):
        label = self.env._(
            "There is no way back from “%(stage)s” to an earlier stage",
            stage=step.start.name,
        )
        return {
            "key": "back",
            "kind": "back",
            "label": label,
            "input": {},
            "may_waive": True,
        }

    @api.model
    def _describe_field(self, name):
        return {
            "key": name,
            "kind": "field",
            "label": self._fields[name]._description_string(self.env),
            "input": self._get_field_input(name),
            "may_waive": False,
        }

    @api.model
    def _get_field_input(self, name):
        """Return how the dialogue asks for a field of the opportunity."""
        field = self._fields[name]
        shape = {"type": INPUTS[field.type], "field": name}
        if field.type == "selection":
            shape["choices"] = field._description_selection(self.env)
        if field.relational:
            shape["model"] = field.comodel_name
        return shape

    @api.model
    def _may_waive_stage(self):
        return any(map(self.env.user.has_group, MANAGERS))

    def _waive_missing(self, steps, missing, reason):
        """Return what is still missing when a director waives what may be (K3O-1)."""
        reason = str(reason or "").strip()
        if not missing or not reason or not self._may_waive_stage():
            return missing
        rest = {}
        for step in steps:
            items = missing.get(step.lead.id, [])
            if waived := [item for item in items if item["may_waive"]]:
                self._keep_waiver(step, waived, reason)
            if left := [item for item in items if not item["may_waive"]]:
                rest[step.lead.id] = left
        return rest

    def _keep_waiver(self, step, items, reason):
        labels = [item["label"] for item in items]
        # nobody may write waivers, whoever has the right gives them
        self.env["crm.stage.waiver"].sudo().create(
            {
                "lead_id": step.lead.id,
                "stage_id": step.stage.id,
                "user_id": self.env.uid,
                "reason": reason,
                "missing": "\n".join(labels),
            }
        )
        step.lead.message_post(
            body=self.env._(
                "Entered “%(stage)s” without: %(missing)s. Reason: %(reason)s",
                stage=step.stage.name,
                missing=", ".join(labels),
                reason=reason,
            )
        )

    def _make_stage_error(self, steps, missing):
        """Return the refusal, with all that the dialogue needs."""
        steps = [step for step in steps if step.lead.id in missing]
        leads = [
            {"id": step.lead.id, "name": step.lead.name, "items": missing[step.lead.id]}
            for step in steps
        ]
        items = [item for row in leads for item in row["items"]]
        may_waive = self._may_waive_stage() and all(one["may_waive"] for one in items)
        context = {
            "leads": leads,
            "stage": self._word_target(steps[0]),
            "may_waive": may_waive,
            "retry": self._get_retry(steps),
        }
        return StageError(self._word_refusal(steps, missing), context)

    @api.model
    def _get_retry(self, steps):
        """Return the step as values, where the dialogue can take it again."""
        step = steps[0]
        if len(steps) > 1 or not step.old_state:
            return False
        if step.is_entry:
            return {"id": step.lead.id, "vals": {"stage_id": step.stage.id}}
        return {"id": step.lead.id, "vals": dict(LOST)}

    @api.model
    def _word_target(self, step):
        return step.stage.name if step.is_entry else self.env._("Lost")

    def _word_refusal(self, steps, missing):
        """Return the whole refusal as text, for whoever has no dialogue."""
        lines = []
        for step in steps:
            lines.append(
                self.env._(
                    "“%(name)s” cannot become “%(stage)s” yet. What is missing:",
                    name=step.lead.name,
                    stage=self._word_target(step),
                )
            )
            lines += [f"• {item['label']}" for item in missing[step.lead.id]]
        return "\n".join(lines)

    def _word_set_back(self, step, items):
        return self.env._(
            "Not taken to “%(stage)s”. What is missing: %(missing)s",
            stage=self._word_target(step),
            missing=", ".join(item["label"] for item in items),
        )

    @api.model
    def _get_merged_models(self):
        return (*super()._get_merged_models(), "crm.stage.waiver")

    @api.model
    def _get_merged_twins(self):
        answers = {"crm.stage.answer": ("requirement_id", ())}
        return super()._get_merged_twins() | answers
