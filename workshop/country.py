"""The country that a base is made for: what it speaks, pays in and lives by."""

from __future__ import annotations

import os
import re

from workshop.console import fail

DEFAULT = "CN"
# countries whose accounting is in the small tree of Odoo (odoo_tree.SLIM_EXCLUDE)
SLIM_INITIALS = "CU"
# what Odoo knows is installed without its demonstration, which would fill the screens
# with companies from elsewhere; ours is installed as if it were there
SET_UP = """
env["res.company"]._set_up_country("{country}")
env.cr.commit()
"""
SHOW_DEMO = """
installed = env["ir.module.module"].search([("state", "=", "installed")])
installed.demo = True
env.cr.commit()
"""
HIDE_DEMO = (
    "UPDATE ir_module_module SET demo = FALSE WHERE name NOT LIKE 'jl\\_crm\\_%'"
)


def find_country() -> str:
    """The code in JL_COUNTRY, China where nothing is said."""
    code = (os.environ.get("JL_COUNTRY") or DEFAULT).upper()
    if not re.fullmatch(r"[A-Z]{2}", code):
        fail(
            f"JL_COUNTRY={code} is no country.",
            "Give its code of two letters: JL_COUNTRY=CN ./jl serve",
        )
    return code


def is_slim(country: str) -> bool:
    """Whether the small tree of Odoo has the accounting of the country."""
    return country[0] in SLIM_INITIALS
