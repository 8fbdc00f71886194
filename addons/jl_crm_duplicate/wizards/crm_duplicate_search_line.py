from odoo import fields, models


class CrmDuplicateSearchLine(models.TransientModel):
    """One customer that fits."""

    _name = "crm.duplicate.search.line"
    _description = "Hit of a Duplicate Analysis"
    _order = "score desc, id"

    search_id = fields.Many2one(
        comodel_name="crm.duplicate.search",
        required=True,
        ondelete="cascade",
        index=True,
    )
    name = fields.Char(string="Customer")
    partner_id = fields.Many2one(
        comodel_name="res.partner",
        ondelete="cascade",
        help="Empty if you may not see the customer: ask the responsible person.",
    )
    lead_id = fields.Many2one(comodel_name="crm.lead", ondelete="cascade")
    score = fields.Integer(string="Likeness (%)")
    verdict = fields.Selection(
        string="Estimate",
        selection=lambda self: self.env["crm.duplicate.analysis"]._selection_verdict(),
    )
    reasons = fields.Char()
    holder = fields.Char(string="Responsible")
    department = fields.Char()
    status = fields.Char()
    access_token = fields.Char(
        help="By it one asks to be let at a customer that one may not see."
    )
    is_asked = fields.Boolean(string="Asked for")

    def action_open(self):
        """Open the customer or lead; its button is there for who may see it (DUP-1)."""
        self.ensure_one()
        return (self.partner_id or self.lead_id).get_formview_action()

    def action_ask_access(self):
        """Ask the responsible person to be let at this customer (DUP-1, DUP-2).

        :raise UserError: the hit is out of date, or nobody can be asked
        """
        self.ensure_one()
        self.check_access("read")
        line = self.sudo()
        self.env["res.partner"].ask_duplicate_access(line.access_token or "")
        line.is_asked = True
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "The responsible person has been asked: you get an answer in the "
                    "message centre."
                ),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def action_put_into_pool(self):
        """Open the dialogue that puts this customer into the pool (DUP-5)."""
        self.ensure_one()
        return self.partner_id.action_put_into_duplicate_pool()
