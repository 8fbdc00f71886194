from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.jl_crm_base.tools.arrays import as_array

from ...roles import ALL_LEADS
from ...tools.unchanged import keep_answer

# what a salesperson sees of the books
INVOICES = ("out_invoice", "out_refund")
# PostgreSQL's array of nothing
NONE = "{}"

# nobody's papers of customers whom one sees. They are found first: where it is asked of
# each row, PostgreSQL reads all customers of theirs, or compiles the whole question.
SEEN = "(SELECT %(seen)s FROM res_partner held WHERE held.id = %(customer)s)"
FIND = """
    SELECT paper.id
      FROM %(table)s paper
     WHERE %(user)s IS NULL AND %(kind)s
       AND %(customer)s IN (SELECT held.id FROM res_partner held WHERE %(seen)s)
"""
# to plan it takes longer than all the rest: so few are kept for the next question
FEW = 1000


class ResUsers(models.Model):
    """Who sees the papers of a customer: orders, opportunities, invoices, reports.

    They follow the people, at any depth; those of nobody follow the customer (RES-1).
    """

    _name = "res.users"
    _inherit = "res.users"

    is_subordinate = fields.Boolean(
        string="My Subordinate",
        compute="_compute_is_subordinate",
        search="_search_is_subordinate",
        help="Below you, at any depth.",
    )

    @api.depends("sales_manager_id")
    @api.depends_context("uid")
    def _compute_is_subordinate(self):
        below = self.env.user._get_subordinate_ids()
        for user in self:
            user.is_subordinate = user._origin.id in below

    @api.model
    def _search_is_subordinate(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("id", "in", list(self.env.user._get_subordinate_ids()))

    def _get_subordinate_ids(self):
        """Return the ids of those whose customers the user sees, without the user."""
        return self._get_customer_holder_ids() - {self.id}

    def _get_invoice_domain(self, path=""):
        """Return the record rule of invoices: of one's people, and shared ones.

        :param str path: leads to the invoice, with a dot
        """
        kinds = Domain(f"{path}move_type", "in", INVOICES)
        return kinds & self._get_work_domain(
            "read", "quotations", f"{path}partner_id", "invoice_user_id"
        )

    def _get_request_domain(self):
        """Return the record rule of requests: of one's people, on their customers."""
        holders = list(self._get_customer_holder_ids())
        return Domain("user_id", "in", holders) | Domain(
            "partner_id.customer_holder", "in", self._get_holder_numbers()
        )

    def _get_unheld_domain(
        self, mode, kind, customer_field="partner_id", user_field="user_id"
    ):
        """Return the record rule of papers, for anybody: nobody's follow the customer.

        Odoo shows everybody what nobody is responsible for; it would be an order or
        an opportunity of a customer whom one does not see. What has no customer is
        still everybody's.

        :param str mode: ``read`` or ``edit``
        :param str kind: ``opportunities`` or ``quotations``
        """
        if self._sees_every_paper():
            return Domain.TRUE
        return (
            Domain(user_field, "!=", False)
            | Domain(customer_field, "=", False)
            | self._get_held_papers_domain(mode, customer_field, user_field)
            | self._get_shared_domain(mode, kind)
        )

    def _get_unheld_invoice_domain(self):
        """Return the same of invoices; what is none is no salesperson's business."""
        if self._sees_every_paper():
            return Domain.TRUE
        unheld = self._get_unheld_domain(
            "read", "quotations", user_field="invoice_user_id"
        )
        return unheld | Domain("move_type", "not in", INVOICES)

    def _get_paper_part_domain(self, field, domain):
        """Return the record rule of what is a part of a paper.

        :param str field: leads to the paper
        :param Domain domain: the rule of the paper
        """
        return Domain.TRUE if domain.is_true() else Domain(field, "any!", domain)

    def _sees_every_paper(self):
        """Whether the user reads papers of others' customers, or no one's at all."""
        is_outside = self.share or not self._is_internal()
        return is_outside or self._sees_every_customer() or self.has_group(ALL_LEADS)

    @api.model
    def _get_held_papers_domain(self, mode, customer_field, user_field):
        """Return the domain of nobody's papers on customers that the user sees as such.

        A customer that is shared shows its papers where the share includes them.
        """
        fields_ = (customer_field, user_field)
        # asks through the model of the moment: a rule's domain outlives its cursor
        return Domain.custom(
            to_sql=lambda model, alias, query: select_held(
                model, alias, query, mode, *fields_
            ),
            predicate=lambda paper: paper[customer_field]._is_seen_unshared(mode),
        )


def select_held(model, alias, query, mode, customer_field, user_field):
    """Return the condition that a paper is nobody's, and its customer seen."""
    # an analysis has no table of its own
    if model._table_query:
        customer = model._field_to_sql(alias, customer_field, query)
        return SQL(SEEN, seen=_select_seen(model, query, mode), customer=customer)
    asked = (mode, customer_field, user_field)
    companies = tuple(model.env.context.get("allowed_company_ids") or ())
    key = (model._name, *asked, model.env.uid, companies)
    ids = keep_answer(model.env, key, lambda: _list_held(model, *asked))
    paper = SQL.identifier(alias, "id")
    if ids is None:
        return SQL("%s IN (%s)", paper, _find_held(model, query, *asked))
    return SQL("%s = ANY(%s::int4[])", paper, ids) if ids != NONE else SQL("FALSE")


def _find_held(model, query, mode, customer_field, user_field):
    """Return the question which papers are nobody's, and their customers seen."""
    return SQL(
        FIND,
        table=SQL.identifier(model._table),
        user=model._field_to_sql("paper", user_field, query),
        kind=get_kind(model, "paper", query),
        customer=model._field_to_sql("paper", customer_field, query),
        seen=_select_seen(model, query, mode),
    )


def _list_held(model, *asked):
    """Return PostgreSQL's array of their ids, or None where there are too many."""
    question = SQL("%s LIMIT %s", _find_held(model, None, *asked), FEW + 1)
    ids = [id_ for (id_,) in model.env.execute_query(question)]
    return as_array(sorted(ids)) if len(ids) <= FEW else None


def _select_seen(model, query, mode):
    partners = model.env["res.partner"]
    condition = partners._get_unshared_sql(mode, "held", query)
    return partners._add_entered("held", condition)


def get_kind(model, alias, query):
    """Return the condition of the index of invoices, where it is about them."""
    if "move_type" not in model._fields:
        return SQL("TRUE")
    kind = model._field_to_sql(alias, "move_type", query)
    return SQL("%s IN %s", kind, INVOICES)
