from odoo import api, models
from odoo.fields import Domain
from odoo.tools import ormcache

from odoo.addons.jl_crm_duplicate.roles import DUPLICATE_MANAGER

from ...roles import (
    ADMINISTRATOR,
    ALL_LEADS,
    DESKS,
    GENERAL_AFFAIRS,
    INFORMATION_DEPT,
    LEGAL_DEPT,
    LOOKERS,
    MANAGERS,
    OFFICE_CLERK,
    SALES_MANAGER,
    SALESPERSON,
)

# who works with the customers and papers of their whole office (IMP-5)
DEPARTMENT_GROUPS = (OFFICE_CLERK, INFORMATION_DEPT, LEGAL_DEPT, ALL_LEADS)
# who reads the papers of all offices: manages all sales, or looks at what was sold
READER_GROUPS = (ALL_LEADS, GENERAL_AFFAIRS, DUPLICATE_MANAGER)
# whose work is with every customer: they invoice, deliver, convert, merge, look after
OFFICE_GROUPS = (
    SALES_MANAGER,
    GENERAL_AFFAIRS,
    DUPLICATE_MANAGER,
    ADMINISTRATOR,
    "account.group_account_readonly",
    "account.group_account_invoice",
    "stock.group_stock_user",
)


class ResUsers(models.Model):
    """What users are to customers, by their groups (CAR-7, IMP-5)."""

    _name = "res.users"
    _inherit = "res.users"

    def _sees_every_customer(self):
        """Whether the user's work is with all customers (CAR-7)."""
        return any(map(self.has_group, self._get_office_groups()))

    @api.model
    def _get_office_groups(self):
        """Return the groups whose members see every customer; others may add."""
        return OFFICE_GROUPS

    @ormcache("self.id")
    def _has_department(self):
        """Whether the user sees the customers of a whole department (IMP-5)."""
        return any(map(self.has_group, DEPARTMENT_GROUPS))

    def _filter_colleagues(self):
        """Return those who can log in still and belong to us."""
        return self.filtered(lambda user: user.active and not user.share)

    @ormcache("self.id")
    def _reads_every_office(self):
        """Whether the user reads the papers of all offices (IMP-5)."""
        return any(map(self.has_group, READER_GROUPS))

    @ormcache("self.id")
    def _sells(self):
        """Whether the user is one of those who sell, and works not for them alone.

        A desk has the rights of salespeople; who leads salespeople sells as well.
        """
        if any(map(self.has_group, MANAGERS)):
            return True
        return self.has_group(SALESPERSON) and not any(map(self.has_group, DESKS))

    @ormcache("self.id")
    def _only_looks(self):
        """Whether the user sells nothing and enters no customers either."""
        desks = set(filter(self.has_group, DESKS))
        return bool(desks) and not self._sells() and desks <= set(LOOKERS)

    @api.model
    def _get_seller_domain(self):
        """Return the domain of the colleagues who may be responsible for customers.

        :rtype: Domain
        """
        sellers, desks, managers = (
            [self.env.ref(group).id for group in groups]
            for groups in ((SALESPERSON,), DESKS, MANAGERS)
        )
        # “not in” would ask for any other group; who works where is no secret
        at_desks = self.sudo().search([("all_group_ids", "in", desks)])
        return (
            Domain("share", "=", False)
            & Domain("all_group_ids", "in", sellers)
            & (
                Domain("all_group_ids", "in", managers)
                | Domain("id", "not in", at_desks.ids)
            )
        )

    def _is_plain_salesperson(self):
        return (
            self.has_group(SALESPERSON)
            and not self._has_department()
            and not self._sees_every_customer()
        )
