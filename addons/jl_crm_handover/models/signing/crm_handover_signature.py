from odoo import api, fields, models

ROLES = [
    ("giver", "Handing Over"),
    ("receiver", "Receiver"),
    ("supervisor", "Supervisor"),
]


class CrmHandoverSignature(models.Model):
    """Somebody's signature under what was agreed, by name and time (HUA-4).

    Rows are added by the button alone, and never changed. Those of an earlier round
    than the handover's are void.
    """

    _name = "crm.handover.signature"
    _description = "Signature of a Handover"
    _inherit = ["kept.row.mixin"]
    _order = "id"
    _rec_name = "user_id"

    _kept_sentence = "A signature of a handover is neither changed nor deleted."

    handover_id = fields.Many2one(
        comodel_name="crm.handover",
        required=True,
        index=True,
        ondelete="restrict",
    )
    signature_round = fields.Integer(required=True, readonly=True)
    role = fields.Selection(selection=ROLES, required=True, readonly=True)
    user_id = fields.Many2one(
        comodel_name="res.users",
        string="Signed by",
        required=True,
        readonly=True,
        ondelete="restrict",
    )
    user_name = fields.Char(string="Name", required=True, readonly=True)
    signed_on = fields.Datetime(required=True, readonly=True)
    digest = fields.Char(
        string="Hash of the Content",
        required=True,
        readonly=True,
    )
    is_valid = fields.Boolean(string="Holds", compute="_compute_is_valid")

    _once = models.UniqueIndex(
        "(handover_id, signature_round, role, user_id)",
        "You have already signed.",
    )

    @api.depends("signature_round", "handover_id.signature_round")
    def _compute_is_valid(self):
        for one in self:
            one.is_valid = one.signature_round == one.handover_id.signature_round

    @api.model
    def _get_role_labels(self):
        return self._fields["role"]._description_selection(self.env)

    @api.model
    def _get_adding_refusal(self):
        return self.env._("Open the handover and sign it with the button.")

    @api.model
    def _get_kept_refusal(self):
        return self.env._(
            "A signature cannot be changed or deleted. A change of the checklist "
            "voids it."
        )

    @api.model
    def _sign(self, handover, role, digest):
        """Keep the signature of the user of this environment, of nobody else."""
        user = self.env.user
        self._add_row(
            {
                "handover_id": handover.id,
                "signature_round": handover.signature_round,
                "role": role,
                "user_id": user.id,
                "user_name": user.name,
                "signed_on": fields.Datetime.now(),
                "digest": digest,
            }
        )
        handover.invalidate_recordset(["signature_ids"])
        handover.sudo()._note_signature(role)
