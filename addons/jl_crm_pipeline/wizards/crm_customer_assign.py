from odoo import api, fields, models
from odoo.fields import Command

from ..models.access.res_partner_grants import GRANTS


class CrmCustomerAssign(models.TransientModel):
    """Asks to whom customers are given (K3D-3)."""

    _name = "crm.customer.assign"
    _description = "Assign Customers"

    partner_ids = fields.Many2many(
        comodel_name="res.partner",
        string="Customers",
        required=True,
        domain="[('customer_status', '!=', False)]",
    )
    user_ids = fields.Many2many(
        comodel_name="res.users",
        string="Salespeople",
        required=True,
        domain=lambda self: list(self.env["res.users"]._get_seller_domain()),
    )
    with_work = fields.Boolean(
        string="With Open Work",
        help="Open opportunities, quotations, activities and meetings go along.",
    )
    work_summary = fields.Char(compute="_compute_work_summary", string="Open Work")
    line_ids = fields.One2many(
        comodel_name="crm.customer.assign.line",
        inverse_name="assign_id",
        string="Goes Along",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
        system=False,
    )
    note = fields.Char(string="Message")
    summary = fields.Char(compute="_compute_summary")

    @api.depends("partner_ids", "user_ids")
    def _compute_summary(self):
        for dialogue in self:
            customers, people = len(dialogue.partner_ids), len(dialogue.user_ids)
            dialogue.summary = people > 1 and self.env._(
                "%(customers)s customers among %(people)s people: %(each)s each",
                customers=customers,
                people=people,
                each=dialogue._word_share(customers, people),
            )

    @api.depends("line_ids.name", "line_ids.count")
    def _compute_work_summary(self):
        for dialogue in self:
            kinds = [f"{line.name} {line.count}" for line in dialogue.line_ids]
            dialogue.work_summary = ", ".join(kinds)

    @api.model
    def _word_share(self, customers, people):
        low = customers // people
        return f"{low}-{low + 1}" if customers % people else str(low)

    @api.depends("partner_ids")
    def _compute_line_ids(self):
        for dialogue in self:
            customers = dialogue.partner_ids._origin
            dialogue.line_ids = [
                Command.clear(),
                *map(Command.create, dialogue._list_work(customers)),
            ]

    @api.model
    def _list_work(self, customers):
        """Return the values of a line for each kind of open work on the customers."""
        work = self.env["customer.work.mixin"]
        lines = []
        for model in work._get_work_models() if customers else ():
            # what goes along is all of it, whoever assigns
            records = self.env[model].sudo()
            count = len(records._find_open_work(customers=customers.sudo()))
            if count:
                name = records._get_work_name()
                lines.append({"work_model": model, "name": name, "count": count})
        if count := len(customers.sudo()._find_grants_given()):
            name = self.env._("Shares with Others")
            lines.append({"work_model": GRANTS, "name": name, "count": count})
        return lines

    def action_assign(self):
        """Give the customers to the people chosen, evenly, and say so (K3D-3).

        :return: what tells who has got how many
        :rtype: dict
        :raise AccessError: one of the customers is not the user's to assign
        """
        self.ensure_one()
        self.partner_ids.check_access("read")
        kinds = self.with_work and self.line_ids.filtered("goes").mapped("work_model")
        shares = self.partner_ids._assign_to(self.user_ids, self.note, kinds)
        if kinds is not False and self._is_left(GRANTS):
            self._end_grants()
        told = [f"{user.name} {len(customers)}" for user, customers in shares.items()]
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "Customers assigned: %(people)s", people=", ".join(told)
                ),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _is_left(self, model):
        lines = self.line_ids.filtered(lambda line: line.work_model == model)
        return bool(lines) and not any(lines.mapped("goes"))

    def _end_grants(self):
        # who has given a customer away may not see it any more
        self.partner_ids.sudo()._end_grants()
