from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_date

from ...tools.execution import FULL

MOST_NAMED = 30


class SaleOrder(models.Model):
    """Orders that are late, and the news of them in the morning (TUR-6).

    One message a person, however many orders.
    """

    _name = "sale.order"
    _inherit = "sale.order"

    slip_days = fields.Integer(
        string="Days Late",
        compute="_compute_slip_days",
        help="Between the promised day and the last delivery, or today.",
    )
    is_late = fields.Boolean(
        string="Late",
        compute="_compute_slip_days",
        search="_search_is_late",
    )
    late_told_date = fields.Date(
        string="Told of the Delay on",
        readonly=True,
        copy=False,
    )

    _execution_late = models.Index(
        "(promised_date) WHERE state = 'sale' AND delivered_share < 100"
    )

    @api.depends("promised_date", "delivered_share", "last_delivery_date")
    def _compute_slip_days(self):
        today = fields.Date.context_today(self)
        for order in self:
            is_open = order.delivered_share < FULL
            end = today if is_open else order.last_delivery_date
            slip = (
                (end - order.promised_date).days if order.promised_date and end else 0
            )
            order.slip_days = max(slip, 0)
            order.is_late = bool(slip > 0 and is_open)

    @api.model
    def _search_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._get_late_domain()

    @api.model
    def _get_late_domain(self):
        """Return the domain of the orders that are not delivered as promised."""
        return (
            Domain("state", "=", "sale")
            & Domain("promised_date", "<", "today")
            & Domain("delivered_share", "<", FULL)
        )

    @api.model
    def _cron_tell_late(self, batch_size=100):
        """Tell one batch of people; the scheduler calls again for the rest."""
        domain = self._get_untold_domain()
        people = self._read_group(
            domain, ["user_id"], ["id:array_agg"], order="user_id"
        )
        for user, ids in people[:batch_size]:
            self.browse(ids)._notify_late(user)
        remaining = len(people[batch_size:])
        self.env["ir.cron"]._commit_progress(
            len(people) - remaining, remaining=remaining
        )

    @api.model
    def _get_untold_domain(self):
        return (
            self._get_late_domain()
            & Domain("late_told_date", "=", False)
            & Domain("user_id.active", "=", True)
        )

    def _notify_late(self, user):
        """Put one message with the orders into the salesperson's message centre."""
        reader = self.with_context(lang=user.lang, tz=user.tz)
        orders = reader.sorted(lambda order: (order.promised_date, order.id))
        lines = Markup().join(order._word_late() for order in orders[:MOST_NAMED])
        rest = len(orders) - MOST_NAMED
        if rest > 0:
            more = reader.env._("… and %(count)s more", count=rest)
            lines += Markup("<li>%s</li>") % more
        title = reader.env._("%(count)s orders are late", count=len(orders))
        if len(orders) == 1:
            title = reader.env._("%(order)s is late", order=orders.name)
        self.env["mail.thread"].message_notify(
            subject=title,
            body=Markup("<p>%s</p><ul>%s</ul>") % (title, lines),
            partner_ids=user.partner_id.ids,
        )
        self._mark_told()

    def _mark_told(self):
        """Remember who was told of; the orders themselves are not changed."""
        today = fields.Date.context_today(self)
        self.env.cr.execute(
            SQL(
                "UPDATE sale_order SET late_told_date = %s WHERE id = ANY(%s)",
                today,
                self.ids,
            )
        )
        self.invalidate_recordset(["late_told_date"])

    def _word_late(self):
        text = self.env._(
            "%(customer)s, promised for %(date)s, %(share)d %% delivered",
            customer=self.partner_id.commercial_partner_id.name,
            date=format_date(self.env, self.promised_date),
            share=self.delivered_share,
        )
        link = Markup('<a href="/odoo/sale.order/%s">%s</a>') % (self.id, self.name)
        return Markup("<li>%s: %s</li>") % (link, text)
