import base64
from io import BytesIO
from unittest.mock import patch

from PIL import Image

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .contract_common import ContractCommon
from .test_message_exit import OfferExitCommon


def make_picture(colour="red", size=(4, 4)):
    stream = BytesIO()
    Image.new("RGB", size, colour).save(stream, "PNG")
    return stream.getvalue()


PICTURE = make_picture()
DATA = f"data:image/png;base64,{base64.b64encode(PICTURE).decode()}"


@tagged("post_install", "-at_install")
class TestSealedPictures(OfferExitCommon):
    """What a sealed text shows is in it, and stays as it was approved (K3Q-4)."""

    @classmethod
    def _create_picture(cls, user=None, **vals):
        files = cls.env["ir.attachment"].with_user(user or cls.seller)
        return files.create({"name": "plan.png", "raw": PICTURE, **vals})

    def _list_addresses(self, file):
        base = self.env["res.users"].get_base_url()
        return (
            f"/web/image/{file.id}",
            f"/web/image/{file.id}-abcdef/plan.png",
            f"/web/content/{file.id}/plan.png",
            f"/web/image/ir.attachment/{file.id}/raw",
            f"/web/image?model=ir.attachment&amp;id={file.id}&amp;field=raw",
            f"{base}/web/image/{file.id}?unique=1",
            f" /web/image/{file.id}",
            f"/web/image/{file.id}?access_token=False",
            DATA,
        )

    def test_picture_is_put_in(self):
        """K3Q-4: whichever way it is named, the text holds the picture itself."""
        order = self._create_quotation().with_user(self.seller)
        file = self._create_picture()
        for address in self._list_addresses(file):
            for text in (
                f'<p>Plan <img src="{address}" alt="Plan"></p>',
                f"<p style=\"background-image: url('{address}')\">Plan</p>",
            ):
                with self.subTest(text=text[:80]):
                    order.note = text
                    self.env.flush_all()
                    order.invalidate_recordset()
                    self.assertIn(DATA, order.note)
                    self.assertNotIn("/web/", order.note)

    def test_each_route(self):
        """K3Q-4: create, copy and import put pictures in like writing does."""
        file = self._create_picture()
        note = f'<p><img src="/web/image/{file.id}"></p>'
        orders = self.env["sale.order"].with_user(self.seller)
        order = orders.create({"partner_id": self.customer.id, "note": note})
        loaded = orders.load(
            ["partner_id/.id", "note"], [[str(self.customer.id), note]]
        )
        self.assertTrue(loaded["ids"], loaded["messages"])
        written = orders.create({"partner_id": self.customer.id})
        written.web_save({"note": note}, {"note": {}})
        for one in (order, order.copy(), orders.browse(loaded["ids"]), written):
            one.invalidate_recordset()
            self.assertIn(DATA, one.note)
        before = order.note
        order.note = before
        self.env.flush_all()
        order.invalidate_recordset()
        self.assertEqual(order.note, before)

    def test_smaller_picture(self):
        """K3Q-4: a picture that was asked for in a size prints in that size."""
        file = self._create_picture(raw=make_picture(size=(80, 40)))
        order = self._create_quotation()
        order.note = f'<img src="/web/image/{file.id}/20x20">'
        self.env.flush_all()
        order.invalidate_recordset()
        data = str(order.note).split("base64,")[1].split('"')[0]
        image = Image.open(BytesIO(base64.b64decode(data)))
        self.assertEqual(image.size, (20, 10))

    def test_picture_from_outside(self):
        """K3Q-4: what could change by itself is refused, and says what to do."""
        order = self._create_quotation().with_user(self.seller)
        for text in (
            '<img src="https://evil.example/a.png">',
            '<img src="//evil.example/a.png">',
            '<img src="/\\evil.example/a.png">',
            '<img src="cid:1">',
            '<img src="/logo.png">',
            '<img src="/web/static/../../etc/passwd">',
            '<img src="/web/image/999999999">',
            '<p style="background: url(https://evil.example/a.png)">x</p>',
            '<p style="background: \\75rl(https://evil.example/a.png)">x</p>',
            "<p style=\"background: image-set('https://evil.example/a.png' 1x)\">x</p>",
        ):
            with (
                self.subTest(text=text),
                self._assert_refused("from outside|upload it"),
            ):
                order.note = text
        order.note = '<p>See <a href="https://example.com/a.png">this</a></p>'

    def test_text_that_is_not_cleaned(self):
        """K3Q-4: nor by what an add-on's text may hold that Odoo does not clean."""
        field = self.env["sale.order"]._fields["note"]
        order = self._create_quotation().with_user(self.seller)
        for text in (
            '<table background="https://evil.example/a.png"></table>',
            '<img src="a.png" srcset="https://evil.example/a.png 2x">',
            "</div><img src='https://evil.example/a.png'>",
            '<svg><image xlink:href="https://evil.example/a.png"></image></svg>',
            "<style>@import 'https://evil.example/a.css'</style>",
            '<iframe src="https://evil.example"></iframe>',
        ):
            as_it_comes = patch.object(field, "sanitize", False)
            with as_it_comes, self._assert_refused("from outside"):
                order.note = text

    def test_no_picture_and_too_large(self):
        """K3Q-4: other files are refused, and more than the paper can carry."""
        order = self._create_quotation().with_user(self.seller)
        text = self._create_picture(raw=b"no picture", name="a.txt")
        with self._assert_refused("PNG, JPEG, GIF or WebP"):
            order.note = f'<img src="/web/content/{text.id}">'
        large = self._create_picture(raw=PICTURE + b"0" * (2 * 1024 * 1024))
        with self._assert_refused("larger than 2 MB"):
            order.note = f'<img src="/web/image/{large.id}">'

    def test_picture_of_somebody_else(self):
        """K3Q-4: nobody reads a picture by putting it into a text, even by a link."""
        order = self._create_quotation()
        hidden = self._create_picture(self.admin)
        note = f'<img src="/web/image/{hidden.id}'
        for env in (order.with_user(self.seller), order.with_user(self.seller).sudo()):
            with self.assertRaises(AccessError):
                env.note = f'{note}">'
        token = hidden.generate_access_token()[0]
        order.with_user(self.seller).note = f'{note}?access_token={token}">'

    def _link_picture(self, paper, name, file):
        """Have a paper show a picture as one from before does."""
        self.env.flush_all()
        self.env.cr.execute(
            f"UPDATE {paper._table} SET {name} = %s WHERE id = %s",
            [f'<img src="/web/image/{file.id}-abc">', paper.id],
        )
        paper.invalidate_recordset()

    def _assert_fixed(self, file):
        for attempt in (
            lambda: file.write({"raw": make_picture("blue")}),
            file.unlink,
        ):
            with self._assert_refused("stays as it is"):
                attempt()

    def test_paper_from_before(self):
        """K3Q-4: what an old paper shows is not exchanged while it is approved."""
        order, file = self._create_quotation(), self._create_picture()
        self._link_picture(order, "note", file)
        file.write({"raw": make_picture("green")})
        order.action_review_submit()
        self._assert_fixed(file)
        order.with_user(self.director).action_review_approve()
        self._assert_fixed(file)
        self.assertTrue(order._is_released())
        other = self._create_picture()
        other.write({"raw": make_picture("blue")})

    def test_index_of_old_texts(self):
        """K3Q-4: old texts among very many are found by an index."""
        self.env.cr.execute(
            "SELECT tablename FROM pg_indexes WHERE strpos(indexdef, '/web/') > 0"
        )
        self.assertLessEqual(
            {"sale_order", "crm_contract", "crm_contract_change"},
            {row[0] for row in self.env.cr.fetchall()},
        )


@tagged("post_install", "-at_install")
class TestContractPictures(ContractCommon):
    def test_terms(self):
        """CON-1: the terms of a contract hold their pictures, old ones stay."""
        contract = self._create_contract()
        files = self.env["ir.attachment"].with_user(self.seller)
        file = files.create({"name": "seal.png", "raw": PICTURE})
        contract.with_user(self.seller).terms = f'<img src="/web/image/{file.id}">'
        self.env.flush_all()
        contract.invalidate_recordset()
        self.assertIn(DATA, contract.terms)
        self.env.cr.execute(
            "UPDATE crm_contract SET terms = %s WHERE id = %s",
            [f'<img src="/web/image/{file.id}">', contract.id],
        )
        contract.invalidate_recordset()
        self._sign(contract)
        with self._assert_refused("stays as it is"):
            file.unlink()
