"""The many ways in which people write a number or an address into a field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.duplicates.generator import words
from benchmarks.duplicates.generator.chance import weigh
from benchmarks.duplicates.generator.names import write_name

if TYPE_CHECKING:
    from benchmarks.duplicates.generator.chance import Chance
    from benchmarks.duplicates.generator.company import Address, Company, Phone

WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
MOBILE_FORMS = weigh(
    {
        "{number}": 55,
        "{a}-{b}-{c}": 15,
        "{a} {b} {c}": 12,
        "+86 {number}": 6,
        "+86{number}": 4,
        "0086-{number}": 3,
        "(+86){a}-{b}-{c}": 2,
        "{wide}": 3,
    }
)
PHONE_FORMS = weigh(
    {
        "{area}-{number}": 55,
        "({area}){number}": 10,
        "{area}{number}": 10,
        "{area} {head} {tail}": 8,
        "+86-{abroad}-{number}": 7,
        "86-{abroad}-{number}": 5,
        "{number}": 5,
    }
)
EXTENSIONS = ("-", "转", " ext.", "x")
BUILDINGS = ("栋", "座", "幢")
ROOMS = ("{}室", "{}", "{}房")
# rooms of the lowest floors are seldom called 房
LOW = 300


def write_mobile(chance: Chance, number: str) -> str:
    parts = {"a": number[:3], "b": number[3:7], "c": number[7:]}
    form = chance.pick(MOBILE_FORMS)
    return form.format(number=number, wide=number.translate(WIDE), **parts)


def write_phone(chance: Chance, phone: Phone) -> str:
    area, number, extension = phone
    written = chance.pick(PHONE_FORMS).format(
        area=area, abroad=area[1:], number=number, head=number[:4], tail=number[4:]
    )
    return f"{written}{chance.choice(EXTENSIONS)}{extension}" if extension else written


def write_address(chance: Chance, company: Company, address: Address) -> str:
    end = "号" if chance.happens(0.9) else ""
    text = f"{address.street}{address.number}{end}{address.park}"
    if address.building:
        text += address.building + chance.choice(BUILDINGS)
    if address.room:
        rooms = ROOMS if address.room > LOW else ROOMS[:2]
        text += chance.choice(rooms).format(address.room)
    text = _write_places(chance, company) + text
    is_wide = chance.happens(0.05)
    return "".join(map(_widen, text)) if is_wide else text


def _write_places(chance: Chance, company: Company) -> str:
    city = company.city
    way = chance.random()
    if way < 0.35:
        province = city.province if city.province != city.name else ""
        return province + city.name + company.district
    if way < 0.6:
        return city.name + company.district
    return company.district if way < 0.8 else ""


def _widen(character: str) -> str:
    is_wide = character.isascii() and character.isalnum()
    return character.translate(WIDE) if is_wide else character


def write_contact(chance: Chance, name: str) -> str:
    is_titled = name and chance.happens(0.25)
    return name[0] + chance.choice(words.TITLES) if is_titled else name


def write_mail(chance: Chance, mail: str) -> str:
    if not mail or not chance.happens(0.08):
        return mail
    return mail.upper() if chance.happens(0.5) else f" {mail}"


def write_tax_id(chance: Chance, tax_id: str) -> str:
    if not tax_id or not chance.happens(0.06):
        return tax_id
    is_small = chance.happens(0.5)
    return tax_id.lower() if is_small else f"{tax_id[:4]} {tax_id[4:]}"


def write_row(chance: Chance, company: Company, name: str = "") -> dict[str, str]:
    """What stands in each column of the list of customers."""
    city, is_known = company.city, not company.hides_city
    has_website = company.domain and chance.happens(0.4) and is_known
    phone, fax, address = company.phone, company.fax, company.address
    return {
        "name": name or write_name(company),
        "country": "CN",
        "state": city.province if is_known else "",
        "city": city.name if is_known else "",
        "street": write_address(chance, company, address) if address else "",
        "phone": write_phone(chance, phone) if phone else "",
        "mobile": write_mobile(chance, company.mobile) if company.mobile else "",
        "fax": write_phone(chance, fax) if fax else "",
        "email": write_mail(chance, company.mail),
        "website": f"www.{company.domain}" if has_website else "",
        "contact": write_contact(chance, company.contact),
        "tax_id": write_tax_id(chance, company.tax_id),
    }
