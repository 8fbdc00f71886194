"""What an offer comes to: its rows added up, and its own total beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .offer_error import OfferError
from .offer_heading import DISCOUNT, PRICE, PRICE_INCLUDED, QUANTITY, TAX
from .offer_sheet import read_offer

if TYPE_CHECKING:
    from .offer_sheet import Offer

# of each row, as programs round it
CENT = 0.01


class Total(NamedTuple):
    """Without and with taxes; None where the file does not say it."""

    untaxed: float | None
    taxed: float | None
    rows: int

    def get_tolerance(self) -> float:
        """What rounding each row may come to."""
        return CENT * (self.rows + 1)


def read_total(content: bytes) -> Total:
    """Add up the first sheet that has the headings of an offer.

    :raise OfferError: the file cannot be read, a row of it cannot be added up, or its
        own total is another one
    """
    offer = read_offer(content)
    if offer.other_sheets:
        raise OfferError("several_sheets", sheets=", ".join(offer.other_sheets))
    unsure = [row.number for row in offer.rows if row.problems]
    unsure += [one.number for one in offer.skipped if one.key == "text" and one.numbers]
    if unsure:
        raise OfferError("unsure_row", row=min(unsure), sheet=offer.sheet)
    untaxed, taxed = zip(*(_add(row.values) for row in offer.rows), strict=True)
    total = Total(_sum(untaxed), _sum(taxed), len(offer.rows))
    _compare_own(offer, total)
    return total


def _add(values: dict[str, object]) -> tuple[float | None, float | None]:
    """A row without and with taxes."""
    share = 1 - (values.get(DISCOUNT) or 0) / 100
    times = values[QUANTITY] * share
    rate = values.get(TAX)
    price, included = values.get(PRICE), values.get(PRICE_INCLUDED)
    if price is None and rate is not None:
        price = included / (1 + rate / 100)
    if included is None and rate is not None:
        included = price * (1 + rate / 100)
    return (
        None if price is None else times * price,
        None if included is None else times * included,
    )


def _sum(amounts: tuple[float | None, ...]) -> float | None:
    return None if None in amounts else sum(amounts)


def _compare_own(offer: Offer, total: Total) -> None:
    """Look whether the last total of the file is that of the rows."""
    totals = [row for row in offer.skipped if row.key == "total" and row.numbers]
    if not totals:
        return
    own = totals[-1].numbers
    known = [one for one in (total.untaxed, total.taxed) if one is not None]
    if not any(
        abs(number - one) <= total.get_tolerance() for number in own for one in known
    ):
        raise OfferError("other_total", row=totals[-1].number, sheet=offer.sheet)
