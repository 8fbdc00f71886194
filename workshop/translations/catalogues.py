"""Bring an add-on's catalogues in line with a fresh export; runs on Odoo's Python.

python -m workshop.translations.catalogues EXPORT I18N_FOLDER [--check]

The dates in a file's header stay as long as its terms do, so that a file changes
only when there is something to see in it.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

import polib

LANGUAGES = ("zh_CN", "zh_TW")
DATES = ("POT-Creation-Date", "PO-Revision-Date")
CHINESE = re.compile("[\u4e00-\u9fff]")
# the build of Odoo that exported says nothing about the terms
PROJECT_VERSION = "Odoo Server 19.0"


def update(export: Path, folder: Path, *, write: bool) -> list[Path]:
    """Return the files of the folder that differ, after writing them if asked to."""
    template = _leave_out_demo(polib.pofile(str(export)))
    template.metadata["Project-Id-Version"] = PROJECT_VERSION
    changes = {folder / f"{folder.parent.name}.pot": template}
    for language in LANGUAGES:
        path = folder / f"{language}.po"
        changes[path] = merge(template, _read(path) or _start(template, language))
    stale = [path for path, fresh in changes.items() if _differs(path, fresh)]
    for path in stale if write else ():
        path.parent.mkdir(exist_ok=True)
        path.write_text(str(changes[path]), encoding="utf-8")
    return stale


def _leave_out_demo(export: polib.POFile) -> polib.POFile:
    """The terms in English: the others are names in demo data, not for translation."""
    for term in [term for term in export if CHINESE.search(term.msgid)]:
        export.remove(term)
    return export


def merge(template: polib.POFile, translated: polib.POFile) -> polib.POFile:
    """The template's terms in its order, with the translations that still fit."""
    known = {term.msgid: term for term in translated if not term.obsolete}
    merged = polib.POFile()
    merged.header = translated.header
    merged.metadata = {**template.metadata, **translated.metadata}
    for date in DATES:
        merged.metadata[date] = template.metadata[date]
    for term in template:
        merged.append(_translate(term, known.get(term.msgid)))
    return merged


def _translate(term: polib.POEntry, old: polib.POEntry | None) -> polib.POEntry:
    """The term with its old translation; the empty one stands for the same text."""
    kept = old.msgstr if old and old.msgstr != term.msgid else ""
    return polib.POEntry(
        msgid=term.msgid,
        msgstr=kept,
        comment=term.comment,
        occurrences=term.occurrences,
        flags=old.flags if old else [],
    )


def _read(path: Path) -> polib.POFile | None:
    return polib.pofile(str(path)) if path.exists() else None


def _start(template: polib.POFile, language: str) -> polib.POFile:
    started = polib.POFile()
    started.header = template.header
    started.metadata = {**template.metadata, "Language": language}
    return started


def _differs(path: Path, fresh: polib.POFile) -> bool:
    """Whether the file must be written; its dates are taken over if terms are equal."""
    current = _read(path)
    if current is None:
        return True
    if _read_terms(current) == _read_terms(fresh):
        for date in DATES:
            fresh.metadata[date] = current.metadata.get(date, fresh.metadata[date])
    return path.read_text(encoding="utf-8") != str(fresh)


def _read_terms(catalogue: polib.POFile) -> list[tuple]:
    return [
        (term.msgid, term.msgstr, term.comment, tuple(term.occurrences), term.obsolete)
        for term in catalogue
    ]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("export", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    for path in update(args.export, args.folder, write=not args.check):
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
