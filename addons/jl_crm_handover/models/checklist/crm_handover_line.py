from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..placement.crm_handover_scope import HEADINGS, ORDER

# what an item is; notes and files are written on any
AGREED = {"name", "heading", "receiver_id", "row_id"}
# the marks that are put after each
AFTER = {
    "is_given": ("is_received", "is_witnessed"),
    "is_received": ("is_witnessed",),
    "is_witnessed": (),
}


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

    def action_give(self):
        """Say that the item is handed over, or take it back (HUA-3).

        :raise UserError: it was sent back, or its supervisor is not there
        """
        self.check_access("read")
        self._ensure_role("giver")
        self._ensure_no_objection()
        self._mark("giver", "is_given", "given_date")

    def action_receive(self):
        """Say that the item is received, or take it back (HUA-3).

        :raise UserError: it was sent back or not handed over, or its supervisor is
            not there
        """
        self.check_access("read")
        self._ensure_role("receiver")
        self._ensure_no_objection()
        self._ensure_done_by_others("is_received", ["is_given"])
        self._mark("receiver", "is_received", "received_date")

    def action_witness(self):
        """Mark a key customer's item as handed over in one's presence (HUA-2).

        :raise UserError: giver and receiver have not both marked it
        """
        self.check_access("read")
        self._ensure_role("supervisor")
        self._ensure_done_by_others("is_witnessed", ["is_given", "is_received"])
        self._mark("supervisor", "is_witnessed", "witnessed_date")
        for handover in self.handover_id:
            handover.sudo()._attend(self.env.user)

    def action_object(self):
        """Ask for the reason why the item goes back (HUA-3).

        :rtype: dict
        """
        self._ensure_role("receiver")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Send Back"),
            "res_model": "crm.handover.objection",
            "view_mode": "form",
            "target": "new",
            "context": {"default_line_ids": self.ids},
        }

    def action_answer(self):
        """Say that the objection is settled; the receiver looks again (HUA-3)."""
        self.check_access("read")
        self._ensure_role("giver")
        self._ensure_one_by_one("giver")
        settled = self.filtered("objection")
        for line in settled:
            line.handover_id.sudo().message_post(
                body=self.env._(
                    "Settled: %(item)s (%(objection)s)",
                    item=line.name,
                    objection=line.objection,
                )
            )
        settled._set_marks(
            {"objection": False, "is_given": True, "given_date": fields.Datetime.now()}
        )

    def _send_back(self, reason):
        """Object to items: they go back to the person who hands over (HUA-3).

        :param str reason: why
        """
        self._ensure_role("receiver")
        cleared = dict.fromkeys(("is_given", "is_received", "is_witnessed"), False)
        self._set_marks({**cleared, "objection": reason})
        for handover, lines in self.grouped("handover_id").items():
            handover.sudo()._tell_objection(lines, reason)

    def _mark(self, role, flag, date):
        """Set the user's mark, or take it off where all of them have it.

        With a mark go those that were put after it.
        """
        self._ensure_one_by_one(role)
        is_on = not all(line[flag] for line in self)
        cleared = {} if is_on else dict.fromkeys(AFTER[flag], False)
        date_on = is_on and fields.Datetime.now()
        self._set_marks({**cleared, flag: is_on, date: date_on})

    def _ensure_one_by_one(self, role):
        """:raise UserError: several of key customers at once, or nobody watches"""
        key = self.filtered("is_key")
        if len(key) > 1:
            raise UserError(
                self.env._(
                    "The items of key customers are marked one by one: press the "
                    "button beside each of them."
                )
            )
        if role != "supervisor":
            key.handover_id._ensure_attended()

    def _ensure_done_by_others(self, flag, flags):
        """:raise UserError: a mark that comes before this one is missing (HUA-2)"""
        labels = {
            name: self._fields[name]._description_string(self.env) for name in flags
        }
        for line in self.filtered(lambda one: not one[flag]):
            if missing := [label for name, label in labels.items() if not line[name]]:
                raise UserError(
                    self.env._(
                        "“%(item)s” is not marked yet as: %(marks)s.",
                        item=line.name,
                        marks=", ".join(missing),
                    )
                )

    def _set_marks(self, vals):
        self.handover_id._ensure_state("in_progress")
        self.sudo()._write_system(vals)

    def _ensure_role(self, role):
        """:raise AccessError: the user is not this party of all the items"""
        for handover in self.handover_id:
            handover._ensure_party(role)
        if others := self.filtered(lambda line: role not in line._get_my_roles()):
            raise AccessError(
                self.env._(
                    "“%(item)s” is for %(user)s.",
                    item=others[0].name,
                    user=others[0].receiver_id.name,
                )
            )

    def _ensure_no_objection(self):
        if blocked := self.filtered("objection"):
            raise UserError(
                self.env._(
                    "“%(item)s” was sent back: %(reason)s. The handing-over person "
                    "settles it first.",
                    item=blocked[0].name,
                    reason=blocked[0].objection,
                )
            )
