from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..tools.rules import Reason
from ..tools.scoring import Match

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
# they narrow down what the others find, and find what the reader may see
FILTERS = ("state_id", "industry_id")
SEARCH_LIMIT = 50
# of a name that contains the keyword; the whole name would be a hit of its own
CONTAINED_SCORE = 40


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
    state_id = fields.Many2one(comodel_name="res.country.state", string="Province")
    industry_id = fields.Many2one(comodel_name="res.partner.industry")
    line_ids = fields.One2many(
        comodel_name="crm.duplicate.search.line",
        inverse_name="search_id",
        readonly=True,
    )
    is_done = fields.Boolean(readonly=True)

    def action_search(self):
        """Find who fits the conditions filled in, the most alike first (DUP-1).

        :raise UserError: no condition is filled in
        """
        self.ensure_one()
        self.check_access("write")
        if not any(self[name] for name in CONDITIONS + FILTERS):
            raise UserError(
                self.env._("Fill in at least one condition: a name, a number, …")
            )
        hits = self._find_hits()
        lines = [(0, 0, self._prepare_line(hit)) for hit in hits]
        # hits are found, never written by a client: a row tells its partner's name
        self.sudo().write({"line_ids": [(5, 0, 0), *lines], "is_done": True})
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "current",
        }

    def _find_hits(self):
        """Return the hits of the engine, then what else the reader may see."""
        self.env["res.partner"].browse().check_access("create")
        analysis = self.env["crm.duplicate.analysis"]
        customer = analysis._make_customer(self._get_conditions())
        matches = self._match_engine(customer)
        matches += self._match_names({match.partner_id for match in matches})
        return analysis._describe_matches(matches[:SEARCH_LIMIT], {0: customer})

    def _get_conditions(self):
        return {name: self[name] for name in CONDITIONS if self[name]}

    def _match_engine(self, customer):
        if not self._get_conditions():
            return []
        analysis = self.env["crm.duplicate.analysis"]
        found = analysis._find_matches(customer, (), SEARCH_LIMIT)
        matches = analysis._judge(found)
        domain = self._get_filter_domain()
        if domain.is_true():
            return matches
        # the engine finds those that the reader may not see, too
        partners = self.env["res.partner"].sudo().with_context(active_test=False)
        kept = partners.search(
            Domain("id", "in", [match.partner_id for match in matches]) & domain
        )
        return [match for match in matches if match.partner_id in kept._ids]

    def _get_filter_domain(self):
        return Domain.AND(
            [Domain(name, "=", self[name].id) for name in FILTERS if self[name]]
        )

    def _match_names(self, known):
        """Return customers that the reader may see by a part of a name, or a filter.

        A part of a name brings no hidden ones: "Ltd" would list the whole base.
        """
        keyword = (self.name or "").strip()
        filters = self._get_filter_domain()
        if set(self._get_conditions()) - {"name"} or not (
            keyword or not filters.is_true()
        ):
            return []
        domain = filters & Domain("id", "not in", list(known))
        domain &= Domain("is_company", "=", True) | Domain("parent_id", "=", False)
        if keyword:
            names = Domain("name", "ilike", keyword)
            domain &= names | Domain("alias_ids.name", "ilike", keyword)
        partners = self.env["res.partner"].search(domain, limit=SEARCH_LIMIT)
        return [self._make_match(partner, keyword) for partner in partners]

    def _make_match(self, partner, keyword):
        length = max(len(partner.name or ""), 1)
        score = round(CONTAINED_SCORE * min(len(keyword) / length, 1))
        reasons = Reason.CONTAINED if keyword else 0
        return Match(0, partner.id, 0.0, score, "unlikely", reasons)

    def _prepare_line(self, hit):
        return {
            "name": hit["display_name"],
            "partner_id": hit["partner_id"],
            "lead_id": hit["lead_id"],
            "score": hit["score"],
            "verdict": hit["verdict"],
            "reasons": " · ".join(hit["reasons"]),
            "holder": hit["holder"],
            "department": hit["department"],
            "status": hit["status"],
        }
