from odoo import api, fields, models


class CrmReviewAct(models.TransientModel):
    """What a reviewer does beside approving and refusing, and why (K3Q-4)."""

    _name = "crm.review.act"
    _description = "Other Steps of a Reviewer"

    res_model = fields.Char(required=True)
    res_id = fields.Many2oneReference(model_field="res_model", required=True)
    act = fields.Selection(
        selection=[
            ("hand_on", "Hand on: somebody else decides in my place"),
            ("ask_before", "Ask first: somebody signs before me"),
            ("ask_after", "Sign, and ask: somebody signs after me"),
            ("send_back", "Send back"),
            ("copy_to", "Copy to somebody, who may read it"),
        ],
        string="What to Do",
        required=True,
        default="hand_on",
    )
    user_id = fields.Many2one(
        comodel_name="res.users",
        string="Colleague",
        domain="[('share', '=', False), ('id', 'not in', kept_off_ids)]",
    )
    level_id = fields.Many2one(
        comodel_name="crm.review.level",
        string="To the Level",
        domain="[('id', 'in', earlier_level_ids)]",
        help="Empty: to the person who submitted it.",
    )
    reason = fields.Text(required=True)
    kept_off_ids = fields.Many2many(
        comodel_name="res.users", compute="_compute_choices"
    )
    earlier_level_ids = fields.Many2many(
        comodel_name="crm.review.level", compute="_compute_choices"
    )

    @api.depends("res_model", "res_id")
    def _compute_choices(self):
        for wizard in self:
            document = wizard._get_document()
            # they read it anyway, a copy is of no use to them
            wizard.kept_off_ids = document and document._get_kept_off()
            wizard.earlier_level_ids = document and document._find_earlier_levels()

    def _get_document(self):
        """Return the document, which the user may read, or nothing."""
        reviewed = self.env["crm.review.mixin"]._get_review_models()
        if self.res_model not in reviewed or not self.res_id:
            return None
        document = self.env[self.res_model].browse(self.res_id)
        document.check_access("read")
        return document

    @api.model
    def _open_for(self, document):
        document.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Other Steps"),
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_res_model": document._name,
                "default_res_id": document.id,
            },
        }

    def action_take(self):
        """Take the step that was chosen (K3Q-4).

        :raise AccessError: it is not the user's turn
        :raise UserError: the colleague or the level does not fit
        """
        self.ensure_one()
        document = self._get_document()
        if document and self.act == "send_back":
            document.action_review_send_back(self.reason, self.level_id.id)
        elif document:
            step = getattr(document, f"action_review_{self.act}")
            step(self.user_id.id, self.reason)
        return {"type": "ir.actions.act_window_close"}
