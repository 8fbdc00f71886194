"""Tests have no request: whoever they work as counts as the one who asks.

The product itself has no way around :func:`ensure_own_session`. Tests exchange a
function of it, as does a script that stands in for people (a measurement, a story).
"""

from unittest.mock import patch

from ..tools import session

PLACE = "_find_without_request"


def work_as_everybody():
    """Return a patch, for ``startClassPatcher`` or ``start``: env.user is who asks.

    Where there is a request, its own user counts, in tests too.
    """
    return patch.object(session, PLACE, lambda env: env.uid)
