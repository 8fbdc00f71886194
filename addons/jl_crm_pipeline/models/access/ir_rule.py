from odoo import api, models
from odoo.fields import Domain

# what leads from each to whose it is; the first that is filled in decides
DELIVERIES = {
    "stock.picking": (("sale_id", "sale.order"), ("partner_id", "res.partner")),
    "stock.move": (
        ("sale_line_id", "sale.order.line"),
        ("picking_id", "stock.picking"),
    ),
    "stock.move.line": (("move_id", "stock.move"), ("picking_id", "stock.picking")),
}


class IrRule(models.Model):
    """Deliveries follow their order, where stock is kept (RES-1, security.md 29).

    Odoo shows salespeople the deliveries of all, and has them change these too. The
    models are not there without stock management, so no record can be their rule.
    """

    _name = "ir.rule"
    _inherit = "ir.rule"

    @api.model
    def _compute_domain(self, model_name, mode="read"):
        domain = super()._compute_domain(model_name, mode)
        if model_name not in DELIVERIES or self._sees_every_delivery():
            return domain
        return domain & self._get_delivery_domain(model_name, mode)

    @api.model
    def _sees_every_delivery(self):
        return self.env.su or self.env.user._sees_every_paper()

    @api.model
    def _get_delivery_domain(self, model_name, mode):
        """Return the domain of what belongs to a paper of the user's, or to none.

        :param str model_name: of a delivery or a part of it
        :param str mode: what the user is about to do with them
        """
        domain = Domain.TRUE
        for name, followed in reversed(DELIVERIES[model_name]):
            if name in self.env[model_name]._fields:
                linked = Domain(name, "any!", self._get_followed_domain(followed, mode))
                domain = linked | (Domain(name, "=", False) & domain)
        return domain

    @api.model
    def _get_followed_domain(self, model_name, mode):
        # to deliver to a customer, it is enough to see it
        mode = "read" if model_name == "res.partner" else mode
        if not self.env[model_name].has_access("read"):
            return Domain.FALSE
        return self._compute_domain(model_name, mode)
