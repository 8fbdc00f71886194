import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.offer_archive import is_workbook
from ..quotation.sale_order import OPEN_STATES


class SaleOrder(models.Model):
    """The offer in Excel: attached, hashed, and read into order lines (K3Q-3)."""

    _name = "sale.order"
    _inherit = "sale.order"

    offer_file_ids = fields.Many2many(
        comodel_name="ir.attachment",
        relation="sale_order_offer_file_rel",
        column1="order_id",
        column2="attachment_id",
        string="Offer Files",
        copy=False,
        help="The real offer in Excel. A quotation for custom work is not submitted "
        "without it, and what is in it is part of what is reviewed.",
    )
    offer_source = fields.Char(
        string="Lines Taken from",
        copy=False,
        readonly=True,
        prefetch="offer",
        system=True,
    )
    offer_hash = fields.Char(
        string="SHA-256 of the File",
        copy=False,
        readonly=True,
        help="Of the file at the moment when its rows were taken over.",
        prefetch="offer",
        system=True,
    )
    offer_date = fields.Datetime(
        string="Taken over on",
        copy=False,
        readonly=True,
        prefetch="offer",
        system=True,
    )

    @api.depends("offer_hash")
    def _compute_is_review_required(self):
        return super()._compute_is_review_required()

    @api.model_create_multi
    def create(self, vals_list):
        orders = super().create(vals_list)
        if any(vals.get("offer_file_ids") for vals in vals_list):
            orders._adopt_offer_files()
        return orders

    def write(self, vals):
        result = super().write(vals)
        if "offer_file_ids" in vals:
            self._adopt_offer_files()
        return result

    def _adopt_offer_files(self):
        for order in self:
            order.sudo().offer_file_ids._adopt(order)

    def _is_custom_work(self):
        return bool(self.offer_hash) or super()._is_custom_work()

    def _get_submit_blockers(self):
        blockers = super()._get_submit_blockers()
        if self.is_quote_item_offer and not self._has_offer_file():
            blockers.append(
                self.env._(
                    "The offer in Excel is missing. Attach it under “Offer Files”."
                )
            )
        return blockers

    def _has_offer_file(self):
        return any(
            is_workbook(file._read_content() or b"") for file in self.offer_file_ids
        )

    def action_import_offer(self):
        """Open the dialogue that reads the offer into order lines (K3Q-3).

        :rtype: dict
        :raise UserError: the quotation is an order already, or cancelled
        """
        self.ensure_one()
        self._ensure_offer_open()
        wizard = self.env["crm.offer.import"].create(
            {"order_id": self.id, "attachment_id": self.offer_file_ids[-1:].id}
        )
        return wizard._reopen()

    def action_submit_offer(self):
        """Submit; custom work without its file asks for the file first (K3Q-3).

        :return: the dialogue that takes the file, or nothing
        :raise UserError: something else is missing
        """
        self.ensure_one()
        self.check_access("write")
        is_open = self.state in OPEN_STATES and self.review_state != "submitted"
        if not is_open or not self.is_quote_item_offer or self._has_offer_file():
            return self.action_review_submit()
        action = self.action_import_offer()
        wizard = self.env[action["res_model"]].browse(action["res_id"])
        wizard.is_for_submission = True
        return action

    def _ensure_offer_open(self):
        if self.state not in OPEN_STATES:
            raise UserError(
                self.env._(
                    "%(order)s is no longer a quotation: its lines cannot be changed.",
                    order=self.display_name,
                )
            )

    def _prepare_offer_source(self, attachment):
        return {
            "offer_source": attachment.name,
            "offer_hash": hash_content(attachment._read_content()),
            "offer_date": fields.Datetime.now(),
        }


def hash_content(content):
    """Return the SHA-256 of a file's bytes, in hexadecimal digits."""
    return hashlib.sha256(content or b"").hexdigest()
