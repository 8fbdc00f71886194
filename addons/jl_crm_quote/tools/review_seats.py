"""Who still signs on a level of a review, and in which order.

A seat is filled by one signature: it lists the ids of those who may give it. Seats that
are open at the same time form a group, and one group comes after the other. These are
plain lists, as they are kept with the document; a seat that is filled is gone.
"""


def seat_any(ids):
    """Return the groups in which one of several people signs.

    :rtype: list[list[list[int]]]
    """
    return [[list(ids)]] if ids else []


def seat_all(ids):
    """Return the groups in which each of several people signs, in any order."""
    return [[[id_] for id_ in ids]] if ids else []


def seat_chain(ids):
    """Return the groups in which one person signs after the other."""
    return [[[id_]] for id_ in ids]


def list_asked(groups):
    """Return the ids of those who may sign now."""
    return _flatten(groups[:1])


def list_seated(groups):
    """Return the ids of those who sign now or later."""
    return _flatten(groups)


def sign(groups, signer):
    """Return what is left when somebody has signed; they sign once for all."""
    left = [[seat for seat in group if signer not in seat] for group in groups]
    return [group for group in left if group]


def hand_on(groups, giver, taker):
    """Return the groups in which one person has the place of another."""
    return _replace(groups, lambda seat: [taker if i == giver else i for i in seat])


def ask_before(groups, asked):
    """Return the groups in which somebody signs before all others."""
    return [[[asked]], *groups]


def ask_after(groups, asked):
    """Return the groups in which somebody signs after those who are asked now."""
    return [*groups[:1], [[asked]], *groups[1:]]


def join(groups, late, superior):
    """Return the groups in which a superior may sign for somebody who is late."""
    first = _replace(
        groups[:1],
        lambda seat: (
            [*seat, superior] if late in seat and superior not in seat else seat
        ),
    )
    return [*first, *groups[1:]]


def _replace(groups, change):
    return [[change(seat) for seat in group] for group in groups]


def _flatten(groups):
    return list(dict.fromkeys(i for group in groups for seat in group for i in seat))
