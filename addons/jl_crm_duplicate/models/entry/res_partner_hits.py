import secrets

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import hash_sign, hmac, plaintext2html, verify_hash_signed

from ...roles import DUPLICATE_MANAGER

SCOPE = "jl_crm_duplicate.access"
HOURS = 24
ID_BYTES = 8


class ResPartner(models.Model):
    """Who looks like what is entered, and how one asks to be let at a hit (DUP-2).

    A hit that the reader may not open carries a token instead of its id: it names the
    customer to the server alone, holds for a day, and for the one user.
    """

    _name = "res.partner"
    _inherit = "res.partner"

    @api.model
    @api.readonly
    def analyse_duplicates(self, values, limit=10):
        """Return who in the base looks like what is being entered (DUP-1, DUP-2).

        :param dict values: fields of res.partner as a form has them; ``id`` is the
            customer itself if it is saved, ``contact`` the name of a person; where
            ``is_company`` is given and false, a name alone tells little
        :param int limit: at most so many hits, 50 being the most
        :return: dicts with ``partner_id`` (False where the reader may not see it, who
            can then ask for access by the ``access_token``; and for a lead),
            ``lead_id`` (of a lead that the reader may see), ``display_name``,
            ``score`` (0 to 100), ``verdict`` (certain, likely, possible, related,
            unlikely), ``verdict_label``, ``reasons`` (list of texts),
            ``weights`` (what each of them weighs: ``text`` and ``points``), ``holder``,
            ``department``, ``status``
        :raise AccessError: the caller may not enter customers
        """
        self.browse().check_access("create")
        analysis = self.env["crm.duplicate.analysis"]
        customer = analysis._make_customer(values)
        is_person = "is_company" in values and not values["is_company"]
        itself = analysis._get_itself(values)
        return analysis._analyse(customer, itself, limit, is_person=is_person)

    def _tell_duplicate(self, is_seen):
        """Return what a reader is told of a customer that looks like another.

        :param bool is_seen: whether the reader may open it
        """
        self.ensure_one()
        return {
            "partner_id": self.id if is_seen else False,
            "lead_id": False,
            "access_token": False if is_seen else self._make_access_token(),
            "display_name": self.name or self.display_name,
            "holder": self.user_id.name or "",
            "department": self._find_department().name or "",
            "status": self._get_duplicate_status(),
        }

    def _find_department(self):
        """Return the sales team that a reader is told of a hit; a hook."""
        return self.sudo().user_id.sale_team_id

    def _get_duplicate_status(self):
        """Return what a reader is told of the state of a hit."""
        self.ensure_one()
        return self.env._("Active") if self.active else self.env._("Archived")

    def _make_access_token(self):
        """Return the token by which the user may ask for access to this hit."""
        self.ensure_one()
        nonce = secrets.token_hex(ID_BYTES)
        values = [nonce, self.id ^ self._get_access_mask(nonce)]
        return hash_sign(
            self.env(su=True), self._get_access_scope(), values, expiration_hours=HOURS
        )

    @api.model
    def _read_access_token(self, token):
        """Return the hit that a token names.

        :raise UserError: it is no token of this user's, or too old
        """
        partner = self.sudo().browse(self._unmask_access_token(token)).exists()
        if not partner:
            raise UserError(
                self.env._("This hit is out of date. Look for the customer once more.")
            )
        return partner

    @api.model
    def _unmask_access_token(self, token):
        try:
            values = verify_hash_signed(
                self.env(su=True), self._get_access_scope(), str(token)
            )
        except ValueError:
            # not even base64
            values = None
        if not values:
            return []
        nonce, masked = values
        return [masked ^ self._get_access_mask(nonce)]

    @api.model
    def _get_access_scope(self):
        return f"{SCOPE}.{self.env.uid}"

    @api.model
    def _get_access_mask(self, nonce):
        digest = hmac(self.env(su=True), f"{SCOPE}.mask", nonce)
        return int(digest[: 2 * ID_BYTES], 16)

    @api.model
    def ask_duplicate_access(self, token, note=""):
        """Ask the holder of a hit to be let at it (DUP-2).

        Leaves a to-do with the holder, or, where nobody holds the customer, with
        those who decide on duplicates. To ask again changes nothing.

        :param str token: ``access_token`` of a hit of :meth:`analyse_duplicates`
        :param str note: what the user wants it for, as plain text
        :return: True
        :raise AccessError: the caller may not enter customers
        :raise UserError: the token is out of date, or nobody can be asked
        """
        self.browse().check_access("create")
        partner = self._read_access_token(token)
        for user in partner._get_access_deciders() - partner._get_asked_deciders():
            partner.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=self.env._(
                    "%(user)s asks for access to this customer",
                    user=self.env.user.name,
                ),
                note=plaintext2html(str(note or "")),
                user_id=user.id,
            )
        return True

    def _get_access_deciders(self):
        """Return the holder, or whoever decides on duplicates."""
        group = self.env.ref(DUPLICATE_MANAGER).sudo()
        deciders = self.user_id.filtered("active") or group.all_user_ids
        if not deciders:
            raise UserError(
                self.env._(
                    "Nobody is responsible for this customer, and nobody decides on "
                    "duplicates: ask your administrator."
                )
            )
        return deciders

    def _get_asked_deciders(self):
        """Return whom the user has asked already and who has not answered yet."""
        asked = self.activity_ids.filtered(
            lambda one: one.automated and one.create_uid == self.env.user
        )
        return asked.user_id
