from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Command

REQUIRED = ("partner_id", "title", "user_id", "date_start", "date_end", "terms")


class CrmContract(models.Model):
    """What an application for a contract needs, and where it comes from (CON-1)."""

    _name = "crm.contract"
    _inherit = "crm.contract"

    special_level_id = fields.Many2one(
        comodel_name="crm.review.level",
        string="Special Approval by",
        ondelete="restrict",
        domain="[('is_special', '=', True), ('res_model', '=', 'crm.contract')]",
        help="Where a condition is not met, this role decides as well.",
    )
    special_reason = fields.Text(string="Reason of the Special Approval")

    @api.constrains("special_level_id")
    def _check_special_level(self):
        for level in self.sudo().special_level_id:
            if not level.is_special or level.res_model != self._name:
                raise ValidationError(
                    self.env._(
                        "“%(level)s” gives no special approval of contracts. Choose "
                        "another one.",
                        level=level.name,
                    )
                )

    def _get_submit_blockers(self):
        blockers = super()._get_submit_blockers()
        if self.state != "draft":
            blockers.append(
                self.env._("Only applications are submitted. Make a change order.")
            )
        blockers += self._find_empty_fields()
        if not self.special_level_id:
            blockers += self._find_unmet_conditions()
        elif not self.special_reason:
            blockers.append(self.env._("Say why a special approval is needed."))
        return blockers + self._find_wrong_lines() + self._find_wrong_totals()

    def _find_empty_fields(self):
        empty = [name for name in REQUIRED if not self[name]]
        if not self.line_ids:
            empty.append("line_ids")
        if not self.payment_ids:
            empty.append("payment_ids")
        labels = [self._fields[name]._description_string(self.env) for name in empty]
        if not labels:
            return []
        return [self.env._("Fill in: %(fields)s.", fields=", ".join(labels))]

    def _find_unmet_conditions(self):
        """Return what a special approval can do without."""
        found = []
        if (
            self.sudo().partner_id.commercial_partner_id.customer_status
            != "transacting"
        ):
            found.append(
                self.env._(
                    "%(customer)s was not approved by General Affairs yet. Ask for the "
                    "conversion on the customer, or choose a special approval.",
                    customer=self.partner_id.display_name,
                )
            )
        lines = self.line_ids.filtered(lambda line: not line.is_free)
        found += [
            self.env._(
                "“%(kind)s” needs an opportunity. Choose or enter one.",
                kind=line.kind_id.name,
            )
            for line in lines
            if not line.opportunity_id
        ]
        return found

    def _find_wrong_lines(self):
        found = [
            self.env._(
                "The expected amount of “%(kind)s” is 0: enter it.",
                kind=line.kind_id.name,
            )
            for line in self.line_ids
            if line._lacks_amount()
        ]
        found += [
            self.env._("“%(kind)s” is free: remove its amount.", kind=kind.name)
            for kind in self.line_ids.filtered(
                lambda line: line.is_free and line.amount
            ).kind_id
        ]
        return found

    def _find_wrong_totals(self):
        found = []
        is_priced = any(self.line_ids.mapped("amount"))
        if is_priced and self.currency_id.compare_amounts(self.amount_total, 0) <= 0:
            found.append(
                self.env._(
                    "The contract comes to %(total)s: it has to be more than 0.",
                    total=self.currency_id.format(self.amount_total),
                )
            )
        planned = sum(self.payment_ids.mapped("amount"))
        if self.payment_ids and self.currency_id.compare_amounts(
            planned, self.amount_total
        ):
            found.append(
                self.env._(
                    "The payments come to %(planned)s and the contract to %(total)s: "
                    "make them equal.",
                    planned=self.currency_id.format(planned),
                    total=self.currency_id.format(self.amount_total),
                )
            )
        return found

    @api.model
    def _open_new(self, values):
        """Return the action that opens an application with these values."""
        return self._open_record(self.create(values))

    @api.model
    def _open_record(self, contract):
        return contract._get_records_action(name=self.env._("Contract"), context={})

    @api.model
    def _prepare_from_opportunity(self, lead):
        """Return the values of an application for an opportunity (TUR-6)."""
        currency = lead.company_currency or self.env.company.currency_id
        return {
            "partner_id": lead.partner_id.commercial_partner_id.id,
            "title": lead.name,
            **self._prepare_validity(),
            "user_id": (lead.user_id or self.env.user).id,
            "company_id": (lead.company_id or self.env.company).id,
            "currency_id": currency.id,
            "line_ids": self._prepare_line(lead, lead.name, lead.expected_revenue),
            "payment_ids": self._prepare_plan(self.env["account.payment.term"]),
        }

    @api.model
    def _prepare_from_order(self, order):
        """Return the values of an application for a quotation (TUR-6)."""
        lead = order.opportunity_id
        return {
            "partner_id": order.partner_id.commercial_partner_id.id,
            "title": lead.name or order.name,
            **self._prepare_validity(),
            "user_id": (order.user_id or self.env.user).id,
            "company_id": order.company_id.id,
            "currency_id": order.currency_id.id,
            "order_ids": [Command.link(order.id)],
            "line_ids": self._prepare_line(lead, order.name, order.amount_total),
            "payment_ids": self._prepare_plan(order.payment_term_id),
        }

    @api.model
    def _prepare_validity(self):
        """Return a year from today on, as most contracts run."""
        today = fields.Date.context_today(self)
        year = relativedelta(years=1, days=-1)
        return {"date_start": today, "date_end": today + year}

    @api.model
    def _prepare_line(self, lead, text, amount):
        kind = self.env["crm.service.kind"].search([("is_free", "=", False)], limit=1)
        values = {"opportunity_id": lead.id, "name": text, "amount": amount}
        return [Command.create({"kind_id": kind.id, **values})]

    @api.model
    def _prepare_plan(self, term):
        """Return the payments that terms of payment mean; one where they are none."""
        today = fields.Date.context_today(self)
        parts = [line for line in term.line_ids if line.value == "percent"]
        if not parts:
            name = self.env._("Whole amount")
            return [Command.create({"name": name, "share": 100, "date": today})]
        return [
            Command.create(
                {
                    "name": self.env._("Payment %(number)s", number=number),
                    "share": part.value_amount,
                    "date": part._get_due_date(today),
                }
            )
            for number, part in enumerate(parts, start=1)
        ]
