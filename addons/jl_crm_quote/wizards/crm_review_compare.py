from odoo import api, fields, models


class CrmReviewCompare(models.TransientModel):
    """Two states of a document side by side (K3Q-5)."""

    _name = "crm.review.compare"
    _description = "Compare Versions"

    decision_id = fields.Many2one(
        comodel_name="crm.review.decision",
        string="Before",
        required=True,
    )
    res_model = fields.Char(related="decision_id.res_model")
    res_id = fields.Integer(compute="_compute_res_id")
    other_id = fields.Many2one(
        comodel_name="crm.review.decision",
        string="After",
        domain="[('res_model', '=', res_model), ('res_id', '=', res_id)]",
        help="Empty: the document as it is now.",
    )
    difference = fields.Html(compute="_compute_difference", sanitize=False)

    @api.depends("decision_id")
    def _compute_res_id(self):
        # as a reference it would be no number in the domain on the screen
        for wizard in self:
            wizard.res_id = wizard.decision_id.res_id

    @api.depends("decision_id", "other_id")
    def _compute_difference(self):
        differ = self.env["crm.review.difference"]
        for wizard in self:
            then = wizard.decision_id
            (then | wizard.other_id).check_access("read")
            # who sees the document sees what stood in it
            new = wizard.other_id.sudo().content or wizard._get_content_now()
            wizard.difference = differ._render(
                differ._compare(then.sudo().content, new)
            ) or self.env._("Nothing differs.")

    def _get_content_now(self):
        if not self.decision_id:
            return {}
        document = self.env[self.res_model].browse(self.res_id)
        document.check_access("read")
        return document._get_review_content()
