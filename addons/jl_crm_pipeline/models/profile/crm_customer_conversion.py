from odoo import api, fields, models
from odoo.exceptions import UserError

from .customer_maturity_change import MATURITIES

CONVERTED = "a_plus"


class CrmCustomerConversion(models.Model):
    """What a conversion asks of the customer's data, and sets (K3C-4, K3C-5).

    It waits for what the settings want of a customer that becomes transacting; one
    that is taken back gives the maturity back as well.
    """

    _name = "crm.customer.conversion"
    _inherit = "crm.customer.conversion"

    former_maturity = fields.Selection(
        selection=MATURITIES,
        string="Maturity Before",
        readonly=True,
        copy=False,
        system=True,
        help="What the customer had before it was converted.",
    )

    needed_data = fields.Char(
        string="Missing for the Conversion",
        compute="_compute_needed_data",
        compute_sudo=True,
    )

    @api.depends("partner_id", "state")
    def _compute_needed_data(self):
        for one in self:
            waits = one.state in ("draft", "requested")
            labels = one._list_missing() if waits and one.partner_id else []
            one.needed_data = ", ".join(labels)

    def action_open_customer(self):
        """Open the customer, where what is missing is filled in (K3C-4)."""
        self.ensure_one()
        return self.partner_id.get_formview_action()

    def action_withdraw(self, reason):
        """Take a request or a conversion back, with what it has set (K3C-5).

        :param str reason: not empty
        :raise AccessError: neither one's own open request nor General Affairs
        """
        self.check_access("read")
        converted = self.filtered(lambda one: one.state == "approved")
        result = super().action_withdraw(reason)
        # who has set another one since meant it
        for one in converted.filtered("former_maturity"):
            customer = one.partner_id.sudo()
            if customer.maturity == CONVERTED:
                note = self.env._("Conversion withdrawn: %s", reason)
                customer._set_maturity(one.former_maturity, note)
        return result

    def _approve(self):
        self.check_access("read")
        self._ensure_complete()
        before = {one: one.partner_id.maturity for one in self}
        result = super()._approve()
        for one, maturity in before.items():
            one.sudo()._write_system({"former_maturity": maturity})
        return result

    def _is_held(self):
        return super()._is_held() or bool(self.sudo()._list_missing())

    def _list_missing(self):
        """Return the labels of what the customer lacks to be converted."""
        self.ensure_one()
        rows = self.env["customer.requirement"]._get_conversion_requirements()
        return [label for _kind, _name, label in self.partner_id._iter_missing_of(rows)]

    def _ensure_complete(self):
        """:raise UserError: names the customer and what to fill in first"""
        for one in self:
            if missing := one.sudo()._list_missing():
                raise UserError(
                    self.env._(
                        "%(customer)s cannot be converted without: %(missing)s. Fill "
                        "them in on the customer first.",
                        customer=one.partner_id.display_name,
                        missing=", ".join(missing),
                    )
                )
