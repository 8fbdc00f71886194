from odoo import fields, models

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
                "name": kind,
                "heading": heading,
                "count": count,
                "amount": amount,
            }
            for number, (kind, heading, count, amount) in enumerate(
                self._measure_scope()
            )
        ]
        self.scope_ids.unlink()
        scopes = self.env["crm.handover.scope"].create(values)
        names = self._map_names()
        for scope in scopes:
            scope._name_in_all(names[scope.kind])
        self._write_system({"scope_date": fields.Datetime.now()})

    def _measure_scope(self):
        """Return what is open by kind, without zeros but for the customers.

        :return: [(kind, heading, count, amount)]
        """
        customers = self.customer_ids.partner_id
        result = [(CUSTOMERS, "archive", len(customers), 0.0)]
        for model in self._iter_work_models():
            domain = self._get_moved_domain(model, customers)
            for kind, _name, part, heading in model._get_work_kinds():
                count, amount = model._measure_work(domain & part)
                if count:
                    result.append((kind, heading, count, amount))
        return result
