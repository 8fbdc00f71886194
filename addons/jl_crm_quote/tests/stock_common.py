from odoo.tests import freeze_time

from .execution_common import ExecutionCommon


class StockCommon(ExecutionCommon):
    """Orders whose goods are delivered from stock."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.product.type = "consu"

    def _list_open(self, order):
        return order.sudo().picking_ids.filtered(
            lambda picking: picking.state not in ("done", "cancel")
        )

    def _deliver(self, order, numbers, moment="2031-03-10 04:00:00"):
        """Ship so many pieces of each product; the rest stays to be delivered."""
        picking = self._list_open(order)[:1]
        with freeze_time(moment):
            self._move(picking, numbers)
        picking.move_ids.filtered(lambda move: move.state == "done").date = moment
        self.env.flush_all()

    def _return(self, order, numbers):
        """Take so many pieces of each product back, off the order."""
        shipped = order.sudo().picking_ids.filtered(
            lambda picking: (
                picking.state == "done" and picking.location_dest_id.usage == "customer"
            )
        )
        wizards = self.env["stock.return.picking"].with_context(
            active_id=shipped[-1].id, active_model="stock.picking"
        )
        wizard = wizards.create({"picking_id": shipped[-1].id})
        for line in wizard.product_return_moves:
            line.quantity = numbers.get(line.product_id, 0)
        back = self.env["stock.picking"].browse(
            wizard.action_create_returns()["res_id"]
        )
        self._move(back, numbers)
        self.env.flush_all()

    def _move(self, picking, numbers):
        for move in picking.move_ids:
            number = numbers.get(move.product_id, 0)
            move.write({"quantity": number, "picked": bool(number)})
        picking.with_context(skip_backorder=True).button_validate()

    def _give_up(self, order):
        self._list_open(order).action_cancel()
        self.env.flush_all()
