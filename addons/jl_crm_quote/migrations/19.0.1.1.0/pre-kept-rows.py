from odoo.tools import SQL


def migrate(cr, version):
    """Let go of the guard of its own that the table of decisions had."""
    cr.execute(SQL("DROP FUNCTION IF EXISTS crm_review_decision_keep CASCADE"))
