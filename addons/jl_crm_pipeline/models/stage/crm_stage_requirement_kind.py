from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools.mail import is_html_empty

from ..profile.customer_maturity_change import MATURITIES

RANKS = {value: rank for rank, (value, _label) in enumerate(reversed(MATURITIES))}
ORDER_STATES = {
    "draft": ("draft", "sent", "sale"),
    "sent": ("sent", "sale"),
    "sale": ("sale",),
}


class CrmStageRequirement(models.Model):
    """The kinds of conditions: which opportunities fulfil one, and how it is filled in.

    A kind is a value of the selection ``kind`` and a method ``_check_<kind>(leads)``
    that returns those of the opportunities that fulfil the condition. It may have
    ``_name_<kind>()`` for the words, ``_input_<kind>(lead)`` for what the dialogue
    shows, and ``_fill_<kind>(leads, value)`` for what is entered there. Another add-on
    brings its own with ``selection_add`` and these methods.
    """

    _name = "crm.stage.requirement"
    _inherit = "crm.stage.requirement"

    def _filter_met(self, leads):
        """Return those of the opportunities that fulfil the condition."""
        self.ensure_one()
        return getattr(self, f"_check_{self.kind}")(leads)

    def _get_input(self, lead):
        """Return how the dialogue asks for it; empty where it cannot be filled in."""
        self.ensure_one()
        method = getattr(self, f"_input_{self.kind}", None)
        return method(lead) if method else {}

    def _fill(self, leads, value):
        """Fill in what was entered in the dialogue, as the user.

        :raise UserError: the kind cannot be filled in
        """
        self.ensure_one()
        method = getattr(self, f"_fill_{self.kind}", None)
        if not method:
            raise UserError(
                self.env._(
                    "“%(requirement)s” cannot be filled in here. Do it in the "
                    "opportunity.",
                    requirement=self.name,
                )
            )
        method(leads, value)

    def _name_field(self):
        return self.sudo().field_id.field_description

    def _check_field(self, leads):
        name = self.sudo().field_id.name
        if leads._fields[name].type == "html":
            return leads.filtered(lambda lead: not is_html_empty(lead[name]))
        return leads.filtered(name)

    def _input_field(self, lead):
        return lead._get_field_input(self.sudo().field_id.name)

    def _fill_field(self, leads, value):
        leads.write({self.sudo().field_id.name: value})

    def _name_attachment(self):
        return self.document_kind_id.name or self.env._("Any file")

    def _check_attachment(self, leads):
        domain = Domain("res_model", "=", "crm.lead") & Domain(
            "res_id", "in", leads.ids
        )
        if self.document_kind_id:
            domain &= Domain("document_kind_id", "=", self.document_kind_id.id)
        return self._browse_found(leads, "ir.attachment", domain, "res_id")

    def _input_attachment(self, lead):
        return {"type": "file"}

    def _fill_attachment(self, leads, value):
        self.env["ir.attachment"].create(
            [
                {
                    "name": value["name"],
                    "datas": value["data"],
                    "res_model": "crm.lead",
                    "res_id": lead.id,
                    "document_kind_id": self.document_kind_id.id,
                }
                for lead in leads
            ]
        )

    def _name_activity(self):
        return self.activity_type_id.name

    def _check_activity(self, leads):
        domain = (
            Domain("res_model", "=", "crm.lead")
            & Domain("res_id", "in", leads.ids)
            & Domain("activity_type_id", "=", self.activity_type_id.id)
            & Domain("date_done", "!=", False)
        )
        return self._browse_found(leads, "mail.activity", domain, "res_id")

    def _input_activity(self, lead):
        today = self.env.company._to_day()
        return {"type": "activity", "date": fields.Date.to_string(today)}

    def _fill_activity(self, leads, value):
        activities = self.env["mail.activity"].create(
            [
                {
                    "res_model_id": self.env["ir.model"]._get_id("crm.lead"),
                    "res_id": lead.id,
                    "activity_type_id": self.activity_type_id.id,
                    "date_deadline": value["date"],
                    "user_id": self.env.uid,
                }
                for lead in leads
            ]
        )
        activities._action_done(feedback=value["note"])

    def _name_quotation(self):
        labels = self._fields["quotation_state"]._description_selection(self.env)
        return dict(labels).get(self.quotation_state)

    def _check_quotation(self, leads):
        states = ORDER_STATES[self.quotation_state]
        domain = Domain("opportunity_id", "in", leads.ids) & Domain(
            "state", "in", states
        )
        return self._browse_found(leads, "sale.order", domain, "opportunity_id")

    def _input_quotation(self, lead):
        return {"type": "quotation", "state": self.quotation_state}

    def _check_deal(self, leads):
        """A confirmed order, or a contract on file (K3O-5)."""
        orders = Domain("opportunity_id", "in", leads.ids) & Domain(
            "state", "=", "sale"
        )
        contracts = (
            Domain("res_model", "=", "crm.lead")
            & Domain("res_id", "in", leads.ids)
            & Domain("document_kind_id.is_contract", "=", True)
        )
        ordered = self._browse_found(leads, "sale.order", orders, "opportunity_id")
        rest = leads - ordered
        return ordered | self._browse_found(rest, "ir.attachment", contracts, "res_id")

    def _input_deal(self, lead):
        return {"type": "file"}

    def _fill_deal(self, leads, value):
        kind = self.env["crm.document.kind"].search(
            [("is_contract", "=", True)], limit=1
        )
        if not kind:
            raise UserError(
                self.env._("No kind of document is a contract. Ask Information Dept.")
            )
        self.new({"kind": "attachment", "document_kind_id": kind.id})._fill_attachment(
            leads, value
        )

    def _name_maturity(self):
        labels = self._fields["maturity"]._description_selection(self.env)
        return self.env._(
            "Maturity of the customer: at least %(maturity)s",
            maturity=dict(labels).get(self.maturity),
        )

    def _check_maturity(self, leads):
        least = RANKS[self.maturity]
        return leads.filtered(
            lambda lead: (
                RANKS.get(lead.partner_id.commercial_partner_id.maturity, -1) >= least
            )
        )

    def _input_maturity(self, lead):
        if not lead.partner_id:
            return {}
        labels = self._fields["maturity"]._description_selection(self.env)
        least = RANKS[self.maturity]
        choices = [choice for choice in labels if RANKS[choice[0]] >= least]
        return {"type": "selection", "choices": choices}

    def _fill_maturity(self, leads, value):
        leads.partner_id.commercial_partner_id._set_maturity(value)

    def _name_question(self):
        return self.question

    def _check_question(self, leads):
        domain = (
            Domain("lead_id", "in", leads.ids)
            & Domain("requirement_id", "=", self.id)
            & Domain("answer", "=", "yes")
        )
        return self._browse_found(leads, "crm.stage.answer", domain, "lead_id")

    def _input_question(self, lead):
        return {"type": "question"}

    def _fill_question(self, leads, value):
        self.env["crm.stage.answer"]._keep(leads, self, value)

    def _name_domain(self):
        return self.question

    def _check_domain(self, leads):
        domain = Domain("id", "in", leads.ids) & Domain(literal_eval(self.domain))
        return leads.with_context(active_test=False).search(domain) & leads

    @api.model
    def _browse_found(self, leads, model, domain, field):
        """Return the opportunities that records of another model point at."""
        found = self.env[model].sudo().with_context(active_test=False)
        ids = {
            getattr(one, "id", one)
            for [one] in found._read_group(domain, groupby=[field])
        }
        return leads.filtered(lambda lead: lead.id in ids)
