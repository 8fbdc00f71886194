from odoo import api, models
from odoo.fields import Domain

# what an opportunity says of the person whom it is about
PERSONAL_FIELDS = (
    "contact_name",
    "email_from",
    "phone",
    "website",
    "street",
    "street2",
    "zip",
    "city",
    "function",
)


class CrmLead(models.Model):
    _name = "crm.lead"
    _inherit = ["crm.lead", "customer.work.mixin"]

    @api.model
    def _work_open_domain(self):
        return Domain("won_status", "=", "pending")

    def _forget_person(self, words):
        """Take out of the opportunities who their contact was (GEN-3).

        :param words: what tells who it is; the history has it too
        """
        known = [name for name in PERSONAL_FIELDS if name in self._fields]
        self.write(dict.fromkeys(known, False))
        self.env["mail.tracking.value"].search(
            [
                ("mail_message_id.model", "=", self._name),
                ("mail_message_id.res_id", "in", self.ids),
                "|",
                ("old_value_char", "in", words),
                ("new_value_char", "in", words),
            ]
        ).unlink()
