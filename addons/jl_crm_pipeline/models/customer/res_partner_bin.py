from odoo import api, fields, models


class ResPartner(models.Model):
    """The recycle bin of customers: who put one there, when and why (RES-5).

    What lies in the bin is archived.
    """

    _name = "res.partner"
    _inherit = "res.partner"

    bin_date = fields.Datetime(
        string="Put into the Bin on",
        readonly=True,
        copy=False,
        prefetch="customer_profile",
        system=True,
    )
    bin_user_id = fields.Many2one(
        comodel_name="res.users",
        string="Put into the Bin by",
        readonly=True,
        copy=False,
        index="btree_not_null",
        prefetch="customer_profile",
        system=True,
    )
    bin_reason = fields.Char(
        string="Reason",
        readonly=True,
        copy=False,
        prefetch="customer_profile",
        system=True,
    )

    def write(self, vals):
        result = super().write(vals)
        if "active" in vals and not {"bin_date"} & vals.keys():
            customers = self.filtered("customer_status")
            customers._write_system(self._prepare_bin(is_in=not vals["active"]))
        return result

    @api.model
    def _prepare_bin(self, is_in, reason=False):
        """Return what is kept of a customer that goes into the bin or comes out."""
        return {
            "bin_date": is_in and fields.Datetime.now(),
            "bin_user_id": is_in and self.env.uid,
            "bin_reason": is_in and reason,
        }

    def action_bin(self):
        """Ask why the customers go into the recycle bin (RES-5).

        :rtype: dict
        """
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Put into the Recycle Bin"),
            "res_model": "crm.customer.bin",
            "view_mode": "form",
            "target": "new",
            "context": {"default_partner_ids": self.ids},
        }

    def action_restore(self):
        """Take the customers out of the recycle bin (RES-5).

        :raise AccessError: the user may not change one of them
        """
        self.check_access("write")
        binned = self.filtered(lambda customer: not customer.active)
        binned.action_unarchive()
        body = self.env._("Restored from the recycle bin")
        binned._message_log_batch(bodies=dict.fromkeys(binned.ids, body))

    def _put_into_bin(self, reason):
        """Archive the customers and keep why (RES-5)."""
        self.check_access("write")
        self.action_archive()
        self._write_system({"bin_reason": reason})
        body = self.env._("Put into the recycle bin: %(reason)s", reason=reason)
        self._message_log_batch(bodies=dict.fromkeys(self.ids, body))
