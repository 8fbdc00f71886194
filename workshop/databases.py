"""Databases of Odoo: made, copied and dropped together with their files."""

from __future__ import annotations

import os
import re
import shutil
from typing import TYPE_CHECKING

from workshop import addons, process
from workshop.console import fail, step
from workshop.locks import exclusive
from workshop.odoo_tree import fingerprint
from workshop.paths import LOCAL, REQUIREMENTS, hash_text, make_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from workshop.postgres import Postgres

LOADING = re.compile(r"[Ll]oading module (\S+) \((\d+)/(\d+)\)")
SERIOUS = re.compile(r" (ERROR|CRITICAL) ")
LOG_WINDOW = 20_000


class Databases:
    """The part of a runtime that looks after its databases."""

    odoo_path: Path
    data: Path
    postgres: Postgres
    odoo: Callable[..., int]

    def install(
        self, db: str, modules: Sequence[str], *args: str, log: Path, title: str
    ) -> None:
        """Install or upgrade with `args`, then see that all modules are there."""
        with step(title, lambda: _loading_progress(log)):
            self.odoo("-d", db, *args, "--stop-after-init", "--no-http", log=log)
        missing = sorted(set(modules) - set(self.installed(db)))
        if missing:
            fail(
                f"Odoo did not install {', '.join(missing)}:\n{_log_errors(log)}",
                f"The whole log: {log}",
            )

    def installed(self, db: str) -> list[str]:
        sql = "SELECT name FROM ir_module_module WHERE state = 'installed'"
        return [name for (name,) in self.postgres.query(db, sql)]

    def template(
        self,
        name: str,
        modules: Sequence[str],
        languages: Sequence[str] = (),
        *,
        demo: bool = False,
    ) -> str:
        """A database to clone, made once for these modules in this state."""
        key = self._template_key(modules, languages, demo=demo)
        database = f"tpl_{name}_{key[:10]}"
        with exclusive(f"template-{name}", LOCAL):
            if not self._is_whole(database):
                self._drop_templates(name)
                self._build_template(database, modules, languages, demo=demo)
        return database

    def _template_key(
        self, modules: Sequence[str], languages: Sequence[str], *, demo: bool
    ) -> str:
        ours = addons.checksums() if set(modules) & set(addons.find_addons()) else {}
        facts = [fingerprint(self.odoo_path), REQUIREMENTS.read_text(), str(demo)]
        lists = [sorted(modules), sorted(languages), sorted(ours.items())]
        return hash_text(*facts, *map(str, lists))

    def _drop_templates(self, name: str) -> None:
        pattern = re.compile(rf"tpl_{re.escape(name)}_([0-9a-f]{{10}}|building)")
        for (database,) in self.postgres.query(
            "postgres", "SELECT datname FROM pg_database"
        ):
            if pattern.fullmatch(database):
                self.drop(database)

    def _build_template(
        self,
        database: str,
        modules: Sequence[str],
        languages: Sequence[str],
        *,
        demo: bool,
    ) -> None:
        building = f"{database.rpartition('_')[0]}_building"
        log = LOCAL / "logs" / f"{database}.log"
        log.unlink(missing_ok=True)
        self.create(building, modules, languages, demo=demo, log=log)
        # the name is given last: a half-made template never carries it
        self._move_files(building, database)
        self.postgres.rename(building, database)

    def create(
        self,
        database: str,
        modules: Sequence[str],
        languages: Sequence[str] = (),
        *,
        demo: bool,
        log: Path,
    ) -> None:
        """Make a database with modules; only Odoo's own when none is given."""
        self.create_empty(database)
        self.fill(database, modules, languages, demo=demo, log=log)

    def create_empty(self, database: str) -> None:
        self.drop(database)
        self.postgres.createdb(database)

    def fill(
        self,
        database: str,
        modules: Sequence[str],
        languages: Sequence[str] = (),
        *,
        demo: bool,
        log: Path,
    ) -> None:
        options = ["-i", ",".join(modules or ["base"])]
        if languages:
            # the first one becomes everybody's
            options.append(f"--load-language={','.join(['en_US', *languages])}")
        if demo:
            options.append("--with-demo")
        title = f"Make the database {database}"
        self.install(database, modules, *options, log=log, title=title)

    def clone(self, template: str, name: str) -> None:
        """Copy a database and its files."""
        self.drop(name)
        self.postgres.createdb(name, template)
        # files of the store are never changed, only added and removed
        shutil.copytree(
            self.filestore(template), self.filestore(name), copy_function=os.link
        )

    def drop(self, name: str) -> None:
        self.postgres.dropdb(name)
        shutil.rmtree(self.filestore(name), ignore_errors=True)

    def filestore(self, name: str) -> Path:
        return self.data / "filestore" / name

    def _is_whole(self, database: str) -> bool:
        return self.filestore(database).is_dir() and self.postgres.exists(database)

    def _move_files(self, source: str, target: str) -> None:
        make_folder(self.filestore(source))
        shutil.rmtree(self.filestore(target), ignore_errors=True)
        self.filestore(source).rename(self.filestore(target))


def _loading_progress(log: Path) -> str:
    if not log.exists():
        return ""
    with log.open("rb") as stream:
        stream.seek(max(0, log.stat().st_size - LOG_WINDOW))
        text = stream.read().decode(errors="replace")
    found = LOADING.findall(text)
    return "{1} of {2}: {0}".format(*found[-1]) if found else ""


def _log_errors(log: Path) -> str:
    text = log.read_text(encoding="utf-8", errors="replace")
    lines = [line for line in text.splitlines() if SERIOUS.search(line)]
    return process.last_lines("\n".join(lines) or text)
