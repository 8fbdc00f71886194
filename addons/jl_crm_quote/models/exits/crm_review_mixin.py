from odoo import models


class CrmReviewMixin(models.AbstractModel):
    """Messages about a document before it was approved (K3Q-4).

    Questions may be asked, but no file goes outside along with them, whoever made it.
    """

    _name = "crm.review.mixin"
    _inherit = "crm.review.mixin"

    def _notify_thread_by_email(self, message, recipients_data, **kwargs):
        if self and self._takes_files_outside(message, recipients_data):
            if not self.env.context.get("cron_id"):
                self._ensure_released()
            elif not self._is_released():
                # one that waited does not hold up the others
                return self._notify_unsent_mail(self._get_parties())
        return super()._notify_thread_by_email(message, recipients_data, **kwargs)
