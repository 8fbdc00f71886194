"""The duplicate engine without Odoo: its package is imported by its place.

The add-on around it imports Odoo; the engine itself needs the standard library only.
"""

from __future__ import annotations

import importlib.util
import sys
import types

from workshop.paths import ADDONS

NAME = "duplicate_engine"
# the engine takes pure functions from here
BASE = "odoo.addons.jl_crm_base"


def load_engine() -> None:
    """Make `import duplicate_engine.keys` and its like possible."""
    if NAME in sys.modules:
        return
    _find_base()
    folder = ADDONS / "jl_crm_duplicate" / "tools"
    spec = importlib.util.spec_from_file_location(
        NAME, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    package = importlib.util.module_from_spec(spec)
    sys.modules[NAME] = package
    spec.loader.exec_module(package)


def _find_base() -> None:
    """Make the tools of the base add-on importable without what it asks of Odoo."""
    parts = BASE.split(".")
    for size in range(1, len(parts)):
        _stand_in(".".join(parts[:size]))
    _stand_in(BASE, str(ADDONS / parts[-1]))


def _stand_in(name: str, *places: str) -> None:
    if name not in sys.modules:
        package = types.ModuleType(name)
        package.__path__ = list(places)
        sys.modules[name] = package
