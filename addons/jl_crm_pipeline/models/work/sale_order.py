from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL


class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = ["sale.order", "customer.work.mixin"]

    _work_amount_field = "amount_total"
    _work_is_owned = True

    @api.model
    def _work_open_domain(self):
        """Quotations, and orders that are not invoiced to the end."""
        return Domain("state", "in", ("draft", "sent")) | (
            Domain("state", "=", "sale") & Domain("invoice_status", "!=", "invoiced")
        )

    @api.model
    def _get_work_kinds(self):
        order = Domain("state", "=", "sale")
        heading = self._work_handover_heading
        return [
            ("sale.order", self.env._("Quotations"), ~order, heading),
            ("sale.order:sale", self.env._("Orders in process"), order, heading),
        ]

    @api.model
    def _sync_transfer(self, rows, ids):
        self._sync_team(rows)
        self.env.cr.execute(
            SQL(
                """
                UPDATE sale_order_line l
                   SET salesman_id = moved.receiver
                  FROM %(moves)s
                 WHERE l.order_id = moved.id
                """,
                moves=rows,
            )
        )
