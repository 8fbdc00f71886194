"""Which column holds what, by its heading in Chinese or English."""

from __future__ import annotations

import re
import unicodedata

CODE, NAME, SPECIFICATION, UNIT = "code", "name", "specification", "unit"
QUANTITY, PRICE, PRICE_INCLUDED = "quantity", "price", "price_included"
DISCOUNT, TAX, NOTE = "discount", "tax", "note"
KEYS = (
    CODE,
    NAME,
    SPECIFICATION,
    UNIT,
    QUANTITY,
    PRICE,
    PRICE_INCLUDED,
    DISCOUNT,
    TAX,
    NOTE,
)
WORDS = {
    CODE: "产品编码 产品编号 产品代码 物料代码 物料编码 物料编号 物料号 料号 编码 "
    "代码 货号 商品编码 商品编号 商品代码 存货编码 存货代码 產品編碼 物料編碼 料號 "
    "編碼 代碼 貨號 "
    "code sku productcode itemcode itemno itemnumber partno partnumber materialcode "
    "materialno internalreference",
    NAME: "产品名称 物料名称 商品名称 存货名称 货品名称 名称 品名 产品 物料 "
    "產品名稱 名稱 name product productname item itemname materialname description",
    SPECIFICATION: "规格型号 规格及型号 产品规格 规格 型号 規格型號 規格 型號 "
    "specification specifications spec specs model",
    UNIT: "单位 计量单位 單位 計量單位 unit uom unitofmeasure",
    QUANTITY: "数量 报价数量 订购数量 订货数量 采购数量 數量 報價數量 "
    "quantity qty orderedquantity",
    PRICE: "单价 不含税单价 未税单价 不含税价 单价不含税 單價 不含稅單價 未稅單價 "
    "price unitprice unitpriceexcltax priceexcltax",
    PRICE_INCLUDED: "含税单价 含税价 单价含税 含税价格 含稅單價 單價含稅 "
    "unitpriceincltax priceincltax unitpriceincludingtax priceincludingtax "
    "taxinclusiveprice unitpricetaxincluded",
    DISCOUNT: "折扣 折扣率 折讓 折扣百分比 discount discountrate disc",
    TAX: "税率 增值税率 税率 稅率 增值稅率 taxrate tax vat vatrate",
    NOTE: "备注 说明 備註 說明 note notes remark remarks comment comments",
}
HEADINGS = {word: key for key, words in WORDS.items() for word in words.split()}
LONGEST = 40
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_MARKS = re.compile(r"[\W_]+")
_CURRENCY = re.compile(r"(?:元|rmb|cny|usd)$")
_TOTAL = re.compile(
    r"(?:本页)?(?:合计|总计|小计|共计|总金额|合計|總計|小計|"
    r"(?:sub|grand)?totals?|sum)(?:金额|大写|金額|rmb|元|\d.*)?"
)


def find_key(value: object) -> str | None:
    """Which column such a heading stands over."""
    if not isinstance(value, str) or len(value) > LONGEST:
        return None
    text = unicodedata.normalize("NFKC", value).casefold()
    for writing in (text, _ASIDE.sub("", text)):
        word = _MARKS.sub("", writing)
        key = HEADINGS.get(word) or HEADINGS.get(_CURRENCY.sub("", word))
        if key:
            return key
    return None


def find_columns(values: list[object]) -> dict[str, int]:
    """Where each column is, the first of two that say the same."""
    columns: dict[str, int] = {}
    for place, value in enumerate(values):
        if key := find_key(value):
            columns.setdefault(key, place)
    return columns


def find_missing(columns: dict[str, int]) -> list[str]:
    """What an offer can not do without."""
    missing = []
    if CODE not in columns and NAME not in columns:
        missing.append(CODE)
    if QUANTITY not in columns:
        missing.append(QUANTITY)
    if PRICE not in columns and PRICE_INCLUDED not in columns:
        missing.append(PRICE)
    return missing


def is_total(text: str) -> bool:
    """Whether a row that begins so sums up others."""
    word = _MARKS.sub("", unicodedata.normalize("NFKC", text).casefold())
    return bool(word) and _TOTAL.fullmatch(word) is not None
