from odoo import fields, models


class MailNotification(models.Model):
    """What is shown on the screen waits until its reader is there (CON-2, CON-3)."""

    _name = "mail.notification"
    _inherit = "mail.notification"

    notice_pending = fields.Boolean(readonly=True, copy=False)

    _notices_of_a_reader = models.Index("(res_partner_id) WHERE notice_pending")
