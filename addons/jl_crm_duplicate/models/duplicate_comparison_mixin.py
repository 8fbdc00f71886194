from markupsafe import Markup

from odoo import api, models

# what two people would read to each other over the phone
COMPARED = (
    "customer_code",
    "ref",
    "vat",
    "city",
    "street",
    "phone",
    "mobile",
    "fax",
    "email",
    "website",
    "parent_id",
    "user_id",
)
# what a reader is told of a customer that they may not open
TOLD = frozenset({"user_id"})


class DuplicateComparisonMixin(models.AbstractModel):
    """Customers side by side, so that what is equal stands out (DUP-6)."""

    _name = "duplicate.comparison.mixin"
    _description = "Comparison of Customers"

    def _render_duplicate_comparison(self):
        """Return a table with a column for each customer, as HTML."""
        if not self:
            return Markup()
        readable = self._filtered_access("read")
        values = {
            "columns": [one._get_comparison_head(one in readable) for one in self],
            "rows": self._get_comparison_rows(readable),
        }
        return self.env["ir.qweb"]._render("jl_crm_duplicate.comparison", values)

    def _get_comparison_head(self, is_readable):
        partner = self.sudo()
        return {
            "name": partner.name or partner.display_name,
            "link": is_readable and f"/odoo/res.partner/{self.id}",
            "active": partner.active,
            "pooled": partner.is_in_duplicate_pool,
        }

    def _get_comparison_rows(self, readable):
        rows = []
        for label, read, is_told in self._get_comparison_columns():
            cells = [
                read(one.sudo()) if is_told or one in readable else "" for one in self
            ]
            if any(cells):
                rows.append({"label": label, "cells": self._mark_equal(cells)})
        return rows + self._get_comparison_dates(readable)

    def _get_comparison_dates(self, readable):
        """Return the rows in which equal values say nothing."""
        dates = {
            self.env._("Created on"): lambda one: str(one.create_date.date()),
            self.env._("Last Message on"): self._read_last_message,
        }
        return [
            {
                "label": label,
                "cells": [
                    (read(one.sudo()) if one in readable else "", False) for one in self
                ],
            }
            for label, read in dates.items()
        ]

    @api.model
    def _get_comparison_columns(self):
        """Return (label, how to read it, whether everybody is told) of each row."""
        labels = self.fields_get(COMPARED, ["string"])
        columns = [
            (labels[name]["string"], self._get_comparison_reader(name), name in TOLD)
            for name in COMPARED
            if name in labels
        ]
        return [
            *columns,
            (
                self.env._("Department"),
                lambda partner: partner.user_id.sale_team_id.name or "",
                True,
            ),
            (self.env._("Contacts"), self._read_contacts, False),
        ]

    @api.model
    def _get_comparison_reader(self, name):
        if self._fields[name].relational:
            return lambda partner: partner[name].display_name or ""
        return lambda partner: partner[name] or ""

    @api.model
    def _read_contacts(self, partner):
        people = partner.child_ids.filtered(lambda one: not one.is_company)
        return ", ".join(filter(None, people.mapped("name")))

    @api.model
    def _read_last_message(self, partner):
        messages = partner.message_ids.filtered(lambda one: one.date)
        return str(max(messages.mapped("date")).date()) if messages else ""

    @api.model
    def _mark_equal(self, cells):
        return [(cell, bool(cell) and cells.count(cell) > 1) for cell in cells]
