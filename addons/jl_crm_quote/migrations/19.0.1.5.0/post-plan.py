from odoo.tools import SQL

# what is under review or in force stays as it was sealed
PLAN = """
    INSERT INTO crm_contract_change_payment (
           change_id, payment_id, name, date, share, amount, amount_before,
           create_uid, create_date, write_uid, write_date)
    SELECT c.id, p.id, p.name, p.date, p.share, p.amount, p.amount,
           p.create_uid, p.create_date, p.write_uid, p.write_date
      FROM crm_contract_change c
      JOIN crm_contract_payment p ON p.contract_id = c.contract_id
     WHERE c.is_applied IS NOT TRUE
       AND c.review_state NOT IN ('submitted', 'approved')
"""
# what was not open to change before stays as the contract has it
TERMS = """
    UPDATE crm_contract_change c
       SET payment_term_id = k.payment_term_id,
           partner_shipping_id = k.partner_shipping_id,
           delivery_terms = k.delivery_terms,
           bank_details = k.bank_details,
           partner_bank_details = k.partner_bank_details
      FROM crm_contract k
     WHERE k.id = c.contract_id AND c.is_applied IS NOT TRUE
"""


def migrate(cr, version):
    """Let open change orders change the payment plan and the terms too."""
    cr.execute(SQL(PLAN))
    cr.execute(SQL(TERMS))
