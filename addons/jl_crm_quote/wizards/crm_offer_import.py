import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.offer_error import OfferError
from ..tools.offer_sheet import read_offer
from ..tools.offer_template import NUMBER, PERCENT, TEXT, write_template

MOST_SKIPPED = 50


class CrmOfferImport(models.TransientModel):
    """Read an offer in Excel, show what was found, and take it over (K3Q-3)."""

    _name = "crm.offer.import"
    _description = "Read an Offer"

    order_id = fields.Many2one(
        comodel_name="sale.order",
        required=True,
        ondelete="cascade",
        readonly=True,
    )
    currency_id = fields.Many2one(related="order_id.currency_id")
    is_quote_item_offer = fields.Boolean(related="order_id.is_quote_item_offer")
    order_file_ids = fields.Many2many(related="order_id.offer_file_ids")
    attachment_id = fields.Many2one(
        comodel_name="ir.attachment",
        string="File",
        domain="[('id', 'in', order_file_ids)]",
    )
    upload = fields.Binary(string="New File", attachment=False)
    upload_name = fields.Char()
    state = fields.Selection(
        selection=[("file", "File"), ("preview", "Preview")],
        default="file",
        required=True,
        readonly=True,
    )
    sheet = fields.Char(readonly=True)
    other_sheets = fields.Char(
        readonly=True,
        help="They have the headings of an offer as well and were not read.",
    )
    hidden_rows = fields.Integer(readonly=True)
    hidden_sheets = fields.Char(readonly=True)
    skipped = fields.Text(
        string="Left out",
        readonly=True,
        help="Rows without a quantity and a price: totals, headings, remarks.",
    )
    line_ids = fields.One2many(
        comodel_name="crm.offer.import.line",
        inverse_name="import_id",
        string="Rows",
    )
    row_count = fields.Integer(string="Rows Read", compute="_compute_counts")
    fitting_count = fields.Integer(string="Fit", compute="_compute_counts")
    unfit_count = fields.Integer(string="Do not Fit", compute="_compute_counts")
    amount = fields.Monetary(
        string="Untaxed Amount",
        compute="_compute_counts",
    )
    moment = fields.Selection(
        selection=[
            ("now", "Now, as the lines of the quotation"),
            ("order", "When the order is confirmed, instead of the quote item"),
        ],
        string="Take over",
        default="now",
        required=True,
    )
    is_for_submission = fields.Boolean(readonly=True)
    is_partial = fields.Boolean(
        string="Leave out the rows that do not fit",
    )

    @api.depends("line_ids.is_fitting", "line_ids.subtotal")
    def _compute_counts(self):
        for wizard in self:
            fitting = wizard.line_ids.filtered("is_fitting")
            wizard.row_count = len(wizard.line_ids)
            wizard.fitting_count = len(fitting)
            wizard.unfit_count = wizard.row_count - wizard.fitting_count
            wizard.amount = sum(fitting.mapped("subtotal"))

    def action_preview(self):
        """Read the file and show its rows with the products found (K3Q-3).

        :rtype: dict
        :raise UserError: the file cannot be read as an offer
        """
        self.ensure_one()
        self.order_id.check_access("write")
        self.order_id._ensure_offer_open()
        self._attach_upload()
        if not self.attachment_id:
            raise UserError(self.env._("Choose the file of the offer."))
        offer = self._read()
        self.line_ids.unlink()
        self.env["crm.offer.import.line"].create(self._prepare_lines(offer))
        self.write(
            {
                "state": "preview",
                "sheet": offer.sheet,
                "other_sheets": ", ".join(offer.other_sheets),
                "hidden_rows": offer.hidden_rows,
                "hidden_sheets": ", ".join(offer.hidden_sheets),
                "skipped": self._describe_skipped(offer.skipped),
            }
        )
        return self._reopen()

    def action_back(self):
        """Choose another file (K3Q-3).

        :rtype: dict
        """
        self.state = "file"
        return self._reopen()

    def action_take_over(self):
        """Make the rows order lines, all in one go (K3Q-3).

        :rtype: dict
        :raise UserError: rows do not fit, or none is there
        """
        self.ensure_one()
        order = self.order_id
        order._ensure_offer_open()
        rows = self._prepare_rows()
        self._hand_over_upload()
        if self.moment == "order" and order.is_quote_item_offer:
            order._keep_rows(rows, self.attachment_id)
        else:
            order._take_over_rows(rows, self.attachment_id)
        return {"type": "ir.actions.act_window_close"}

    def action_take_over_and_submit(self):
        """Make the rows order lines, and ask for the review at once (K3Q-4).

        :rtype: dict
        :raise UserError: rows do not fit, or something is missing for the review
        """
        action = self.action_take_over()
        self.order_id.action_review_submit()
        return action

    def action_template(self):
        """Download the empty file, in the user's language (K3Q-3).

        :rtype: dict
        """
        return {
            "type": "ir.actions.act_url",
            "url": "/jl_crm_quote/offer_template",
            "target": "download",
        }

    @api.model
    def _make_template(self):
        labels = self._get_column_labels()
        columns = [
            (TEXT, labels["code"], "KL-ZS07"),
            (TEXT, labels["name"], self.env._("Window handle")),
            (TEXT, labels["specification"], self.env._("7-shaped, 304 stainless")),
            (TEXT, labels["unit"], self.env._("pcs")),
            (NUMBER, labels["quantity"], 100),
            (NUMBER, labels["price"], 28.5),
            (PERCENT, labels["discount"], 0.05),
            (PERCENT, labels["tax"], 0.13),
            (TEXT, labels["note"], ""),
        ]
        return write_template(self.env._("Offer"), columns)

    def _reopen(self):
        return self._get_records_action(
            name=self.env._("Offer in Excel"),
            target="new",
            context={"dialog_size": "extra-large"},
        )

    def _attach_upload(self):
        """Keep the file that was chosen here; the quotation gets it with its rows."""
        if not self.upload:
            return
        attachment = self.env["ir.attachment"].create(
            {
                "name": self.upload_name or self.env._("Offer.xlsx"),
                "raw": base64.b64decode(self.upload),
                "res_model": self._name,
                "res_id": self.id,
            }
        )
        self.write({"attachment_id": attachment.id, "upload": False})

    def _hand_over_upload(self):
        file, order = self.attachment_id, self.order_id
        if file.res_model == self._name:
            file.write({"res_model": order._name, "res_id": order.id})
            order.offer_file_ids |= file

    def _read(self):
        # what the user may not see is not read; the error of the file is not theirs
        self.attachment_id.check_access("read")
        try:
            return read_offer(self.attachment_id._read_content())
        except OfferError as error:
            raise UserError(self._word_error(error)) from error

    def _prepare_lines(self, offer):
        matcher = self.env["crm.offer.matcher"].with_company(self.order_id.company_id)
        values = [row.values for row in offer.rows]
        matches = matcher._match_products(self.order_id, values)
        item = self._get_item_of_unknown()
        return [
            {
                "import_id": self.id,
                "number": row.number,
                "row": row.values,
                "file_problem": " ".join(map(self._word_problem, row.problems)),
                "product_id": self._pick(products, item),
                "product_problem": problem,
                "quantity": row.values.get("quantity") or 0,
                "price": row.values.get("price")
                or row.values.get("price_included")
                or 0,
                "discount": row.values.get("discount") or 0,
                **{
                    name: row.values.get(name)
                    for name in ("code", "name", "specification", "unit")
                },
            }
            for row, (products, problem) in zip(offer.rows, matches, strict=True)
        ]

    @api.model
    def _pick(self, products, item):
        """Return the id of the product; between several people choose."""
        fit = products or item
        return fit.id if len(fit) == 1 else False

    def _get_item_of_unknown(self):
        """Return the product of custom work that no product fits (K3Q-2)."""
        order = self.order_id
        item = order.company_id.quote_item_id
        return item if order.is_quote_item_offer else item.browse()

    def _describe_skipped(self, skipped):
        words = [self._word_skipped(row) for row in skipped[:MOST_SKIPPED]]
        if len(skipped) > MOST_SKIPPED:
            words.append(
                self.env._("… and %(count)s more", count=len(skipped) - MOST_SKIPPED)
            )
        return "\n".join(words)

    def _prepare_rows(self):
        """Return values of order lines of the rows.

        :raise UserError: some do not fit and are not to be left out
        """
        fitting = self.line_ids.filtered("is_fitting").sorted("number")
        unfit = self.line_ids - fitting
        if unfit and not self.is_partial:
            raise UserError(
                self.env._(
                    "%(count)s rows do not fit, the first one in row %(row)s: "
                    "%(reason)s Choose products, correct the file, or leave these "
                    "rows out.",
                    count=len(unfit),
                    row=min(unfit.mapped("number")),
                    reason=unfit.sorted("number")[0].problem,
                )
            )
        if not fitting:
            raise UserError(
                self.env._("No row fits, so there is nothing to take over.")
            )
        return fitting._prepare_order_lines()
