"""Python environments with pinned packages, apart from the system's Python."""

from __future__ import annotations

import shutil
import sys
import time
from functools import cache
from pathlib import Path

from workshop import process
from workshop.apt import find_unpacked, install_privately
from workshop.console import Stop, step
from workshop.locks import MARKER, build_once
from workshop.paths import CACHE, hash_text, need_space

# what Odoo 19 supports
OLDEST, NEWEST = (3, 10), (3, 13)
PROBE = "import sys, venv; print(*sys.version_info[:2])"
SPACE = 700_000_000
UNUSED_SECONDS = 7 * 24 * 3600
PIP_HINT = "Is the network up? A mirror is used when pip is told so: PIP_INDEX_URL=…"


def ensure_venv(name: str, *requirements: Path, site: Path | None = None) -> Path:
    """Python of an environment that holds `requirements`.

    `site` is a folder whose packages can be imported besides. Another list of
    requirements, another Python or another site is another environment.
    """
    python = find_python()
    texts = [path.read_text() for path in requirements]
    key = hash_text(python, version_of(python), str(site or ""), *texts)

    def build(folder: Path) -> None:
        _create(python, folder, site)
        _install(folder, name, requirements)

    folder = build_once(CACHE / "venv" / f"{name}-{key[:10]}", key, build)
    (folder / MARKER).touch()
    _forget_unused(folder.parent, name)
    return folder / "bin" / "python"


@cache
def find_python() -> str:
    """A Python that Odoo 19 runs on; the one that runs us when it fits."""
    versions = range(NEWEST[1], OLDEST[1] - 1, -1)
    names = [sys.executable, *(f"python3.{minor}" for minor in versions), "python3"]
    for path in filter(None, map(shutil.which, names)):
        if is_supported(version_of(path)):
            return path
    raise Stop(
        "Odoo 19 needs Python 3.10 to 3.13, and none of them is on this computer.",
        "apt-get install python3 (Debian 12 and 13 have a fitting one).",
    )


@cache
def version_of(python: str) -> str:
    """ "3.11", or nothing when it cannot run or cannot make environments."""
    result = process.attempt([python, "-c", PROBE])
    if result.returncode:
        return ""
    return result.stdout.strip().replace(" ", ".")


def is_supported(version: str) -> bool:
    if not version:
        return False
    major, minor = map(int, version.split("."))
    return OLDEST <= (major, minor) <= NEWEST


def _forget_unused(folder: Path, name: str) -> None:
    """Environments of former requirements, which no checkout uses any more."""
    oldest = time.time() - UNUSED_SECONDS
    for marker in folder.glob(f"{name}-*/{MARKER}"):
        if marker.stat().st_mtime < oldest:
            shutil.rmtree(marker.parent, ignore_errors=True)


def _create(python: str, folder: Path, site: Path | None) -> None:
    need_space(SPACE)
    probe = process.attempt([python, "-c", "import ensurepip"])
    with_pip = probe.returncode == 0
    options = [] if with_pip else ["--without-pip"]
    command = [python, "-m", "venv", *options, folder]
    process.run(command, what="Making a Python environment")
    if not with_pip:
        _add_pip(folder)
    if site:
        packages = next(folder.glob("lib/python3*/site-packages"))
        (packages / "site.pth").write_text(f"{site}\n")


def _add_pip(folder: Path) -> None:
    """Debian keeps pip out of Python; its wheel is a package by itself."""
    root = install_privately("python3-pip-whl", ["python3-pip-whl"])
    wheel = find_unpacked(root, "usr/share/python-wheels/pip-*.whl")
    pip = [folder / "bin" / "python", f"{wheel}/pip"]
    process.run([*pip, "install", "-q", "--no-index", wheel], what="Installing pip")


def _install(folder: Path, name: str, requirements: tuple[Path, ...]) -> None:
    log = folder / "pip.log"
    options = [part for path in requirements for part in ("-r", path)]
    command = [folder / "bin" / "python", "-m", "pip", "install", "--prefer-binary"]
    with step(f"Install the Python packages of “{name}”", lambda: _last_action(log)):
        process.run([*command, *options], what="pip install", log=log, hint=PIP_HINT)


def _last_action(log: Path) -> str:
    """The package that pip is at, from the last line that names one."""
    if not log.exists():
        return ""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    actions = ("Collecting", "Downloading", "Installing")
    found = [line for line in lines if line.strip().startswith(actions)]
    return " ".join(found[-1].split()[:2]) if found else ""
