from odoo import api, models
from odoo.exceptions import AccessError


class IrFilters(models.Model):
    """Nobody hides customers from colleagues by what their lists begin with (CAR-7)."""

    _name = "ir.filters"
    _inherit = "ir.filters"

    @api.model
    def get_filters(
        self,
        model,
        action_id=None,
        embedded_action_id=None,
        embedded_parent_res_id=None,
    ):
        """Return the saved views, ours in the reader's language (ux.md 24).

        :param str model: of the list
        :param int action_id: that shows it
        :param int embedded_action_id: that shows it inside another one
        :param int embedded_parent_res_id: record of that other one
        :return: the saved views
        :rtype: list
        """
        found = super().get_filters(
            model, action_id, embedded_action_id, embedded_parent_res_id
        )
        find = self.env["ir.model.data"]._xmlid_to_res_id
        names = {
            find(f"jl_crm_pipeline.ir_filters_{key}", raise_if_not_found=False): name
            for key, name in self._name_shipped().items()
        }
        for one in found:
            one["name"] = names.get(one["id"], one["name"])
        return found

    @api.model
    def _name_shipped(self):
        return {
            "my_focus": self.env._("My Focus"),
            "silent": self.env._("Mine, No Contact for 30 Days"),
            "due": self.env._("Due This Week"),
        }

    @api.constrains("is_default", "user_ids")
    def _check_default_of_all(self):
        if self.env.user._is_system():
            return
        if self.filtered(lambda one: one.is_default and one.user_ids != self.env.user):
            raise AccessError(
                self.env._(
                    "With which filter everybody's list begins is set by an "
                    "administrator. Make it the default for yourself alone."
                )
            )
