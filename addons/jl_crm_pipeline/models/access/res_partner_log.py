from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.models import parse_read_group_spec

from odoo.addons.jl_crm_base.tools.permit import Permit
from odoo.addons.mail.tools.discuss import Store

from ...roles import GENERAL_AFFAIRS, SALES_MANAGER

# what is somebody's business when they open a customer's form, in each writing
CONTACT_DATA = {
    *("phone", "phone_sanitized", "phone_mobile_search", "mobile", "fax"),
    *("email", "email_formatted", "email_normalized"),
}
COUNTERS = {"count", "count_distinct"}
_SCREEN = Permit("jl_crm_pipeline_screen")


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

    def read(self, fields=None, load="_classic_read"):
        """Read as Odoo does, and note it where no screen asks (CAR-7).

        :param list fields: names, all by default
        :param str load: see Odoo
        :rtype: list[dict]
        """
        rows = super().read(fields, load)
        is_screen = _SCREEN.holds(self.env)
        if not is_screen and (not fields or not CONTACT_DATA.isdisjoint(fields)):
            self._note_access()
        return rows

    # who calls it is no list of the web client, which a replica may answer
    read._readonly = False

    def _export_rows(self, fields, *, _is_toplevel_call=True):
        # those of an order's customer pass here as well
        if not CONTACT_DATA.isdisjoint(path[0] for path in fields if path):
            self._note_access()
        return super()._export_rows(fields, _is_toplevel_call=_is_toplevel_call)

    def web_read(self, specification):
        screen = _SCREEN.give(self)
        records = super(ResPartner, screen).web_read(specification)
        # what a replica answers is a list; the form is opened on the base itself
        is_form = len(self) == 1
        if is_form and not CONTACT_DATA.isdisjoint(specification):
            self._note_access()
        return records

    # the web client would else be sent to a replica, which notes nothing
    web_read._readonly = False

    @api.model
    def _read_group_select(self, aggregate_spec, query):
        name, _property, aggregator = parse_read_group_spec(aggregate_spec)
        if aggregator not in COUNTERS:
            self._ensure_no_contact_data(name)
        return super()._read_group_select(aggregate_spec, query)

    @api.model
    def _read_group_groupby(self, alias, groupby_spec, query):
        # those of an order's customer pass here as well
        self._ensure_no_contact_data(groupby_spec.split(":")[0])
        return super()._read_group_groupby(alias, groupby_spec, query)

    @api.model
    def _ensure_no_contact_data(self, name):
        """:raise AccessError: a list of numbers that no log would tell of (CAR-7)"""
        if name in CONTACT_DATA and not self.env.su:
            raise AccessError(
                self.env._(
                    "Phone numbers and mail addresses are not listed by groups. Open "
                    "the customer whose number you need."
                )
            )

    def _note_access(self):
        """Note that somebody else than the responsible person reads this (CAR-7)."""
        if self.env.su or self.env.cr.readonly:
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
