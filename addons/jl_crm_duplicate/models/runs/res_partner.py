from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import SQL

from ...roles import DUPLICATE_MANAGER
from ...tools.address import fold_address
from ...tools.mail import find_mails
from ...tools.phone import find_phones
from ...tools.tax_id import fold_tax_id
from ...tools.web import web_domain

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


FIND_BEREAVED = """
    SELECT other.partner_id
      FROM crm_duplicate_group_partner_rel mine
      JOIN crm_duplicate_group_partner_rel other USING (group_id)
     WHERE mine.partner_id = ANY(%(ids)s)
       AND other.partner_id <> ALL(%(ids)s)
"""
COUNT_PAIRS = """
    SELECT id, count(*)
      FROM (SELECT left_id AS id FROM crm_duplicate_pair
             WHERE state = 'open' AND left_id = ANY(%(ids)s)
             UNION ALL
            SELECT right_id FROM crm_duplicate_pair
             WHERE state = 'open' AND right_id = ANY(%(ids)s)) side
     GROUP BY id
"""


class ResPartner(models.Model):
    """The open pairs of a customer, and customers side by side (DUP-6)."""

    _name = "res.partner"
    _inherit = "res.partner"

    duplicate_pair_count = fields.Integer(
        string="Duplicates",
        compute="_compute_duplicate_pair_count",
        groups=DUPLICATE_MANAGER,
    )

    def _compute_duplicate_pair_count(self):
        counts = {}
        if self.ids:
            counts = dict(self.env.execute_query(SQL(COUNT_PAIRS, ids=self.ids)))
        for partner in self:
            partner.duplicate_pair_count = counts.get(partner._origin.id, 0)

    def unlink(self):
        self._note_bereaved()
        return super().unlink()

    def action_open_duplicates(self):
        """Open the pairs of the customer that wait for a decision (DUP-6)."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "jl_crm_duplicate.crm_duplicate_pair_action"
        )
        action["domain"] = [
            "|",
            ("left_id", "=", self.id),
            ("right_id", "=", self.id),
        ]
        action["context"] = {"search_default_open": 1}
        return action

    def _note_bereaved(self):
        """Have those looked at anew who are in a group with customers that go."""
        rows = self.env.execute_query(SQL(FIND_BEREAVED, ids=self.ids))
        self.env["crm.duplicate.changes"]._note([partner for (partner,) in rows])

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
        departments = [one._find_department().name or "" for one in self]
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
