from odoo import api, fields, models

from ..roles import GENERAL_AFFAIRS, SALES_MANAGER

# what is somebody's business when they open a customer's form
CONTACT_DATA = {"phone", "mobile", "email", "fax"}


class CustomerLogMixin(models.AbstractModel):
    """Access to a customer's phone and mail is noted (CAR-7).

    A part of res.partner.
    """

    _name = "customer.log.mixin"
    _description = "Noted Access to Customers"

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

    def web_read(self, specification):
        records = super().web_read(specification)
        # what a replica answers is a list; the form is opened on the base itself
        is_form = len(self) == 1 and not self.env.cr.readonly
        if is_form and not CONTACT_DATA.isdisjoint(specification):
            self._note_access()
        return records

    # the web client would else be sent to a replica, which notes nothing
    web_read._readonly = False

    def _note_access(self):
        """Note that somebody else than the responsible person reads this (CAR-7)."""
        customer = self.sudo().commercial_partner_id
        is_noted = customer.customer_status and customer.user_id != self.env.user
        if is_noted and not self.env.su:
            self.env["crm.customer.access.log"]._note(customer)

    def action_view_access_log(self):
        """List who opened the customer and when (CAR-7).

        :rtype: dict
        """
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "jl_crm_pipeline.crm_customer_access_log_action"
        )
        return {**action, "domain": [("partner_id", "in", self.ids)]}
