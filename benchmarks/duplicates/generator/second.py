"""The second row of a company: another name, and some of the other data."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from benchmarks.duplicates.generator.doubles import CHINESE, KINDS
from benchmarks.duplicates.generator.latin_doubles import LATIN
from benchmarks.duplicates.generator.names import write_name
from benchmarks.duplicates.generator.notes import OF_A_NATURE

if TYPE_CHECKING:
    from benchmarks.duplicates.generator.company import Company
    from benchmarks.duplicates.generator.maker import Maker

TRIES = 6
# these are known by their phone or tax ID alone
UNLIKE = {"samephone", "renamed"}
# of the others, so many have nothing but the name in common
NAME_ALONE = 0.35


def enter_again(maker: Maker, company: Company) -> tuple[str, str, Company] | None:
    """The kind, the name, and the data; None where no other name comes out."""
    name = write_name(company)
    if make := OF_A_NATURE.get(company.nature):
        double = replace(company)
        other = make(maker, double)
        return company.nature, other, _share(maker, company, double, company.nature)
    kinds = LATIN if company.is_latin else CHINESE
    for _try in range(TRIES):
        kind = maker.chance.pick(KINDS)
        if kind not in kinds:
            continue
        double = replace(company)
        other = kinds[kind](maker, double)
        if other != name or kind == "exact":
            return kind, other, _share(maker, company, double, kind)
    return None


def _share(maker: Maker, company: Company, double: Company, kind: str) -> Company:
    """Which of the other data the double has in common with the company."""
    is_name_alone = kind not in UNLIKE and maker.chance.happens(NAME_ALONE)
    memory = _Memory(maker, is_empty=is_name_alone)
    _change_numbers(maker, company, double, memory)
    _change_words(maker, company, double, memory)
    double.hides_city = maker.chance.happens(0.30 if is_name_alone else 0.15)
    if kind == "samephone":
        _keep_phone(maker, company, double)
    if kind == "renamed":
        company.tax_id = company.tax_id or maker.draw_tax_id()
        double.tax_id = company.tax_id
    return double


class _Memory:
    """What of the first row is kept: nothing where only the name is the same."""

    def __init__(self, maker: Maker, *, is_empty: bool) -> None:
        self._chance = maker.chance
        self._is_empty = is_empty

    def keeps(self, share: float) -> bool:
        return not self._is_empty and self._chance.happens(share)


def _change_numbers(
    maker: Maker, company: Company, double: Company, memory: _Memory
) -> None:
    chance = maker.chance
    if not memory.keeps(0.5):
        has_phone = chance.happens(0.3)
        double.phone = maker.draw_phone(company.city) if has_phone else None
    if not memory.keeps(0.55):
        double.mobile = maker.draw_mobile() if chance.happens(0.5) else ""
    if not memory.keeps(0.4):
        double.fax = None
    if not memory.keeps(0.5):
        double.tax_id = ""


def _change_words(
    maker: Maker, company: Company, double: Company, memory: _Memory
) -> None:
    if not memory.keeps(0.6):
        has_contact = maker.chance.happens(0.7)
        double.contact = maker.draw_person() if has_contact else ""
    if not memory.keeps(0.5):
        double.mail = _draw_other_mail(maker, company, is_near=memory.keeps(0.4))
    if not memory.keeps(0.55):
        double.address = None


def _draw_other_mail(maker: Maker, company: Company, *, is_near: bool) -> str:
    """Another one of the same domain, a private one, or none."""
    if company.domain and is_near:
        return maker.draw_mail(company)
    if maker.chance.happens(0.25):
        return maker.draw_mail(replace(company, domain=""))
    return ""


def _keep_phone(maker: Maker, company: Company, double: Company) -> None:
    if not (company.phone or company.mobile):
        company.mobile = maker.draw_mobile()
    double.mobile = company.mobile
    if not company.mobile:
        double.phone = company.phone
    if maker.chance.happens(0.6):
        double.contact = company.contact
    double.tax_id = ""
