from odoo import fields, models
from odoo.exceptions import UserError

CONDITIONS = (
    "name",
    "phone",
    "fax",
    "mobile",
    "street",
    "city",
    "email",
    "contact",
    "website",
    "vat",
)
SEARCH_LIMIT = 50


class CrmDuplicateSearch(models.TransientModel):
    """The window in which one looks whether a customer is in the base (DUP-1)."""

    _name = "crm.duplicate.search"
    _description = "Duplicate Analysis Window"

    name = fields.Char(string="Name or Keyword")
    phone = fields.Char()
    mobile = fields.Char()
    fax = fields.Char()
    email = fields.Char()
    contact = fields.Char(string="Contact Person")
    website = fields.Char()
    vat = fields.Char(string="Tax ID")
    street = fields.Char(string="Address")
    city = fields.Char()
    line_ids = fields.One2many(
        comodel_name="crm.duplicate.search.line",
        inverse_name="search_id",
        readonly=True,
    )
    is_done = fields.Boolean(readonly=True)

    def action_search(self):
        """Find who fits the conditions that are filled in, the most alike first.

        :raise UserError: no condition is filled in
        """
        self.ensure_one()
        values = self._get_conditions()
        if not values:
            raise UserError(
                self.env._("Fill in at least one condition: a name, a number, …")
            )
        hits = self.env["res.partner"].analyse_duplicates(values, limit=SEARCH_LIMIT)
        lines = [(0, 0, self._prepare_line(hit)) for hit in hits]
        self.write({"line_ids": [(5, 0, 0), *lines], "is_done": True})
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "current",
        }

    def _get_conditions(self):
        return {name: self[name] for name in CONDITIONS if self[name]}

    def _prepare_line(self, hit):
        return {
            "name": hit["display_name"],
            "partner_id": hit["partner_id"],
            "score": hit["score"],
            "verdict": hit["verdict"],
            "reasons": " · ".join(hit["reasons"]),
            "holder": hit["holder"],
            "department": hit["department"],
            "status": hit["status"],
        }
