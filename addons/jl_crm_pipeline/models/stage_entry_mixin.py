from odoo import api, fields, models
from odoo.exceptions import UserError

from ..exceptions import StageError
from ..roles import MANAGERS

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


class StageEntryMixin(models.AbstractModel):
    """What a refused step lacks, how it is filled in on the spot, and waivers (K3O-1).

    A part of crm.lead.
    """

    _name = "stage.entry.mixin"
    _description = "Filling in what a Stage Asks for"

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
