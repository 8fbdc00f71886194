from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

# Compared by identity: nothing that comes over RPC can pass for it.
_SIGNING = object()
ROLES = [
    ("giver", "Handing Over"),
    ("receiver", "Receiver"),
    ("supervisor", "Supervisor"),
]
# a signature is changed by nobody, not in the database either
KEEP = (
    """
    CREATE OR REPLACE FUNCTION crm_handover_keep_signature() RETURNS trigger AS $$
    BEGIN
        RAISE EXCEPTION 'A signature of a handover is neither changed nor deleted.';
    END
    $$ LANGUAGE plpgsql
    """,
    """
    CREATE OR REPLACE TRIGGER crm_handover_keep_signature
    BEFORE UPDATE OR DELETE ON crm_handover_signature
    FOR EACH ROW EXECUTE FUNCTION crm_handover_keep_signature()
    """,
)


class CrmHandoverSignature(models.Model):
    """Somebody's signature under what was agreed, by name and time (HUA-4).

    Rows are added by the button alone, and never changed. Those of an earlier round
    than the handover's are void.
    """

    _name = "crm.handover.signature"
    _description = "Signature of a Handover"
    _order = "id"
    _rec_name = "user_id"

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
        "You have signed already.",
    )

    def init(self):
        for statement in KEEP:
            self.env.cr.execute(SQL(statement))

    @api.depends("signature_round", "handover_id.signature_round")
    def _compute_is_valid(self):
        for one in self:
            one.is_valid = one.signature_round == one.handover_id.signature_round

    @api.model
    def _get_role_labels(self):
        return self._fields["role"]._description_selection(self.env)

    @api.model_create_multi
    def create(self, vals_list):
        if self.env.context.get("jl_crm_handover_signing") is not _SIGNING:
            raise UserError(
                self.env._("Open the handover and sign it with the button.")
            )
        return super().create(vals_list)

    def write(self, vals):
        if self:
            raise UserError(self._get_refusal())
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_any(self):
        raise UserError(self._get_refusal())

    @api.model
    def _get_refusal(self):
        return self.env._(
            "A signature is neither changed nor deleted. "
            "A change of the checklist voids it."
        )

    @api.model
    def _sign(self, handover, role, digest):
        """Keep the signature of the user of this environment, of nobody else."""
        user = self.env.user
        self.sudo().with_context(jl_crm_handover_signing=_SIGNING).create(
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
