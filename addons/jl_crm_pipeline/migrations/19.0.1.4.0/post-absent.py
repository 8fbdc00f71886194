from odoo import SUPERUSER_ID, api
from odoo.fields import Domain


def migrate(cr, version):
    """What people hold who are not there any more, nobody holds."""
    env = api.Environment(cr, SUPERUSER_ID, {"active_test": False})
    gone = Domain("user_id.active", "=", False) | Domain("user_id.share", "=", True)
    env["res.partner"].search(gone & Domain("user_id", "!=", False))._refresh_holders()
