from contextlib import contextmanager

from odoo import SUPERUSER_ID, api, fields, models

from odoo.addons.jl_crm_base.tools.loading import is_loading_data
from odoo.addons.jl_crm_base.tools.permit import Permit

from ...exceptions import DuplicateError
from .crm_duplicate_policy import RANKS

SCOPE = "jl_crm_duplicate.scope"
LATER = "jl_crm_duplicate.later"
_UNATTENDED = Permit("jl_crm_duplicate_mode")


def leave_unattended(records):
    """Return records of any model such that nobody is asked about duplicates."""
    return _UNATTENDED.give(records)


class DuplicateScope:
    """What the outermost create or write has touched, to be checked at its end."""

    def __init__(self):
        self.depth = 1
        self.touched = {}
        self.reasons = {}
        self.rows = {}
        self.before = {}

    @contextmanager
    def nested(self):
        self.depth += 1
        try:
            yield
        finally:
            self.depth -= 1

    def touch(self, partner_ids):
        """Have these partners' customers checked."""
        self.touched.update(dict.fromkeys(partner_ids))

    def give_reasons(self, partner_ids, reasons):
        pairs = zip(partner_ids, reasons, strict=True)
        self.reasons.update({one: reason for one, reason in pairs if reason})

    def number(self, partner_ids):
        """Keep which row of the outermost call each partner was."""
        if self.depth == 1 and len(partner_ids) > 1:
            self.rows = {one: row for row, one in enumerate(partner_ids, 1)}

    def absorb(self, other):
        """Take over what another scope has collected."""
        self.touched.update(other.touched)
        for customer_id, hits in other.before.items():
            self.before.setdefault(customer_id, hits)

    def is_news(self, match):
        """Whether the match was not there, or was weaker, before the change."""
        before = self.before.get(match.probe_id, {})
        return before.get(match.partner_id, 0) < RANKS[match.verdict]


