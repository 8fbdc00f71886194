from odoo import fields, models


class CrmTeam(models.Model):
    _name = "crm.team"
    _inherit = "crm.team"

    sales_side = fields.Selection(
        selection=[("domestic", "Domestic"), ("overseas", "Overseas")],
        help="A handover between the two sides is a cross-region one.",
    )
    centre_id = fields.Many2one(
        comodel_name="crm.team",
        string="Sales Centre",
        index="btree_not_null",
        domain="[('id', '!=', id)]",
        help="The centre to which this department belongs. "
        "A handover between two centres is a cross-centre one.",
    )

    def _get_centre(self):
        """Return the centre of a department; one without is of the common centre."""
        return self.centre_id
