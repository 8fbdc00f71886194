from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_date

from odoo.addons.jl_crm_base.tools.day_filter import in_days

from ...tools.execution import FULL

MOST_NAMED = 30
# superiors hear of it from this day on
DAYS_TO_SUPERIOR = 3


class SaleOrder(models.Model):
    """Orders that are late, and the news of them in the morning (TUR-6).

    One message a person, however many orders.
    """

    _name = "sale.order"
    _inherit = "sale.order"

    slip_days = fields.Integer(
        string="Days Late",
        compute="_compute_slip_days",
        help="Between the day that was promised first and the last delivery, or "
        "today, or the day that is promised now.",
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

    late_superior_date = fields.Date(
        string="Superior Told of the Delay on",
        readonly=True,
        copy=False,
    )

    _execution_late = models.Index(
        "(promised_date) WHERE state = 'sale' AND delivered_share < 100"
    )

    @api.depends("promised_date", "delivered_share", "last_delivery_date")
    @api.depends("first_promised_date")
    def _compute_slip_days(self):
        days = {company: company._to_day() for company in self.company_id.sudo()}
        for order in self:
            today = days.get(order.company_id.sudo())
            promised = order.promised_date
            is_open = order.delivered_share < FULL
            order.is_late = bool(is_open and promised and today and today > promised)
            end = order.last_delivery_date
            if is_open:
                end = today if order.is_late else promised
            first = order.first_promised_date or promised
            order.slip_days = max((end - first).days, 0) if end and first else 0

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
            & self.env["res.company"]._compare_with_day("promised_date", "<")
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
        self._tell_superiors()
        remaining = len(people[batch_size:])
        self.env["ir.cron"]._commit_progress(
            len(people) - remaining, remaining=remaining
        )

    @api.model
    def _get_untold_domain(self):
        return (
            self._get_late_domain()
            & self._get_news_domain("late_told_date")
            & Domain("user_id.active", "=", True)
        )

    @api.model
    def _get_news_domain(self, name):
        """Return the domain of what nobody was told of since it was promised last."""
        older = Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                "%s <= %s",
                SQL.identifier(alias, name),
                SQL.identifier(alias, "promised_date"),
            ),
            predicate=lambda one: one[name] and one[name] <= one.promised_date,
        )
        return Domain(name, "=", False) | older

    @api.model
    def _get_long_late_domain(self):
        """Return the domain of what superiors are to hear of."""
        companies = self.env["res.company"]
        long = companies._compare_with_day(
            "promised_date", "<=", in_days(-DAYS_TO_SUPERIOR)
        )
        return (
            self._get_late_domain()
            & long
            & self._get_news_domain("late_superior_date")
            & Domain("user_id.sales_manager_id.active", "=", True)
        )

    @api.model
    def _tell_superiors(self):
        """Tell superiors of what is late for days, one message each (TUR-6)."""
        late = self.search(self._get_long_late_domain())
        for user, orders in late.grouped(
            lambda one: one.user_id.sales_manager_id
        ).items():
            orders._notify_late(user, name="late_superior_date")

    def _notify_late(self, user, name="late_told_date"):
        """Put one message with the orders into somebody's message centre.

        :param str name: of the field that remembers it
        """
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
        self._mark_told(name)

    def _mark_told(self, name="late_told_date"):
        """Remember that it was told; the orders themselves are not changed."""
        for company, orders in self.grouped("company_id").items():
            self.env.cr.execute(
                SQL(
                    "UPDATE sale_order SET %s = %s WHERE id = ANY(%s)",
                    SQL.identifier(name),
                    company._to_day(),
                    orders.ids,
                )
            )
        self.invalidate_recordset([name])

    def _word_late(self):
        text = self.env._(
            "%(customer)s, promised for %(date)s, %(share)d %% delivered",
            customer=self.partner_id.commercial_partner_id.name,
            date=format_date(self.env, self.promised_date),
            share=self.delivered_share,
        )
        link = Markup('<a href="/odoo/sale.order/%s">%s</a>') % (self.id, self.name)
        return Markup("<li>%s: %s</li>") % (link, text)
