from odoo import api, models


class SaleOrder(models.Model):
    """Messages about a quotation, and who reads them from outside (K3Q-4).

    Questions may be asked before the approval, but neither the
    file of the offer nor a way to it goes along.
    """

    _name = "sale.order"
    _inherit = "sale.order"

    @api.model
    def _get_thread_with_access(self, thread_id, **kwargs):
        thread = super()._get_thread_with_access(thread_id, **kwargs)
        # whoever comes by link gets the list of all files, each with a key to it
        if thread and not self.env.user._is_internal() and not thread._is_released():
            return self.browse()
        return thread

    def _notify_thread_by_email(self, message, recipients_data, **kwargs):
        if self._takes_offer_along(message, recipients_data):
            if not self.env.context.get("cron_id"):
                self._ensure_released()
            elif not self._is_released():
                # one that waited does not hold up the others
                return self._notify_unsent_mail(self._get_parties())
        return super()._notify_thread_by_email(message, recipients_data, **kwargs)

    def _takes_offer_along(self, message, recipients_data):
        """Whether a colleague sends the file of the offer, or a copy of it, outside."""
        files = message.sudo().attachment_ids
        if not files or message.author_id.partner_share:
            return False
        offered = set(self.sudo().offer_file_ids.mapped("checksum"))
        is_offer = not offered.isdisjoint(files.mapped("checksum"))
        return is_offer and any(one["share"] for one in recipients_data)
