"""Draws the rows of a sales office's customer list."""

import re
from random import Random

import vocabulary as words
import writings
from workbook import Cell

ROWS = 2000
LISTED = 850
ABROAD = 12
FAULTS_PER_KIND = 7
LAST_PART = 400
HEADINGS = ["客户名称", "客户类型", "客户级别", "电话", "传真", "邮箱", "网址", "国家",
            "省份", "城市", "详细地址", "邮编", "行业", "统一社会信用代码", "业务员",
            "联系人", "职务", "手机", "备注", "客户代码", "交易客户"]  # fmt: skip
# Forms of a name by what the firm does; a trader does not call itself a factory.
COMMON_FORMS = [
    "{city}{brand}{trade}有限公司",
    "{city}市{brand}{trade}有限公司",
    "{city}市{district}{brand}{trade}有限公司",
    "{province}{brand}{trade}有限公司",
    "{brand}{trade}（{city}）有限公司",
    "{brand}({city}){trade}有限公司",
    "{brand}{trade}",
]
FORMS = {
    "制造": [*COMMON_FORMS, "{city}市{district}{brand}{trade}厂"],
    "批发/零售": [*COMMON_FORMS, "{city}市{district}{brand}{trade}经营部"],
    "施工": [*COMMON_FORMS, "{province}{brand}{trade}集团有限公司"],
}
Row = dict[str, Cell]


def maybe(rng: Random, chance: float, value: str) -> str:
    return value if rng.random() < chance else ""


def bare(place: str) -> str:
    """中山市 → 中山, as it stands in a company's name."""
    return re.sub("(市|省|壮族自治区|维吾尔自治区)$", "", place)


