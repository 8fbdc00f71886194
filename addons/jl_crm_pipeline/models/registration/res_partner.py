from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import clean_context, plaintext2html

from odoo.addons.jl_crm_duplicate.tools.text import has_ideograph

from ...tools.phone import find_fault

REGISTER_VIEW = "jl_crm_pipeline.res_partner_view_form_register"
REGISTERING = "jl_crm_pipeline_registering"
CONTACT_FIELDS = {
    "entry_contact_name": "name",
    "entry_contact_mobile": "mobile",
    "entry_contact_function": "function",
}
ENTRY_FIELDS = {*CONTACT_FIELDS, "entry_district", "entry_note"}
DEFAULT = "default_"
# what is filled in by something else
UNLESS = {
    "phone": "not entry_contact_mobile",
    "customer_region_id": "not state_id and not country_id",
}


class ResPartner(models.Model):
    """A customer is registered in one go, like a name card (K3D-1, TUR-3).

    What the form asks beside the fields of a company travels in fields that are not
    stored: the contact is made with the company, in the same call, so that all that
    watches over a new customer sees both.
    """

    _name = "res.partner"
    _inherit = "res.partner"

    customer_source_id = fields.Many2one(
        comodel_name="customer.source",
        string="Source",
        index="btree_not_null",
        prefetch="customer_profile",
        help="How the customer came to us.",
    )
    entry_contact_name = fields.Char(
        string="Name of the Contact", store=False, copy=False
    )
    entry_contact_mobile = fields.Char(
        string="Mobile of the Contact", store=False, copy=False
    )
    entry_contact_function = fields.Char(
        string="Position of the Contact", store=False, copy=False
    )
    entry_district = fields.Char(string="District", store=False, copy=False)
    entry_note = fields.Text(string="Note", store=False, copy=False)

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        if self.env.context.get(REGISTERING):
            values = {**self._get_registration_defaults(fields), **values}
            self._sort_given_number(values)
        return values

    @api.model_create_multi
    def create(self, vals_list):
        if not any(ENTRY_FIELDS.intersection(vals) for vals in vals_list):
            return super().create(vals_list)
        context = self.env.context
        given = {
            name.removeprefix(DEFAULT): value
            for name, value in context.items()
            if name.startswith(DEFAULT) and name.removeprefix(DEFAULT) in self._fields
        }
        # what the company begins with is not the contact's
        bare = {**clean_context(context), REGISTERING: False}
        entered = [self._unfold_entry({**given, **vals}) for vals in vals_list]
        plain = self.with_env(self.env(context=bare))
        partners = super(ResPartner, plain).create(entered)
        partners = partners.with_env(self.env)
        partners.child_ids._ensure_numbers()
        return partners

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        arch, view = super()._get_view(view_id, view_type, **options)
        register = self.env.ref(REGISTER_VIEW, raise_if_not_found=False)
        if view and view == register:
            self._mark_required(arch)
        return arch, view

    @api.model
    def _mark_required(self, arch):
        """Mark what the settings refuse to do without; add what is not on the form."""
        requirements = self.env["customer.requirement"]._get_requirements("potential")
        names = [
            name for _kind, name, is_refused in requirements if name and is_refused
        ]
        for name in names:
            nodes = arch.xpath(f"//field[@name='{name}']")
            if not nodes:
                [group] = arch.xpath("//group[@name='required']")
                nodes = [group.makeelement("field", {"name": name})]
                group.append(nodes[0])
            nodes[0].set("required", UNLESS.get(name, "1"))

    @api.onchange("entry_contact_mobile")
    def _onchange_entry_contact_mobile(self):
        """Write it as people do, and say at once that it cannot be right (IMP-1)."""
        country = self._get_number_country()
        number = self.entry_contact_mobile
        written = self._phone_format(
            fname="entry_contact_mobile", force_format="INTERNATIONAL"
        )
        self.entry_contact_mobile = written or number
        if not self._checks_phones():
            return None
        if fault := find_fault(number, country, is_mobile=True):
            message = self._describe_fault("mobile", *fault)
            return {"warning": {"message": message, "type": "notification"}}
        return None

    @api.model
    def _get_registration_defaults(self, names):
        """Return what a registration begins with, of some fields."""
        company, user = self.env.company, self.env.user
        values = {
            "country_id": company.country_id.id,
            "lang": company.partner_id.lang,
            "user_id": user._is_plain_salesperson() and user.id,
            "maturity": "d",
        }
        return {name: value for name, value in values.items() if name in names}

    @api.model
    def _sort_given_number(self, values):
        """A number that was looked for in vain may be the mobile of a person."""
        number = values.get("phone")
        country = self.env.company.country_id.code
        if not number or values.get("entry_contact_mobile") or country != "CN":
            return
        if not find_fault(number, country, is_mobile=True):
            values["entry_contact_mobile"] = number
            values["phone"] = False

    @api.model
    def _unfold_entry(self, vals):
        """Return the values of a company with its contact and its whole address."""
        entry = {name: (vals.get(name) or "").strip() for name in ENTRY_FIELDS}
        rest = {name: vals[name] for name in vals if name not in ENTRY_FIELDS}
        if person := self._unfold_contact(entry, rest):
            rest["child_ids"] = [*(rest.get("child_ids") or []), Command.create(person)]
        if not rest.get("phone") and entry["entry_contact_mobile"]:
            rest["phone"] = entry["entry_contact_mobile"]
        district, street = entry["entry_district"], (rest.get("street") or "").strip()
        if district and not street.startswith(district):
            space = "" if has_ideograph(district) else " "
            rest["street"] = f"{district}{space}{street}".strip()
        if entry["entry_note"]:
            rest["comment"] = plaintext2html(entry["entry_note"])
        return rest

    @api.model
    def _unfold_contact(self, entry, rest):
        """Return the values of the contact, empty where none is entered.

        :raise UserError: it has a number or a position and no name
        """
        person = {
            field: entry[name] for name, field in CONTACT_FIELDS.items() if entry[name]
        }
        if person and "name" not in person:
            raise UserError(
                self.env._(
                    "The contact has no name. Enter it, or leave mobile and position "
                    "empty."
                )
            )
        if person:
            person |= {"type": "contact", "is_company": False}
            person["lang"] = rest.get("lang")
        return person
