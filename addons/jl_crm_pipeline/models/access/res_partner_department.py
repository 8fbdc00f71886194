from odoo import api, fields, models
from odoo.tools import SQL

from ...tools.department import set_departments
from .res_partner_holder import HOLDER_FIELDS


class ResPartner(models.Model):
    """The department of a customer: that of its person, or that entered it (K3D-1).

    A customer that nobody is responsible for is seen by its department (IMP-5): its
    rows, those of its people too, carry it beside the holder.
    """

    _name = "res.partner"
    _inherit = "res.partner"

    team_id = fields.Many2one(
        comodel_name="crm.team",
        string="Department",
        compute="_compute_team_id",
        store=True,
        ondelete="set null",
        prefetch="customer_profile",
        help="The sales team of the responsible person; while nobody is responsible, "
        "the one that entered the customer.",
        system=True,
    )

    _by_department = models.Index(
        "(team_id, customer_holder) WHERE team_id IS NOT NULL"
    )

    @api.depends(lambda self: self._get_holder_triggers())
    def _compute_team_id(self):
        for partner in self:
            partner.team_id = partner.commercial_partner_id._get_department()

    def _find_department(self):
        return self.sudo().commercial_partner_id.team_id

    def _get_department(self):
        """Return the id of the customer's department.

        tools/department.py says the same of many.
        """
        if not self.customer_status:
            return False
        offices = self.user_id._list_office_ids()
        if len(offices) == 1:
            return offices[0]
        if self.team_id.id in offices:
            return self.team_id.id
        entered = self.registrar_id._list_office_ids()
        return next(iter([*offices, *self.team_id.ids, *entered]), False)

    @api.model
    def _refresh_departments(self, customers):
        """Bring in line to which departments customers belong.

        :param SQL customers: the condition on a customer's row ``c``
        """
        self.flush_model([*HOLDER_FIELDS, "commercial_partner_id", "team_id"])
        self.env["crm.team"].flush_model(["user_id", "sequence"])
        self.env["crm.team.member"].flush_model(["user_id", "crm_team_id", "active"])
        self.env.cr.execute(set_departments(customers))
        self.invalidate_model(["team_id"], flush=False)

    @api.model
    def _refresh_departments_of(self, users):
        """Bring in line those of the users' customers, after their teams have changed.

        And those that they have entered and that belong to no department yet.
        """
        if users:
            mine = SQL(
                """
                c.customer_status IS NOT NULL
                AND (c.user_id = ANY(%(users)s)
                     OR (c.user_id IS NULL AND c.team_id IS NULL
                         AND c.registrar_id = ANY(%(users)s)))
                """,
                users=users.ids,
            )
            self._refresh_departments(mine)
