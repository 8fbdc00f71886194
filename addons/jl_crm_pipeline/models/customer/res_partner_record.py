from odoo import fields, models
from odoo.fields import Domain


class ResPartner(models.Model):
    """What happened last with a customer, and who looks like it."""

    _name = "res.partner"
    _inherit = "res.partner"

    last_contact_date = fields.Date(
        string="Last Contact",
        readonly=True,
        copy=False,
        prefetch="customer_profile",
        system=True,
    )
    last_transaction_date = fields.Date(
        string="Last Transaction",
        readonly=True,
        copy=False,
        index="btree_not_null",
        system=True,
    )

    def _find_same_customers(self):
        """Return {customer: others that are likely the same} (K3C-3, DUP-1)."""
        matches = self.env["crm.duplicate.analysis"]._match_saved(self.ids)
        return {
            self.browse(one): self.browse(match.partner_id for match in found)
            for one, found in matches.items()
        }

    def _record_contact(self, day):
        """Keep the day of the last contact; an earlier one changes nothing."""
        self._keep_latest("last_contact_date", day)

    def _record_transaction(self, day):
        """Keep the day of the last order; an earlier one changes nothing."""
        self._keep_latest("last_transaction_date", day)

    def _keep_latest(self, name, day):
        # whoever speaks with a customer need not see its profile
        self.sudo().filtered(
            lambda partner: not partner[name] or partner[name] < day
        )._write_system({name: day})

    def _refresh_last_transaction_date(self):
        """Set the last transaction of the customers: an order, or an invoice."""
        rows = (
            self.env["sale.order"]
            .sudo()
            ._read_group(
                self._get_trade_domain(),
                groupby=["partner_id", "company_id"],
                aggregates=["date_order:max"],
            )
        )
        dates = {}
        for partner, company, last in rows:
            customer = partner.commercial_partner_id
            day = company._to_day(last)
            dates[customer] = max(day, dates.get(customer, day))
        for customer, day in self._read_invoice_days():
            dates[customer] = max(day, dates.get(customer, day))
        for partner in self.sudo():
            if partner.last_transaction_date != dates.get(partner, False):
                partner._write_system(
                    {"last_transaction_date": dates.get(partner, False)}
                )

    def _read_invoice_days(self):
        """Return [(customer, day of the last posted invoice)]."""
        sold = Domain("move_type", "=", "out_invoice") & Domain("state", "=", "posted")
        rows = (
            self.env["account.move"]
            .sudo()
            ._read_group(
                self._get_evidence_domain()
                & sold
                & Domain("invoice_date", "!=", False),
                groupby=["partner_id"],
                aggregates=["invoice_date:max"],
            )
        )
        return [(partner.commercial_partner_id, day) for partner, day in rows]

    def _get_trade_domain(self):
        """Return the domain of the orders that show that the customers have traded."""
        return self._get_evidence_domain() & Domain("state", "=", "sale")

    def _get_evidence_domain(self):
        """Return the domain of the documents of the customers and of their people."""
        return Domain("partner_id.commercial_partner_id", "in", self.ids)
