from odoo import api, fields, models

from ...tools.offer_archive import is_workbook
from ...tools.offer_error import OfferError
from ...tools.offer_total import Total, read_total
from .sale_order import hash_content

READ = "jl_crm_quote.totals"


class SaleOrder(models.Model):
    """What custom work comes to is what its Excel says (K3Q-3, K3Q-4)."""

    _name = "sale.order"
    _inherit = "sale.order"

    offer_total = fields.Monetary(
        string="Total of the Offer",
        copy=False,
        help="Without taxes, typed by hand: only where a file of the offer cannot be "
        "added up. Who reviews it is told so.",
    )
    is_offer_total_typed = fields.Boolean(
        string="Total Typed by Hand",
        copy=False,
        readonly=True,
        prefetch="offer",
        system=True,
    )

    def _get_submit_blockers(self):
        blockers = super()._get_submit_blockers()
        if self._is_offered_by_file():
            blockers += self._find_other_totals()
        return blockers

    def _submit_review(self):
        is_typed = self._is_offered_by_file() and bool(self._read_totals()[1])
        self.sudo()._write_system({"is_offer_total_typed": is_typed})
        return super()._submit_review()

    def _get_submit_remark(self):
        """Say in the course of the review that nobody but a person added it up."""
        remark = super()._get_submit_remark()
        if not self.is_offer_total_typed:
            return remark
        typed = self.env._(
            "The total of the offer was typed by hand, %(total)s: compare it with the "
            "file. %(reasons)s",
            total=self.currency_id.format(self.offer_total),
            reasons=" ".join(self._read_totals()[1]),
        )
        return "\n".join(filter(None, [remark, typed]))

    def _is_offered_by_file(self):
        """Whether the customer gets the file: the lines are quote items."""
        items = self.order_line.product_id.filtered("is_quote_item")
        return bool(self.is_quote_item_offer or items) and self._has_offer_file()

    def _find_other_totals(self):
        """Return what is wrong with the amount, compared with the files."""
        totals, problems = self._read_totals()
        if not problems:
            return self._compare_totals(totals)
        if not self.offer_total:
            return [
                *problems,
                self.env._(
                    "Correct the file, or type what it comes to without taxes under "
                    "“Total of the Offer”: who reviews it is told so."
                ),
            ]
        return self._compare_amount(self.offer_total, self.amount_untaxed, 0.0)

    def _compare_totals(self, totals):
        allowed = sum(total.get_tolerance() for total in totals)
        if all(total.untaxed is not None for total in totals):
            said, own = "untaxed", self.amount_untaxed
        else:
            said, own = "taxed", self.amount_total
        files = sum(getattr(total, said) or 0.0 for total in totals)
        return self._compare_amount(files, own, allowed)

    def _compare_amount(self, files, own, allowed):
        currency = self.currency_id
        if abs(files - own) <= max(allowed, currency.rounding / 2):
            return []
        return [
            self.env._(
                "The offer comes to %(files)s, and the quotation to %(own)s. Read the "
                "offer again, or correct the amount or the file.",
                files=currency.format(files),
                own=currency.format(own),
            )
        ]

    def _read_totals(self):
        """Return what the workbooks come to, and why some cannot be added up.

        :return: ([Total], [sentence]); each file is read once in a transaction
        """
        known = self.env.cr.cache.setdefault(READ, {})
        totals, problems = [], []
        for file in self.sudo().offer_file_ids.sorted("id"):
            content = file._read_content() or b""
            if not is_workbook(content):
                continue
            key = hash_content(content)
            if key not in known:
                known[key] = _read(content)
            found = known[key]
            if isinstance(found, Total):
                totals.append(found)
            else:
                problems.append(self._word_total_error(file, found))
        return totals, problems

    @api.model
    def _word_total_error(self, file, error):
        reason = self.env["crm.offer.import"]._word_error(error)
        return self.env._("%(file)s: %(reason)s", file=file.name, reason=reason)


def _read(content):
    try:
        return read_total(content)
    except OfferError as error:
        return error
