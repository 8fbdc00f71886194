from odoo import api, fields, models
from odoo.fields import Domain


class ResPartner(models.Model):
    """Whom one speaks to in a company: a mark, or else its first person (TUR-3)."""

    _name = "res.partner"
    _inherit = "res.partner"

    main_contact_id = fields.Many2one(
        comodel_name="res.partner",
        string="Person to Speak To",
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        domain="[('parent_id', '=', id), ('type', '=', 'contact')]",
        prefetch="customer_profile",
    )
    is_main_contact = fields.Boolean(
        string="Main Contact",
        compute="_compute_is_main_contact",
        inverse="_inverse_is_main_contact",
        help="Is proposed for contact records, quotations and contracts.",
    )

    @api.depends("parent_id.main_contact_id")
    def _compute_is_main_contact(self):
        for partner in self:
            main = partner.parent_id.main_contact_id
            partner.is_main_contact = bool(main) and main == partner._origin

    def _inverse_is_main_contact(self):
        for partner in self.filtered("parent_id"):
            company = partner.parent_id
            if partner.is_main_contact:
                company.main_contact_id = partner
            elif company.main_contact_id == partner:
                company.main_contact_id = False

    def _get_main_people(self):
        """Return {partner: whom to speak to}: the person, or a company's main one."""
        companies = self.filtered("is_company")
        people = self - companies
        contacts = companies._find_first_people()
        for company in companies.filtered("main_contact_id"):
            main = company.main_contact_id
            if main.active and main.parent_id == company:
                contacts[company] = main
        return {**contacts, **{person: person for person in people}}

    def _find_first_people(self):
        rows = self.env["res.partner"]._read_group(
            Domain("parent_id", "in", self.ids)
            & Domain("type", "=", "contact")
            & Domain("is_company", "=", False),
            ["parent_id"],
            ["id:min"],
        )
        return {company: self.browse(first) for company, first in rows}
