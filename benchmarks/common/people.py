"""A measurement stands in for the people who approve and sign."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

PLACE = "odoo.addons.jl_crm_base.tools.session._find_without_request"


def work_as_everybody() -> Any:
    """A patch: whoever the environment is of counts as the one who asks."""
    return patch(PLACE, lambda env: env.uid)
