from odoo import api, fields, models
from odoo.fields import Domain

from ...roles import SALESPERSON


class ResPartner(models.Model):
    """The life of a customer in a line: intent, potential, formal (KIN-4)."""

    _name = "res.partner"
    _inherit = "res.partner"

    life = fields.Json(
        compute="_compute_life",
        groups=SALESPERSON,
        help="What happened first, and last, with the customer; as far as one sees it.",
    )

    @api.depends("customer_status")
    @api.depends_context("uid", "allowed_company_ids", "lang")
    def _compute_life(self):
        for partner in self:
            partner.life = bool(partner.customer_status) and partner._list_life()

    def _list_life(self):
        """Return what happened with the customer, by day: name, label, day.

        :rtype: list[dict]
        """
        events = [event for event in self._find_life_events() if event[2]]
        events.sort(key=lambda event: event[2])
        return [
            {"name": name, "label": label, "day": fields.Date.to_string(day)}
            for name, label, day in events
        ]

    def _find_life_events(self):
        """Return (name, label, day or nothing) of what may have happened; a hook."""
        contact = self._find_first_day("crm.contact.record", "contact_date")
        opportunity = self._find_first_day("crm.lead", "create_date")
        quotation, order = self._find_first_order_days()
        last = self.last_transaction_date
        converted = self._to_day_of(self.conversion_date)
        later = last if order and last and last > order else False
        return [
            ("registered", self.env._("Registered"), self.registration_date),
            ("contact", self.env._("First contact"), contact),
            ("opportunity", self.env._("First opportunity"), opportunity),
            ("quotation", self.env._("First quotation"), quotation),
            ("converted", self.env._("Converted"), converted),
            ("order", self.env._("First order"), order),
            ("last_order", self.env._("Last order"), later),
        ]

    def _find_first_day(self, model, date_field):
        """Return the day of the first of the customer's records that one sees."""
        [[first]] = self._read_own(model, [], [f"{date_field}:min"])
        return self._to_day_of(first)

    def _find_first_order_days(self):
        """Return the days of the first quotation and of the first order."""
        aggregates = ["create_date:min", "date_order:min"]
        rows = self._read_own("sale.order", ["state"], aggregates)
        made = min((created for _state, created, _ordered in rows), default=False)
        ordered = {state: moment for state, _created, moment in rows}.get("sale")
        return self._to_day_of(made), self._to_day_of(ordered)

    def _read_own(self, model, groups, aggregates):
        own = Domain("partner_id.commercial_partner_id", "=", self.id)
        records = self.env[model].with_context(active_test=False)
        return records._read_group(own, groups, aggregates)

    @api.model
    def _to_day_of(self, moment):
        return moment and self.env.company._to_day(moment)
