from odoo import api, models


class CrmLead(models.Model):
    """What of opportunities that are merged into another moves with them.

    Each subject says what of its own does.
    """

    _name = "crm.lead"
    _inherit = "crm.lead"

    @api.model
    def _get_merged_fields(self):
        """Return the names of our fields that the merged opportunity takes over."""
        return ()

    @api.model
    def _get_merged_models(self):
        """Return the models whose records, by ``lead_id``, all move along."""
        return ()

    def _merge_get_fields(self):
        return [*super()._merge_get_fields(), *self._get_merged_fields()]

    def _merge_dependences(self, opportunities):
        result = super()._merge_dependences(opportunities)
        for name in self._get_merged_models():
            # whoever may merge the opportunities takes all of them along
            records = (
                self.env[name].sudo().search([("lead_id", "in", opportunities.ids)])
            )
            records.write({"lead_id": self.id})
        return result
