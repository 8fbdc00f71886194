"""K3D-5: a process that is killed in the middle of a merge leaves all or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.outside.half_done import Scene

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from workshop.runtime import Runtime

GROUPS = 40
PREPARE = f"""
partners = env["res.partner"].create(
    [
        {{"name": f"Crash {{n}}", "is_company": True, "phone": f"0760-8812{{n:04}}"}}
        for n in range({GROUPS} * 2)
    ]
)
env["crm.lead"].create([{{"name": "x", "partner_id": p.id}} for p in partners])
env.cr.commit()
"""
MERGE = """
partners = env["res.partner"].search([("name", "=like", "Crash %")], order="id")
partners = partners.with_user(env.ref("base.user_admin"))
half = len(partners) // 2
groups = list(zip(partners[:half], partners[half:], strict=True))
merges = partners._merge_customers(groups)
env.cr.commit()
"""
# what is moved has moved then; the names, the log and the notes are still to come
STOP = ("crm.merge.engine", "_follow_family")
MERGED = "SELECT count(*) FROM res_partner WHERE merged_into_id IS NOT NULL"
LEADS = """
    SELECT count(*) FROM crm_lead l JOIN res_partner p ON p.id = l.partner_id
     WHERE p.merged_into_id IS NOT NULL
"""


@pytest.fixture(scope="module")
def scene(
    runtime: Runtime, fresh_database: Callable[[str], str], log_folder: Path
) -> Scene:
    scene = Scene(
        runtime, fresh_database("merge_crash"), log_folder / "merge-crash.log"
    )
    scene.run(PREPARE)
    return scene


@pytest.fixture
def half_merged(scene: Scene) -> Iterator[subprocess.Popen]:
    """A process that has moved everything and has not committed."""
    with scene.stopped(MERGE, *STOP) as shell:
        yield shell


def test_killed_in_the_middle(scene, half_merged):
    before = scene.picture()

    scene.kill(half_merged)

    assert scene.picture() == before
    assert scene.count(MERGED) == 0


def test_merged_afterwards(scene):
    scene.run(MERGE)

    assert scene.count(MERGED) == GROUPS
    assert scene.count(LEADS) == 0
