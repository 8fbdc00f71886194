"""Pictures of a sealed text are in the text: what is only linked could be exchanged."""

import base64
import re
from urllib.parse import parse_qs, unquote, urlsplit

from lxml import etree, html

from odoo import fields
from odoo.exceptions import MissingError, UserError
from odoo.tools import file_open
from odoo.tools.image import image_process
from odoo.tools.mimetypes import guess_mimetype

MEGABYTE = 1024 * 1024
# of all pictures of a text
LIMIT = 2 * MEGABYTE
KINDS = ("image/png", "image/jpeg", "image/gif", "image/webp")
SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".webp")
INSIDE = re.compile(r"data:(image/(?:png|jpeg|gif|webp));base64,", re.IGNORECASE)
SERVED = re.compile(
    r"/web/(?:image|content)"
    r"(?:/(?P<model>[a-z_]+(?:\.[a-z0-9_]+)+)/(?P<of>\d+)/(?P<field>\w+)"
    r"|/(?P<id>\d+)(?:-[^/]*)?"
    r"|/(?P<xmlid>\w+\.[\w.-]+))?"
    r"(?:/(?P<width>\d+)x(?P<height>\d+))?(?:/[^/]*)?"
)
STATIC = re.compile(r"/\w+/static/[\w./-]+")
URL = re.compile(r"url\(\s*(?P<quote>['\"]?)(?P<url>.*?)(?P=quote)\s*\)", re.IGNORECASE)
# what else of a style loads something
LOADING = re.compile(r"image-set|cross-fade|element\(|image\(|src\(|@import", re.I)
ESCAPE = re.compile(r"\\([0-9a-f]{1,6})\s?|\\", re.IGNORECASE)
# attributes by which a browser loads something for the page
SOURCES = frozenset({"src", "background", "poster", "data", "xlink:href"})
SOURCE_LISTS = frozenset({"srcset", "imagesrcset"})
LINKS = frozenset({"a", "area"})


class SealedHtml(fields.Html):
    """An html field whose text holds its pictures."""

    def _convert(self, value, record, validate):
        text = super()._convert(value, record, validate)
        is_kept = validate and text and all(record._ids)
        if not is_kept or "sealed.content.mixin" not in record.env.registry:
            return text
        return PictureText(record.env, self, record._name).fill_in(text)


