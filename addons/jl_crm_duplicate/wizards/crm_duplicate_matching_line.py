from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.matching import MOST_WEIGHT, USUAL_WEIGHT, FieldRule


class CrmDuplicateMatchingLine(models.TransientModel):
    """How one field is matched (DUP-3)."""

    _name = "crm.duplicate.matching.line"
    _description = "Matching of a Field"
    _order = "id"

    window_id = fields.Many2one(
        comodel_name="crm.duplicate.matching",
        required=True,
        ondelete="cascade",
        index=True,
        export_string_translation=False,
    )
    field = fields.Selection(
        selection=[
            ("name", "Name"),
            ("tax_id", "Tax ID"),
            ("phone", "Phone, Mobile, Fax"),
            ("mail", "E-mail"),
            ("domain", "Mail or Web Domain"),
            ("address", "Address"),
            ("contact", "Contact Person"),
        ],
        required=True,
        readonly=True,
    )
    is_used = fields.Boolean(string="Matched", default=True)
    weight = fields.Integer(
        string="Weight (%)",
        default=USUAL_WEIGHT,
        required=True,
        help="100 is what the analysis was measured with, 50 half as many points.",
    )
    alone = fields.Selection(
        selection=[
            ("points", "By points"),
            ("certain", "Certain"),
            ("likely", "Likely at most"),
        ],
        string="If It Alone Agrees",
        default="points",
        required=True,
        help="Certain: whoever agrees in it is the same customer, unless the tax IDs "
        "differ. Likely at most: it alone is no proof, with another field it may be.",
    )

    @api.constrains("weight")
    def _check_weight(self):
        if any(not 0 < line.weight <= MOST_WEIGHT for line in self):
            raise ValidationError(
                self.env._(
                    "A weight runs from 1 to %(most)s %%. A field that is not to count "
                    "is switched off.",
                    most=MOST_WEIGHT,
                )
            )

    def _read_rule(self):
        alone = "" if self.alone == "points" else self.alone
        return FieldRule(self.is_used, self.weight, alone)

    @api.model
    def _get_usual(self):
        return {"is_used": True, "weight": USUAL_WEIGHT, "alone": "points"}
