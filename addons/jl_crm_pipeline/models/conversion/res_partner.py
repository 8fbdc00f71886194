from odoo import api, fields, models
from odoo.exceptions import UserError

from ...roles import SALESPERSON


class ResPartner(models.Model):
    """How a potential customer becomes a transacting one, and back.

    What stands on the customer itself; the request and the decision are records of
    crm.customer.conversion.
    """

    _name = "res.partner"
    _inherit = "res.partner"

    conversion_date = fields.Datetime(
        string="Converted on",
        readonly=True,
        copy=False,
        prefetch="customer_profile",
        system=True,
    )
    conversion_user_id = fields.Many2one(
        comodel_name="res.users",
        string="Converted by",
        readonly=True,
        copy=False,
        prefetch="customer_profile",
        system=True,
    )
    conversion_ids = fields.One2many(
        comodel_name="crm.customer.conversion",
        inverse_name="partner_id",
        string="Conversions",
        groups=SALESPERSON,
    )
    conversion_count = fields.Integer(
        compute="_compute_conversion_count",
        groups=SALESPERSON,
    )
    has_open_conversion = fields.Boolean(
        compute="_compute_has_open_conversion",
        compute_sudo=True,
    )

    @api.depends("conversion_ids")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_conversion_count(self):
        counts = dict(
            self.env["crm.customer.conversion"]._read_group(
                [("partner_id", "in", self.ids)], ["partner_id"], ["__count"]
            )
        )
        for partner in self:
            partner.conversion_count = counts.get(partner, 0)

    @api.depends("conversion_ids.state")
    def _compute_has_open_conversion(self):
        opened = self._get_open_conversions().partner_id
        for partner in self:
            partner.has_open_conversion = partner._origin in opened

    def action_request_conversion(self):
        """Open the request to General Affairs, filled in beforehand (K3C-2)."""
        self.ensure_one()
        customer = self.commercial_partner_id
        customer._ensure_convertible()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Ask General Affairs for the Conversion"),
            "res_model": "crm.customer.conversion",
            "view_mode": "form",
            "views": [
                (
                    self.env.ref(
                        "jl_crm_pipeline.crm_customer_conversion_view_form_request"
                    ).id,
                    "form",
                )
            ],
            "target": "new",
            "context": {"default_partner_id": customer.id},
        }

    def action_convert(self):
        """Make potential customers transacting, all of them or none (K3C-4).

        :raise AccessError: the caller does not belong to General Affairs
        :raise UserError: one of them is no potential customer
        """
        conversions = self.env["crm.customer.conversion"]
        conversions._ensure_general_affairs()
        return conversions._get_or_open_for(self).action_approve()

    def action_withdraw_conversion(self):
        """Open the dialogue that takes a conversion back, with its reason (K3C-5)."""
        self.ensure_one()
        return self._get_approved_conversions().action_open_withdraw()

    def action_view_conversions(self):
        """List the requests and decisions of the customer (K3C-5).

        :rtype: dict
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "jl_crm_pipeline.crm_customer_conversion_action_all"
        )
        return {
            **action,
            "domain": [("partner_id", "=", self.id)],
            "context": {"create": False},
        }

    def action_convert_many(self):
        """Open the dialogue that converts many at once, each for itself (K3C-6)."""
        return self.env["crm.customer.conversion.batch"]._open_for(self)

    def _get_open_conversions(self):
        return self.env["crm.customer.conversion"].search_fetch(
            [("partner_id", "in", self.ids), ("state", "=", "requested")],
            ["partner_id"],
        )

    def _filter_waiting(self):
        """Return those for whom a further order asks nothing: a request is open."""
        if not self or self.env["crm.customer.conversion"]._get_mode() != "request":
            return self.browse()
        return self._get_open_conversions().partner_id

    def _get_approved_conversions(self):
        return self.env["crm.customer.conversion"].search(
            [("partner_id", "in", self.ids), ("state", "=", "approved")]
        )

    def _ensure_convertible(self):
        """:raise UserError: names the first that is no active potential customer"""
        for partner in self:
            if blockers := partner._get_conversion_blockers():
                raise UserError("\n".join(blockers))

    def _is_convertible(self):
        """Whether there is something to convert: a potential customer in use."""
        self.ensure_one()
        return self.customer_status == "potential" and self.active

    def _get_conversion_blockers(self):
        """Return the sentences that say why this partner cannot be converted."""
        self.ensure_one()
        name = self.display_name
        if self.customer_status == "transacting":
            return [
                self.env._("%(name)s is already a transacting customer.", name=name)
            ]
        if not self.customer_status:
            return [
                self.env._(
                    "%(name)s is not a customer but a contact, a vendor or one of us. "
                    "Choose the company it belongs to.",
                    name=name,
                )
            ]
        if not self.active:
            return [
                self.env._(
                    "%(name)s is archived. Take it out of there first.", name=name
                )
            ]
        return []

    def _set_transacting(self, when):
        self._write_system(
            {
                "customer_status": "transacting",
                "conversion_date": when,
                "conversion_user_id": self.env.uid,
            }
        )
        self._set_maturity("a_plus", self.env._("Converted to transacting"))

    def _set_potential(self):
        self._write_system(
            {
                "customer_status": "potential",
                "conversion_date": False,
                "conversion_user_id": False,
            }
        )
