from odoo import api, fields, models

from odoo.addons.mail.tools.discuss import Store

from ...roles import GENERAL_AFFAIRS, SALES_MANAGER


class ResPartner(models.Model):
    """Who reads a customer's phone and mail, and that it is noted (CAR-7)."""

    _name = "res.partner"
    _inherit = "res.partner"

    access_log_count = fields.Integer(
        compute="_compute_access_log_count",
        groups=f"{GENERAL_AFFAIRS},{SALES_MANAGER}",
    )

    @api.depends("customer_status")
    def _compute_access_log_count(self):
        counts = dict(
            self.env["crm.customer.access.log"]._read_group(
                [("partner_id", "in", self.ids)], ["partner_id"], ["__count"]
            )
        )
        for partner in self:
            partner.access_log_count = counts.get(partner._origin, 0)

    def _note_access(self):
        """Note that somebody else than the responsible person reads this (CAR-7)."""
        if self.env.su:
            return
        customers = self.sudo().commercial_partner_id.filtered(
            lambda one: one.customer_status and one.user_id != self.env.user
        )
        if customers:
            self.env["crm.customer.access.log"]._note(customers)

    def action_view_access_log(self):
        """List who opened the customer and when (CAR-7).

        :rtype: dict
        """
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "jl_crm_pipeline.crm_customer_access_log_action"
        )
        return {**action, "domain": [("partner_id", "in", self.ids)]}

    def _to_store(self, store, fields):
        # the chatter is sent authors and followers with all rights: it tells the mail
        # of those alone whom its reader sees (CAR-7)
        told = [
            Store.Attr("email", value=self._tell_mail)
            if getattr(field, "field_name", field) == "email"
            else field
            for field in fields
        ]
        store.add_records_fields(self, told)

    @staticmethod
    def _tell_mail(partner):
        return partner.sudo(flag=False).has_access("read") and partner.email
