"""How salespeople note a company a second time: numbers, people, former names, towns.

The words are of this file alone: the engine's own tables would prove nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from duplicate_engine.pinyin import pinyin

from benchmarks.duplicates.generator import words
from benchmarks.duplicates.generator.chance import split
from benchmarks.duplicates.generator.names import CITY, NOWHERE, write_city, write_name
from benchmarks.duplicates.generator.natures import SHORT_UNITS, spell_number

if TYPE_CHECKING:
    from benchmarks.duplicates.generator.company import Company
    from benchmarks.duplicates.generator.maker import Maker

NUMBERINGS = (
    *("{n}、", "{n}. ", "{n}）", "({n})", "No.{n} ", "NO{n}：", "No. {n}  ", "#{n} "),
    *("A{n:02}-", "编号{n:03} ", "客户{n}：", "序号{n}、", "★", "●", "[{n}]", "{n}-"),
)
PEOPLE = (
    *(
        "-{surname}经理",
        "（{surname}先生）",
        " {surname}小姐",
        "/{surname}总",
        "，{surname}工",
    ),
    *("-{person}", " 联系人：{person}", "（联系人{person}）", "（{surname}老板）"),
    *(
        "_{surname}主管",
        "—{surname}会计",
        "（采购{surname}小姐）",
        " {surname}厂长 {mobile}",
    ),
)
FORMER = (
    *(
        "（原{name}）",
        "(原{name})",
        "（原名：{name}）",
        "（曾用名：{name}）",
        "【原{name}】",
    ),
    *("（前身{name}）", "（原名{name}）", "(曾用名 {name})"),
)
IN_FRONT = ("{form}{name}", "（{form}）{name}", "{form} {name}", "({form}){name}")
# towns that people name instead of the city; each is a real one
TOWNS = {
    "中山市": split("古镇 小榄 横栏 三乡 沙溪 东凤 黄圃 坦洲 大涌"),
    "佛山市": split("顺德 南海 禅城 龙江 乐从 北滘 大沥 狮山 容桂 伦教 西樵"),
    "东莞市": split("虎门 厚街 塘厦 寮步 大朗 凤岗 常平 石碣"),
    "广州市": split("番禺 花都 增城 从化 狮岭 新塘"),
    "深圳市": split("宝安 龙岗 沙井 观澜 布吉 松岗 公明 坪山"),
    "温州市": split("乐清 瑞安 柳市 瓯海 龙湾 苍南"),
    "金华市": split("义乌 永康 东阳 横店"),
    "宁波市": split("慈溪 余姚 北仑 鄞州 奉化"),
    "苏州市": split("昆山 常熟 张家港 太仓 吴江 盛泽"),
    "泉州市": split("晋江 石狮 南安 安溪"),
    "台州市": split("路桥 椒江 黄岩 温岭 玉环"),
    "江门市": split("新会 开平 鹤山 蓬江"),
}
ENGLISH_ENDS = (
    *(" Factory", " Co., Ltd.", " Manufacturing Co., Ltd", " Works", " Co.,Limited"),
    *(" Enterprise", " Manufacturer", " Group", ""),
)


def numbered(maker: Maker, company: Company) -> str:
    form = maker.chance.choice(NUMBERINGS)
    return form.format(n=maker.chance.randint(1, 120)) + write_name(company)


def person(maker: Maker, company: Company) -> str:
    """Behind the whole name, or behind what one calls the company on the phone."""
    chance = maker.chance
    name = company.contact or maker.draw_person()
    form = chance.choice(PEOPLE)
    suffix = company.suffix if chance.happens(0.5) else ""
    behind = form.format(person=name, surname=name[0], mobile=maker.draw_mobile())
    return write_name(company, suffix=suffix) + behind


def former(maker: Maker, company: Company) -> str:
    chance = maker.chance
    suffix = company.suffix if chance.happens(0.5) else ""
    style = CITY if chance.happens(0.5) else NOWHERE
    old = write_name(company, suffix=suffix, style=style)
    company.trade = maker.trades.draw()
    return write_name(company) + chance.choice(FORMER).format(name=old)


def legal(maker: Maker, company: Company) -> str:
    """The legal form has slipped to the front; a factory or a shop has none."""
    if company.suffix in words.SMALL:
        return write_name(company)
    name = write_name(company, suffix="")
    return maker.chance.choice(IN_FRONT).format(form=company.suffix, name=name)


def town(maker: Maker, company: Company) -> str:
    """Where the city is expected stands the town, as people there say it."""
    towns = TOWNS.get(company.city.name)
    if not towns:
        return write_name(company)
    chance = maker.chance
    place = chance.choice(towns)
    suffix = company.suffix if chance.happens(0.6) else ""
    city = write_city(company) if chance.happens(0.25) else ""
    return city + place + write_name(company, style=NOWHERE, suffix=suffix)


def english(maker: Maker, company: Company) -> str:
    """Translated word by word; the trade word is pinyin."""
    chance = maker.chance
    trade = pinyin(company.trade).capitalize()
    if chance.happens(0.3):
        trade = " ".join(pinyin(letter).capitalize() for letter in company.trade)
    city = company.city.short_name
    spoken = pinyin(city).capitalize()
    apart = " ".join(pinyin(letter).capitalize() for letter in city)
    province = pinyin(company.city.short_province).capitalize()
    forms = ("", f"{spoken} ", f"{spoken} City ", f"{apart} ", f"{province} {spoken} ")
    business = words.ENGLISH.get(company.industry, "Industrial")
    end = chance.choice(ENGLISH_ENDS)
    return f"{chance.choice(forms)}{trade} {business}{end}"


def numeral(maker: Maker, company: Company) -> str:
    """The same number in digits or in words."""
    return write_name(company, trade=spell_number(maker.chance, company.trade))


def school(maker: Maker, company: Company) -> str:
    """中山二小: place, number and one letter of what it is."""
    number, unit = company.suffix[1], company.suffix[2:]
    short = maker.chance.choice(SHORT_UNITS[unit])
    ordinal = "第" if len(short) > 1 else ""
    place = company.trade
    return f"{place}{ordinal}{number}{short}"


NOTED = {
    "numbered": numbered,
    "person": person,
    "former": former,
    "legal": legal,
    "town": town,
    "english": english,
}
OF_A_NATURE = {"numeral": numeral, "school": school}
