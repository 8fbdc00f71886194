from odoo import api, fields, models

from odoo.addons.jl_crm_duplicate.tools.company_name import parse_company_name
from odoo.addons.jl_crm_duplicate.tools.institutions import INSTITUTIONS
from odoo.addons.jl_crm_duplicate.tools.text import fold


class CrmLead(models.Model):
    """The subject reads customer-product-task and is proposed (TUR-4)."""

    _name = "crm.lead"
    _inherit = "crm.lead"

    main_product_id = fields.Many2one(
        comodel_name="product.template",
        string="Product",
        index="btree_not_null",
        domain=[("sale_ok", "=", True)],
        help="What it is mainly about; a part of the proposed subject.",
    )
    task = fields.Char(
        help="The project or the purpose; a part of the proposed subject."
    )
    proposed_subject = fields.Char(copy=False)

    @api.depends("partner_id", "main_product_id", "task")
    def _compute_name(self):
        for lead in self:
            lead.name = lead.name or lead._propose_subject()
        return super()._compute_name()

    @api.onchange("partner_id", "main_product_id", "task")
    def _onchange_subject(self):
        subject = self._propose_subject()
        own = (False, "", self.proposed_subject, self._get_stock_name())
        if subject and self.name in own:
            self.name = subject
            self.proposed_subject = subject

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._add_subject(vals) for vals in vals_list])

    @api.model
    def _get_merged_fields(self):
        return (*super()._get_merged_fields(), "main_product_id", "task")

    def _add_subject(self, vals):
        """Return the values with the subject that is proposed, where none is given."""
        if vals.get("name") or not vals.get("partner_id"):
            return vals
        # an empty subject would be kept: it is left out
        known = {name: value for name, value in vals.items() if name != "name"}
        return {**vals, "name": self.new(known).name}

    def _get_stock_name(self):
        """Return the subject that Odoo proposes by itself."""
        blank = self.new({"partner_id": self.partner_id.id, "type": self.type})
        return blank.name

    def _propose_subject(self):
        """Return the subject as customer-product-task, of what is known (TUR-4)."""
        parts = [
            self._get_short_customer(),
            self.main_product_id.name,
            (self.task or "").strip(),
        ]
        known = [part for part in parts if part]
        return "-".join(known) if len(known) > 1 else ""

    def _get_short_customer(self):
        """Return the word by which people call the customer."""
        name = self.partner_id.commercial_partner_id.name or self.partner_name or ""
        parsed = parse_company_name(name)
        # a Latin name is folded to small letters there, numbers are spelled, and of a
        # school the place alone is taken
        is_said = parsed.trade and parsed.trade in fold(name)
        is_school = parsed.industry in INSTITUTIONS
        return name if parsed.is_latin or is_school or not is_said else parsed.trade
