from pathlib import Path

import werkzeug.exceptions

from odoo import http
from odoo.http import request
from odoo.modules import get_module_path

from ..tools.handbook import render_handbook

PAGE = "/jl_crm_pipeline/handbook"
LANGUAGES = ("zh", "en")


class Handbook(http.Controller):
    """Help leads to the handbook that comes with the add-ons (ux.md 25)."""

    @http.route(
        [PAGE, f"{PAGE}/<string(maxlength=5):name>"], auth="user", readonly=True
    )
    def show_handbook(self, name=""):
        """Show the handbook in the reader's language, or in the one named.

        :param str name: ``zh`` or ``en``, perhaps with ``.md``
        :return: the page
        """
        language = name.removesuffix(".md") or (request.env.lang or "")[:2]
        if language not in LANGUAGES:
            language = "en"
        file = self._get_folder() / "handbook" / f"{language}.md"
        if not file.is_file():
            raise werkzeug.exceptions.NotFound
        body = render_handbook(file.read_text("utf-8"), f"{PAGE}/images/")
        return request.render("jl_crm_pipeline.handbook_page", {"body": body})

    @http.route(f"{PAGE}/images/<path:name>", auth="user", readonly=True)
    def show_picture(self, name):
        """Send a picture of the handbook.

        :param str name: language and file
        :return: the picture
        """
        folder = (self._get_folder() / "images").resolve()
        file = (folder / name).resolve()
        if not (
            file.is_relative_to(folder) and file.suffix == ".png" and file.is_file()
        ):
            raise werkzeug.exceptions.NotFound
        headers = [("Content-Type", "image/png"), ("Cache-Control", "max-age=3600")]
        return request.make_response(file.read_bytes(), headers)

    def _get_folder(self):
        """Return the folder of the documents, beside that of the add-ons."""
        return Path(get_module_path("jl_crm_pipeline")).parents[1] / "docs"
