"""Keys: customers that share one may be the same.

A key says which rule made it in its four low bits and is else the hash of a text, so
`bit_or(1 << (key & 15))` over the shared keys is the list of the reasons.
"""

from __future__ import annotations

from enum import IntEnum
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from .address import fold_address
from .company_name import parse_company_names
from .mail import find_mails, is_office, mail_domain
from .numerals import is_number
from .person import fold_person
from .phone import find_phones, local_part
from .tax_id import fold_tax_id
from .web import web_domain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

KIND_BITS = 4
_KIND_MASK = (1 << KIND_BITS) - 1
# of any one list in a customer; what a check costs must not depend on the input
_MOST = 20
_LONGEST_EDITED = 12
_SHORTEST_EDITED = 3
_SHORTEST_EDITED_LATIN = 4
_LONGEST_LATIN = 20
_SHORTEST_SPOKEN = 2


class Kind(IntEnum):
    """What two customers share; at most 16."""

    TAX_ID = 0
    PHONE = 1
    MAIL = 2
    DOMAIN = 3
    ADDRESS = 4
    NAME = 5  # trade word and industry
    SOUND = 6  # pinyin of the trade word
    SOUND_ROOT = 7  # … and the root of the industry
    SOUND_CITY = 8  # … and the city
    EDIT = 9  # trade word, industry, city; also with any one character left out


class Customer(NamedTuple):
    """Fields as people filled them; a cell may hold several phones or mails.

    What the contacts of a company have counts for the company.
    """

    name: str = ""
    aliases: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    website: str = ""
    city: str = ""
    street: str = ""
    contacts: tuple[str, ...] = ()
    tax_id: str = ""


class Normal(NamedTuple):
    """What scoring compares: one row per name, the aliases after the own one."""

    name_no: int
    norm: str
    trade: str
    industry: str
    root: str
    city: str
    is_full: bool
    is_latin: bool
    mark: str
    pinyin: str
    phones: tuple[str, ...]
    mails: tuple[str, ...]
    domains: tuple[str, ...]
    address: str
    tax_id: str
    contacts: tuple[str, ...]


def normalise(customer: Customer) -> tuple[Normal, ...]:
    """One record for the name and one for each other name that differs from it."""
    names = [customer.name, *customer.aliases[:_MOST]]
    parsed = dict.fromkeys(
        one for name in names for one in parse_company_names(name, customer.city)
    )
    shared = _normalise_fields(customer)
    told = [name for name in parsed if name.norm] or list(parsed)[:1]
    return tuple(Normal(number, *name, **shared) for number, name in enumerate(told))


def _normalise_fields(customer: Customer) -> dict[str, object]:
    mails = _collect(find_mails(cell) for cell in customer.mails[:_MOST])
    domains = [web_domain(customer.website), *map(mail_domain, mails)]
    return {
        "phones": _collect(find_phones(cell) for cell in customer.phones[:_MOST]),
        "mails": mails,
        "domains": _collect([domains]),
        "address": fold_address(customer.street),
        "tax_id": fold_tax_id(customer.tax_id),
        "contacts": _collect([map(fold_person, customer.contacts[:_MOST])]),
    }


def _collect(found: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Each once, in order, without the empty ones."""
    every = dict.fromkeys(value for values in found for value in values if value)
    return tuple(every)[:_MOST]


def make_keys(normals: Iterable[Normal]) -> tuple[int, ...]:
    """The keys of one customer's records, sorted."""
    texts = {pair for normal in normals for pair in _key_texts(normal)}
    return tuple(sorted(make_key(kind, text) for kind, text in texts))


def make_key(kind: Kind, text: str) -> int:
    """A signed integer of eight bytes: 60 bits of hash, four of kind.

    With the 32 bits of crc32, 82 of 1,000,000 texts met in one key; so many bits make
    a shared key proof enough, for half a microsecond more.
    """
    digest = blake2b(text.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True) & ~_KIND_MASK | kind


def _key_texts(normal: Normal) -> Iterator[tuple[Kind, str]]:
    if normal.tax_id:
        yield Kind.TAX_ID, normal.tax_id
    for phone in normal.phones:
        yield Kind.PHONE, local_part(phone)
    for mail in normal.mails:
        if not is_office(mail):
            yield Kind.MAIL, mail
    for domain in normal.domains:
        yield Kind.DOMAIN, domain
    if normal.address:
        yield Kind.ADDRESS, normal.address
    if normal.trade:
        yield from _name_texts(normal)


def _name_texts(name: Normal) -> Iterator[tuple[Kind, str]]:
    yield Kind.NAME, name.trade + name.industry
    # there are many branches, and many schools of a city, but one second one
    if name.mark:
        yield Kind.NAME, f"{name.trade}{name.industry}|{name.mark}"
    if len(name.trade) >= _SHORTEST_SPOKEN:
        yield Kind.SOUND, name.pinyin
        yield Kind.SOUND_ROOT, f"{name.pinyin}|{name.root}"
        if name.city:
            yield Kind.SOUND_CITY, f"{name.pinyin}|{name.city}"
    for text in _edited(name):
        yield Kind.EDIT, text


def _edited(name: Normal) -> Iterator[str]:
    """Two names that share one of these differ by one character at most.

    Or by one that has moved: 松大 and 大松 share both 松 and 大.
    """
    if name.is_latin:
        if len(name.trade) >= _SHORTEST_EDITED_LATIN:
            yield from _without_one(name.trade[:_LONGEST_LATIN])
        return
    core = name.trade + name.industry
    # 502 and 520 are two, and so are 88 and 888
    if is_number(name.trade):
        return
    if name.city and len(core) >= _SHORTEST_EDITED:
        for text in _without_one(core, _LONGEST_EDITED):
            yield f"{text}|{name.city}"


def _without_one(text: str, places: int = _LONGEST_LATIN) -> set[str]:
    """The text, and the text without any one of its first characters."""
    places = min(places, len(text))
    return {text, *(text[:at] + text[at + 1 :] for at in range(places))}
