from collections import Counter

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

# accounts that the system itself needs; nobody is merged with them
SYSTEM_USERS = ("base.user_root", "base.public_user", "base.template_portal_user_id")


class CrmMergeCheck(models.AbstractModel):
    """What cannot be merged, and who may merge at all (K3D-5).

    Each rule is one query for all the merges; the first offender is named.
    """

    _name = "crm.merge.check"
    _description = "Rules for Merging Customers"

    @api.model
    def _ensure_manager(self):
        """:raise AccessError: the caller may not decide on duplicates"""
        self.env["crm.partner.merge"].check_access("write")

    @api.model
    def _ensure_mergeable(self, merges):
        """:raise UserError: one of them cannot be; says which and why"""
        self._check_members(merges)
        for rule in self._get_rules():
            if (offence := rule(merges)) is not None:
                raise UserError(offence)

    @api.model
    def _get_rules(self):
        """Return the methods that take merges and return a message or None; a hook."""
        return [
            self._find_own_company,
            self._find_system_user,
            self._find_colleague,
            self._find_many_users,
            self._find_parent,
            self._find_other_customer,
            self._find_other_company,
            self._find_hashed_entry,
        ]

    @api.model
    def _check_members(self, merges):
        seen = Counter()
        for merge in merges:
            self._check_merge(merge)
            seen.update(merge.partner_ids.ids)
        twice = [partner_id for partner_id, times in seen.items() if times > 1]
        if twice:
            raise UserError(
                self.env._(
                    "%(customer)s is in more than one of these merges. "
                    "Merge one after the other.",
                    customer=self.env["res.partner"].browse(twice[0]).display_name,
                )
            )

    @api.model
    def _check_merge(self, merge):
        partners = merge.partner_ids
        if len(partners) < 2:
            raise UserError(self.env._("Choose at least two customers to merge."))
        if merge.survivor_id not in partners:
            raise UserError(
                self.env._("Choose which of the customers remains after the merge.")
            )
        if gone := partners.filtered("merged_into_id"):
            raise UserError(
                self.env._(
                    "%(customer)s has already been merged into %(other)s.",
                    customer=gone[0].display_name,
                    other=gone[0].merged_into_id.display_name,
                )
            )

    @api.model
    def _find_own_company(self, merges):
        companies = self.env["res.company"].sudo()
        own = companies.search([("partner_id", "in", merges.partner_ids.ids)], limit=1)
        if own:
            return self.env._(
                "%(customer)s is your own company and cannot be merged.",
                customer=own.name,
            )
        return None

    @api.model
    def _find_system_user(self, merges):
        needed = {self.env.ref(name, raise_if_not_found=False) for name in SYSTEM_USERS}
        for user in filter(None, needed):
            if user.sudo().partner_id in merges.partner_ids:
                return self.env._(
                    "%(customer)s belongs to the system and cannot be merged.",
                    customer=user.sudo().partner_id.display_name,
                )
        return None

    @api.model
    def _get_users(self, partners):
        users = self.env["res.users"].sudo().with_context(active_test=False)
        return users.search([("partner_id", "in", partners.ids)])

    @api.model
    def _find_colleague(self, merges):
        users = self._get_users(merges.loser_ids).filtered(lambda user: not user.share)
        if users:
            return self.env._(
                "%(customer)s is a colleague with a login. "
                "Choose this contact as the one that remains.",
                customer=users[0].partner_id.display_name,
            )
        return None

    @api.model
    def _find_many_users(self, merges):
        by_partner = self._get_users(merges.partner_ids).grouped("partner_id")
        for merge in merges:
            held = [partner for partner in merge.partner_ids if partner in by_partner]
            users = sum(len(by_partner[partner]) for partner in held)
            if users > 1:
                return self.env._(
                    "%(first)s and %(second)s both have a login. "
                    "Remove one of the logins before you merge them.",
                    first=held[0].display_name,
                    second=held[-1].display_name,
                )
        return None

    @api.model
    def _find_parent(self, merges):
        rows = self.env.execute_query(
            SQL(
                """
                WITH RECURSIVE above (merge_id, id, parent_id) AS (
                    SELECT * FROM unnest(%(merges)s, %(partners)s, %(partners)s)
                     UNION
                    SELECT a.merge_id, a.id, p.parent_id
                      FROM above a JOIN res_partner p ON p.id = a.parent_id
                     WHERE p.parent_id IS NOT NULL
                )
                SELECT a.id, a.parent_id FROM above a
                  JOIN unnest(%(merges)s, %(partners)s) m (merge_id, id)
                    ON m.merge_id = a.merge_id AND m.id = a.parent_id
                 WHERE a.id != a.parent_id
                 LIMIT 1
                """,
                merges=[merge.id for merge in merges for _partner in merge.partner_ids],
                partners=[partner.id for m in merges for partner in m.partner_ids],
            )
        )
        if not rows:
            return None
        child, parent = self.env["res.partner"].browse(rows[0])
        return self.env._(
            "%(child)s belongs to %(parent)s. Take it out of there before you merge "
            "them.",
            child=child.display_name,
            parent=parent.display_name,
        )

    @api.model
    def _find_other_customer(self, merges):
        for merge in merges:
            survivor = merge.survivor_id
            for loser in merge._get_losers():
                company = loser.commercial_partner_id
                if company not in (loser, survivor.commercial_partner_id):
                    return self.env._(
                        "%(loser)s is a contact of %(company)s, %(survivor)s is not. "
                        "Merge the companies first, or let the other contact remain.",
                        loser=loser.name or loser.display_name,
                        company=company.display_name,
                        survivor=survivor.name or survivor.display_name,
                    )
        return None

    @api.model
    def _find_other_company(self, merges):
        for merge in merges:
            company = merge.survivor_id.company_id
            for partner in merge.partner_ids:
                if company and partner.company_id != company:
                    return self.env._(
                        "%(survivor)s is visible only to %(company)s, %(customer)s is "
                        "not. Keep the customer that all companies see.",
                        survivor=merge.survivor_id.display_name,
                        company=company.name,
                        customer=partner.display_name,
                    )
        return self._find_two_companies(merges)

    @api.model
    def _find_two_companies(self, merges):
        for merge in merges:
            if len(merge.partner_ids.company_id) > 1:
                return self.env._(
                    "%(customer)s cannot be merged: the customers belong to different "
                    "companies of yours.",
                    customer=merge.survivor_id.display_name,
                )
        return None

    @api.model
    def _find_hashed_entry(self, merges):
        if "account.move.line" not in self.env:
            return None
        lines = self.env["account.move.line"].sudo()
        line = lines.search(
            [
                ("partner_id", "in", merges.loser_ids.ids),
                ("move_id.inalterable_hash", "!=", False),
            ],
            limit=1,
        )
        if line:
            return self.env._(
                "%(customer)s stands in journal entries that are sealed and may not "
                "be changed. Let this customer remain.",
                customer=line.partner_id.display_name,
            )
        return None

    @api.model
    def _filter_needing_consent(self, merges):
        """Return the merges of which both sides have posted invoices."""
        if "account.move" not in self.env:
            return merges.browse()
        groups = (
            self.env["account.move"]
            .sudo()
            ._read_group(
                [
                    ("commercial_partner_id", "in", merges.partner_ids.ids),
                    ("state", "=", "posted"),
                    ("move_type", "!=", "entry"),
                ],
                ["commercial_partner_id"],
            )
        )
        invoiced = {partner.id for (partner,) in groups}
        return merges.filtered(
            lambda merge: (
                merge.survivor_id.id in invoiced
                and not invoiced.isdisjoint(merge.loser_ids.ids)
            )
        )
