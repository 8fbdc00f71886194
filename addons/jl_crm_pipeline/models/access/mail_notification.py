from odoo import api, models

from odoo.addons.jl_crm_base.tools.guard import is_person

MESSAGE = "mail_message_id"


class MailNotification(models.Model):
    """Who was told of a message is told to whoever may read the message (CAR-7)."""

    _name = "mail.notification"
    _inherit = ["mail.notification", "document.row.mixin"]

    # Odoo lets people note whom their message went to: those whom they see
    _guarded = True
    _own_fields = ("res_partner_id", "author_id")

    @api.model_create_multi
    def create(self, vals_list):
        if is_person(self.env):
            # whom a message went to says who wrote it, or works on its document; asked
            # before, for whoever was told of a message may write it
            typed = [*vals_list, self._read_defaults([MESSAGE])]
            ids = {int(vals[MESSAGE]) for vals in typed if vals.get(MESSAGE)}
            self.env["mail.message"].browse(ids).check_access("write")
        return super().create(vals_list)

    @api.model
    def _list_readable_parents(self):
        return super()._list_readable_parents() | {"res_partner_id"}

    def _read_documents(self):
        return [
            (id_, "mail.message", message, *partners)
            for id_, message, *partners in self._read_columns("mail_message_id")
        ]
