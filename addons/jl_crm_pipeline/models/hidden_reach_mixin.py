from odoo import api, models


class HiddenReachMixin(models.AbstractModel):
    """Records that say how their partner is reached (CAR-7).

    Odoo reads that off the partner for whoever sees the record. Of a customer it is
    told to those who see the customer; others have the name.
    """

    _name = "hidden.reach.mixin"
    _description = "Reach of Hidden Customers"

    @api.depends("partner_id.email")
    @api.depends_context("uid")
    def _compute_email(self):
        self._tell_reach("email")

    def _tell_reach(self, name):
        """Copy a field of the partners whom the user sees.

        :param str name: the field, of the same name here and there
        """
        seen = self.partner_id._filtered_access("read")
        for record in self:
            record[name] = (record.partner_id & seen)[name]
