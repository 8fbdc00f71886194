"""What a file is, looked at before anything in it is unpacked."""

from __future__ import annotations

import io
import re
import zipfile

from .offer_error import OfferError

MEGABYTE = 1024 * 1024
LARGEST_FILE = 20 * MEGABYTE
# what is unpacked: pictures are not, whatever their size
LARGEST_CONTENT = 80 * MEGABYTE
LARGEST_SHEET = 60 * MEGABYTE
LARGEST_TEXTS = 30 * MEGABYTE
# formats, names, relations are read as a whole
LARGEST_PART = 4 * MEGABYTE
MOST_PARTS = 2_000
WORKBOOK = "xl/workbook.xml"
BINARY_WORKBOOK = "xl/workbook.bin"
TEXTS = "xl/sharedStrings.xml"
SHEETS = "xl/worksheets/"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
ZIP = b"PK"
HEAD = 4096
_DECLARED = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def open_archive(content: bytes) -> zipfile.ZipFile:
    """The parts of an Excel file that may be read without harm.

    :raise OfferError: it is none, encrypted, damaged or would take too much
    """
    _check_kind(content)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (
        zipfile.BadZipFile,
        ValueError,
        OverflowError,
        NotImplementedError,
    ) as error:
        raise OfferError("damaged") from error
    _check_parts(archive)
    return archive


def is_workbook(content: bytes) -> bool:
    """Whether a file is one of Excel, even if nothing can be read from it here."""
    if not content.startswith((ZIP, OLE)):
        return False
    try:
        with open_archive(content):
            return True
    except OfferError as error:
        return error.key not in ("no_excel", "damaged")


def _check_kind(content: bytes) -> None:
    if not content:
        raise OfferError("empty")
    if len(content) > LARGEST_FILE:
        raise OfferError("too_big", most=LARGEST_FILE // MEGABYTE)
    if content.startswith(OLE):
        raise OfferError("encrypted" if ENCRYPTED in content else "old_excel")
    if not content.startswith(ZIP):
        raise OfferError("no_excel")


def _check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if BINARY_WORKBOOK in names:
        raise OfferError("old_excel")
    if WORKBOOK not in names:
        raise OfferError("no_excel")
    if any(part.flag_bits & 1 for part in parts):
        raise OfferError("encrypted")
    read = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
    too_much = (
        len(parts) > MOST_PARTS
        or sum(part.file_size for part in read) > LARGEST_CONTENT
        or any(part.file_size > _get_limit(part.filename) for part in read)
    )
    if too_much:
        raise OfferError("bomb")
    for part in read:
        _check_head(archive, part)


def _get_limit(name: str) -> int:
    if name.startswith(SHEETS):
        return LARGEST_SHEET
    return LARGEST_TEXTS if name == TEXTS else LARGEST_PART


def _check_head(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Nothing that Excel writes declares entities, which can unfold without end."""
    try:
        with archive.open(part) as stream:
            head = stream.read(HEAD)
    except Exception as error:
        raise OfferError("damaged") from error
    if head.startswith(_UTF16) or _DECLARED.search(head):
        raise OfferError("bomb")
