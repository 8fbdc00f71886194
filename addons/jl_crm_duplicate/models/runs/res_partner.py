from markupsafe import Markup

from odoo import api, models

from ..tools.address import fold_address
from ..tools.mail import find_mails
from ..tools.phone import find_phones
from ..tools.tax_id import fold_tax_id
from ..tools.web import web_domain

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
# equal are what the engine takes for equal, however it is written
FOLDS = {
    "vat": lambda text: {fold_tax_id(text)},
    "street": lambda text: {fold_address(text)},
    "phone": find_phones,
    "mobile": find_phones,
    "fax": find_phones,
    "email": find_mails,
    "website": lambda text: {web_domain(text)},
}


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
        """Return the rows in which somebody has something."""
        labels = self.fields_get(COMPARED, ["string"])
        rows = [
            self._make_comparison_row(
                labels[name]["string"],
                [one._read_compared(name, one in readable) for one in self],
                FOLDS.get(name, lambda text: {text}),
            )
            for name in COMPARED
            if name in labels
        ]
        departments = [one.sudo().user_id.sale_team_id.name or "" for one in self]
        rows.append(self._make_comparison_row(self.env._("Department"), departments))
        rows += [
            self._make_comparison_row(
                label, [read(one.sudo()) if one in readable else "" for one in self]
            )
            for label, read in self._get_comparison_facts().items()
        ]
        return [row for row in rows if any(text for text, _same in row["cells"])]

    def _read_compared(self, name, is_readable):
        if not is_readable and name not in TOLD:
            return ""
        value = self.sudo()[name]
        return (value.display_name if self._fields[name].relational else value) or ""

    @api.model
    def _get_comparison_facts(self):
        """Return {label: how to read it} of what says nothing when it is equal."""
        return {
            self.env._("Contacts"): self._read_contacts,
            self.env._("Created on"): lambda one: str(one.create_date.date()),
            self.env._("Last Message on"): self._read_last_message,
        }

    @api.model
    def _read_contacts(self, partner):
        people = partner.child_ids.filtered(lambda one: not one.is_company)
        return ", ".join(filter(None, people.mapped("name")))

    @api.model
    def _read_last_message(self, partner):
        messages = partner.message_ids.filtered(lambda one: one.date)
        return str(max(messages.mapped("date")).date()) if messages else ""

    @api.model
    def _make_comparison_row(self, label, texts, fold=lambda text: set()):
        folded = [set(filter(None, fold(text))) if text else set() for text in texts]
        cells = [
            (text, any(mine & other for other in folded if other is not mine))
            for text, mine in zip(texts, folded, strict=True)
        ]
        return {"label": label, "cells": cells}
