"""Web sites and the domains behind them."""

from __future__ import annotations

import re

from .tables import read_words
from .text import fold

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:/*|^//")
_HOST = re.compile(r"(?:[\w-]+\.)+[\w-]*[^\W\d][\w-]*")
# the second level that registries sell names under
_SHARED_LEVEL = frozenset(
    ("ac", "co", "com", "edu", "gov", "ltd", "ne", "net", "or", "org", "plc")
)
_COUNTRY_LENGTH = 2
# where a company has a page but not a domain: the host tells it, if anything does
_PLATFORMS = read_words("words/platforms.txt")
_EVERYBODYS = frozenset({"www", "m", "en", "cn", "mp", "shop", "detail", "item"})


def web_domain(text: str | None) -> str:
    """songda.com for https://www.Songda.com/about?x=1; empty when there is none."""
    address = _SCHEME.sub("", fold(text))
    address = address.partition("@")[2] or address
    host = re.split(r"[/?#:\s]", address, maxsplit=1)[0]
    return fold_host(host)


def fold_host(host: str) -> str:
    """The registered domain of a host; on a platform the company's own host."""
    host = host.strip(".")
    if not _HOST.fullmatch(host):
        return ""
    labels = host.split(".")
    size = 2 + _has_shared_level(labels)
    domain = ".".join(labels[-size:])
    if domain not in _PLATFORMS:
        return domain
    own = [label for label in labels[:-size] if label not in _EVERYBODYS]
    return ".".join([*own, domain]) if own else ""


def _has_shared_level(labels: list[str]) -> bool:
    is_country = len(labels[-1]) == _COUNTRY_LENGTH
    return len(labels) > 2 and is_country and labels[-2] in _SHARED_LEVEL