class PictureText:
    """Puts the pictures of one text into it, as its writer sees them."""

    def __init__(self, env, field, model):
        """:param env: of the writer; code that runs for somebody sees what they see"""
        self.env = env(su=False)
        self.field = field
        self.model = model
        self.size = 0

    def fill_in(self, text):
        """Return the text with its pictures in it.

        :param str text: html
        :rtype: str
        :raise AccessError: the writer may not read a picture
        :raise UserError: a picture is from outside, no picture, or too large
        """
        if "=" not in text and "<style" not in text.lower():
            return text
        parser = html.HTMLParser(huge_tree=True, encoding="utf-8")
        whole = html.fromstring(f"<div>{text}</div>".encode(), parser=parser)
        changes = [self._fill_in_node(node) for node in whole.iter(etree.Element)]
        if not any(changes):
            return text
        method = self.field.sanitize_output_method
        filled = html.tostring(whole, encoding="unicode", method=method)
        return filled.removeprefix("<div>").removesuffix("</div>")

    def _fill_in_node(self, node):
        """Return whether something of the node was put into the text."""
        if node.tag == "style" and self._is_loading(node.text or ""):
            self._refuse(node.text)
        changed = {
            name: new
            for name, old in node.attrib.items()
            if (new := self._fill_in_attribute(node, name.lower(), old)) != old
        }
        node.attrib.update(changed)
        return bool(changed)

    def _fill_in_attribute(self, node, name, value):
        if name == "style":
            return self._fill_in_style(value)
        if name in SOURCE_LISTS:
            self._refuse(value)
        is_source = name in SOURCES or (name == "href" and node.tag not in LINKS)
        return self._put_in(value) if is_source and value.strip() else value

    def _is_loading(self, style):
        plain = ESCAPE.sub(lambda found: chr(int(found[1] or "20", 16)), style)
        return bool(
            URL.search(plain) or "url(" in plain.lower() or LOADING.search(plain)
        )

    def _fill_in_style(self, style):
        rest = URL.sub("", style)
        if self._is_loading(rest):
            self._refuse(style)
        return URL.sub(
            lambda found: (
                f"url('{self._put_in(found['url'])}')"
                if not INSIDE.match(found["url"])
                else found[0]
            ),
            style,
        )

    def _put_in(self, url):
        """Return the picture of an address as a data URI."""
        url = url.strip()
        if url.startswith("#"):
            return url
        if INSIDE.match(url):
            self._count(len(url) * 3 // 4)
            return url
        content = self._read(url)
        kind = guess_mimetype(content or b"")
        if kind not in KINDS:
            raise UserError(
                self.env._(
                    "“%(url)s” in “%(field)s” is no picture that can be kept with the "
                    "text. Upload it as PNG, JPEG, GIF or WebP.",
                    url=url[:100],
                    field=self._get_label(),
                )
            )
        self._count(len(content))
        return f"data:{kind};base64,{base64.b64encode(content).decode()}"

    def _count(self, size):
        self.size += size
        if self.size > LIMIT:
            raise UserError(
                self.env._(
                    "The pictures in “%(field)s” are larger than %(limit)s MB "
                    "together. Make them smaller, or attach them as files.",
                    field=self._get_label(),
                    limit=LIMIT // MEGABYTE,
                )
            )

    def _read(self, url):
        parts = self._split(url)
        if not parts:
            return self._refuse(url)
        path = unquote(parts.path)
        try:
            if STATIC.fullmatch(path):
                return _read_static(path)
            if served := SERVED.fullmatch(path):
                query = {key: one[0] for key, one in parse_qs(parts.query).items()}
                return self._read_served({**query, **_drop_none(served.groupdict())})
        except (MissingError, OSError, ValueError, TypeError, KeyError):
            return self._refuse(url)
        return self._refuse(url)

    def _split(self, url):
        """Return the parts of an address of this system, or nothing."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return None
        own = urlsplit(self.env["res.users"].sudo().get_base_url())
        is_own = (parts.scheme, parts.netloc) == (own.scheme, own.netloc)
        return parts if is_own or not (parts.scheme or parts.netloc) else None

    def _read_served(self, asked):
        """Return what the writer's browser would be given."""
        files = self.env["ir.binary"]
        field = asked.get("field", "raw")
        res_id = asked.get("of") or asked.get("id")
        record = files._find_record(
            xmlid=asked.get("xmlid"),
            res_model=asked.get("model", "ir.attachment"),
            res_id=res_id and int(res_id),
            access_token=asked.get("access_token"),
            field=field,
        )
        content = self._get_bytes(record, field)
        size = int(asked.get("width", 0)), int(asked.get("height", 0))
        if any(size) and guess_mimetype(content or b"") in KINDS:
            content = image_process(content, size=size, crop=asked.get("crop"))
        return content

    def _get_bytes(self, record, field):
        record = record.with_context(bin_size=False, bin_size_raw=False)
        if record._name == "ir.attachment":
            # a picture of the editor's library is a file of an add-on
            is_linked = record.type == "url" and STATIC.fullmatch(record.url or "")
            return _read_static(record.url) if is_linked else record.raw
        if record._fields[field].type != "binary":
            raise ValueError(field)
        return base64.b64decode(record[field] or b"")

    def _refuse(self, url):
        """:raise UserError: a picture is not of this system"""
        raise UserError(
            self.env._(
                "“%(field)s” shows a picture from outside: %(url)s. It could change "
                "after the text was approved. Save the picture on your computer, "
                "upload it here in its place, and save again. If the text comes from "
                "the company's terms or a template, the picture is replaced there.",
                field=self._get_label(),
                url=url.strip()[:100],
            )
        )

    def _get_label(self):
        names = self.env[self.model].fields_get([self.field.name], ["string"])
        return names.get(self.field.name, {}).get("string", self.field.string)


def _read_static(path):
    with file_open(path[1:], "rb", filter_ext=SUFFIXES) as file:
        return file.read()


def _drop_none(values):
    return {name: value for name, value in values.items() if value is not None}


def hold_pictures(field):
    """Have an html field of a registry hold its pictures in its text."""
    if type(field) is fields.Html:
        # the registry is set up: nothing but the class says how a value is converted
        field.__class__ = SealedHtml
