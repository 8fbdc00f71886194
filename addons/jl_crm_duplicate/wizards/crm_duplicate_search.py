from odoo import api, fields, models
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
# searched for as a part of what stands there, with the reason to tell
PARTS = {
    "name": Reason.CONTAINED,
    "contact": Reason.WORKS_THERE,
    "city": Reason.SAME_CITY,
    "street": Reason.IN_ADDRESS,
}
# they narrow down what the others find, and find what the reader may see
FILTERS = ("state_id", "industry_id")
SEARCH_LIMIT = 50
# of a name that contains the keyword; the whole name would be a hit of its own
CONTAINED_SCORE = 40
# of one found by the other parts alone
PART_SCORE = 10


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
    is_cut = fields.Boolean(
        readonly=True, help="More customers fit than are listed: one more condition."
    )

    def _compute_display_name(self):
        for window in self:
            window.display_name = self.env._("Duplicate Analysis")

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
        hits, is_cut = self._find_hits()
        lines = [(0, 0, self._prepare_line(hit)) for hit in hits]
        # hits are found, never written by a client: a row tells its partner's name
        self.sudo().write(
            {"line_ids": [(5, 0, 0), *lines], "is_done": True, "is_cut": is_cut}
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "current",
        }

    def _find_hits(self):
        """Return the hits of the engine, then what else the reader may see.

        :return: the hits, and whether there are more than are listed
        """
        self.env["res.partner"].browse().check_access("create")
        analysis = self.env["crm.duplicate.analysis"]
        customer = analysis._make_customer(self._get_conditions())
        matches = self._match_engine(customer)
        matches += self._match_parts({match.partner_id for match in matches})
        shown = matches[:SEARCH_LIMIT]
        hits = analysis._describe_matches(shown, {0: customer})
        return hits, len(matches) > SEARCH_LIMIT

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

    def _match_parts(self, known):
        """Return customers that the reader may see by parts of what is filled in.

        All parts have to fit. They bring no hidden ones: "Ltd" would list the whole
        base, and a city all that is in it.
        """
        parts = self._get_parts()
        filters = self._get_filter_domain()
        if not parts and (self._get_conditions() or filters.is_true()):
            return []
        domain = filters & Domain("id", "not in", list(known))
        domain &= Domain("is_company", "=", True) | Domain("parent_id", "=", False)
        domain &= Domain.AND(
            [
                getattr(self, f"_find_{name}_domain")(text)
                for name, text in parts.items()
            ]
        )
        partners = self.env["res.partner"].search(domain, limit=SEARCH_LIMIT + 1)
        return [self._make_match(partner, parts) for partner in partners]

    def _get_parts(self):
        """Return {condition: what is looked for in what stands there}."""
        texts = {name: (self[name] or "").strip() for name in PARTS}
        return {name: text for name, text in texts.items() if text}

    @api.model
    def _find_name_domain(self, text):
        return Domain("name", "ilike", text) | Domain("alias_ids.name", "ilike", text)

    @api.model
    def _find_contact_domain(self, text):
        return Domain("child_ids.name", "ilike", text) | (
            Domain("is_company", "=", False) & Domain("name", "ilike", text)
        )

    @api.model
    def _find_city_domain(self, text):
        """中山市 is found by 中山, and the other way round."""
        return Domain("city", "ilike", text.removesuffix("市"))

    @api.model
    def _find_street_domain(self, text):
        return Domain("street", "ilike", text) | Domain("street2", "ilike", text)

    @api.model
    def _make_match(self, partner, parts):
        """Return the match of a customer that holds these parts."""
        keyword = parts.get("name", "")
        length = max(len(partner.name or ""), 1)
        share = min(len(keyword) / length, 1)
        score = max(round(CONTAINED_SCORE * share), PART_SCORE if parts else 0)
        reasons = sum(PARTS[name] for name in parts)
        return Match(0, partner.id, 0.0, score, "unlikely", reasons)

    def action_register(self):
        """Register a new customer with what is filled in (DUP-1).

        :return: the action of the form
        :raise AccessError: the user may not enter customers
        """
        self.ensure_one()
        self.env["res.partner"].browse().check_access("create")
        return self._get_register_action()

    def _get_register_action(self):
        """Return the form of a new customer; a hook."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New Customer"),
            "res_model": "res.partner",
            "view_mode": "form",
            "views": [(False, "form")],
            "context": self._get_register_defaults(),
        }

    def _get_register_defaults(self):
        """Return the context under which a form has what is filled in here."""
        partner_fields = self.env["res.partner"]._fields
        values = {
            name: self[name] for name in CONDITIONS if self[name] and name != "contact"
        }
        values |= {name: self[name].id for name in FILTERS if self[name]}
        defaults = {
            f"default_{name}": value
            for name, value in values.items()
            if name in partner_fields
        }
        return {"default_is_company": True, **defaults}

    def _prepare_line(self, hit):
        return {
            "name": hit["display_name"],
            "partner_id": hit["partner_id"],
            "lead_id": hit["lead_id"],
            "access_token": hit["access_token"],
            "score": hit["score"],
            "verdict": hit["verdict"],
            "reasons": self.env["crm.duplicate.analysis"]._join_weights(hit["weights"]),
            "holder": hit["holder"],
            "department": hit["department"],
            "status": hit["status"],
        }
