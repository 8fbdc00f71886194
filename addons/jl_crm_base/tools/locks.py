"""One record is taken by one person at a time."""

from odoo.exceptions import LockError


def lock_records(records, *, refuse=None, allow_referencing=False):
    """Lock the rows of records until the end of the transaction.

    :param records: of one model
    :param str refuse: what is said when somebody else holds one; a sentence of the
        house where there is none
    :param bool allow_referencing: whether others may meanwhile add rows that point here
    :raise LockError: somebody else is working on one of them
    """
    try:
        records.lock_for_update(allow_referencing=allow_referencing)
    except LockError as error:
        raise LockError(refuse or _get_refusal(records)) from error


def _get_refusal(records):
    return records.env._(
        "Somebody else is working on this at the moment: %(records)s. "
        "Reload the page to see what they did.",
        records=", ".join(records.mapped("display_name")),
    )
