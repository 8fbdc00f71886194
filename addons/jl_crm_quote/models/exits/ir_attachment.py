from odoo import models
from odoo.tools import SQL

SEALED = """
    SELECT f.attachment_id
      FROM sale_order_offer_file_rel f
      JOIN sale_order o ON o.id = f.order_id
     WHERE f.attachment_id = ANY(%(ids)s)
       AND o.review_state IN ('submitted', 'approved')
     UNION
    SELECT f.attachment_id
      FROM crm_contract_signed_file_rel f
      JOIN crm_contract c ON c.id = f.contract_id
     WHERE f.attachment_id = ANY(%(ids)s) AND c.state <> 'draft'
     UNION
    SELECT a.id
      FROM ir_attachment a
     WHERE a.id = ANY(%(ids)s) AND a.res_model = 'crm.review.decision'
"""


class IrAttachment(models.Model):
    """Files of offers, of signed contracts, and what went out (K3Q-3, CON-2)."""

    _name = "ir.attachment"
    _inherit = "ir.attachment"

    def _find_sealed_files(self):
        self.env["sale.order"].flush_model(["review_state"])
        self.env["crm.contract"].flush_model(["state"])
        rows = self.env.execute_query(SQL(SEALED, ids=self.ids))
        return super()._find_sealed_files() | self.browse(row[0] for row in rows)
