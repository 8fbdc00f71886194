from odoo import api, fields, models
from odoo.exceptions import UserError

from ..placement.crm_handover_scope import HEADINGS, ORDER

# what an item is; notes and files are written on any
AGREED = {"name", "heading", "receiver_id", "row_id"}


class CrmHandoverLine(models.Model):
    """An item of the checklist, done by both sides (HUA-2, HUA-3).

    Those of a key customer have the supervisor's mark besides.
    """

    _name = "crm.handover.line"
    _description = "Handover Checklist"
    _inherit = ["handover.content.mixin", "system.field.mixin"]
    _order = "handover_id, is_key DESC, row_id, position, sequence, id"

    handover_id = fields.Many2one(
        comodel_name="crm.handover",
        required=True,
        index=True,
        ondelete="cascade",
    )
    state = fields.Selection(related="handover_id.state")
    heading = fields.Selection(
        selection=HEADINGS,
        required=True,
        group_expand=True,
        default="resources",
    )
    position = fields.Integer(compute="_compute_position", store=True)
    sequence = fields.Integer(default=100)
    name = fields.Char(string="Item", required=True, translate=True)
    receiver_id = fields.Many2one(
        comodel_name="res.users",
        compute="_compute_receiver_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        ondelete="restrict",
        domain="[('share', '=', False)]",
    )
    row_id = fields.Many2one(
        comodel_name="crm.handover.customer",
        string="Key Customer",
        index="btree_not_null",
        ondelete="cascade",
        domain="[('handover_id', '=', handover_id), ('customer_class', '=', 'key')]",
        help="Empty: all the receiver's other customers together.",
    )
    is_key = fields.Boolean(compute="_compute_is_key", store=True)
    kind = fields.Char(readonly=True, copy=False, system=True)
    template_id = fields.Many2one(
        comodel_name="crm.handover.template",
        readonly=True,
        copy=False,
        ondelete="set null",
        system=True,
    )
    is_added = fields.Boolean(string="Added", compute="_compute_is_added")
    count = fields.Integer(string="Open", readonly=True, copy=False, system=True)
    amount = fields.Monetary(readonly=True, copy=False, system=True)
    currency_id = fields.Many2one(related="handover_id.currency_id")
    note = fields.Text()
    attachment_ids = fields.Many2many(
        comodel_name="ir.attachment",
        string="Files",
        bypass_search_access=True,
    )
    is_given = fields.Boolean(
        string="Handed over", readonly=True, copy=False, system=True
    )
    given_date = fields.Datetime(readonly=True, copy=False, system=True)
    is_received = fields.Boolean(
        string="Received", readonly=True, copy=False, system=True
    )
    received_date = fields.Datetime(readonly=True, copy=False, system=True)
    is_witnessed = fields.Boolean(
        string="Witnessed", readonly=True, copy=False, system=True
    )
    witnessed_date = fields.Datetime(readonly=True, copy=False, system=True)
    objection = fields.Text(readonly=True, copy=False, system=True)
    my_roles = fields.Char(compute="_compute_my_roles", export_string_translation=False)
    my_step = fields.Char(compute="_compute_my_step", export_string_translation=False)
    is_for_bulk = fields.Boolean(compute="_compute_my_step")

    @api.depends("heading")
    def _compute_position(self):
        for line in self:
            line.position = ORDER.get(line.heading, 0)

    @api.depends("row_id", "handover_id.receiver_ids")
    def _compute_receiver_id(self):
        for line in self:
            receivers = line.handover_id.receiver_ids
            if line.row_id:
                line.receiver_id = line.row_id.receiver_id
            elif not line.receiver_id and len(receivers) == 1:
                line.receiver_id = receivers

    @api.depends("row_id")
    def _compute_is_key(self):
        for line in self:
            line.is_key = bool(line.row_id)

    @api.depends("kind", "template_id")
    def _compute_is_added(self):
        for line in self:
            line.is_added = not line.kind and not line.template_id

    @api.depends_context("uid")
    @api.depends("receiver_id", "handover_id.state")
    def _compute_my_roles(self):
        for line in self:
            line.my_roles = ",".join(sorted(line._get_my_roles()))

    @api.depends_context("uid")
    @api.depends(
        "my_roles", "is_given", "is_received", "is_witnessed", "objection", "is_key"
    )
    def _compute_my_step(self):
        for line in self:
            line.my_step = line._find_my_step()
            line.is_for_bulk = not line.is_key and not line.objection

    @api.model_create_multi
    def create(self, vals_list):
        if not self._is_written_by_system():
            vals_list = self._clean_values(vals_list)
        lines = super(CrmHandoverLine, self._strip_defaults()).create(vals_list)
        lines = lines.with_env(self.env)
        lines.handover_id._ensure_state("in_progress", "signing")
        return lines

    def write(self, vals):
        if not self._is_written_by_system():
            self.handover_id._ensure_state("in_progress", "signing")
            self._ensure_added(vals)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_of_system(self):
        if self._is_written_by_system():
            return
        self.handover_id._ensure_state("in_progress", "signing")
        if not all(line.is_added for line in self):
            raise UserError(
                self.env._(
                    "This item is of the template or of the system. "
                    "Write into the note that there is nothing of the kind."
                )
            )

    def _ensure_added(self, vals):
        """:raise UserError: an item that is not one's own is made another"""
        changed = AGREED.intersection(vals)
        given = self.filtered(lambda line: not line.is_added)
        if any(not given._is_same(name, vals[name]) for name in changed):
            raise UserError(
                self.env._(
                    "This item is of the template or of the system. "
                    "Write into its note, or add an item of your own."
                )
            )

    def _get_my_roles(self):
        """Return the user's roles here: a receiver has them of their own items."""
        roles = set(self.handover_id._get_roles(self.env.user))
        if self.receiver_id and self.receiver_id != self.env.user:
            roles.discard("receiver")
        return roles

    def _find_my_step(self):
        """Return the name of the button that is the user's to press next, if any."""
        roles = set((self.my_roles or "").split(","))
        if self.state != "in_progress":
            return False
        if "giver" in roles and self.objection:
            return "action_answer"
        if "giver" in roles and not self.is_given:
            return "action_give"
        is_given = self.is_given and not self.objection
        if "receiver" in roles and is_given and not self.is_received:
            return "action_receive"
        is_ready = self.is_key and self.is_given and self.is_received
        if "supervisor" in roles and is_ready and not self.is_witnessed:
            return "action_witness"
        return False

    def _get_changes(self, vals):
        """Return the figures that have changed."""
        figures = {name: vals[name] for name in ("count", "amount") if name in vals}
        return {
            name: value
            for name, value in figures.items()
            if round(self[name] - value, 2)
        }

    def _set_none(self):
        """Take out what nobody has touched; of the rest there is nothing more."""
        touched = self.filtered(
            lambda line: line.note or line.attachment_ids or line.is_given
        )
        (self - touched).unlink()
        touched.write({"count": 0, "amount": 0})