class ResPartner(models.Model):
    """Whoever saves a customer that is there already is stopped (DUP-3, DUP-4).

    All that a create or write touches, the contacts and aliases within it included, is
    checked once at the end of the outermost call. Of equal rows in one call the first
    goes in. A write is only asked about what it brings: hits that were there before it
    do not count.

    Where nobody is there to answer (superuser, the mail gateway, web forms, portal
    users, crons) nothing may be lost: the customer goes in, and a note in its chatter
    lists whom it looks like.
    """

    _name = "res.partner"
    _inherit = "res.partner"

    duplicate_reason = fields.Text(
        string="Reason in Spite of Duplicates",
        store=False,
        copy=False,
        help="Why this customer is saved although a similar one is in the system. The "
        "reason is kept; a setting says who may go on with it.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        split = [self._split_duplicate_reason(vals) for vals in vals_list]
        with self._guard_duplicates() as scope:
            self._get_entered_parents(vals_list)._remember_duplicates(scope)
            partners = super().create([vals for vals, _reason in split])
            scope.give_reasons(partners.ids, [reason for _vals, reason in split])
            scope.number(partners.ids)
            scope.touch(partners.ids)
        return partners

    def write(self, vals):
        if "duplicate_reason" not in vals and not self._touches_duplicates(vals):
            return super().write(vals)
        vals, reason = self._split_duplicate_reason(vals)
        with self._guard_duplicates() as scope:
            scope.give_reasons(self.ids, [reason] * len(self))
            changing = self._filter_changed_by(vals)
            changing._remember_before_write(scope, vals)
            result = super().write(vals)
            scope.touch(changing.ids)
        return result

    @contextmanager
    def _guard_duplicates(self):
        """Yield the scope that collects what is to be checked, then check it.

        :raise DuplicateError: a customer is refused, or a reason is wanted
        """
        if scope := self.env.cr.cache.get(SCOPE):
            with scope.nested():
                yield scope
            return
        with self._collect_duplicates() as scope:
            yield scope
        self._settle_duplicates(scope)

    @contextmanager
    def _collect_duplicates(self):
        """Yield a scope that whatever happens within reports to; nothing is checked.

        What to do with it is the caller's: an import leaves rows out, a merge of
        customers lets everything pass.
        """
        cache = self.env.cr.cache
        outer = cache.get(SCOPE)
        scope = cache[SCOPE] = DuplicateScope()
        try:
            yield scope
        finally:
            cache.pop(SCOPE, None)
            if outer:
                cache[SCOPE] = outer

    @api.model
    def _split_duplicate_reason(self, vals):
        """Return the values without the reason, and the reason."""
        reason = vals.get("duplicate_reason") or ""
        rest = {name: vals[name] for name in vals if name != "duplicate_reason"}
        return rest, str(reason).strip()

    def _remember_duplicates(self, scope):
        """Note who looks like these customers before they are changed."""
        customers = self.sudo().commercial_partner_id
        fresh = [one for one in customers.ids if one not in scope.before]
        if not fresh or is_loading_data(self.env):
            return
        scope.before.update({one: {} for one in fresh})
        policy = self.env["crm.duplicate.policy"]
        for match in policy._find_stopping(fresh):
            scope.before[match.probe_id][match.partner_id] = RANKS[match.verdict]

    def _remember_before_write(self, scope, vals):
        """Note who looks like the customers that a write may change."""
        if vals.get("active"):
            # one that was put away was nobody's duplicate
            for customer in self.filtered(lambda one: not one.active):
                scope.before.setdefault(customer.id, {})
        (self | self.browse(vals.get("parent_id") or []))._remember_duplicates(scope)

    @api.model
    def _get_entered_parents(self, vals_list):
        """Return the partners whose people are entered."""
        default = self.env.context.get("default_parent_id")
        parents = {vals.get("parent_id", default) for vals in vals_list}
        return self.browse(filter(None, parents))

    def _filter_changed_by(self, vals):
        """Return those whose compared fields really change."""
        names = [name for name in self._get_duplicate_fields() if name in vals]
        # to put a customer away makes nobody more alike
        names = [name for name in names if name != "active" or vals[name]]
        return self.filtered(
            lambda one: any(one._is_changed(name, vals[name]) for name in names)
        )

    def _is_changed(self, name, value):
        self.ensure_one()
        kept = self[name].id if name == "parent_id" else self[name]
        return (kept or False) != (value or False)

    @api.model
    def _settle_duplicates(self, scope):
        """Refuse, keep the reasons, or leave a note: what a scope comes to."""
        if not scope.touched:
            return
        if not self._is_attended():
            self._note_duplicates_later(scope)
            return
        findings = self._find_duplicates(scope)
        refused = [finding for finding in findings if not finding.is_allowed]
        if refused:
            raise self._make_duplicate_error(refused)
        self.env["crm.duplicate.override"]._keep(findings)

    @api.model
    def _is_attended(self):
        """Whether somebody is there who can be asked."""
        is_left_alone = self.env.su or _UNATTENDED.holds(self.env)
        return not is_left_alone and self.env.user._is_internal()

    @api.model
    def _find_duplicates(self, scope):
        """Return a finding for each customer of the scope that is stopped.

        Of two that look like each other the later one is: whoever came before counts,
        unless it is refused itself.
        """
        reasons = self._gather_customers(scope)
        policy = self.env["crm.duplicate.policy"]
        is_attended = self._is_attended()
        matches = policy._find_stopping(list(reasons), take_turns=is_attended)
        hits = {customer_id: [] for customer_id in reasons}
        for match in filter(scope.is_news, matches):
            hits[match.probe_id].append(match)
        findings = []
        # those to come, and those that are left out
        absent = set(reasons)
        for customer_id, reason in reasons.items():
            absent.discard(customer_id)
            found = [one for one in hits[customer_id] if one.partner_id not in absent]
            if found:
                row = scope.rows.get(customer_id, 0)
                findings.append(policy._make_finding(customer_id, found, reason, row))
                if not findings[-1].is_allowed:
                    absent.add(customer_id)
        return findings

    @api.model
    def _gather_customers(self, scope):
        """Return {customer's id: reason given for it}, in the order of entry."""
        partners = self.sudo().browse(scope.touched).exists()
        reasons = {}
        for partner in partners:
            customer_id = partner.commercial_partner_id.id
            given = scope.reasons.get(partner.id) or scope.reasons.get(customer_id)
            reasons[customer_id] = reasons.get(customer_id) or given or ""
            if row := scope.rows.get(partner.id):
                scope.rows.setdefault(customer_id, row)
        return reasons

    @api.model
    def _make_duplicate_error(self, findings):
        rows = self.env["crm.duplicate.report"]._describe_findings(findings)
        message = self.env["crm.duplicate.report"]._word_refusals(rows)
        return DuplicateError(message, rows, all(row["may_go_on"] for row in rows))

    @api.model
    def _note_duplicates_later(self, scope):
        """Look at the end of the transaction whom these customers look like."""
        if is_loading_data(self.env):
            return
        precommit = self.env.cr.precommit
        if LATER not in precommit.data:
            precommit.data[LATER] = DuplicateScope()
            root = leave_unattended(self).with_user(SUPERUSER_ID)
            precommit.add(root._note_duplicates)
        precommit.data[LATER].absorb(scope)

    @api.model
    def _note_duplicates(self):
        """Tell in the chatter what nobody was there to be told."""
        scope = self.env.cr.precommit.data.pop(LATER, None)
        findings = self._find_duplicates(scope) if scope else []
        report = self.env["crm.duplicate.report"]
        report._post_notes(findings, report._get_unattended_title())
