from odoo import fields, models
from odoo.tools import get_lang

from ..plan.crm_handover import CUSTOMERS


class CrmHandover(models.Model):
    """What would move: how many records of each kind, and their worth (HUA-5)."""

    _name = "crm.handover"
    _inherit = "crm.handover"

    scope_ids = fields.One2many(
        comodel_name="crm.handover.scope",
        inverse_name="handover_id",
        string="What Moves",
        readonly=True,
    )
    scope_date = fields.Datetime(
        string="Looked at on",
        readonly=True,
        copy=False,
        system=True,
    )

    def action_preview(self):
        """Show what would move: how many of each kind, and their worth (HUA-5)."""
        self._ensure_planner()
        for handover in self:
            handover._add_receivers()
            handover.sudo()._refresh_scope()

    def _refresh_scope(self):
        """Count anew what is open; a few statements for each kind (HUA-5)."""
        values = [
            {
                "handover_id": self.id,
                "sequence": number,
                "kind": kind,
                "name": name,
                "heading": heading,
                "count": count,
                "amount": amount,
            }
            for number, (kind, name, heading, count, amount) in enumerate(
                self._in_giver_language()._measure_scope()
            )
        ]
        self.scope_ids.unlink()
        self.env["crm.handover.scope"].create(values)
        self._write_system({"scope_date": fields.Datetime.now()})

    def _in_giver_language(self):
        """Return it in the language of who hands over: what is kept has but one."""
        # one may have a language that has been switched off since
        language = get_lang(self.env, self.from_user_id.sudo().lang)
        return self.with_context(lang=language.code)

    def _measure_scope(self):
        """Return what is open by kind, without zeros but for the customers.

        :return: [(kind, name, heading, count, amount)]
        """
        customers = self.customer_ids.partner_id
        name = self.env._("Customers")
        result = [(CUSTOMERS, name, "archive", len(customers), 0.0)]
        for model in self._iter_work_models():
            domain = self._get_moved_domain(model, customers)
            for kind, name, part, heading in model._get_work_kinds():
                count, amount = model._measure_work(domain & part)
                if count:
                    result.append((kind, name, heading, count, amount))
        return result
