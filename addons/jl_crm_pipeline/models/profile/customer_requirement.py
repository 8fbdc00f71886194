from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from .res_partner_contact_number import NUMBERED

STORED_TYPES = (
    *("char", "text", "selection", "many2one", "date", "datetime"),
    *("integer", "float", "monetary", "boolean", "many2many"),
)

CONTACT = SQL(
    """EXISTS (SELECT FROM res_partner c
                WHERE c.parent_id = p.id AND c.active AND c.type = 'contact')"""
)
REACHABLE_CONTACT = SQL(
    """EXISTS (SELECT FROM res_partner c
                WHERE c.parent_id = p.id AND c.active AND c.type = 'contact'
                  AND COALESCE(c.function, '') <> ''
                  AND COALESCE(c.mobile, '') <> '')"""
)
PAID_ORDER = SQL(
    """EXISTS (SELECT FROM account_move m
                WHERE m.commercial_partner_id = p.id AND m.state = 'posted'
                  AND m.move_type = 'out_invoice'
                  AND m.payment_state IN ('paid', 'in_payment'))"""
)
TERMS = {
    "contact": CONTACT,
    "reachable": REACHABLE_CONTACT,
    "paid_order": PAID_ORDER,
}
# what a base begins with that has no customers yet
STRICT = ("phone", "country", "city", "street", "industry", "region")
XML_ID = "jl_crm_pipeline.customer_requirement_%s"


class CustomerRequirement(models.Model):
    """One thing that a complete customer has, by status (K3D-1, IMP-5)."""

    _name = "customer.requirement"
    _description = "Required Customer Data"
    _order = "sequence, id"

    name = fields.Char(compute="_compute_name")
    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        selection=[
            ("field", "A field of the customer"),
            ("contact", "A contact person"),
            ("reachable", "A contact person with position and mobile"),
            ("paid_order", "A paid invoice"),
        ],
        required=True,
        default="field",
    )
    field_id = fields.Many2one(
        comodel_name="ir.model.fields",
        domain=[
            ("model", "=", "res.partner"),
            ("store", "=", True),
            ("ttype", "in", STORED_TYPES),
        ],
        ondelete="cascade",
    )
    for_potential = fields.Boolean(string="Potential", default=True)
    for_transacting = fields.Boolean(string="Transacting", default=True)
    is_refused = fields.Boolean(
        string="No Saving without It",
        help="On: a customer without it is not saved. "
        "Off: it is shown as missing and counts for the completeness.",
    )
    holds_conversion = fields.Boolean(
        string="No Conversion without It",
        help="On: a customer without it does not become transacting.",
    )
    active = fields.Boolean(default=True)

    _unique_field = models.UniqueIndex(
        "(field_id) WHERE field_id IS NOT NULL AND active",
        "This field is already in the list.",
    )
    _has_field = models.Constraint(
        "CHECK (kind <> 'field' OR field_id IS NOT NULL)",
        "Choose the field that a complete customer has filled.",
    )

    @api.depends("kind", "field_id")
    def _compute_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for requirement in self:
            label = requirement.sudo().field_id.field_description
            is_field = requirement.kind == "field"
            requirement.name = label if is_field else kinds.get(requirement.kind)

    @api.constrains("kind", "field_id")
    def _check_field(self):
        for requirement in self.filtered(lambda one: one.kind == "field"):
            name = requirement.field_id.name
            field = self.env["res.partner"]._fields.get(name)
            is_fit = field and field.store and field.type in STORED_TYPES
            if not is_fit or field.company_dependent or field.translate:
                raise ValidationError(
                    self.env._(
                        "%(field)s cannot be asked for. Choose a field of the "
                        "customer that is the same for all companies and languages.",
                        field=requirement.field_id.field_description,
                    )
                )

    @api.constrains("kind", "is_refused")
    def _check_refused(self):
        if self.filtered(lambda one: one.kind != "field" and one.is_refused):
            raise ValidationError(
                self.env._(
                    "A customer is saved before its contact person, so a missing "
                    "contact person cannot stop the saving."
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        requirements = super().create(vals_list)
        self._forget_requirements()
        return requirements

    def write(self, vals):
        result = super().write(vals)
        self._forget_requirements()
        return result

    def unlink(self):
        result = super().unlink()
        self._forget_requirements()
        return result

    def _forget_requirements(self):
        # the form that registers customers marks what is required
        self.env.registry.clear_cache("default", "templates")

    @api.model
    @tools.ormcache("status")
    def _get_requirements(self, status):
        """Return what customers of a status need.

        :param str status: potential or transacting
        :return: tuple of (kind, name of the field or False, whether it is refused)
        """
        column = "for_transacting" if status == "transacting" else "for_potential"
        requirements = self.sudo().search([(column, "=", True)])
        return tuple(
            (one.kind, one.field_id.name, one.is_refused) for one in requirements
        )

    @api.model
    @tools.ormcache()
    def _get_conversion_requirements(self):
        """Return what holds a conversion up, like :meth:`_get_requirements`."""
        rows = self.sudo().search([("holds_conversion", "=", True)])
        return tuple((one.kind, one.field_id.name, False) for one in rows)

    @api.model
    def _begin_strictly(self):
        """Refuse what is incomplete from the first customer on (K3D-1).

        A base that has customers decides for itself when it begins with that.
        """
        partners = self.env["res.partner"].sudo().with_context(active_test=False)
        if partners.search_count([("customer_status", "!=", False)], limit=1):
            return
        for name in STRICT:
            if row := self.env.ref(XML_ID % name, raise_if_not_found=False):
                row.write({"is_refused": True, "active": True})
        self.env.ref(XML_ID % "vat").write(
            {"for_potential": False, "is_refused": True, "holds_conversion": True}
        )
        self.env["ir.config_parameter"].sudo().set_param(NUMBERED, "True")

    @api.model
    def _get_field_names(self):
        """Return the fields that completeness looks at, of any status."""
        return {
            name
            for status in ("potential", "transacting")
            for _kind, name, _is_refused in self._get_requirements(status)
            if name
        }

    @api.model
    def _get_completeness_sql(self, status):
        """Return the percentage of what a customer ``p`` of the status has."""
        terms = [
            self._get_term(kind, name)
            for kind, name, _is_refused in self._get_requirements(status)
        ]
        if not terms:
            return SQL("100")
        points = SQL(" + ").join(SQL("(%s)::int", term) for term in terms)
        return SQL("round(100.0 * (%s) / %s)::int", points, len(terms))

    @api.model
    def _get_term(self, kind, name):
        if kind != "field":
            return TERMS[kind]
        field = self.env["res.partner"]._fields[name]
        column = SQL.identifier("p", name)
        if field.type == "many2many":
            return SQL(
                "EXISTS (SELECT FROM %s r WHERE %s = p.id)",
                SQL.identifier(field.relation),
                SQL.identifier("r", field.column1),
            )
        if field.type in ("char", "text", "selection"):
            return SQL("COALESCE(%s, '') <> ''", column)
        if field.type == "boolean":
            return SQL("COALESCE(%s, FALSE)", column)
        if field.type in ("integer", "float", "monetary"):
            return SQL("COALESCE(%s, 0) <> 0", column)
        return SQL("%s IS NOT NULL", column)
