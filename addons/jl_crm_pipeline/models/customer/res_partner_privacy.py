from psycopg2 import IntegrityError

from odoo import api, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL, mute_logger

from .res_partner_mention import NUMBERS

# what a contact says of a person beside the name
PERSONAL_FIELDS = (
    "email",
    "phone",
    "mobile",
    "fax",
    "website",
    "street",
    "street2",
    "zip",
    "city",
    "vat",
    "company_registry",
    "ref",
    "barcode",
    "function",
    "comment",
    "category_id",
    "image_1920",
)
# records that belong to a document: model, its field of the model, and of the id
APPENDED = (
    ("mail.message", "model", "res_id"),
    ("mail.activity", "res_model", "res_id"),
    ("mail.followers", "res_model", "res_id"),
    ("ir.attachment", "res_model", "res_id"),
)
OURS = "jl_crm_"


class ResPartner(models.Model):
    """Erase what is kept of a person (GEN-3).

    What must stay, orders and invoices, stays without the name.
    """

    _name = "res.partner"
    _inherit = "res.partner"

    def action_privacy_lookup(self):
        """Look a person up by contact and number: not all have a mail (GEN-3).

        :rtype: dict
        :raise AccessError: the user may not read it
        """
        self.check_access("read")
        action = super().action_privacy_lookup()
        # the dialogue begins with the person's mail and number
        self._note_access()
        known = {
            "default_partner_id": self.id,
            "default_phone": self.mobile or self.phone,
        }
        return {**action, "context": {**action["context"], **known}}

    @api.model
    def _iter_references(self):
        """Yield (model, field) of what our add-ons keep of a partner."""
        for name in self.env.registry:
            model = self.env[name].sudo().with_context(active_test=False)
            if not model._auto or model._transient or model._abstract:
                continue
            if not model._original_module.startswith(OURS):
                continue
            for field in model._fields.values():
                if not field.store:
                    continue
                if field.type == "many2one" and field.comodel_name == "res.partner":
                    yield model, field

    def _erase_person(self, left_out=()):
        """Erase the person with their addresses; nothing brings it back.

        :param left_out: (model, id, field) of texts that stay as they are, see
            :meth:`_find_mentions`
        :return: what was done and what stays, in sentences
        :rtype: list[str]
        :raise UserError: it is a company, or somebody who can log in
        """
        self.ensure_one()
        person = self.sudo().with_context(active_test=False, tracking_disable=True)
        person._ensure_erasable()
        people = person._find_people()
        changes = [one for one in person._find_mentions() if one.place not in left_out]
        words = people._get_personal_words()
        done = people._delete_personal_records()
        done += people._apply_changes(changes)
        leads = self.env["crm.lead"].sudo().with_context(active_test=False)
        leads.search([("partner_id", "in", people.ids)])._forget_person(words)
        people._scrub_senders()
        return done + people._delete_or_anonymise()

    def _ensure_erasable(self):
        if self.is_company:
            raise UserError(
                self.env._(
                    "%(name)s is a company, not a person. Erase its contacts one by "
                    "one.",
                    name=self.display_name,
                )
            )
        if users := self.with_context(active_test=False).user_ids:
            raise UserError(
                self.env._(
                    "%(name)s has the account %(login)s. Delete or anonymise the "
                    "account first.",
                    name=self.display_name,
                    login=users[0].login,
                )
            )

    def _get_personal_words(self):
        """Return what tells who it is."""
        fields = ("name", "email", *NUMBERS)
        return [person[field] for person in self for field in fields if person[field]]

    def _delete_personal_records(self):
        """Delete what was noted of the people, and what belongs to nothing else."""
        done = []
        for model_name, model_field, id_field in APPENDED:
            records = self.env[model_name].search(
                [(model_field, "=", "res.partner"), (id_field, "in", self.ids)]
            )
            done += self._delete_told(records)
        done += self._delete_told(
            self.env["mail.followers"].search([("partner_id", "in", self.ids)])
        )
        for model, field in self._iter_references():
            if field.ondelete == "cascade":
                found = model.search([(field.name, "in", self.ids)])
                done += self._delete_told(found)
        return done + self._delete_told(self._find_merge_journal())

    def _find_merge_journal(self):
        """Return what merges keep of the people for an undo, which is lost with it."""
        merges = self.env["crm.partner.merge"].search(
            ["|", ("survivor_id", "in", self.ids), ("partner_ids", "in", self.ids)]
        )
        return self.env["crm.partner.merge.journal"].search(
            [("merge_id", "in", merges.ids)]
        )

    @api.model
    def _delete_told(self, records):
        """Delete the records; return the sentences that say what was done."""
        kept = self._filter_kept_by_law(records)
        gone = records - kept
        told = [(len(gone), self.env._("deleted"))]
        told += [
            (
                len(kept),
                self.env._("kept by law: they belong to the audit trail of accounting"),
            )
        ]
        name = records._name
        gone.unlink()
        return [self._tell_count(name, count, what) for count, what in told if count]

    @api.model
    def _filter_kept_by_law(self, records):
        """Return the messages that a restricted audit trail does not let go (GEN-3)."""
        restricted = "account_audit_log_restricted"
        if restricted not in records._fields:
            return records.browse()
        return records.filtered(restricted)

    @api.model
    def _tell_count(self, name, count, what):
        title = self.env["ir.model"]._get(name).name
        return self.env._(
            "%(model)s: %(count)s %(what)s", model=title, count=count, what=what
        )

    def _scrub_senders(self):
        """Messages that the people wrote stay, without their address."""
        self.env["mail.message"].flush_model(["author_id", "email_from"])
        self.env.execute_query(
            SQL(
                """
                UPDATE mail_message SET email_from = NULL
                 WHERE author_id = ANY(%s) RETURNING id
                """,
                self.ids,
            )
        )
        self.env["mail.message"].invalidate_model(["email_from"])

    def _delete_or_anonymise(self):
        """Delete the people, or what tells who they are where documents name them."""
        told = [self._tell_count(self._name, len(self), self.env._("deleted"))]
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                self.unlink()
        except (IntegrityError, UserError, ValidationError):
            # the caches hold what the savepoint has taken back
            self.env.invalidate_all(flush=False)
            return self._anonymise()
        return told

    def _anonymise(self):
        known = [name for name in PERSONAL_FIELDS if name in self._fields]
        for person in self:
            name = self.env._("Erased Person %(number)s", number=person.id)
            person.write({**dict.fromkeys(known, False), "name": name, "active": False})
        # the name before was kept as a former one
        self.alias_ids.unlink()
        # of what was written just now nothing is to be read either
        written = self.env["mail.message"].search(
            [("model", "=", "res.partner"), ("res_id", "in", self.ids)]
        )
        (written - self._filter_kept_by_law(written)).unlink()
        done = self.env._("kept without the name")
        return [self._tell_count(self._name, len(self), done)]
