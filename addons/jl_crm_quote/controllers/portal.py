from odoo.exceptions import UserError
from odoo.http import request, route

from odoo.addons.sale.controllers import portal

BLOCKED = "jl_crm_quote.portal_held"


class BlockedError(UserError):
    """The customer asks for a quotation that may not go out yet."""


class CustomerPortal(portal.CustomerPortal):
    def _document_check_access(self, model_name, document_id, access_token=None):
        document = super()._document_check_access(model_name, document_id, access_token)
        is_quotation = model_name == "sale.order" and not self._is_declining()
        if is_quotation and not document._is_released():
            raise BlockedError(document._get_outside_message())
        return document

    def _is_declining(self):
        # to say no, nobody has to wait for a review
        return request.httprequest.path.endswith("/decline")

    @route()
    def portal_order_page(self, order_id, **kwargs):
        try:
            return super().portal_order_page(order_id, **kwargs)
        except BlockedError as error:
            return self._render_blocked(error)

    @route()
    def portal_quote_document(self, order_id, document_id, access_token):
        try:
            return super().portal_quote_document(order_id, document_id, access_token)
        except BlockedError:
            # the page says why
            return request.redirect(
                f"/my/orders/{order_id}?access_token={access_token}"
            )

    @route()
    def portal_my_sale_order_download_edi(self, order_id=None, **kwargs):
        try:
            return super().portal_my_sale_order_download_edi(order_id, **kwargs)
        except BlockedError as error:
            return self._render_blocked(error)

    def _render_blocked(self, error):
        values = {"page_name": "quote", "message": error.args[0]}
        return request.render(BLOCKED, values, status=403)
