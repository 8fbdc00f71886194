from odoo import api, fields, models

from ..tools.holder import decode


class CrmCustomerViewer(models.TransientModel):
    """One reason why somebody sees a customer (CAR-7)."""

    _name = "crm.customer.viewer"
    _description = "Who Sees a Customer"
    _order = "reason, depth, id"

    partner_id = fields.Many2one(comodel_name="res.partner", string="Customer")
    user_id = fields.Many2one(comodel_name="res.users")
    reason = fields.Selection(
        selection=[
            ("a_responsible", "Responsible"),
            ("b_superior", "Superior"),
            ("c_team", "Sales team"),
            ("d_shared", "Shared"),
            ("e_office", "Office"),
        ],
    )
    detail = fields.Char(string="Explanation")
    depth = fields.Integer()
    access = fields.Selection(selection=[("read", "Read"), ("edit", "Edit")])
    date_until = fields.Date(string="Until")

    @api.model
    def _list_for(self, customer):
        """Return a line for each user and each reason for which they see a customer."""
        customer.check_access("read")
        customer = customer.sudo()
        rows = [
            *self._list_holders(customer),
            *self._list_grants(customer),
            *self._list_office(customer),
        ]
        shared = {"partner_id": customer.id, "access": "edit"}
        # whoever made lines of their own would be told any customer's name by them
        return self.sudo().create([{**shared, **row} for row in rows]).sudo(flag=False)

    @api.model
    def _list_holders(self, customer):
        """Return the responsible person and whoever stands above (RES-1, IMP-5)."""
        holder = self.env["res.users"].sudo().browse(decode(customer.customer_holder))
        chain = self._list_chain(holder)
        rows = [
            {"user_id": user.id, "depth": depth, **self._word(depth, customer, holder)}
            for depth, user in enumerate(chain)
        ]
        teams, detail = self._list_teams(customer, chain)
        rows += [
            {"user_id": user.id, "reason": "c_team", "detail": detail}
            for user in self._find_department(teams) - chain
        ]
        return [row for row in rows if self._is_there(row["user_id"])]

    @api.model
    def _list_chain(self, holder):
        """Return the holder and the superiors, from the nearest to the farthest."""
        chain = holder
        while holder.sales_manager_id:
            holder = holder.sales_manager_id
            chain |= holder
        return chain

    @api.model
    def _list_teams(self, customer, chain):
        """Return the offices that see the customer, and why in words (IMP-5)."""
        teams, name = customer.team_id, customer.team_id.name
        if customer.user_id:
            members = self.env["crm.team.member"].sudo()
            members = members.search([("user_id", "in", chain.ids)])
            teams, name = members.crm_team_id, customer.user_id.name
        return teams, self.env._("Department of %(name)s", name=name)

    @api.model
    def _find_department(self, teams):
        """Return who leads one of the teams, or works for it as clerk or director."""
        colleagues = teams.crm_team_member_ids.user_id
        return teams.user_id | colleagues.filtered(lambda one: one._has_department())

    @api.model
    def _is_there(self, user_id):
        return bool(self.env["res.users"].sudo().browse(user_id)._filter_colleagues())

    @api.model
    def _word(self, depth, customer, holder):
        if depth:
            detail = self.env._("Superior of %(name)s", name=holder.name)
            return {"reason": "b_superior", "detail": detail}
        if customer.user_id:
            detail = self.env._("Responsible for the customer")
        else:
            detail = self.env._("Registered it; nobody is responsible yet")
        return {"reason": "a_responsible", "detail": detail}

    @api.model
    def _list_grants(self, customer):
        """Return those with whom it is shared today (K3D-4)."""
        grants = customer.customer_grant_ids.filtered(lambda one: not one.is_over)
        return [
            {
                "user_id": user.id,
                "reason": "d_shared",
                "detail": self._word_grant(grant),
                "access": grant.access,
                "date_until": grant.date_until,
            }
            for grant in grants
            for user in grant.user_id | grant.team_id.member_ids
            if user.active
        ]

    @api.model
    def _word_grant(self, grant):
        values = {"name": grant.granted_by_id.name, "reason": grant.note or ""}
        if grant.team_id:
            return self.env._(
                "Shared with %(team)s by %(name)s %(reason)s",
                team=grant.team_id.name,
                **values,
            ).strip()
        return self.env._("Shared by %(name)s %(reason)s", **values).strip()

    @api.model
    def _list_office(self, customer):
        """Return those who see every customer, and by which of their roles."""
        names = self.env["res.users"]._get_office_groups()
        groups = [self.env.ref(name, raise_if_not_found=False) for name in names]
        roles = {}
        for group in filter(None, groups):
            for user in group.sudo().all_user_ids.filtered("active"):
                roles.setdefault(user, []).append(group.sudo().display_name)
        return [
            {"user_id": user.id, "reason": "e_office", "detail": ", ".join(held)}
            for user, held in roles.items()
        ]
