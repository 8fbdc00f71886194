"""Where companies are: most of them in the great cities."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from duplicate_engine.tables import read_rows

from benchmarks.duplicates.generator.chance import Weighted, split

if TYPE_CHECKING:
    from benchmarks.duplicates.generator.chance import Chance

# those with the most customers first
GREAT = split(
    "深圳市 广州市 上海市 北京市 东莞市 佛山市 中山市 苏州市 杭州市 宁波市 成都市"
    " 重庆市 天津市 武汉市 南京市 青岛市 厦门市 温州市 无锡市 郑州市 长沙市 西安市"
    " 济南市 合肥市 惠州市 珠海市 泉州市 福州市 金华市 台州市 嘉兴市 常州市 南通市"
    " 绍兴市 江门市 烟台市 大连市 沈阳市 昆明市 石家庄市"
)
# their numbers are written in another way
ELSEWHERE = {"香港特别行政区", "澳门特别行政区", "台湾省"}
AREA_CODES = {
    "北京市": "010",
    "广州市": "020",
    "上海市": "021",
    "天津市": "022",
    "重庆市": "023",
    "沈阳市": "024",
    "南京市": "025",
    "武汉市": "027",
    "成都市": "028",
    "西安市": "029",
    "深圳市": "0755",
    "佛山市": "0757",
    "中山市": "0760",
    "东莞市": "0769",
}
OTHER_AREA_CODES = 310, 998
PROVINCE_ENDS = ("壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "省", "市")
CITY_ENDS = ("自治州", "地区", "市", "盟", "县", "区")


class City(NamedTuple):
    province: str
    name: str
    districts: tuple[str, ...]
    area_code: str

    @property
    def short_name(self) -> str:
        return _cut(self.name, CITY_ENDS, kept=2)

    @property
    def short_province(self) -> str:
        return _cut(self.province, PROVINCE_ENDS, kept=1)


def read_cities(chance: Chance) -> Weighted[City]:
    cities = [
        City(province, name, tuple(districts.split()), _get_area_code(name, chance))
        for province, name, districts in read_rows("divisions.tsv")
        if province not in ELSEWHERE
    ]
    ranks = {name: rank for rank, name in enumerate(GREAT)}
    weights = [_weigh(ranks.get(city.name)) for city in cities]
    return Weighted(cities, weights)


def _get_area_code(city: str, chance: Chance) -> str:
    return AREA_CODES.get(city) or f"0{chance.randint(*OTHER_AREA_CODES)}"


def _weigh(rank: int | None) -> float:
    return 0.25 if rank is None else 2 + 60 / (rank + 2)


def _cut(name: str, ends: tuple[str, ...], kept: int) -> str:
    for end in ends:
        if name.endswith(end) and len(name) >= len(end) + kept:
            return name.removesuffix(end)
    return name
