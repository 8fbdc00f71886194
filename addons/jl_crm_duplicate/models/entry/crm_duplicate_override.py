from odoo import api, fields, models

from ...roles import DUPLICATE_MANAGER
from .crm_duplicate_policy import STOPPING_VERDICTS


class CrmDuplicateOverride(models.Model):
    """Somebody saved a customer in spite of one that it looks like (DUP-3).

    The system alone writes it, and nobody changes it.
    """

    _name = "crm.duplicate.override"
    _description = "Duplicate Saved Anyway"
    _order = "date desc, id desc"
    _rec_name = "customer_name"

    partner_id = fields.Many2one(
        comodel_name="res.partner",
        string="Customer",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
    )
    customer_name = fields.Char(string="Saved as", readonly=True)
    hit_id = fields.Many2one(
        comodel_name="res.partner",
        string="Existing Customer",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
        # its author may not be allowed to open it
        groups=DUPLICATE_MANAGER,
    )
    hit_name = fields.Char(string="Looks Like", readonly=True)
    holder = fields.Char(string="Responsible", readonly=True)
    verdict = fields.Selection(
        string="Estimate",
        selection=STOPPING_VERDICTS,
        readonly=True,
    )
    score = fields.Integer(readonly=True, aggregator="max")
    evidence = fields.Char(string="Alike in", readonly=True)
    reason = fields.Text(readonly=True)
    user_id = fields.Many2one(
        comodel_name="res.users",
        string="Saved by",
        readonly=True,
        ondelete="restrict",
        index=True,
    )
    date = fields.Datetime(readonly=True, index=True)

    @api.model
    def _keep(self, findings):
        """Note who saved these customers in spite of which others, and why."""
        if not findings:
            return
        analysis = self.env["crm.duplicate.analysis"]
        partners = self.env["res.partner"].sudo()
        vals_list = []
        for finding in findings:
            hits = analysis._describe_matches(finding.matches, {})
            customer = partners.browse(finding.customer_id)
            for match, hit in zip(finding.matches, hits, strict=True):
                vals = self._prepare_override(customer, match, hit)
                vals_list.append({**vals, "reason": finding.reason})
        # nobody has the right to make them by hand
        self.sudo().create(vals_list)
        title = self.env._("Saved in spite of a similar customer. The reason:")
        self.env["crm.duplicate.report"]._post_notes(findings, title)

    @api.model
    def _prepare_override(self, customer, match, hit):
        return {
            "partner_id": customer.id,
            "customer_name": customer.name,
            "hit_id": match.partner_id,
            "hit_name": hit["display_name"],
            "holder": hit["holder"],
            "verdict": match.verdict,
            "score": match.score,
            "evidence": ", ".join(hit["reasons"]),
            "user_id": self.env.uid,
            "date": self.env.cr.now(),
        }
