"""What looks like a broken invariant and is none; each with its reason.

Short on purpose: whatever is legitimate because of who does it is told apart by the
islands and their stances (`people.py`), not here.
"""

from __future__ import annotations

# columns that change on others' rows when one works on one's own
BOOKKEEPING = {
    "write_date": "Odoo's stamp",
    "write_uid": "Odoo's stamp",
    "message_main_attachment_id": "the first file of a thread",
    "access_token": "a key is made when a page is opened; who reads it is judged",
}
# (table, column) of rows that belong to an island and serve somebody else
SERVING = {
    ("mail_notification", "*"): "whether one's own news was read",
    ("mail_followers", "*"): "followers of a thread come and go with its work",
    ("mail_activity", "*"): "a reviewer's to-do is done by the reviewer",
    ("crm_duplicate_index", "*"): "keys of the duplicate search, written for all",
    ("crm_customer_words", "*"): "words of the search, written for all",
    ("res_partner", "signup_type"): "an invitation that comes with a mail",
    ("ir_attachment", "index_content"): "words of the search",
    ("crm_customer_access_log", "*"): "the log of who read, added to",
    ("crm_duplicate_pair", "*"): "the system's own findings",
}
# rows that stay theirs whatever becomes of the document; the words are judged
STILL_THEIRS = {
    "mail.message": "whoever wrote it, or was written to, keeps it",
    "mail.notification": "it is the receiver's own",
}
# (invariant, subject) → why it is right as it is
ACCEPTED: dict[tuple[str, str], str] = {
    (
        "prints what nobody has approved",
        "sale.order.action_promise",
    ): "a confirmed order's delivery date changes with a reason, in its history",
    (
        "prints what nobody has approved",
        "crm.order.promise.action_promise",
    ): "the same, by its dialogue",
    (
        "contact data read without a trace",
        "take_notices",
    ): "messages that were addressed to the reader in person, shown once more",
    (
        "linked to what is hidden",
        "res.users.settings.embedded.action.res_id",
    ): "how one's own screen is arranged; it tells nothing of the record",
    (
        "what the system keeps was set",
        "crm.lead.automated_probability",
    ): "Odoo's guess, from which nothing follows here",
}


def is_bookkeeping(table: str, columns: frozenset[str]) -> bool:
    """Whether nothing but such columns has changed."""
    if (table, "*") in SERVING:
        return True
    return all(
        column in BOOKKEEPING or (table, column) in SERVING for column in columns
    )
