from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

MARKS = {"giver": "action_give", "receiver": "action_receive"}


class CrmHandover(models.Model):
    """The checklist: what the system knows, and what people add (HUA-2, HUA-3)."""

    _name = "crm.handover"
    _inherit = "crm.handover"

    line_ids = fields.One2many(
        comodel_name="crm.handover.line",
        inverse_name="handover_id",
        string="Checklist",
    )
    line_count = fields.Integer(
        string="Items",
        compute="_compute_progress",
    )
    progress = fields.Integer(
        string="Progress (%)",
        compute="_compute_progress",
        help="The items that both sides have done and, of key customers, "
        "that the supervisor has witnessed.",
    )
    objection_count = fields.Integer(compute="_compute_progress")

    @api.depends(
        "line_ids.is_given",
        "line_ids.is_received",
        "line_ids.is_witnessed",
        "line_ids.objection",
    )
    def _compute_progress(self):
        for handover in self:
            lines = handover.line_ids
            total = len(lines)
            settled = total - len(handover._get_unsettled())
            handover.line_count = total
            handover.progress = settled * 100 // total if total else 0
            handover.objection_count = len(lines.filtered("objection"))

    def _get_unsettled(self):
        """Return the items that are not done by everybody."""
        return self.line_ids.filtered(
            lambda line: (
                not line.is_given
                or not line.is_received
                or (line.is_key and not line.is_witnessed)
            )
        )

    def action_refresh(self):
        """Bring what the system knows up to date (HUA-3)."""
        self._ensure_takes_part()
        self._ensure_state("in_progress")
        for handover in self.sudo():
            handover._make_checklist()
            handover._refresh_scope()

    def action_confirm_general(self):
        """Do all of one's items of general customers together (HUA-2).

        A receiver receives what was handed over; what was sent back waits for an
        answer, on both sides.

        :raise UserError: there is nothing to confirm together
        """
        self.ensure_one()
        role = min(self._ensure_party("giver", "receiver"))
        lines = self.line_ids.filtered(
            lambda line: line.my_step == MARKS[role] and line.is_for_bulk
        )
        if not lines:
            raise UserError(
                self.env._(
                    "There is nothing to confirm together: what is not handed over "
                    "yet, or was sent back, is the other side's to do."
                )
            )
        getattr(lines, MARKS[role])()

    def action_open_lines(self):
        """Open the checklist as a list of its own, by headings (HUA-3).

        :rtype: dict
        """
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Checklist of %s", self.name),
            "res_model": "crm.handover.line",
            "view_mode": "list,form",
            "domain": [("handover_id", "=", self.id)],
            "context": {"default_handover_id": self.id, "group_by": ["heading"]},
        }

    def _ensure_takes_part(self):
        """:raise AccessError: the user is no party and does not plan it"""
        if not self.has_access("write"):
            self._ensure_party("giver", "receiver", "supervisor")

    def _tell_objection(self, lines, reason):
        """Let who hands over know what came back."""
        self.message_post(
            body=self.env._(
                "Sent back: %(items)s. %(reason)s",
                items=", ".join(lines.mapped("name")),
                reason=reason,
            ),
            partner_ids=self._get_giver().partner_id.ids,
        )

    def _make_checklist(self):
        """Make the items that are missing, renew the figures, drop what is no more."""
        wanted = self._get_wanted_lines()
        known = self._map_known_lines()
        lines = self.env["crm.handover.line"]._as_system()
        for key, line in known.items():
            if key not in wanted:
                line._as_system()._set_none()
            elif figures := line._get_changes(wanted[key]):
                line._write_system(figures)
        lines.create(
            [
                {"handover_id": self.id, **self._read_key(key), **values}
                for key, values in wanted.items()
                if key not in known
            ]
        )
        self._write_names()

    def _map_known_lines(self):
        """Return {(receiver id, row id, kind or template id): item} of the system."""
        return {
            (line.receiver_id.id, line.row_id.id, line.kind or line.template_id.id): (
                line
            )
            for line in self.line_ids
            if line.kind or line.template_id
        }

    @api.model
    def _read_key(self, key):
        receiver, row, what = key
        is_kind = isinstance(what, str)
        return {
            "receiver_id": receiver,
            "row_id": row,
            "kind": is_kind and what,
            "template_id": not is_kind and what,
        }

    def _get_wanted_lines(self):
        """Return {(receiver id, row id, kind or template id): values}."""
        places = self._map_places()
        wanted = {}
        templates = self.env["crm.handover.template"].search(Domain.TRUE)
        for receiver, row in sorted(set(places.values())):
            for item in templates:
                if item.is_for_key or not row:
                    wanted[receiver, row, item.id] = item._prepare_line()
        for kind, heading, sums in self._iter_known(places):
            for (receiver, row), (count, amount) in sums.items():
                wanted[receiver, row, kind] = {
                    "name": kind,
                    "heading": heading,
                    "sequence": 5,
                    "count": count,
                    "amount": amount,
                }
        return wanted

    def _iter_known(self, places):
        """Yield (kind, heading, {place: (count, amount)}) of what is known."""
        customers = self.env["res.partner"].browse(one for one in places if one)
        for model in self._iter_work_models():
            domain = self._get_moved_domain(model, customers)
            for kind, _name, part, heading in model._get_work_kinds():
                places_of = self._place_work(model, domain & part, places)
                amounts = model._list_work_amounts(list(places_of))
                sums = defaultdict(lambda: (0, 0.0))
                for record, place in places_of.items():
                    count, amount = sums[place]
                    sums[place] = count + 1, amount + amounts.get(record, 0.0)
                yield kind, heading, sums
        yield from self._iter_facts(customers, places)
