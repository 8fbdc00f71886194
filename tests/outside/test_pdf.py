"""A quotation on paper: Chinese, in glyphs as they are written in China."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import DictionaryObject

    from tests.client import Client

REPORT = "/report/pdf/sale.report_saleorder"
pytestmark = [
    # of Debian's wkhtmltopdf, which has no headers and footers
    pytest.mark.expects_log(r"odoo\.addons\.base\..*report", r"unpatched qt"),
]

# the same characters are drawn otherwise in Japan, Korea and Taiwan
SIMPLIFIED = ("WenQuanYi", "NotoSansCJKsc", "NotoSerifCJKsc", "SourceHanSansCN")
# with a rare character, as street names have them
STREET = "鼎湖区龘龙路"


@pytest.fixture(scope="module")
def sales(user) -> Client:
    # an administrator's login tells Odoo the address from which styles are fetched
    user("admin")
    return user("sales")


@pytest.fixture(scope="module")
def order(sales, user) -> int:
    customer = sales.create(
        "res.partner",
        {
            "name": "肇庆市鼎新门窗五金有限公司",
            "is_company": True,
            "lang": "zh_CN",
            "street": STREET,
            "user_id": sales.uid,
        },
    )
    product = sales.search("product.product", [["sale_ok", "=", True]], limit=1)[0]
    line = {"product_id": product, "name": "不锈钢驳接爪 单臂", "product_uom_qty": 3}
    values = {"partner_id": customer, "order_line": [[0, 0, line]]}
    number = sales.create("sale.order", values)
    sales.call("sale.order", "action_review_submit", [number])
    user("director").call("sale.order", "action_review_approve", [number])
    return number


@pytest.fixture(scope="module")
def paper(sales, order) -> PdfReader:
    content = sales.get(f"{REPORT}/{order}")
    assert content.startswith(b"%PDF-")
    return PdfReader(io.BytesIO(content))


def iter_fonts(paper: PdfReader) -> Iterator[DictionaryObject]:
    """The fonts of all the pages, those of the glyphs rather than their wrappers."""
    for page in paper.pages:
        for reference in page["/Resources"].get("/Font", {}).values():
            font = reference.get_object()
            wrapped = font.get("/DescendantFonts")
            yield wrapped[0].get_object() if wrapped else font


def get_name(font: DictionaryObject) -> str:
    """The name without the six letters that mark a part of a font."""
    return font["/BaseFont"].lstrip("/").rpartition("+")[2]


def test_the_text_is_chinese(paper):
    text = "".join(page.extract_text() for page in paper.pages)
    text = "".join(text.split())

    for word in ("肇庆市鼎新门窗五金有限公司", "不锈钢驳接爪单臂", STREET):
        assert word in text
    # Odoo's own words: quotation, quantity
    assert "报价单" in text
    assert "数量" in text


def test_the_glyphs_are_those_of_china(paper):
    names = {get_name(font) for font in iter_fonts(paper)}
    cjk = {name for name in names if "CJK" in name or name.startswith(SIMPLIFIED)}

    assert cjk
    assert all(name.startswith(SIMPLIFIED) for name in cjk), names
    # the font of a page whose styles were not found
    assert not any("Serif" in name for name in names)


def test_the_fonts_travel_with_the_paper(paper):
    """Who opens the file needs no Chinese font."""
    fonts = list(iter_fonts(paper))

    assert fonts
    for font in fonts:
        descriptor = font["/FontDescriptor"].get_object()
        files = {"/FontFile", "/FontFile2", "/FontFile3"}
        assert files.intersection(descriptor), get_name(font)
