from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Calls, meetings and mails are contacts with a customer (CAR-3)."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    for name in ("call", "meeting", "email"):
        kind = env.ref(f"mail.mail_activity_data_{name}", raise_if_not_found=False)
        if kind:
            kind.is_contact = True
