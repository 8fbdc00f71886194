from odoo import api, models
from odoo.exceptions import AccessError
from odoo.tools import format_date

NAMED = 10


class RecordSharingMixin(models.AbstractModel):
    """Records that whose they are share with others: customers, opportunities.

    The model has a field ``is_mine_to_share``; ``_word_shared(names)`` returns subject
    and text of what those are told with whom records of these names are shared.
    """

    _name = "record.sharing.mixin"
    _description = "Sharing with Others"

    # the model of what is given, and the dialogue that asks for it
    _share_grants = ""
    _share_dialogue = ""

    def action_share(self):
        """Open the dialogue that shares the records (K3D-4, K3O-2).

        :rtype: dict
        """
        self._ensure_mine_to_share()
        return {
            "type": "ir.actions.act_window",
            "name": self.env["ir.model"]._get(self._share_dialogue).name,
            "res_model": self._share_dialogue,
            "view_mode": "form",
            "target": "new",
            "context": self._prepare_share_defaults(),
        }

    def _prepare_share_defaults(self):
        """Return what the dialogue begins with."""
        return {f"default_{self.env[self._share_dialogue]._shared_field}": self.ids}

    def _ensure_mine_to_share(self):
        if foreign := self.filtered(lambda one: not one.is_mine_to_share):
            raise AccessError(
                self.env._(
                    "%(name)s is not yours to share. Ask the responsible person, "
                    "or somebody above them.",
                    name=foreign[0].display_name,
                )
            )

    def _share_with(self, users, teams, terms):
        """Share the records, or change what they were shared with (K3D-4, K3O-2).

        :param users: res.users who get them
        :param teams: crm.team whose members get them
        :param dict terms: values of the grants: ``access``, ``date_until``, ``note``
        :return: the grants
        :raise AccessError: one of the records is not the user's to share
        """
        self._ensure_mine_to_share()
        self.check_access("read")
        grants = self.env[self._share_grants]._give(self, users, teams, terms)
        self._tell_shared(users, teams, terms)
        return grants

    def _tell_shared(self, users, teams, terms):
        """Note it on the records, and tell those who see them now."""
        names = ", ".join([*users.mapped("name"), *teams.mapped("name")])
        body = self._word_sharing(names, terms)
        self._message_log_batch(bodies=dict.fromkeys(self.ids, body))
        if receivers := (users | teams.member_ids) - self.env.user:
            subject, text = self._word_shared(", ".join(self[:NAMED].mapped("name")))
            self[:1].message_notify(
                partner_ids=receivers.partner_id.ids, subject=subject, body=text
            )

    @api.model
    def _word_sharing(self, names, terms):
        field = self.env[self._share_grants]._fields["access"]
        modes = dict(field._description_selection(self.env))
        if not terms.get("date_until"):
            return self.env._(
                "Shared with %(names)s: %(mode)s",
                names=names,
                mode=modes[terms["access"]],
            )
        return self.env._(
            "Shared with %(names)s until %(date)s: %(mode)s",
            names=names,
            date=format_date(self.env, terms["date_until"]),
            mode=modes[terms["access"]],
        )
