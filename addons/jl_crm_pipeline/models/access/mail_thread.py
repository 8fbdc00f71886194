from odoo import api, models


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def _search_message_partner_ids(self, operator, operand):
        if operator == "any" and not self.env.su:
            # what is asked of the followers is asked of those whom the user sees
            partners = self.env["res.partner"].with_context(active_test=False)
            operator, operand = "in", partners._search(operand)
        return super()._search_message_partner_ids(operator, operand)

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Add followers, customers whom the user does not see left out (CAR-7).

        :param list partner_ids: ids of res.partner
        :param list subtype_ids: what they are told of
        :rtype: bool
        """
        # Odoo says no where it has to
        if self.has_access("read"):
            partner_ids = self._leave_out_hidden(partner_ids or [])
        return super().message_subscribe(partner_ids, subtype_ids)

    @api.model
    def _leave_out_hidden(self, partner_ids):
        partners = self.env["res.partner"].browse(partner_ids).exists()
        customers = partners.sudo().filtered("customer_holder").with_env(self.env)
        hidden = customers - customers._filtered_access("read")
        return [one for one in partner_ids if one not in hidden._ids]

    def _message_get_suggested_recipients_batch(
        self,
        reply_discussion=False,
        reply_message=None,
        no_create=True,
        primary_email=False,
        additional_partners=None,
    ):
        # who sees a document but not all customers that take part in it is
        # proposed those whom they see, and refused nothing (CAR-7)
        threads = self.sudo() if no_create else self
        found = super(MailThread, threads)._message_get_suggested_recipients_batch(
            reply_discussion=reply_discussion,
            reply_message=reply_message,
            no_create=no_create,
            primary_email=primary_email,
            additional_partners=additional_partners,
        )
        return self._keep_seen_recipients(found)

    def _keep_seen_recipients(self, found):
        """Return the recipients without those whom the user may not see."""
        ids = {one["partner_id"] for all_ in found.values() for one in all_} - {False}
        hidden = self.env["res.partner"].browse(ids)
        hidden -= hidden._filtered_access("read")
        return {
            thread: [one for one in all_ if one["partner_id"] not in hidden._ids]
            for thread, all_ in found.items()
        }
