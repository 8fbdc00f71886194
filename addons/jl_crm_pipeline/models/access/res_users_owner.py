from odoo import models

from ...roles import SALES_MANAGER
from ...tools.holder import decode, is_unassigned


class ResUsers(models.Model):
    """Of what somebody is an owner: their own, and that of their people (RES-1, K3D-3).

    What is shared with them they are not.
    """

    _name = "res.users"
    _inherit = "res.users"

    def _owns_customer(self, partner):
        """Whether the user may give the customer, or a contact of it, away.

        :param partner: a record of res.partner that may be read
        :rtype: bool
        """
        holder = partner.customer_holder
        if not holder or self._sees_every_customer():
            return True
        if is_unassigned(holder):
            mine = holder in self._get_holder_numbers()
            return mine or self._works_with_unassigned(partner.team_id)
        return decode(holder) in self._get_customer_holder_ids()

    def _works_with_unassigned(self, department):
        """Whether the user gives away what nobody of a department is responsible for.

        Clerks and directors do: those of the department, or of all by the setting.
        """
        if department.id in self._get_office_ids():
            return True
        return self._sees_unassigned() and self._has_department()

    def _owns_work(self, record, gives):
        """Whether the user may give a record of work away.

        :param record: of a model of work, may be read
        :param bool gives: whether to somebody else, which clerks, directors and
            superiors do
        :rtype: bool
        """
        if self._owns_all_work():
            return True
        responsible = record[record._work_user_field]
        if not responsible.active:
            return self._owns_work_of_nobody(record)
        people = self._get_customer_holder_ids()
        return responsible.id in people and (self._gives_work() or not gives)

    def _owns_work_of_nobody(self, record):
        customer = record[record._work_customer_field]
        is_of_office = record.team_id.id in self._get_office_ids()
        return not customer or is_of_office or self._owns_customer(customer)

    def _gives_work(self):
        """Whether the user makes others responsible, unlike a plain salesperson."""
        has_people = len(self._get_customer_holder_ids()) > 1
        return self._owns_all_work() or self._has_department() or has_people

    def _owns_all_work(self):
        return self._sees_every_customer() or self.has_group(SALES_MANAGER)
