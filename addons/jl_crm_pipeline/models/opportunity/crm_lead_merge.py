from odoo import api, models

from odoo.addons.jl_crm_base.tools.guard import is_person


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

    @api.model
    def _get_merged_twins(self):
        """Return {model: (what two opportunities may both name, what is filled in)}.

        By ``lead_id`` as well. Of two rows that name the same one stays, with what the
        other says beyond it; a hook.
        """
        return {}

    def _merge_opportunity(self, *args, **kwargs):
        """:raise AccessError: one of them is not the user's to give away (RES-1)"""
        if is_person(self.env):
            self.check_access("write")
            self._ensure_deleted_by_owner()
        return super()._merge_opportunity(*args, **kwargs)

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
        for name, (key, filled) in self._get_merged_twins().items():
            self._merge_twins(name, key, filled, opportunities)
        return result

    def _merge_twins(self, name, key, filled, others):
        """Take rows along, one for each that is named.

        :param str name: of the model
        :param str key: field of what is named
        :param filled: names of fields that are taken over where they are empty
        :param others: opportunities that are merged into this one
        """
        model = self.env[name].sudo()
        known = {row[key]: row for row in model.search([("lead_id", "=", self.id)])}
        for row in model.search([("lead_id", "in", others.ids)], order="id"):
            twin = known.setdefault(row[key], row)
            if twin == row:
                row.lead_id = self
            else:
                twin.write(
                    {one: row[one] for one in filled if row[one] and not twin[one]}
                )
