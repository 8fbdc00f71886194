from odoo import models

from ...tools import session


class IrHttp(models.AbstractModel):
    """Who a request was let in as, by a session or by an API key."""

    _name = "ir.http"
    _inherit = "ir.http"

    @classmethod
    def _authenticate_explicit(cls, auth):
        result = super()._authenticate_explicit(auth)
        session.note_authenticated()
        return result
