"""Names of companies that nobody takes for one another."""

from __future__ import annotations

import itertools

# no two sound alike, alone or in a row
SIGNS = "榆鹭澜麒珊砚枫泽璟荻魁甘"
_words = itertools.product(SIGNS, repeat=3)


def make_name(kind: str = "铝业") -> str:
    """A name that no other test of the session has."""
    return f"{''.join(next(_words))}{kind}有限公司"
