from odoo.tools import SQL


def migrate(cr, version):
    """Let go of the index that said what the one of the documents' ids says."""
    cr.execute(SQL("DROP INDEX IF EXISTS crm_review_decision_document_idx"))
