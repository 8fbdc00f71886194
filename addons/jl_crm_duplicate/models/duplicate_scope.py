from contextlib import contextmanager
from typing import NamedTuple

# the verdicts that may stop somebody, the worse the higher
RANKS = {"likely": 1, "certain": 2}
# as a field offers them
STOPPING_VERDICTS = [("certain", "Certain"), ("likely", "Likely")]


class Finding(NamedTuple):
    """A customer that looks like others, and what was said to it."""

    customer_id: int
    matches: list
    reason: str
    row: int  # in what was entered, from 1; 0 where it was one alone
    may_go_on: bool  # with a reason

    @property
    def is_allowed(self):
        return self.may_go_on and bool(self.reason)


class DuplicateScope:
    """What the outermost create or write has touched, to be checked at its end."""

    def __init__(self):
        self.depth = 1
        self.touched = {}
        self.reasons = {}
        self.rows = {}
        self.before = {}

    @contextmanager
    def nested(self):
        self.depth += 1
        try:
            yield
        finally:
            self.depth -= 1

    def touch(self, partner_ids):
        """Have these partners' customers checked."""
        self.touched.update(dict.fromkeys(partner_ids))

    def give_reasons(self, partner_ids, reasons):
        pairs = zip(partner_ids, reasons, strict=True)
        self.reasons.update({one: reason for one, reason in pairs if reason})

    def number(self, partner_ids):
        """Keep which row of the outermost call each partner was."""
        if self.depth == 1 and len(partner_ids) > 1:
            self.rows = {one: row for row, one in enumerate(partner_ids, 1)}

    def absorb(self, other):
        """Take over what another scope has collected."""
        self.touched.update(other.touched)
        for customer_id, hits in other.before.items():
            self.before.setdefault(customer_id, hits)

    def is_news(self, match):
        """Whether the match was not there, or was weaker, before the change."""
        before = self.before.get(match.probe_id, {})
        return before.get(match.partner_id, 0) < RANKS[match.verdict]
