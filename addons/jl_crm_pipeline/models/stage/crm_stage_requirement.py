from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..profile.customer_maturity_change import MATURITIES

FIELD_TYPES = (
    *("char", "text", "html", "selection", "many2one", "date", "datetime"),
    *("integer", "float", "monetary", "boolean", "many2many"),
)
# what each kind cannot do without
PARAMETERS = {
    "field": "field_id",
    "activity": "activity_type_id",
    "quotation": "quotation_state",
    "maturity": "maturity",
    "question": "question",
    "domain": "domain",
}


class CrmStageRequirement(models.Model):
    """One condition to enter a stage (K3O-1)."""

    _name = "crm.stage.requirement"
    _description = "Condition to Enter a Stage"
    _order = "stage_id, sequence, id"

    name = fields.Char(string="Condition", compute="_compute_name")
    stage_id = fields.Many2one(
        comodel_name="crm.stage",
        required=True,
        index=True,
        ondelete="cascade",
    )
    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        selection=[
            ("field", "Field filled in"),
            ("attachment", "Document on file"),
            ("activity", "Activity done"),
            ("quotation", "Quotation made"),
            ("deal", "Confirmed order or contract"),
            ("maturity", "Maturity of the customer"),
            ("question", "Question answered with yes"),
            ("domain", "Conditions on the opportunity"),
        ],
        required=True,
        default="field",
    )
    field_id = fields.Many2one(
        comodel_name="ir.model.fields",
        domain=[
            ("model", "=", "crm.lead"),
            ("store", "=", True),
            ("readonly", "=", False),
            ("ttype", "in", FIELD_TYPES),
        ],
        ondelete="cascade",
    )
    document_kind_id = fields.Many2one(
        comodel_name="crm.document.kind",
        string="Kind of Document",
        ondelete="restrict",
        help="Empty: any file.",
    )
    activity_type_id = fields.Many2one(
        comodel_name="mail.activity.type",
        domain=[("res_model", "in", (False, "crm.lead"))],
        ondelete="restrict",
    )
    quotation_state = fields.Selection(
        selection=[
            ("draft", "A quotation"),
            ("sent", "A quotation that was sent"),
            ("sale", "A confirmed order"),
        ],
        string="Quotation",
    )
    maturity = fields.Selection(selection=MATURITIES, string="Minimum Maturity")
    question = fields.Char(
        string="Wording",
        translate=True,
        help="The question, or what the conditions mean.",
    )
    domain = fields.Char(string="Conditions")
    model_name = fields.Char(compute="_compute_model_name", string="Model")
    active = fields.Boolean(default=True)

    @api.depends(
        "kind",
        "field_id",
        "document_kind_id",
        "activity_type_id",
        "quotation_state",
        "maturity",
        "question",
    )
    def _compute_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for requirement in self:
            method = getattr(requirement, f"_name_{requirement.kind}", None)
            words = method() if method else False
            requirement.name = words or kinds.get(requirement.kind)

    def _compute_model_name(self):
        self.model_name = "crm.lead"

    @api.constrains("kind", *PARAMETERS.values())
    def _check_parameters(self):
        for requirement in self:
            name = PARAMETERS.get(requirement.kind)
            if name and not requirement[name]:
                field = requirement._fields[name]._description_string(self.env)
                raise ValidationError(
                    self.env._(
                        "Say what is asked for: “%(field)s” is empty.", field=field
                    )
                )

    @api.constrains("kind", "field_id")
    def _check_asked_field(self):
        for requirement in self.filtered("field_id"):
            name = requirement.sudo().field_id.name
            field = self.env["crm.lead"]._fields.get(name)
            if not field or not field.store or field.type not in FIELD_TYPES:
                raise ValidationError(
                    self.env._(
                        "“%(field)s” cannot be asked for. Choose a field of the "
                        "opportunity that people fill in.",
                        field=requirement.sudo().field_id.field_description,
                    )
                )

    @api.constrains("kind", "domain", "question")
    def _check_conditions(self):
        for requirement in self.filtered(lambda one: one.kind == "domain"):
            if not requirement.question:
                raise ValidationError(
                    self.env._("Say in words what the conditions mean.")
                )
            try:
                domain = Domain(literal_eval(requirement.domain))
                domain.validate(self.env["crm.lead"])
            except (ValueError, SyntaxError, TypeError) as error:
                raise ValidationError(
                    self.env._("The conditions are not right: %(error)s", error=error)
                ) from error

    @api.model_create_multi
    def create(self, vals_list):
        requirements = super().create(vals_list)
        requirements._log_change(self.env._("Condition added: %(name)s"))
        return requirements

    def write(self, vals):
        result = super().write(vals)
        # the order of the rows is nobody's business
        if vals.keys() != {"sequence"}:
            self._log_change(self.env._("Condition changed: %(name)s"))
        return result

    def unlink(self):
        self._log_change(self.env._("Condition removed: %(name)s"))
        return super().unlink()

    def _log_change(self, sentence):
        """Tell in the stage's log what happened to its conditions."""
        for stage, requirements in self.grouped("stage_id").items():
            names = ", ".join(requirements.mapped("name"))
            stage.message_post(body=sentence % {"name": names})
