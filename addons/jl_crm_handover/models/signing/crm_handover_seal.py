from odoo import api, fields, models

from ..mixins.handover_content_mixin import SILENT_FIELDS

CUSTOMER, ITEM = "crm.handover.customer", "crm.handover.line"
COURSE = dict.fromkeys(
    (
        "state",
        "signature_round",
        "signed_seal",
        "date_start",
        "date_done",
        "date_undone",
        "date_returned",
        "document_id",
        "document_digest",
        "scope_date",
        "attending_user_id",
        "attended_until",
        "figures_since",
        "is_silence_told",
    ),
    "how far it has come",
)
CHOICE = dict.fromkeys(
    ("source", "domain", "proposal_basis"),
    "how the list was found; the customers on it are sealed",
)
AFTERWARDS = dict.fromkeys(
    ("score", "remarks", "assessor_id", "assessment_date"),
    "what is thought of it afterwards",
)
MARKED_ON = dict.fromkeys(
    ("given_date", "received_date", "witnessed_date"),
    "when it was marked; the marks are sealed",
)
WATCHED = dict.fromkeys(
    ("date_done", *sorted(SILENT_FIELDS)),
    "what becomes of the customer",
)


class CrmHandover(models.Model):
    """What is signed: all that the checklist says, and the files' bytes (HUA-4)."""

    _name = "crm.handover"
    _inherit = ["crm.handover", "sealed.content.mixin"]

    _seal_parts = {CUSTOMER: "handover_id", ITEM: "handover_id"}
    _seal_columns = ("signed_seal",)

    signed_seal = fields.Char(
        readonly=True,
        copy=False,
        system=True,
        export_string_translation=False,
    )

    @api.model
    def _get_never_sealed(self):
        never = super()._get_never_sealed()
        planner = {"planner_id": "who looks after it is no party"}
        of_all = {
            self._name: {**COURSE, **CHOICE, **AFTERWARDS, **planner},
            ITEM: MARKED_ON,
            CUSTOMER: WATCHED,
        }
        return {
            **never,
            **{name: {**never.get(name, {}), **of} for name, of in of_all.items()},
        }

    def _is_as_signed(self):
        """Whether what is there now is what the signatures of the round are under.

        :rtype: bool
        """
        return not self._get_signatures() or self.signed_seal == self._get_seal()

    def _seal_for_signing(self):
        """Return the seal that a signature is put under, the same for all of a round.

        :rtype: str
        """
        if not self._get_signatures():
            self._write_system({"signed_seal": self._get_seal()})
        return self.signed_seal
