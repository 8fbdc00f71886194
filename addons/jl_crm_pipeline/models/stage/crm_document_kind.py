from odoo import fields, models


class CrmDocumentKind(models.Model):
    """What a file on an opportunity is: a drawing, an offer, a contract (K3O-1)."""

    _name = "crm.document.kind"
    _description = "Kind of Document"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    is_contract = fields.Boolean(
        string="Contract",
        help="A document of this kind shows that the deal is made.",
    )
    active = fields.Boolean(default=True)
