from odoo.tests import HttpCase, tagged

from ..tools.handbook import render_handbook
from .common import PipelineCommon

PAGE = "/jl_crm_pipeline/handbook"


@tagged("post_install", "-at_install")
class TestHandbook(PipelineCommon, HttpCase):
    def test_help_leads_to_the_handbook(self):
        """ux.md 25: the page is there, in both languages, with its pictures."""
        self.authenticate(self.seller.login, self.seller.login)
        for language, heading in (
            ("en", "<h2>Customers</h2>"),
            ("zh", "<h2>客户</h2>"),
        ):
            page = self.url_open(f"{PAGE}/{language}.md")
            self.assertEqual(page.status_code, 200)
            self.assertIn(heading, page.text)
        picture = self.url_open(f"{PAGE}/images/zh_CN/customers-list.png")
        self.assertEqual(picture.headers["Content-Type"], "image/png")

    def test_nothing_else_is_sent(self):
        """ux.md 25: no other file, and nothing to whoever is not logged in."""
        self.authenticate(self.seller.login, self.seller.login)
        for name in ("../handbook/zh.md", "..%2f..%2fREADME.md", "zh_CN"):
            page = self.url_open(f"{PAGE}/images/{name}")
            self.assertNotEqual(page.headers.get("Content-Type"), "text/markdown")
            self.assertNotIn("# ", page.text[:2])
        self.authenticate(None, None)
        self.assertNotIn("<h2>", self.url_open(PAGE).text)

    def test_text_is_escaped(self):
        """ux.md 25: headings, lists and tables; what looks like HTML is text."""
        page = render_handbook(
            "## A <b>\n\n- one **two**\n- three\n\n| x | y |\n|---|---|\n| 1 | 2 |",
            "/i/",
        )
        self.assertIn("<h2>A &lt;b&gt;</h2>", page)
        self.assertIn("<ul><li>one <strong>two</strong></li><li>three</li></ul>", page)
        self.assertEqual(page.count("<tr>"), 2)
