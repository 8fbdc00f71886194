"""Each add-on comes, is upgraded, goes and comes back, and leaves nothing behind."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.lifecycle.snapshot import Snapshot, compare, take_snapshot
from workshop.addons import find_addons
from workshop.runtime import Runtime
from workshop.testing.dependencies import find_foreign_depends, read_depends


@dataclass
class Life:
    """Snapshots of one database after each step of an add-on's life."""

    before: Snapshot
    installed: Snapshot
    upgraded: Snapshot
    removed: Snapshot
    reinstalled: Snapshot


@pytest.fixture(scope="module", params=find_addons(), ids=str)
def life(request, runtime: Runtime, scratch, log_folder: Path) -> Life:
    addon = request.param
    database = scratch.clone(_get_bare_template(runtime), f"life_{addon}")

    def act(*args: str) -> Snapshot:
        log = log_folder / f"life-{addon}.log"
        runtime.odoo(*args, log=log, coverage=scratch.coverage)
        return take_snapshot(runtime.postgres, database)

    ours = _find_relatives(addon)
    if ours:
        act("module", "install", "-d", database, *ours)
    before = take_snapshot(runtime.postgres, database)
    return Life(
        before,
        act("module", "install", "-d", database, addon),
        act("module", "upgrade", "-d", database, addon),
        act("module", "uninstall", "-d", database, addon),
        act("module", "install", "-d", database, addon),
    )


def _get_bare_template(runtime: Runtime) -> str:
    """Without demo data: nobody can take back orders that were confirmed."""
    return runtime.template("bare", find_foreign_depends(find_addons()))


def _find_relatives(addon: str) -> list[str]:
    """Our own add-ons that this one stands on: they stay when it goes."""
    return [name for name in read_depends(addon) if name in find_addons()]


def test_installing_adds_something(life):
    assert compare(life.before, life.installed)


def test_upgrading_changes_nothing(life):
    assert compare(life.installed, life.upgraded) == {}


def test_uninstalling_leaves_nothing_behind(life):
    assert compare(life.before, life.removed) == {}


def test_reinstalling_gives_the_same_as_the_first_time(life):
    first = _without_ids(life.installed)

    assert compare(first, _without_ids(life.reinstalled)) == {}


def _without_ids(snapshot: Snapshot) -> Snapshot:
    """Records get new ids when they are made again."""
    kinds = {"tables", "columns", "indexes", "constraints", "external ids", "models"}
    kinds |= {"fields", "selections", "views", "groups", "rules", "crons", "parameters"}
    return {kind: snapshot[kind] for kind in kinds}
