"""Making companies by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duplicate_engine.pinyin import pinyin
from duplicate_engine.tax_id import check_digit

from benchmarks.duplicates.generator import latin, words
from benchmarks.duplicates.generator.company import Address, Company, Phone
from benchmarks.duplicates.generator.names import STYLES
from benchmarks.duplicates.generator.natures import make_of_nature
from benchmarks.duplicates.generator.places import read_cities
from benchmarks.duplicates.generator.trades import Trades

if TYPE_CHECKING:
    from benchmarks.duplicates.generator.chance import Chance
    from benchmarks.duplicates.generator.places import City

LATIN = 0.07
MOST_TRIES = 50
TAX_ID_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
DIVISIONS = 110101, 659001
LONGEST_DOMAIN = 14


class Maker:
    """Companies, and what many unrelated ones share: agents, addresses of incubators.

    `duplicates` is how many will be made of them: the more, the more agents.
    """

    def __init__(self, chance: Chance, duplicates: int) -> None:
        self.chance = chance
        self.trades = Trades(chance)
        self.cities = read_cities(chance)
        agents = max(5, duplicates // 400)
        self._agents = [self.draw_mobile() for _ in range(agents)]
        self._agent_mails = [
            f"{chance.letters(6)}@{chance.pick(words.FREE_MAIL)}" for _ in range(agents)
        ]
        self._incubators: list[tuple[City, str, Address] | None]
        self._incubators = [None] * max(5, duplicates // 300)
        self._taken: set[tuple[str, str, str, str]] = set()

    def make(self) -> Company:
        """A company with all that is known of it."""
        is_latin = self.chance.happens(LATIN)
        company = self._draw_latin() if is_latin else self._draw_chinese()
        return self._fill(company)

    def make_like(self, company: Company, **parts: object) -> Company | None:
        """Another one with some parts of this; None if there is such a one already."""
        names = ("city", "district", "trade", "industry", "suffix", "style")
        kept = {name: getattr(company, name) for name in names}
        other = Company(**{**kept, **parts}, has_short_place=company.has_short_place)
        return self._fill(other) if self._take(other) else None

    def draw_industry(self) -> str:
        return self.chance.pick(words.INDUSTRIES)

    def draw_mobile(self) -> str:
        return self.chance.choice(words.MOBILE_PREFIXES) + self.chance.digits(8)

    def draw_phone(self, city: City) -> Phone:
        chance = self.chance
        is_long = len(city.area_code) == len("010") or chance.happens(0.7)
        number = f"{chance.randint(2, 8)}{chance.digits(7 if is_long else 6)}"
        extension = str(chance.randint(800, 899)) if chance.happens(0.15) else ""
        return Phone(city.area_code, number, extension)

    def draw_tax_id(self) -> str:
        chance = self.chance
        letters = "".join(chance.choice(TAX_ID_LETTERS) for _ in range(9))
        base = f"91{chance.randint(*DIVISIONS):06}{letters}"
        return base + check_digit(base)

    def draw_person(self) -> str:
        chance = self.chance
        rank = int(chance.paretovariate(1.1)) - 1
        is_common = chance.happens(0.6) and rank < len(words.SURNAMES)
        surname = words.SURNAMES[rank] if is_common else chance.choice(words.SURNAMES)
        count = 1 if chance.happens(0.35) else 2
        return surname + "".join(chance.choice(words.GIVEN_NAMES) for _ in range(count))

    def draw_mail(self, company: Company) -> str:
        """At its own domain, or the private one of somebody there."""
        chance = self.chance
        if company.domain and chance.happens(0.75):
            person = pinyin(company.contact or self.draw_person())
            return f"{chance.choice([*words.OFFICE_MAIL, person])}@{company.domain}"
        host = chance.pick(words.FREE_MAIL)
        if host == "qq.com":
            return f"{chance.randint(10**7, 4 * 10**9)}@{host}"
        if host == "139.com":
            return f"{company.mobile or self.draw_mobile()}@{host}"
        return f"{pinyin(self.draw_person())}{chance.randrange(10_000)}@{host}"

    def _draw_chinese(self) -> Company:
        chance = self.chance
        while True:
            city, suffix = chance.pick(self.cities), chance.pick(words.SUFFIXES)
            industry = self.draw_industry()
            if suffix in words.SMALL and len(industry) > 2:
                industry = words.SHORT.get(industry, industry)[:2]
            company = Company(
                trade=self.trades.draw(),
                industry=industry,
                suffix=suffix,
                city=city,
                district=chance.choice(city.districts),
                style=chance.pick(STYLES),
                has_short_place=chance.happens(0.6),
            )
            make_of_nature(chance, company)
            if self._take(company):
                return company

    def _draw_latin(self) -> Company:
        chance = self.chance
        city = chance.pick(self.cities)
        return Company(
            trade=latin.draw_latin_trade(chance),
            industry=chance.choice(latin.INDUSTRIES) if chance.happens(0.75) else "",
            suffix=chance.choice(latin.SUFFIXES),
            city=city,
            district=chance.choice(city.districts),
            is_latin=True,
        )

    def _take(self, company: Company) -> bool:
        """A registry has no two of one trade word in one line of business."""
        industry = words.SHORT.get(company.industry, company.industry)
        # numbered schools and offices of one street differ in what they are alone
        unit = company.suffix if company.nature else ""
        key = (company.city.name, company.trade, industry, unit)
        if key in self._taken:
            return False
        self._taken.add(key)
        return True

    def _fill(self, company: Company) -> Company:
        chance = self.chance
        if chance.happens(0.55):
            company.phone = self.draw_phone(company.city)
        if chance.happens(0.62):
            company.mobile = self.draw_mobile()
        if chance.happens(0.012):
            company.mobile = chance.choice(self._agents)
        if company.phone and chance.happens(0.25):
            number = company.phone.number[:-1] + chance.digits(1)
            company.fax = Phone(company.phone.area, number, "")
        if chance.happens(0.72):
            company.contact = self.draw_person()
        if chance.happens(0.35):
            company.domain = self._draw_domain(company)
        self._fill_mail_and_tax_id(company)
        if chance.happens(0.7):
            self._fill_address(company)
        return company

    def _fill_mail_and_tax_id(self, company: Company) -> None:
        chance = self.chance
        if chance.happens(0.45):
            company.mail = self.draw_mail(company)
        if chance.happens(0.006):
            company.mail = chance.choice(self._agent_mails)
        if not company.is_latin and chance.happens(0.45):
            company.tax_id = self.draw_tax_id()

    def _draw_domain(self, company: Company) -> str:
        chance = self.chance
        letters = filter(str.isalnum, pinyin(company.trade).lower())
        name = "".join(letters)[:LONGEST_DOMAIN]
        word = chance.choice(words.DOMAIN_WORDS) if chance.happens(0.65) else ""
        number = str(chance.randrange(100)) if chance.happens(0.25) else ""
        return name + word + number + chance.pick(words.DOMAINS)

    def _fill_address(self, company: Company) -> None:
        chance = self.chance
        has_park = chance.happens(0.35)
        named = self.trades.draw_rare() if chance.happens(0.3) else ""
        company.address = Address(
            street=chance.choice(words.STREETS),
            number=chance.randint(1, 999),
            park=named + chance.choice(words.PARKS) if has_park else "",
            building=chance.choice("ABCDEFG123456789") if chance.happens(0.4) else "",
            room=chance.randint(101, 2899) if chance.happens(0.55) else 0,
        )
        if chance.happens(0.02):
            self._move_into_incubator(company)

    def _move_into_incubator(self, company: Company) -> None:
        """Many that have nothing to do with each other have one address."""
        place = self.chance.randrange(len(self._incubators))
        incubator = self._incubators[place]
        if incubator is None:
            self._incubators[place] = (company.city, company.district, company.address)
        elif incubator[0] == company.city:
            _city, company.district, company.address = incubator
