from odoo import api, fields, models
from odoo.tools import formatLang


class CrmHandover(models.Model):
    """What has changed since it was frozen is shown to whoever signs (HUA-3, HUA-4).

    Business goes on between the first signature and the last, and what is open then
    moves. Nobody signs before they were shown it; the paper tells it too.
    """

    _name = "crm.handover"
    _inherit = "crm.handover"

    # {kind: [number signed, amount signed, number now, amount now]}
    figures_since = fields.Json(readonly=True, copy=False, system=True)
    changed_since = fields.Text(
        string="Changed since It Was Frozen",
        compute="_compute_changed_since",
    )

    @api.depends_context("lang")
    @api.depends("figures_since", "state", "line_ids.count", "line_ids.amount")
    def _compute_changed_since(self):
        for handover in self:
            figures = handover.figures_since
            if handover.state == "signing" and handover._origin:
                figures = handover.sudo()._measure_since()
            handover.changed_since = handover._word_since(figures or {})

    def _measure_since(self):
        """Return the figures of each kind that are others than on the checklist."""
        self.ensure_one()
        now, frozen = {}, {}
        for (_receiver, _row, what), values in self._get_wanted_lines().items():
            self._add_figures(now, what, values.get("count", 0), values.get("amount"))
        for line in self.line_ids.filtered("kind"):
            self._add_figures(frozen, line.kind, line.count, line.amount)
        return {
            kind: [*frozen.get(kind, (0, 0.0)), *now.get(kind, (0, 0.0))]
            for kind in sorted(now.keys() | frozen.keys())
            if now.get(kind, (0, 0.0)) != frozen.get(kind, (0, 0.0))
        }

    @api.model
    def _add_figures(self, sums, kind, count, amount):
        if isinstance(kind, str):
            known, worth = sums.get(kind, (0, 0.0))
            sums[kind] = known + count, round(worth + (amount or 0.0), 2)

    def _word_since(self, figures):
        """Return a line for each kind, in the language of who reads."""
        names = dict(self.sudo()._iter_names())
        lines = []
        for kind, (count, amount, count_now, amount_now) in figures.items():
            before = self._word_figure(count, amount)
            after = self._word_figure(count_now, amount_now)
            lines.append(f"{names.get(kind, kind)}: {before} → {after}")
        return "\n".join(lines)

    def _word_figure(self, count, amount):
        if not amount:
            return str(count)
        money = formatLang(self.env, amount, currency_obj=self.currency_id)
        return f"{count} ({money})"

    def _show_since(self):
        """Return what shows a change that the user may not have seen yet, if any.

        :rtype: dict or None
        """
        figures = self.sudo()._measure_since() or False
        if figures == (self.sudo().figures_since or False):
            return None
        self.sudo()._write_system({"figures_since": figures})
        if not figures:
            return None
        text = self.env._(
            "Since it was frozen there has changed:\n%s\nIt changes hands as it is "
            "now. Press “Sign” again if you agree, or “Back to Checklist”.",
            self._word_since(figures),
        )
        return self._notify_warning(text)
