"""Odoo 19 Community: Debian's package unpacked, or the checkout the user has."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

from workshop import process
from workshop.apt import debian_apt, forget, require_apt, unpack
from workshop.console import fail, step, warn
from workshop.locks import build_once, exclusive, is_complete
from workshop.paths import CACHE, hash_text, make_folder

VERSION = "19.0"
ODOO_SUITE = "sid"
# sid's newer fonts and scripts break links of the package; trixie's fit
ASSETS_SUITE = "trixie"
ASSETS = (
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
    "fonts-font-awesome",
    "fonts-glyphicons-halflings",
    "fonts-inconsolata",
    "fonts-montserrat",
    "fonts-ocr-b",
    "fonts-roboto-unhinted",
)
# other languages and foreign accounting are two thirds of the tree
SLIM_EXCLUDE = (
    "*/i18n/[a-y]*.po",
    "*/i18n/zh_[H-Z]*.po",
    "*/addons/l10n_[abd-tv-z]*",
)
STAMP = "odoo-version"
SITE = Path("usr/lib/python3/dist-packages")
# Debian leaves this file out (no source), the web client asks for it
SEGMENTATION = Path("mail/static/lib/selfie_segmentation/selfie_segmentation.js")
SEGMENTATION_PACKAGE = "@mediapipe/selfie_segmentation@0.1.1675465747"
SEGMENTATION_STUB = "/* background blur in calls is off */\n"
DEB_HINT = (
    "Give one of: ODOO_SOURCE=<checkout of Odoo 19>, ODOO_DEB=<odoo-19 package file>."
)


def ensure_odoo(*, slim: bool = True) -> Path:
    """The folder that holds the `odoo` package.

    Slim: without other languages than Chinese and foreign accounting.
    """
    if given := os.environ.get("ODOO_SOURCE"):
        return check_source(Path(given).expanduser().resolve())
    key = hash_text(*_recipe(slim=False))
    full = CACHE / "odoo-full"
    if not slim:
        return build_once(full, key, lambda root: _build(root, ())) / SITE
    slim_key = hash_text(*_recipe(slim=True))
    small = CACHE / "odoo-slim"
    if is_complete(full, key) and not is_complete(small, slim_key):
        return full / SITE
    return build_once(small, slim_key, lambda root: _build(root, SLIM_EXCLUDE)) / SITE


def check_source(source: Path) -> Path:
    """Accept a checkout only when it holds the right Odoo."""
    release = source / "odoo" / "release.py"
    if not release.is_file():
        fail(
            f"ODOO_SOURCE={source} holds no Odoo (there is no odoo/release.py).",
            "Name the folder in which odoo-bin lies.",
        )
    version = read_version(release)
    if version != VERSION:
        fail(
            f"ODOO_SOURCE={source} is Odoo {version}, JL CRM needs {VERSION}.",
            f"git -C {source} switch {VERSION}",
        )
    return source


def read_version(release: Path) -> str:
    """ "19.0" from the line `version_info = (19, 0, 0, FINAL, 0, '')`."""
    found = re.search(r"^version_info = \((\d+), (\d+)", release.read_text(), re.M)
    return f"{found[1]}.{found[2]}" if found else "unknown"


def fingerprint(odoo: Path) -> str:
    """What tells one Odoo from another: databases belong to one."""
    stamp = odoo / STAMP
    if stamp.is_file():
        return stamp.read_text()
    return hash_text(str(odoo), (odoo / "odoo" / "release.py").read_text())


def _recipe(*, slim: bool) -> list[str]:
    exclude = SLIM_EXCLUDE if slim else ()
    return [*ASSETS, *exclude, os.environ.get("ODOO_DEB", "")]


def _build(root: Path, exclude: tuple[str, ...]) -> None:
    require_apt()
    with exclusive("apt"):
        downloads = _download()
        given = _given_deb()
        unpack([*([given] if given else []), *downloads], root, exclude)
        package = given or next(d for d in downloads if d.name.startswith("odoo-19"))
        (root / SITE / STAMP).write_text(_read_package_version(package))
        # the small tree keeps the downloads for the full one
        if not exclude:
            forget(downloads)
    _add_segmentation(root / SITE / "odoo" / "addons" / SEGMENTATION)
    _check_links(root)


def _given_deb() -> Path | None:
    given = os.environ.get("ODOO_DEB")
    if not given:
        return None
    path = Path(given).expanduser().resolve()
    if not path.is_file():
        fail(f"ODOO_DEB={path} does not exist.", DEB_HINT)
    return path


def _download() -> list[Path]:
    packages = [f"{name}/{ASSETS_SUITE}" for name in ASSETS]
    if not os.environ.get("ODOO_DEB"):
        packages.insert(0, f"odoo-19/{ODOO_SUITE}")
    return debian_apt(ODOO_SUITE, ASSETS_SUITE).download(packages)


def _add_segmentation(path: Path) -> None:
    make_folder(path.parent)
    path.write_bytes(_fetch_segmentation() or SEGMENTATION_STUB.encode())


def _fetch_segmentation() -> bytes:
    """The real file from npm; nothing when npm is missing or cannot reach it."""
    if not shutil.which("npm"):
        return b""
    with tempfile.TemporaryDirectory() as name, step("Fetch a script from npm"):
        folder = Path(name)
        command = ["npm", "pack", "--silent", SEGMENTATION_PACKAGE]
        process.attempt(command, cwd=folder)
        for archive in folder.glob("*.tgz"):
            shutil.unpack_archive(archive, folder)
        script = folder / "package" / SEGMENTATION.name
        if not script.is_file():
            warn("  npm could not fetch it: background blur in calls is off.")
        return script.read_bytes() if script.is_file() else b""


def _check_links(root: Path) -> None:
    links = (path for path in root.rglob("*") if path.is_symlink())
    broken = [str(path.relative_to(root)) for path in links if not path.exists()]
    if broken:
        fail(
            f"Debian's package of Odoo has {len(broken)} broken links, for example "
            f"{broken[0]}.",
            DEB_HINT,
        )


def _read_package_version(deb: Path) -> str:
    command = ["dpkg-deb", "--field", deb, "Version"]
    return process.run(command, what=f"Reading {deb.name}").strip()
