from odoo.http import Controller, content_disposition, request, route

from ..tools.offer_template import XLSX


class OfferTemplate(Controller):
    @route("/jl_crm_quote/offer_template", type="http", auth="user", readonly=True)
    def download(self):
        """Send the empty file for offers, in the user's language (K3Q-3)."""
        wizard = request.env["crm.offer.import"]
        wizard.check_access("read")
        name = request.env._("Offer")
        headers = [
            ("Content-Type", XLSX),
            ("Content-Disposition", content_disposition(f"{name}.xlsx")),
        ]
        return request.make_response(wizard._make_template(), headers)
