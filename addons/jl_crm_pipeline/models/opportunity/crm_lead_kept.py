from odoo import api, models


class CrmLead(models.Model):
    """Of an opportunity, what no person sets, and the steps of Odoo that do (K3O-5)."""

    _name = "crm.lead"
    _inherit = "crm.lead"

    _guarded = True

    @api.model
    def _list_open_fields(self):
        # Odoo's estimate, which its own steps write as whoever takes them
        return super()._list_open_fields() | {"automated_probability"}

    def _convert_opportunity_data(self, customer, team_id=False):
        values = super()._convert_opportunity_data(customer, team_id=team_id)
        # kept where the kind of the record changes
        values.pop("date_conversion", None)
        return values

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._add_closing(vals) for vals in vals_list])

    @api.model
    def _add_closing(self, vals):
        # Odoo would write it afterwards, as whoever makes the opportunity
        stage = self.env["crm.stage"].browse(vals.get("stage_id") or ())
        if not stage.is_won or "date_closed" in vals:
            return vals
        return {**vals, "date_closed": self.env.cr.now()}

    def write(self, vals):
        is_converted = vals.get("type") == "opportunity"
        if is_converted and all(lead.type == "lead" for lead in self):
            vals = {**vals, "date_conversion": self.env.cr.now()}
        return super().write(vals)
