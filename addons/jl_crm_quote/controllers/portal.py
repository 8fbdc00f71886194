from odoo.exceptions import AccessError, MissingError, UserError
from odoo.http import request, route

from odoo.addons.sale_management.controllers import portal

BLOCKED = "jl_crm_quote.portal_held"
MOST_PIECES = 1_000_000_000


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

    @route()
    def portal_quote_option_update(
        self, order_id, line_id, access_token=None, input_quantity=False, **kwargs
    ):
        """The customer chooses of what was approved as an option (K3Q-4)."""
        update = super().portal_quote_option_update
        choice = {"line_id": line_id, "input_quantity": input_quantity, **kwargs}
        try:
            order = self._document_check_access("sale.order", order_id, access_token)
        except (AccessError, MissingError):
            return update(order_id, access_token=access_token, **choice)
        if input_quantity is not False and not _is_quantity(input_quantity):
            return None
        reason = order.env._("The customer has chosen of what is optional.")
        with order._carrying_review(reason):
            return update(order_id, access_token=access_token, **choice)

    def _render_blocked(self, error):
        values = {"page_name": "quote", "message": error.args[0]}
        return request.render(BLOCKED, values, status=403)


def _is_quantity(value):
    """Whether somebody may want so many of a product."""
    try:
        return 0 <= float(value) <= MOST_PIECES
    except (TypeError, ValueError):
        return False
