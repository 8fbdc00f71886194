from odoo import api, fields, models
from odoo.exceptions import ValidationError

# what one is to the other → what the other is to the one
MIRRORS = {
    "parent": "branch",
    "branch": "parent",
    "partner": "partner",
    "contractor": "subcontractor",
    "subcontractor": "contractor",
    "owner": "supplier",
    "supplier": "owner",
}


class CustomerRelation(models.Model):
    """What another company is to a customer; the other sees it turned round (KIN-1).

    Each relation is two records that are made, changed and deleted together.
    """

    _name = "customer.relation"
    _description = "Relation between Customers"
    _order = "partner_id, kind, id"
    _rec_name = "related_id"

    partner_id = fields.Many2one(
        comodel_name="res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="cascade",
    )
    related_id = fields.Many2one(
        comodel_name="res.partner",
        string="Company",
        required=True,
        index=True,
        ondelete="cascade",
        domain=[("is_company", "=", True)],
    )
    kind = fields.Selection(
        selection=[
            ("parent", "Parent company"),
            ("branch", "Branch or subsidiary"),
            ("partner", "Partner"),
            ("contractor", "General contractor"),
            ("subcontractor", "Subcontractor"),
            ("owner", "Owner of the project"),
            ("supplier", "Works on the project"),
        ],
        string="Relation to It",
        required=True,
        default="partner",
    )
    note = fields.Char()
    mirror_id = fields.Many2one(
        comodel_name="customer.relation",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
        copy=False,
    )

    _unique_relation = models.UniqueIndex(
        "(partner_id, related_id, kind)",
        "These two companies already have this relation.",
    )

    @api.model
    def _list_readable_parents(self):
        return super()._list_readable_parents() | {"partner_id", "related_id"}

    @api.constrains("partner_id", "related_id")
    def _check_related(self):
        if self.filtered(lambda relation: relation.partner_id == relation.related_id):
            raise ValidationError(
                self.env._("A company has no relation to itself. Choose another one.")
            )
        people = (self.partner_id | self.related_id).filtered(
            lambda partner: not partner.is_company
        )
        if people:
            raise ValidationError(
                self.env._(
                    "%(name)s is not a company. Enter people as contacts instead.",
                    name=people[0].display_name,
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        relations = super().create(vals_list)
        mirrors = super().create([one._prepare_mirror() for one in relations])
        for relation, mirror in zip(relations, mirrors, strict=True):
            relation._as_system().mirror_id = mirror
        return relations

    def write(self, vals):
        result = super().write(vals)
        if not vals.keys().isdisjoint({"partner_id", "related_id", "kind", "note"}):
            for relation in self:
                super(CustomerRelation, relation.mirror_id).write(
                    relation._prepare_mirror()
                )
        return result

    def unlink(self):
        return super(CustomerRelation, self | self.mirror_id).unlink()

    def _prepare_mirror(self):
        """Return the relation as the other company has it."""
        return {
            "partner_id": self.related_id.id,
            "related_id": self.partner_id.id,
            "kind": MIRRORS[self.kind],
            "note": self.note,
            "mirror_id": self.id,
        }
