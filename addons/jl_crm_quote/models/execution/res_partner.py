from odoo import fields, models

from odoo.addons.jl_crm_pipeline.roles import SALESPERSON


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["res.partner", "execution.summary.mixin"]

    _execution_field = "partner_id.commercial_partner_id"

    execution_count = fields.Integer(groups=SALESPERSON)
    execution_late_count = fields.Integer(groups=SALESPERSON)
    execution_amount = fields.Monetary(groups=SALESPERSON)
    execution_delivered = fields.Integer(groups=SALESPERSON)
    execution_billed = fields.Integer(groups=SALESPERSON)
    execution_paid = fields.Integer(groups=SALESPERSON)
    execution_date = fields.Date(groups=SALESPERSON)

    def _get_execution_key(self, record):
        return record.sudo().commercial_partner_id.id
