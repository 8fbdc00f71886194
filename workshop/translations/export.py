"""Compare the add-ons' catalogues with what Odoo exports from a database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workshop import process
from workshop.paths import ADDONS, PROJECT

if TYPE_CHECKING:
    from workshop.runtime import Runtime


def find_stale(
    runtime: Runtime, database: str, addons: list[str], folder: Path, *, write: bool
) -> list[Path]:
    """The catalogues that are not up to date, brought up to date with `write`.

    `folder` takes the exports and the log.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stale = []
    for addon in addons:
        export = folder / f"{addon}.pot"
        _export(runtime, database, addon, export, folder / "export.log")
        stale += _merge(runtime, export, addon, write=write)
    return stale


def _export(
    runtime: Runtime, database: str, addon: str, export: Path, log: Path
) -> None:
    arguments = ["-d", database, "-l", "pot", "-o", str(export), addon]
    runtime.odoo("i18n", "export", *arguments, log=log)


def _merge(runtime: Runtime, export: Path, addon: str, *, write: bool) -> list[Path]:
    module = "workshop.translations.catalogues"
    command = [runtime.python, "-m", module, export, ADDONS / addon / "i18n"]
    output = process.run(
        [*command, *([] if write else ["--check"])],
        what="Merging the translations",
        cwd=PROJECT,
    )
    return [Path(line) for line in output.splitlines()]
