"""Bring an add-on's catalogues in line with a fresh export; runs on Odoo's Python.

python -m workshop.translations.catalogues EXPORT I18N_FOLDER [--check]

A file is written only when its terms change, so that its dates stay when they do not.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import polib

LANGUAGES = ("zh_CN", "zh_TW")


def read_terms(catalogue: polib.POFile) -> list[tuple]:
    """What makes two catalogues the same: everything but the header."""
    return [
        (term.msgid, term.msgstr, term.comment, tuple(term.occurrences))
        for term in catalogue
        if not term.obsolete
    ]


def merge(template: polib.POFile, translated: polib.POFile) -> polib.POFile:
    """The template's terms in its order, with the translations that still fit."""
    known = {term.msgid: term for term in translated if not term.obsolete}
    merged = polib.POFile()
    merged.header = translated.header
    merged.metadata = {**template.metadata, **translated.metadata}
    merged.metadata["POT-Creation-Date"] = template.metadata["POT-Creation-Date"]
    for term in template:
        old = known.get(term.msgid)
        merged.append(
            polib.POEntry(
                msgid=term.msgid,
                msgstr=old.msgstr if old else "",
                comment=term.comment,
                occurrences=term.occurrences,
                flags=old.flags if old else [],
            )
        )
    return merged


def update(export: Path, folder: Path, *, write: bool) -> list[Path]:
    """Return the files of the folder that differ, after writing them if asked to."""
    template = polib.pofile(str(export))
    # the build of Odoo says nothing about the terms
    template.metadata["Project-Id-Version"] = "Odoo Server 19.0"
    changes = {folder / f"{folder.parent.name}.pot": template}
    for language in LANGUAGES:
        path = folder / f"{language}.po"
        changes[path] = merge(template, _read_or_start(path, template, language))
    stale = [path for path, fresh in changes.items() if _differs(path, fresh)]
    for path in stale if write else ():
        _save(changes[path], path)
    return stale


def _save(catalogue: polib.POFile, path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(str(catalogue), encoding="utf-8")


def _read_or_start(path: Path, template: polib.POFile, language: str) -> polib.POFile:
    if path.exists():
        return polib.pofile(str(path))
    started = polib.POFile()
    started.header = template.header
    started.metadata = {
        **template.metadata,
        "Language": language,
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    return started


def _differs(path: Path, fresh: polib.POFile) -> bool:
    if not path.exists():
        return True
    current = polib.pofile(str(path))
    return bool(current.obsolete_entries()) or read_terms(current) != read_terms(fresh)


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
