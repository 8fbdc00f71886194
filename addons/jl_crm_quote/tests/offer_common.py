import io

import openpyxl

from odoo.fields import Command

from .common import ScopeCommon

HEADINGS = (
    "物料代码",
    "名称",
    "规格型号",
    "单位",
    "数量",
    "单价",
    "折扣率",
    "税率",
    "备注",
)
HANDLE = ["QT-ZS07", "执手", "七字型", "套", 10, 28.5, "5%", "17.5%", "银色"]


def make_workbook(rows, headings=HEADINGS):
    """Return an Excel file with a title, headings and rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "报价"
    sheet.append(["深圳办事处 报价单"])
    sheet.append(headings)
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


class OfferCommon(ScopeCommon):
    """Products that an offer names, and quotations that it is for."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.handle, cls.hinge = cls.env["product.product"].create(
            [
                {
                    "name": "平开窗执手 七字型",
                    "default_code": "QT-ZS07",
                    "taxes_id": False,
                },
                {
                    "name": "不锈钢滑撑铰链",
                    "default_code": "QT-HC16",
                    "taxes_id": False,
                },
            ]
        )
        cls.quote_item = cls.env["product.product"].create(
            {"name": "Custom Offer", "is_quote_item": True, "taxes_id": False}
        )
        cls.env.company.quote_item_id = cls.quote_item
        cls.customer = cls._create_customer(user_id=cls.seller.id)
        cls.tax = cls.env["account.tax"].create(
            {"name": "Offer 17.5 %", "amount": 17.5, "type_tax_use": "sale"}
        )

    @classmethod
    def _create_quotation(cls, **vals):
        line = {"product_id": cls.quote_item.id, "price_unit": 1, "tax_ids": False}
        return cls.env["sale.order"].create(
            {
                "partner_id": cls.customer.id,
                "user_id": cls.seller.id,
                "is_quote_item_offer": True,
                "order_line": [Command.create(line)],
                **vals,
            }
        )

    @classmethod
    def _attach(cls, order, content, name="offer.xlsx"):
        file = cls.env["ir.attachment"].create(
            {"name": name, "raw": content, "res_model": order._name, "res_id": order.id}
        )
        order.offer_file_ids |= file
        return file

    def _open_import(self, order, user=None):
        """Return the dialogue, as the button opens it."""
        action = order.with_user(user or self.seller).action_import_offer()
        wizards = self.env[action["res_model"]].with_user(user or self.seller)
        return wizards.browse(action["res_id"])

    def _preview(self, order, rows, moment="now", **options):
        self._attach(order, make_workbook(rows, **options))
        wizard = self._open_import(order)
        wizard.action_preview()
        wizard.moment = moment
        return wizard
