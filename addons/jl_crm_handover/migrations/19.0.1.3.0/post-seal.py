import hashlib
import json

from odoo import SUPERUSER_ID, api
from odoo.tools import SQL

CUSTOMERS = """
    SELECT partner_id, name, receiver_id, customer_class
      FROM crm_handover_customer WHERE handover_id = %s
     ORDER BY partner_id
"""


def migrate(cr, version):
    """Seal what is being signed with all that the paper says.

    Until now the signatures were under a hash of a part of it. Where that is still the
    same, the round goes on; where it is not, the next one to sign is told so.
    """
    env = api.Environment(cr, SUPERUSER_ID, {})
    for handover in env["crm.handover"].search([("state", "=", "signing")]):
        signatures = handover._get_signatures()
        digests = set(signatures.mapped("digest"))
        if signatures and digests == {_make_former_digest(handover)}:
            handover._write_system({"signed_seal": handover._get_seal()})


def _make_former_digest(handover):
    dates = [str(handover.date_planned), str(handover.date_return)]
    content = {
        "number": handover.name,
        "kind": handover.kind,
        "dates": dates,
        "parties": [(role, user.id) for role, user in handover._get_parties()],
        "from": handover.from_user_id.id,
        "gone": handover.is_from_user_gone,
        "rest": handover.rest_receiver_id.id,
        "customers": handover.env.execute_query(SQL(CUSTOMERS, handover.id)),
        "items": [_list_item(line) for line in handover.line_ids.sorted("id")],
    }
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _list_item(line):
    return [
        line.heading,
        line.name,
        line.receiver_id.id,
        line.row_id.partner_id.id,
        line.count,
        f"{line.amount:.2f}",
        line.note or "",
        [line.is_given, line.is_received, line.is_witnessed],
        sorted(file.checksum or "" for file in line.attachment_ids),
    ]
