"""The reader of offers without Odoo: its package is imported by its place."""

from __future__ import annotations

import importlib.util
import sys

from workshop.paths import ADDONS

NAME = "offer_reader"


def load_reader() -> None:
    """Make `import offer_reader.offer_sheet` and its like possible."""
    if NAME in sys.modules:
        return
    folder = ADDONS / "jl_crm_quote" / "tools"
    spec = importlib.util.spec_from_file_location(
        NAME, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    package = importlib.util.module_from_spec(spec)
    sys.modules[NAME] = package
    spec.loader.exec_module(package)
