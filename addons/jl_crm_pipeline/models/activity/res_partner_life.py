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
        find = self._find_first_day
        orders = Domain("state", "=", "sale")
        return [
            ("registered", self.env._("Registered"), self.registration_date),
            (
                "contact",
                self.env._("First contact"),
                find("crm.contact.record", "contact_date"),
            ),
            (
                "opportunity",
                self.env._("First opportunity"),
                find("crm.lead", "create_date"),
            ),
            (
                "quotation",
                self.env._("First quotation"),
                find("sale.order", "create_date"),
            ),
            ("converted", self.env._("Converted"), self._get_conversion_day()),
            (
                "order",
                self.env._("First order"),
                find("sale.order", "date_order", orders),
            ),
            ("last_order", self.env._("Last order"), self._get_later_order_day()),
        ]

    def _find_first_day(self, model, date_field, domain=Domain.TRUE):
        """Return the day of the first of the customer's records that one sees."""
        own = Domain("partner_id.commercial_partner_id", "=", self.id)
        records = self.env[model].with_context(active_test=False)
        [[first]] = records._read_group(own & domain, [], [f"{date_field}:min"])
        return first and self.env.company._to_day(first)

    def _get_conversion_day(self):
        moment = self.conversion_date
        return moment and self.env.company._to_day(moment)

    def _get_later_order_day(self):
        first = self._find_first_day(
            "sale.order", "date_order", Domain("state", "=", "sale")
        )
        last = self.last_transaction_date
        return last if first and last and last > first else False
