"""The database that `./jl serve` shows: made, kept, and kept up to date."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from workshop import addons
from workshop.console import fail, say, step
from workshop.country import HIDE_DEMO, SET_UP, SHOW_DEMO, find_country
from workshop.locks import exclusive
from workshop.odoo_tree import fingerprint
from workshop.paths import LOCAL
from workshop.testing.dependencies import find_foreign_depends

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from workshop.databases import Databases
    from workshop.postgres import Postgres
    from workshop.runtime import Runtime

DATABASE = "jl_crm"
LANGUAGES = ("zh_CN", "zh_TW")
# the add-on that gives a base its country, before accounting looks at it
FIRST = "jl_crm_base"
LOG = LOCAL / "logs" / "database.log"
# a comment on the database says that it is ours, and what is in it
SIGNATURE = "made by ./jl serve: "
COUNTRY = "country"
USERS = r"""
    WITH role AS (
        SELECT member.uid,
               CASE WHEN data.module = 'base' THEN 0
                    WHEN data.module LIKE 'jl\_%' THEN 1
                    ELSE 2
               END AS rank,
               string_agg(
                   concat_ws(' / ', privilege.name->>'en_US', grp.name->>'en_US'),
                   ', ' ORDER BY grp.sequence, grp.id
               ) AS name
          FROM res_groups_users_rel member
          JOIN res_groups grp ON grp.id = member.gid
          JOIN ir_model_data data
            ON data.model = 'res.groups' AND data.res_id = grp.id
          LEFT JOIN res_groups_privilege privilege
            ON privilege.id = grp.privilege_id
         WHERE data.module LIKE 'jl\_%'
            OR data.module = 'sales_team'
            OR (data.module, data.name) = ('base', 'group_system')
         GROUP BY 1, 2
    )
    SELECT DISTINCT ON (usr.id)
           usr.login, partner.name, coalesce(role.name, 'Employee'), partner.lang
      FROM res_users usr
      JOIN res_partner partner ON partner.id = usr.partner_id
      LEFT JOIN role ON role.uid = usr.id
     WHERE usr.active AND NOT usr.share
     ORDER BY usr.id, role.rank
"""


def ensure_demo(
    runtime: Runtime,
    database: str = DATABASE,
    modules: Sequence[str] = (),
    *,
    reset: bool = False,
) -> None:
    """See that the database holds our add-ons as they are now."""
    wanted = _read_wanted(runtime, modules)
    country = find_country()
    LOG.unlink(missing_ok=True)
    with exclusive(f"database-{database}", LOCAL):
        present = _read_present(runtime, database)
        made_for = present.pop(COUNTRY, None)
        if reset or not present:
            _create(runtime, database, wanted, country)
        elif made_for != country:
            _refuse(database, made_for, country)
        elif present != wanted:
            _update(runtime, database, present | {COUNTRY: country}, wanted)


def _refuse(database: str, made_for: str | None, country: str) -> None:
    """A base stays in its country: its orders are in that currency."""
    keep = f"JL_COUNTRY={made_for} ./jl serve shows it, " if made_for else ""
    fail(
        f"The database {database} was made for {made_for or 'no country'}, "
        f"not for {country}.",
        f"{keep}./jl serve --reset makes it anew and loses its data.",
    )


def require_database(postgres: Postgres, database: str = DATABASE) -> None:
    if not postgres.exists(database):
        fail(f"There is no database {database} yet.", "./jl serve --prepare makes it.")


def list_users(postgres: Postgres, database: str) -> list[tuple[str, ...]]:
    """Login, name, main role and language of everyone who can log in."""
    return postgres.query(database, USERS)


def _read_wanted(runtime: Runtime, modules: Sequence[str]) -> dict[str, str]:
    """What the database should hold: checksums by add-on, and Odoo's own."""
    ours = addons.checksums()
    names = modules or list(ours)
    if not names:
        fail(
            "There is no add-on to show: the folder addons/ holds none.",
            "git status tells what is missing from this checkout.",
        )
    return {"base": fingerprint(runtime.odoo_path)} | {
        name: ours.get(name, "") for name in names
    }


def _read_present(runtime: Runtime, database: str) -> dict[str, str]:
    """What the database holds; nothing when it is to be made anew."""
    if not runtime.postgres.exists(database):
        return {}
    comment = runtime.postgres.comment(database)
    if not comment.startswith(SIGNATURE):
        fail(
            f"The database {database} was not made by ./jl serve and is left alone.",
            "Take another name: ./jl serve --database <name>",
        )
    if not runtime.filestore(database).is_dir():
        say(f"  The files of the database {database} are gone, it is made anew.")
        return {}
    return json.loads(comment.removeprefix(SIGNATURE))


def _create(
    runtime: Runtime, database: str, wanted: dict[str, str], country: str
) -> None:
    runtime.create_empty(database)
    # an interrupted installation leaves this, and is begun anew
    _write_present(runtime, database, {})
    names = [name for name in wanted if name != "base"]
    fill_base(runtime, database, names, country, LOG)
    _write_present(runtime, database, wanted | {COUNTRY: country})


def fill_base(
    runtime: Databases, database: str, names: list[str], country: str, log: Path
) -> None:
    """Make an empty database that of a company of the country, with our demo data.

    The country is there before Odoo chooses a chart of accounts. Where Odoo has none
    for it, the general one brings dollars: the country is given once more.
    """
    script = SET_UP.format(country=country)
    runtime.fill(database, [FIRST], LANGUAGES, demo=False, log=log)
    _run(runtime, database, script, log, f"Make it one of {country}")
    foreign = find_foreign_depends(names)
    title = "Install what the add-ons stand on"
    runtime.install(database, foreign, "-i", ",".join(foreign), log=log, title=title)
    _run(runtime, database, script + SHOW_DEMO, log, "Look at the currency again")
    _install_with_demo(runtime, database, names, log)


def _run(runtime: Databases, database: str, script: str, log: Path, title: str) -> None:
    with step(title):
        runtime.odoo("shell", "-d", database, "--no-http", log=log, text=script)


def _install_with_demo(
    runtime: Databases, database: str, names: list[str], log: Path
) -> None:
    title = f"Install {', '.join(names)}"
    options = ["-i", ",".join(names), "--with-demo"]
    runtime.install(database, names, *options, log=log, title=title)
    # an upgrade of Odoo would bring its own demo data afterwards
    runtime.postgres.query(database, HIDE_DEMO)


def _update(
    runtime: Runtime, database: str, present: dict[str, str], wanted: dict[str, str]
) -> None:
    new = sorted(wanted.keys() - present.keys())
    changed = [
        name for name in wanted if present.get(name, wanted[name]) != wanted[name]
    ]
    if changed:
        options = ["-u", ",".join(changed), "--i18n-overwrite"]
        title = f"Bring up to date: {', '.join(changed)}"
        runtime.install(database, changed, *options, log=LOG, title=title)
    if new:
        _run(runtime, database, SHOW_DEMO, LOG, "Get ready for more")
        _install_with_demo(runtime, database, new, LOG)
    _write_present(runtime, database, present | wanted)


def _write_present(runtime: Runtime, database: str, present: dict[str, str]) -> None:
    runtime.postgres.set_comment(database, SIGNATURE + json.dumps(present))
