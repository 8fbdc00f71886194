from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.jl_crm_base.tools.locks import lock_records

CLOSED = ("done", "cancelled")


class CrmHandover(models.Model):
    """Three parties sign what is frozen, each in their own login (HUA-4)."""

    _name = "crm.handover"
    _inherit = "crm.handover"

    signature_ids = fields.One2many(
        comodel_name="crm.handover.signature",
        inverse_name="handover_id",
        string="Signatures",
        readonly=True,
    )
    signature_round = fields.Integer(default=1, readonly=True, copy=False, system=True)
    missing_names = fields.Char(
        string="Still to Sign",
        compute="_compute_missing_names",
    )
    is_my_signature_missing = fields.Boolean(compute="_compute_missing_names")
    my_roles = fields.Char(
        compute="_compute_my_roles",
        export_string_translation=False,
    )

    @api.depends("signature_ids", "state", "signature_round")
    @api.depends_context("uid")
    def _compute_missing_names(self):
        for handover in self:
            missing = self.env["res.users"]
            if handover.state == "signing":
                missing = missing.union(*(user for _r, user in handover._get_missing()))
            handover.missing_names = ", ".join(missing.sudo().mapped("name"))
            handover.is_my_signature_missing = self.env.user in missing

    @api.depends_context("uid")
    @api.depends("from_user_id", "receiver_ids", "supervisor_id", "stand_in_id")
    def _compute_my_roles(self):
        for handover in self:
            roles = handover._get_roles(self.env.user)
            handover.my_roles = ",".join(sorted(roles))

    def write(self, vals):
        result = super().write(vals)
        if not self._list_touching(self._name).isdisjoint(vals):
            self._content_changed()
        return result

    def action_to_signing(self):
        """Freeze what was agreed, and ask the parties to sign (HUA-4).

        What has come up since stands in the checklist first, and that is said.

        :rtype: dict or None
        :raise UserError: something of the checklist is not settled
        """
        self._ensure_takes_part()
        if new := self.sudo()._add_new_items():
            return self._tell_of_new_items(new)
        for handover in self.sudo():
            handover._raise_blockers(handover._get_signing_blockers())
            handover._move_to("signing")
            handover._tell_parties(self.env._("Sign %s.", handover.display_name))
        return None

    def _add_new_items(self):
        """Bring the checklists up to date; return the new items that are to be done."""
        known = self.line_ids
        for handover in self:
            handover._make_checklist()
            handover._refresh_scope()
        return (self.line_ids - known) & self._get_unsettled()

    def _tell_of_new_items(self, items):
        return self._notify_warning(
            self.env._(
                "%(count)s items have come up since and stand in the checklist now, "
                "the first: %(item)s. They are confirmed before it is signed.",
                count=len(items),
                item=items[0].name,
            )
        )

    def action_reopen(self):
        """Go back to the checklist; what was signed is void (HUA-4)."""
        self._ensure_takes_part()
        self._ensure_state("signing")
        self._void(self.env._("The checklist was opened again."))

    def action_sign(self):
        """Sign, in one's own login; the last signature hands all over (HUA-4, HUA-6).

        :raise AccessError: the user is no party, acts with the system's rights, or is
            not the one who asks
        :raise UserError: signed already, or somebody is not there any more
        :rtype: dict or None
        """
        self.ensure_one()
        self.check_access("read")
        lock_records(self, allow_referencing=True)
        self._ensure_state("signing")
        self._ensure_party("giver", "receiver", "supervisor")
        self._raise_blockers(self.sudo()._get_party_blockers())
        if not self.sudo()._is_as_signed():
            reason = self.env._("The content is not what was signed.")
            self.sudo()._void(reason)
            return self._notify_void(reason)
        missing = [role for role, user in self._get_missing() if user == self.env.user]
        if not missing:
            raise UserError(self.env._("You have already signed."))
        if shown := self._show_since():
            return shown
        seal = self.sudo()._seal_for_signing()
        self.env["crm.handover.signature"]._sign(self, missing[0], seal)
        if not self._get_missing():
            self.sudo()._transfer()
        return None

    @api.model
    def _notify_void(self, reason):
        text = self.env._("Check the checklist. Then everybody signs again.")
        return self._notify_warning(f"{reason} {text}")

    @api.model
    def _notify_warning(self, message):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning",
                "sticky": True,
                "message": message,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _get_signatures(self):
        """Return the signatures that hold."""
        return self.signature_ids.filtered(
            lambda one: one.signature_round == self.signature_round
        )

    def _get_missing(self):
        """Return [(role, user)] of who has not signed yet."""
        signed = {(one.role, one.user_id) for one in self.sudo()._get_signatures()}
        return [party for party in self._get_parties() if party not in signed]

    def _get_signing_blockers(self):
        """Return sentences that say why nobody can sign yet; others may add."""
        objected = self.line_ids.filtered("objection")
        unsettled = self._get_unsettled() - objected
        blockers = self._get_plan_blockers()
        if objected:
            blockers.append(
                self.env._(
                    "%(count)s items were sent back, the first: %(item)s.",
                    count=len(objected),
                    item=objected[0].name,
                )
            )
        if unsettled:
            blockers.append(
                self.env._(
                    "%(count)s items are not done by all, the first: %(item)s.",
                    count=len(unsettled),
                    item=unsettled[0].name,
                )
            )
        return blockers

    def _note_signature(self, role):
        labels = dict(self.env["crm.handover.signature"]._get_role_labels())
        self.message_post(body=self.env._("Signed: %s", labels[role]))
        self.activity_ids.filtered(
            lambda activity: activity.user_id == self.env.user
        ).action_feedback()

    def _content_changed(self):
        """Void what was signed when what was agreed has changed (HUA-4).

        :raise UserError: it is closed, nothing of it changes any more
        """
        for handover in self:
            if handover.state in CLOSED:
                raise UserError(
                    self.env._(
                        "%(handover)s is closed: what was signed stays as it is.",
                        handover=handover.display_name,
                    )
                )
            if handover.state == "signing":
                handover.sudo()._void(
                    self.env._("%s has changed the content.", self.env.user.name)
                )

    def _void(self, reason):
        """Go back to the checklist and tell whose signatures are void."""
        signed = self._get_signatures()
        self._move_to("in_progress")
        self.sudo()._write_system(
            {"signature_round": self.signature_round + 1, "figures_since": False}
        )
        names = ", ".join(signed.user_id.sudo().mapped("name"))
        text = names and self.env._("No longer valid are the signatures of: %s.", names)
        note = f"{reason} {text}"
        self.sudo().message_post(body=note)
