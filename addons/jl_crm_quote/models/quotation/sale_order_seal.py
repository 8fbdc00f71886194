from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .never_sealed import CHANGED_BY_ACTS, LINE, ORDER
from .sale_order_line_seal import INVOICING

# no seal: what a person has written by hand is as nobody confirmed it
CHANGED = "changed"
SIGNED = ("signature", "signed_by", "signed_on")


class SaleOrder(models.Model):
    """What of a quotation is sealed, and what an order was when it was confirmed."""

    _name = "sale.order"
    _inherit = "sale.order"

    _seal_parts = {"sale.order.line": "order_id"}
    _seal_columns = ("review_hash", "confirmed_hash")

    # few texts show a picture by its address: those from before it was put into them
    _note_addresses_idx = models.Index("(id) WHERE strpos(note, '/web/') > 0")

    confirmed_hash = fields.Char(
        string="Seal of the Order",
        readonly=True,
        copy=False,
        prefetch="confirmed",
        system=True,
        help="Of the order as it was confirmed, or as it was approved since.",
    )

    @api.model
    def _get_never_sealed(self):
        never = super()._get_never_sealed()
        order = {**never[self._name], **ORDER}
        return {**never, self._name: order, "sale.order.line": LINE}

    @api.model
    def _get_seal_conditions(self):
        # what invoicing adds by itself is no offer
        own = SQL(" AND p.is_of_invoicing IS NOT TRUE")
        return {**super()._get_seal_conditions(), "sale.order.line": own}

    @api.model
    def _get_changed_by_acts(self):
        return (*super()._get_changed_by_acts(), *CHANGED_BY_ACTS)

    @api.model
    def _list_by_hand(self, vals):
        names = super()._list_by_hand(vals)
        state = vals.get("state")
        return [
            name
            for name in names
            if not (name == "date_order" and state == "sale")
            and not (name in SIGNED and state and not vals[name])
        ]

    def _void_by_hand(self):
        result = super()._void_by_hand()
        if confirmed := self.sudo().filtered(lambda order: order.state == "sale"):
            confirmed._write_system({"confirmed_hash": CHANGED})
        return result

    def _get_kept_seal(self):
        if self.state == "sale" and self.review_state != "submitted":
            return self.confirmed_hash
        return super()._get_kept_seal()

    def _is_as_confirmed(self):
        """Whether it is the order that was confirmed, or approved since."""
        return bool(self.confirmed_hash) and self.confirmed_hash == self._get_seal()

    def _is_approved(self):
        # Odoo dates an order anew when it is confirmed, and signs it
        if self.sudo().state == "sale":
            order = self.sudo()
            return order.review_state == "approved" and order._is_as_confirmed()
        return super()._is_approved()

    def _after_review(self):
        result = super()._after_review()
        self._seal_as_confirmed()
        return result

    def _carry_review_over(self, reason):
        result = super()._carry_review_over(reason)
        # under review again it is not what was confirmed
        reviewed = self.filtered(lambda order: order.review_state == "submitted")
        (self - reviewed)._seal_as_confirmed()
        return result

    def _filter_approved(self):
        """Return those that are said to be approved; whether they are is seen later."""
        if self._get_review_scope() == "off":
            return self.browse()
        return self.filtered(lambda order: order.sudo().review_state == "approved")

    def _seal_as_approved(self):
        """Seal orders that are being confirmed, if they are what was approved.

        :raise UserError: one of them is not
        """
        orders = self.sudo()
        found = orders._read_seals_and(orders._select_verdict()) if orders else {}
        blocked = orders.filtered(
            lambda order: (
                not order._is_verdict_on(*found[order.id])
                and order._is_review_required()
            )
        )
        if blocked:
            raise UserError(blocked._get_blocked_message())
        for order in orders:
            # past all that looks at what people write
            self._fields["confirmed_hash"].write(order, found[order.id][0])

    def _keep_as_confirmed(self):
        """Remember what was confirmed, so that a change of it is found."""
        if self._get_review_scope() != "off":
            return self._seal_as_confirmed()
        # left alone; sealed as it is then when reviews are switched on
        if kept := self.sudo().filtered("confirmed_hash"):
            kept._write_system({"confirmed_hash": False})
        return None

    def _seal_as_confirmed(self):
        """Seal confirmed orders as they are now, in one statement."""
        if self.ids:
            self._seal_orders(SQL("t.id = ANY(%s)", self.ids))
            self.invalidate_recordset(["confirmed_hash"], flush=False)

    @api.model
    def _seal_unsealed(self):
        """Seal all confirmed orders from before there were reviews, as they are now."""
        self._seal_orders(SQL("t.confirmed_hash IS NULL"))
        self.invalidate_model(["confirmed_hash"], flush=False)

    @api.model
    def _seal_orders(self, condition):
        self._flush_sealed()
        self.flush_model(["state", "confirmed_hash"])
        self.env.cr.execute(
            SQL(
                "UPDATE sale_order t SET confirmed_hash = %s "
                "WHERE t.state = 'sale' AND %s",
                self._select_seal(),
                condition,
            )
        )

    def _create_down_payment_section_line_if_needed(self):
        orders = INVOICING.give(self)
        return super(SaleOrder, orders)._create_down_payment_section_line_if_needed()

    def _create_down_payment_lines_from_base_lines(self, down_payment_base_lines):
        orders = INVOICING.give(self)
        return super(SaleOrder, orders)._create_down_payment_lines_from_base_lines(
            down_payment_base_lines
        )