class Office:
    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)
        self.brands = words.brands()
        self.trades = words.trades()
        self.districts = words.districts()
        self.names: set[str] = set()

    def make_rows(self) -> tuple[list[Row], dict[int, words.FaultKind]]:
        """The list, and by position what is wrong with the wrong rows."""
        rows = self._draw_listed() + self._draw_firms()
        for row in self.rng.sample(rows[LISTED:], ABROAD):
            self._move_abroad(row)
        self.rng.shuffle(rows)
        faults = self._draw_faults()
        for position, kind in faults.items():
            self._spoil(rows[position], kind)
        return rows, faults

    # Who and where

    def _draw_listed(self) -> list[Row]:
        names = self.rng.sample(words.listed_companies(), LISTED)
        self.names.update(names)
        return [
            self._row(name, place, self._district(place), words.listed_industry(name))
            for name in names
            for place in [self._place_named_in(name)]
        ]

    def _draw_firms(self) -> list[Row]:
        rows: list[Row] = []
        while len(rows) < ROWS - LISTED:
            place = self._near_place()
            district = self._district(place)
            trade = self.rng.choice(self.trades)
            name = self._firm_name(place, district, trade)
            if name not in self.names:
                self.names.add(name)
                rows.append(self._row(name, place, district, words.TRADES[trade]))
        return rows

    def _near_place(self) -> words.Place:
        return self.rng.choices(words.PLACES, words.PLACE_WEIGHTS)[0]

    def _place_named_in(self, name: str) -> words.Place:
        """Where the name says, else anywhere near."""
        for place in words.PLACES:
            if name.startswith((bare(place.city), bare(place.province))):
                return place
        return self._near_place()

    def _district(self, place: words.Place) -> str:
        """Some cities, such as 中山, have none."""
        return self.rng.choice(self.districts.get(place.city, [""]))

    def _firm_name(self, place: words.Place, district: str, trade: str) -> str:
        forms = FORMS.get(words.TRADES[trade], COMMON_FORMS)
        return self.rng.choice(forms).format(
            brand=self.rng.choice(self.brands),
            city=bare(place.city),
            district=district,
            province=bare(place.province),
            trade=trade,
        )

    # One row

    def _row(self, name: str, place: words.Place, district: str, industry: str) -> Row:
        rng = self.rng
        person, mailbox = self._person()
        values: Row = {
            "客户名称": self._untidy(name),
            "客户类型": "公司",
            "客户级别": rng.choice(words.GRADES),
            "行业": maybe(rng, 0.9, industry),
            "业务员": maybe(rng, 0.95, rng.choice(words.SALESPEOPLE)),
            "备注": maybe(rng, 0.25, self._remark()),
            "客户代码": "",
            "交易客户": "",
        }
        values |= self._place_values(place, district) | self._net_values(mailbox)
        return values | self._contact_values(person)

    def _untidy(self, name: str) -> str:
        """Hand-written: blanks around, brackets and letters of either width."""
        wide = re.sub("[A-Z()]", lambda match: writings.widen(match[0]), name)
        return self.rng.choice([*[name] * 14, *[wide] * 3, f"{name} ", f" {name}"])

    def _person(self) -> tuple[str, str]:
        """A Chinese name and its mailbox."""
        surname, mailbox = self.rng.choice(words.SURNAMES)
        given = self.rng.choices(words.GIVEN_NAMES, k=self.rng.choice((1, 2, 2)))
        name = surname + "".join(letters for letters, _sound in given)
        return name, mailbox + "".join(sound for _letters, sound in given)

    def _place_values(self, place: words.Place, district: str) -> Row:
        rng = self.rng
        city = rng.choice([place.city, place.city, place.city, bare(place.city), ""])
        return {
            "电话": maybe(rng, 0.92, self._landline(place)),
            "传真": maybe(rng, 0.2, self._landline(place)),
            "国家": rng.choice(["中国"] * 12 + ["CN"]),
            "省份": maybe(rng, 0.95, place.province),
            "城市": city,
            "详细地址": maybe(rng, 0.88, self._address(place, district)),
            "邮编": maybe(rng, 0.3, place.postcode),
            "统一社会信用代码": maybe(rng, 0.35, writings.tax_id(rng, place.division)),
        }

    def _landline(self, place: words.Place) -> str:
        return writings.landline(self.rng, place.area_code, place.digits)

    def _address(self, place: words.Place, district: str) -> str:
        rng, number = self.rng, self.rng.randrange(1, 300)
        street = f"{rng.choice(words.STREETS)}{rng.choice(['路', '大道', '一路'])}"
        ending = rng.choice([
            f"{number}号",
            f"{number}号",
            f"{number}号{rng.randrange(1, 6)}栋",
            f"{number}号{rng.randrange(2, 30)}楼{rng.randrange(1, 20):02}室",
            f"{number}号Ａ座",
            f"{number}号建材城{rng.choice('ABCD')}区{rng.randrange(1, 90)}铺",
            "工业园",
        ])  # fmt: skip
        start = rng.choice(
            ["", "", place.city, place.city, f"{place.province}{place.city}"]
        )
        if bare(place.province) == bare(place.city):
            start = place.city
        return f"{start}{district}{street}{ending}"

    def _net_values(self, mailbox: str) -> Row:
        """Addresses under the reserved .example, so that no mail can ever arrive."""
        rng = self.rng
        domain = "".join(rng.sample(words.SYLLABLES, k=2)) + ".example"
        box = rng.choice([mailbox, mailbox, "sales", "info", f"{mailbox}88"])
        site = rng.choice([f"www.{domain}", f"http://www.{domain}", f"WWW.{domain}/"])
        email = rng.choice([*[f"{box}@{domain}"] * 5, f"{box.upper()}@{domain} "])
        return {"邮箱": maybe(rng, 0.5, email), "网址": maybe(rng, 0.12, site)}

    def _contact_values(self, person: str) -> Row:
        rng = self.rng
        if rng.random() < 0.2:
            return {"联系人": "", "职务": "", "手机": ""}
        return {
            "联系人": rng.choice([*[person] * 8, f"{person} ", f"{person[0]}生"]),
            "职务": maybe(rng, 0.7, rng.choice(words.TITLES)),
            "手机": maybe(rng, 0.85, writings.mobile(rng)),
        }

    def _remark(self) -> str:
        rng = self.rng
        return rng.choice(words.REMARKS).format(
            year=rng.choice((2021, 2022, 2023, 2024)),
            month=rng.randrange(1, 13),
            day=rng.randrange(1, 29),
            person=self._person()[0],
            street=rng.choice(words.STREETS),
        )

    # What is out of the ordinary

    def _move_abroad(self, row: Row) -> None:
        """A few customers of the export desk."""
        country, city, code = self.rng.choice(words.FOREIGN_PLACES)
        brand, trade = self.rng.choice(self.brands), self.rng.choice(self.trades)
        number = writings.subscriber(self.rng, 8)
        for heading in ("省份", "传真", "详细地址", "邮编", "统一社会信用代码", "手机"):
            row[heading] = ""
        row |= {
            "客户名称": f"{brand}{trade}（{country}）有限公司",
            "国家": country,
            "城市": city,
            "电话": f"+{code} {number[:4]} {number[4:]}",
        }

    def _draw_faults(self) -> dict[int, words.FaultKind]:
        """What cannot even be saved lies together, at the end.

        An import saves its whole batch anew, row by row, for one such row.
        """
        kinds = [kind for kind in words.FAULT_KINDS for _ in range(FAULTS_PER_KIND)]
        unsaved = [kind for kind in kinds if kind.name in words.UNSAVED_FAULTS]
        others = [kind for kind in kinds if kind.name not in words.UNSAVED_FAULTS]
        start = ROWS - LAST_PART
        positions = self.rng.sample(range(start), len(others))
        positions += self.rng.sample(range(start, ROWS), len(unsaved))
        return dict(zip(positions, others + unsaved, strict=True))

    def _spoil(self, row: Row, kind: words.FaultKind) -> None:
        row[kind.column] = self.rng.choice(kind.values)
        if kind.name == "contact_unnamed":
            row["手机"] = writings.mobile(self.rng)
        if kind.name == "unknown_state":
            row["国家"] = "中国"
