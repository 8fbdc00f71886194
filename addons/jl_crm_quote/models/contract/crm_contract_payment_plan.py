from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_date

from odoo.addons.jl_crm_base.tools.day_filter import day_filter, in_days

from ...tools.contract_figures import select_plan

AHEAD = 3
COMPANY = "contract_id.company_id"
MOST_NAMED = 30


class CrmContractPayment(models.Model):
    """What of the payment plan is paid, due and overdue (POOL-9).

    What comes in settles the payments in the order in which they are due. Whose
    contract it is gets one message in the morning: of what is due in three days, and of
    what became overdue.
    """

    _name = "crm.contract.payment"
    _inherit = "crm.contract.payment"

    partner_id = fields.Many2one(related="contract_id.partner_id")
    user_id = fields.Many2one(related="contract_id.user_id")
    company_id = fields.Many2one(related="contract_id.company_id")
    contract_state = fields.Selection(related="contract_id.state")
    paid_amount = fields.Monetary(string="Paid", compute="_compute_plan")
    open_amount = fields.Monetary(
        string="Still to Be Paid",
        compute="_compute_plan",
        search="_search_open_amount",
    )
    settlement = fields.Selection(
        selection=[
            ("open", "Not yet Due"),
            ("due", "Due"),
            ("overdue", "Overdue"),
            ("paid", "Paid"),
        ],
        compute="_compute_plan",
        search="_search_settlement",
    )
    told_date = fields.Date(string="Told of It on", readonly=True, copy=False)
    is_of_this_week = day_filter(("date", "<=", in_days(7)), company=COMPANY)

    @api.depends("amount", "date", "contract_id.order_ids.paid_amount")
    def _compute_plan(self):
        paid = self._read_paid()
        days = {one: one._to_day() for one in self.company_id.sudo()}
        for payment in self:
            got = paid.get(payment._origin.id, 0.0)
            rest = payment.amount - got
            payment.paid_amount = got
            payment.open_amount = rest
            payment.settlement = payment._settle(
                rest, days.get(payment.company_id.sudo())
            )

    def _settle(self, rest, today):
        """Return the settlement, of what is left and the day it is."""
        if self.currency_id and self.currency_id.compare_amounts(rest, 0) <= 0:
            return "paid"
        if not self.date or not today or self.date > today:
            return "open"
        return "due" if self.date == today else "overdue"

    def _read_paid(self):
        """Return {id: what was paid of it}."""
        contracts = self.contract_id._origin
        if not contracts.ids:
            return {}
        self._flush_plan()
        query = select_plan(SQL("c.id = ANY(%s)", contracts.ids))
        return {row[0]: float(row[2]) for row in self.env.execute_query(query)}

    @api.model
    def _flush_plan(self):
        self.env["crm.contract"]._flush_figures()
        self.flush_model(["amount", "contract_id", "date"])

    @api.model
    def _get_open_domain(self):
        """Return the domain of the payments of signed contracts that are not paid."""
        self._flush_plan()
        query = SQL(
            "SELECT id FROM (%s) plan WHERE round(amount - paid, 2) > 0",
            select_plan(SQL("c.state = 'signed'")),
        )
        return Domain("id", "in", query)

    @api.model
    def _compare_date(self, operator, get_day=None):
        companies = self.env["res.company"]
        return companies._compare_with_day("date", operator, get_day, company=COMPANY)

    def write(self, vals):
        if "date" in vals and "told_date" not in vals:
            # another day is told of anew
            vals = {**vals, "told_date": False}
        return super().write(vals)

    @api.model
    def _search_open_amount(self, operator, value):
        if operator not in (">", "!=") or value:
            return NotImplemented
        return self._get_open_domain()

    @api.model
    def _search_settlement(self, operator, value):
        if operator != "in":
            return NotImplemented
        unpaid = self._get_open_domain()
        terms = {
            "open": unpaid & self._compare_date(">"),
            "due": unpaid & self._compare_date("="),
            "overdue": unpaid & self._compare_date("<"),
            "paid": Domain("contract_id.state", "=", "signed") & ~unpaid,
        }
        return Domain.OR(terms[one] for one in value if one in terms)

    @api.model
    def _get_untold_domain(self):
        """Return the domain of what is due soon, or overdue, and nobody was told of."""
        soon = Domain("told_date", "=", False) & self._compare_date(
            "<=", in_days(AHEAD)
        )
        told = Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                "%s <= %s",
                SQL.identifier(alias, "told_date"),
                SQL.identifier(alias, "date"),
            ),
            predicate=lambda one: one.told_date and one.told_date <= one.date,
        )
        missed = told & self._compare_date("<")
        whose = Domain("contract_id.user_id.active", "=", True)
        return (soon | missed) & whose & self._get_open_domain()

    @api.model
    def _cron_tell_due(self, batch_size=100):
        """Tell one batch of people of their payments; the scheduler calls again."""
        payments = self.search(self._get_untold_domain())
        people = payments.grouped(lambda one: one.contract_id.user_id)
        for user in list(people)[:batch_size]:
            people[user]._notify_due(user)
        remaining = len(people) - min(len(people), batch_size)
        self.env["ir.cron"]._commit_progress(
            len(people) - remaining, remaining=remaining
        )

    def _notify_due(self, user):
        """Put one message with the payments into the message centre of whose it is."""
        reader = self.with_context(lang=user.lang, tz=user.tz)
        payments = reader.sorted(lambda one: (one.date, one.id))
        lines = Markup().join(one._word_due() for one in payments[:MOST_NAMED])
        if rest := len(payments[MOST_NAMED:]):
            more = reader.env._("… and %(count)s more", count=rest)
            lines += Markup("<li>%s</li>") % more
        title = reader.env._("Payments of contracts: %(count)s due", count=len(self))
        self.env["mail.thread"].message_notify(
            subject=title,
            body=Markup("<p>%s</p><ul>%s</ul>") % (title, lines),
            partner_ids=user.partner_id.ids,
        )
        for company, ones in self.grouped("company_id").items():
            self.env.cr.execute(
                SQL(
                    "UPDATE crm_contract_payment SET told_date = %s WHERE id = ANY(%s)",
                    company._to_day(),
                    ones.ids,
                )
            )
        self.invalidate_recordset(["told_date"])

    def _word_due(self):
        contract = self.contract_id
        text = self.env._(
            "%(customer)s, %(payment)s: %(amount)s due on %(date)s",
            customer=contract.partner_id.name,
            payment=self.name,
            amount=self.currency_id.format(self.open_amount),
            date=format_date(self.env, self.date),
        )
        link = Markup('<a href="/odoo/crm.contract/%s">%s</a>') % (
            contract.id,
            contract.name,
        )
        return Markup("<li>%s %s</li>") % (link, text)
