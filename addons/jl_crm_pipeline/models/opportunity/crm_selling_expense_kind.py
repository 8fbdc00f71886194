from odoo import fields, models


class CrmSellingExpenseKind(models.Model):
    """What is spent on selling: travel, samples, meals (KIN-3)."""

    _name = "crm.selling.expense.kind"
    _description = "Kind of Selling Expense"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
