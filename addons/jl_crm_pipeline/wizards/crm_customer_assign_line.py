from odoo import fields, models


class CrmCustomerAssignLine(models.TransientModel):
    """A kind of work on the customers that goes along, or stays (K3D-3)."""

    _name = "crm.customer.assign.line"
    _description = "Work That Goes Along"

    assign_id = fields.Many2one(
        comodel_name="crm.customer.assign",
        required=True,
        index=True,
        ondelete="cascade",
    )
    work_model = fields.Char(required=True)
    name = fields.Char(string="Kind", required=True)
    count = fields.Integer(string="Open")
    goes = fields.Boolean(string="Goes Along", default=True)
