"""Just enough of the .xlsx format for one sheet of text and whole numbers."""

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

Cell = str | int
CREATED = (2024, 1, 1, 0, 0, 0)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
FIXED_PARTS = {
    "[Content_Types].xml": f"""{HEAD}<Types xmlns="{PACKAGE}/content-types">\
<Default Extension="rels" \
ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPE}.sheet.main+xml"/>\
<Override PartName="/xl/worksheets/sheet1.xml" \
ContentType="{SHEET_TYPE}.worksheet+xml"/></Types>""",
    "_rels/.rels": f"""{HEAD}<Relationships xmlns="{PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>\
</Relationships>""",
    "xl/_rels/workbook.xml.rels": f"""{HEAD}<Relationships \
xmlns="{PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>\
</Relationships>""",
}


def _cell_xml(value: Cell) -> str:
    if value == "":
        return "<c/>"
    if isinstance(value, int):
        return f"<c><v>{value}</v></c>"
    text = f'<t xml:space="preserve">{escape(value)}</t>'
    return f'<c t="inlineStr"><is>{text}</is></c>'


def _sheet_xml(rows: list[list[Cell]]) -> str:
    lines = ("".join(map(_cell_xml, row)) for row in rows)
    body = "".join(f"<row>{line}</row>" for line in lines)
    return f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'


def _workbook_xml(title: str) -> str:
    return (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        f'<sheet name="{escape(title)}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )


def write_workbook(path: Path, title: str, rows: list[list[Cell]]) -> None:
    """Write one sheet; the same rows give the same members on every run."""
    parts = FIXED_PARTS | {
        "xl/workbook.xml": _workbook_xml(title),
        "xl/worksheets/sheet1.xml": _sheet_xml(rows),
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            member = zipfile.ZipInfo(name, CREATED)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, text, compresslevel=9)


def workbook_parts(path: Path) -> dict[str, bytes]:
    """The members unpacked: zlib versions pack the same text differently."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
