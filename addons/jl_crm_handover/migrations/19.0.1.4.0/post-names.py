from odoo import SUPERUSER_ID, api

# the items were called in one language, and are sealed as they are called
AS_IT_WAS = """
    ALTER TABLE crm_handover_line
        ALTER COLUMN name TYPE varchar USING name ->> 'en_US'
"""


def migrate(cr, version):
    """Seal anew what is being signed: its items are called in every language now.

    What was as it was signed goes on; what was not stays so, and is told.
    """
    env = api.Environment(cr, SUPERUSER_ID, {})
    for handover in env["crm.handover"].search([("state", "=", "in_progress")]):
        handover._write_names()
    handovers = env["crm.handover"].search(
        [("state", "=", "signing"), ("signed_seal", "!=", False)]
    )
    if not handovers:
        return
    env.flush_all()
    cr.execute("SAVEPOINT names")
    cr.execute(AS_IT_WAS)
    former = handovers._read_seals()
    cr.execute("ROLLBACK TO SAVEPOINT names")
    same = [one for one in handovers if former[one.id] == one.signed_seal]
    for handover in env["crm.handover"].union(*same):
        handover._write_system({"signed_seal": handover._get_seal()})
