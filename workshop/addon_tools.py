"""Tools of an add-on without Odoo: the package is imported by its place.

The add-on around them imports Odoo; they themselves need no more than the tools of the
base add-on, which get the same treatment.
"""

from __future__ import annotations

import importlib.util
import sys
import types

from workshop.paths import ADDONS

# tools take pure functions from here
BASE = "odoo.addons.jl_crm_base"


def load_tools(addon: str, name: str) -> None:
    """Make `import name.module` find the modules of the add-on's folder `tools`."""
    if name in sys.modules:
        return
    # where Odoo runs, it finds the base add-on by itself
    if BASE.partition(".")[0] not in sys.modules:
        _find_base()
    folder = ADDONS / addon / "tools"
    spec = importlib.util.spec_from_file_location(
        name, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    package = importlib.util.module_from_spec(spec)
    sys.modules[name] = package
    spec.loader.exec_module(package)


def _find_base() -> None:
    """Make the tools of the base add-on importable without what it asks of Odoo."""
    parts = BASE.split(".")
    for size in range(1, len(parts)):
        _stand_in(".".join(parts[:size]))
    _stand_in(BASE, str(ADDONS / parts[-1]))


def _stand_in(name: str, *places: str) -> None:
    package = types.ModuleType(name)
    package.__path__ = list(places)
    sys.modules[name] = package
