"""The duplicate engine without Odoo: its package is imported by its place.

The add-on around it imports Odoo; the engine itself needs the standard library only.
"""

from __future__ import annotations

import importlib.util
import sys

from workshop.paths import ADDONS

NAME = "duplicate_engine"


def load_engine() -> None:
    """Make `import duplicate_engine.keys` and its like possible."""
    if NAME in sys.modules:
        return
    folder = ADDONS / "jl_crm_duplicate" / "tools"
    spec = importlib.util.spec_from_file_location(
        NAME, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    package = importlib.util.module_from_spec(spec)
    sys.modules[NAME] = package
    spec.loader.exec_module(package)
