import base64
import re

from markupsafe import Markup

from odoo import models
from odoo.tools.misc import file_open

PAPER = "jl_crm_handover.report_handover"
LINK = re.compile(r'<link\b[^>]*href="/web/assets/[^"]*/([\w.]+?)\.min\.css"[^>]*>')
BASE = re.compile(r"<base\b[^>]*>")
FONT = re.compile(r"@font-face\s*{[^}]*}")
ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")


class IrActionsReport(models.Model):
    """The signed checklist holds its styles and is printed once (HUA-5).

    The printer fetches nothing: where the web address of the settings leads nowhere,
    a checklist without its styles would be kept for good.
    """

    _name = "ir.actions.report"
    _inherit = "ir.actions.report"

    def _prepare_html(self, html, report_model=False):
        result = super()._prepare_html(html, report_model=report_model)
        if self.report_name != PAPER or not result:
            return result
        bodies, ids, header, footer, arguments = result
        held = {}
        bodies = [self._hold_styles(body, held) for body in bodies]
        header, footer = (self._hold_styles(one, held) for one in (header, footer))
        return bodies, ids, header, footer, arguments

    def _hold_styles(self, page, held):
        """Return a page that has its styles within it.

        :param page: html
        :param dict held: {bundle: style sheet} of what was read already
        """

        def put(found):
            name = found.group(1).removesuffix(".autoprefixed").removesuffix(".rtl")
            if name not in held:
                held[name] = self._read_styles(name)
            return f"<style>{held[name]}</style>"

        # a page that Odoo has rendered, and style sheets of its own bundles
        text = LINK.sub(put, BASE.sub("", str(page)))
        return Markup(text)  # noqa: S704

    def _read_styles(self, name):
        bundle = self.env["ir.qweb"]._get_asset_bundle(name, js=False, autoprefix=True)
        sheet = bundle.css()
        text = sheet.sudo().raw.decode() if sheet else ""
        family = self.env.company.font or "Lato"
        text = FONT.sub(lambda found: self._hold_font(found.group(), family), text)
        # what is left are pictures of other papers
        return ADDRESS.sub(
            lambda found: found.group() if found[1].startswith("data:") else "none",
            text,
        )

    def _hold_font(self, rule, family):
        """Return the rule of a font with the font in it, if the paper is set in it."""
        if not re.search(rf"""font-family:\s*["']?{family}["']?\s*[;}}]""", rule):
            return ""

        def put(found):
            path = found[1].partition("?")[0].partition("#")[0].lstrip("/")
            try:
                with file_open(path, "rb") as file:
                    content = base64.b64encode(file.read()).decode()
            except (FileNotFoundError, ValueError):
                return "none"
            return f"url(data:font/{path.rpartition('.')[2]};base64,{content})"

        return ADDRESS.sub(put, rule)

    def retrieve_attachment(self, record):
        """Print what was signed as it is kept, and nothing that is only called so."""
        if self.report_name == PAPER:
            record.check_access("read")
            return record.sudo().document_id.with_env(self.env) or None
        return super().retrieve_attachment(record)
