"""How far a price is below the list."""

from __future__ import annotations


def measure_discount(price: float, discount: float, listed: float) -> float:
    """Return the discount of a unit price against the list, in percent.

    :param float price: before the discount, without taxes
    :param float discount: that is said, in percent: it counts above the list too
    :param float listed: price by the list without taxes; 0 where there is none
    """
    if listed <= 0:
        return discount
    return max(discount, 100 * (1 - price * (1 - discount / 100) / listed))
