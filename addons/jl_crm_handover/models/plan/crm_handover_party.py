from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from odoo.addons.jl_crm_base.tools.session import ensure_own_session
from odoo.addons.jl_crm_pipeline.tools.holder import find_there


class CrmHandover(models.Model):
    """The three parties, and who stands in for a person who has left (HUA-4, RES-2)."""

    _name = "crm.handover"
    _inherit = "crm.handover"

    stand_in_id = fields.Many2one(
        comodel_name="res.users",
        string="Stand-In",
        tracking=True,
        domain="[('share', '=', False), ('id', '!=', from_user_id)]",
        help="Works through the checklist and signs for a person who has left.",
    )
    has_left = fields.Boolean(
        string="Has Already Left",
        tracking=True,
        help="The person cannot sign any more, though their account is still there. "
        "A stand-in does; the account is closed when everything is handed over.",
    )
    is_from_user_gone = fields.Boolean(compute="_compute_is_from_user_gone")

    @api.depends("from_user_id.active", "kind", "has_left")
    def _compute_is_from_user_gone(self):
        for handover in self:
            user = handover.from_user_id.sudo()
            is_away = handover.kind == "leaving" and handover.has_left
            handover.is_from_user_gone = bool(user) and (
                is_away or not find_there(user)
            )

    def _get_giver(self):
        """Return who answers for the handing-over side: the stand-in of who left."""
        gone = self.is_from_user_gone
        return self.stand_in_id if gone else self.from_user_id

    def _get_parties(self):
        """Return [(role, user)] of all who have to sign (HUA-4)."""
        return [
            ("giver", self._get_giver()),
            *(("receiver", user) for user in self.receiver_ids.sorted("id")),
            ("supervisor", self.supervisor_id),
        ]

    def _get_roles(self, user):
        """Return the roles that the user has in this handover."""
        return {role for role, party in self._get_parties() if party == user}

    def _ensure_party(self, *roles):
        """Return the user's roles; the system is nobody, and nobody is another.

        :raise AccessError: the user is none of these, acts with the system's rights,
            or is not the one who asks
        """
        ensure_own_session(self.env)
        mine = set() if self.env.su else self._get_roles(self.env.user)
        if not mine.intersection(roles):
            labels = dict(self.env["crm.handover.signature"]._get_role_labels())
            raise AccessError(
                self.env._(
                    "Only the %(roles)s of %(handover)s can do this, with their own "
                    "login.",
                    roles=", ".join(labels[role] for role in roles),
                    handover=self.display_name,
                )
            )
        return mine.intersection(roles)

    def _get_giver_blockers(self):
        """Return who is missing on the side of the person who hands over."""
        blockers = []
        user = self.from_user_id.sudo()
        if not self.supervisor_id:
            blockers.append(
                self.env._(
                    "Choose the supervisor: the handing-over person has no superior."
                )
            )
        if self.is_from_user_gone and not self.stand_in_id:
            blockers.append(
                self.env._("%(user)s has left: name a stand-in.", user=user.name)
            )
        if self.stand_in_id and not self.is_from_user_gone:
            blockers.append(
                self.env._(
                    "%(user)s has not left and signs for themselves: take the "
                    "stand-in out, or tick “Has Already Left”.",
                    user=user.name,
                )
            )
        return blockers

    def _get_party_blockers(self):
        """Return what is wrong with the people (HUA-4)."""
        blockers = []
        parties = [user for _role, user in self._get_parties() if user]
        if len(set(parties)) < len(parties) or self.from_user_id in self.receiver_ids:
            blockers.append(
                self.env._(
                    "Who hands over, who receives and who supervises "
                    "are different people."
                )
            )
        gone = [user for user in parties if not find_there(user)]
        blockers += [
            self.env._(
                "%(user)s is archived: choose somebody who is there.",
                user=user.sudo().name,
            )
            for user in gone
        ]
        return blockers

    def _get_company_blockers(self):
        """Return who would receive what they could not see (HUA-5)."""
        if len(self.env["res.company"].sudo().search(Domain.TRUE, limit=2)) < 2:
            return []
        named = self._find_receiver_companies()
        return [
            self.env["res.partner"]._word_foreign(user, foreign)
            for user, companies in named.items()
            if (foreign := companies - user.sudo().company_ids)
        ]

    def _find_receiver_companies(self):
        """Return {receiver: companies of what they would receive}."""
        places = self._map_places()
        partners = self.env["res.partner"].sudo().with_context(active_test=False)
        customers = partners.browse(one for one in places if one)
        found = [(places[one.id][0], one.company_id.id) for one in customers]
        for model in self._iter_work_models():
            field = model._fields.get("company_id")
            if field and field.store:
                domain = self._get_moved_domain(model, customers)
                placed = self._place_work(model, domain, places)
                records = model.browse(placed)
                found += [(placed[one.id][0], one.company_id.id) for one in records]
        result = {}
        for user, company in filter(all, found):
            key = self.env["res.users"].browse(user)
            known = result.get(key, self.env["res.company"])
            result[key] = known | known.browse(company)
        return result
