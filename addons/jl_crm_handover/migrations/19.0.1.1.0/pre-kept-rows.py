from odoo.tools import SQL


def migrate(cr, version):
    """Let go of the guard of its own that the table of signatures had."""
    cr.execute(SQL("DROP FUNCTION IF EXISTS crm_handover_keep_signature CASCADE"))
