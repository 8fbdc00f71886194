"""Mail addresses and the domains that tell a company."""

from __future__ import annotations

import re

from .tables import read_words
from .text import fold
from .web import fold_host

_PART = r"[^\s<>()\[\]\"',;:、。|/\\@]+"
_ADDRESS = re.compile(rf"{_PART}@{_PART}\.[a-z0-9\u3400-\u9fff-]+")
_MOST = 20
_FREE = read_words("words/free_mail.txt")
# the address of an office says no more than its domain
_ROLES = read_words("words/office_mail.txt")


def find_mails(text: str | None) -> tuple[str, ...]:
    """The mail addresses in a text, folded, in the order written."""
    found = _ADDRESS.findall(fold(text))
    return tuple(dict.fromkeys(address.strip(".") for address in found))[:_MOST]


def mail_domain(address: str) -> str:
    """The company's domain; empty for providers where anybody has an address."""
    domain = address.rpartition("@")[2]
    return "" if domain in _FREE else fold_host(domain)


def is_office(address: str) -> bool:
    """Whether a company's address belongs to nobody in particular."""
    return address.partition("@")[0] in _ROLES and bool(mail_domain(address))
