from odoo import fields, models


class CrmStageAnswer(models.Model):
    """What was answered to a question that a stage asks (K3O-1)."""

    _name = "crm.stage.answer"
    _description = "Answer to a Stage's Question"
    _order = "date desc, id desc"
    _rec_name = "requirement_id"

    lead_id = fields.Many2one(
        comodel_name="crm.lead",
        string="Opportunity",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    requirement_id = fields.Many2one(
        comodel_name="crm.stage.requirement",
        string="Question",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    answer = fields.Selection(
        selection=[("yes", "Yes"), ("no", "No")],
        required=True,
        readonly=True,
    )
    user_id = fields.Many2one(
        comodel_name="res.users",
        string="Answered by",
        readonly=True,
        default=lambda self: self.env.user,
    )
    date = fields.Datetime(
        string="Answered on",
        readonly=True,
        default=lambda self: fields.Datetime.now(),
    )

    _unique_answer = models.UniqueIndex(
        "(lead_id, requirement_id)",
        "The question is already answered.",
    )

    def _keep(self, leads, requirement, answer):
        """Keep the answer of the user for the opportunities; the last one counts."""
        leads.check_access("write")
        # nobody may write answers, whoever may write the opportunity gives them
        answers = self.sudo()
        given = answers.search(
            [("lead_id", "in", leads.ids), ("requirement_id", "=", requirement.id)]
        )
        values = {
            "answer": answer,
            "user_id": self.env.uid,
            "date": fields.Datetime.now(),
        }
        given.write(values)
        answers.create(
            [
                {"lead_id": lead.id, "requirement_id": requirement.id, **values}
                for lead in leads - given.lead_id
            ]
        )
