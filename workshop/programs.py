"""Chromium, wkhtmltopdf and Chinese fonts: the system's, else unpacked privately."""

from __future__ import annotations

import shutil
from pathlib import Path

from workshop import process
from workshop.apt import (
    NOT_NEEDED,
    debian_apt,
    find_unpacked,
    forget,
    install_privately,
    library_path,
    unpack,
)
from workshop.apt_sources import read_os_release
from workshop.console import fail
from workshop.locks import build_once, exclusive
from workshop.paths import CACHE, hash_text, make_folder

WRAPPERS = CACHE / "bin"
CHROMIUM_NAMES = (
    "google-chrome",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
)
# the last release of Debian that has wkhtmltopdf
WKHTMLTOPDF_SUITE = "bookworm"
# the loader of the running system fits only its own of these
SYSTEM_LIBRARIES = ("libc6_", "libc-bin_", "libgcc-s1_", "libstdc++6_", "libcrypt1_")
SYSTEM_FONTS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
NOTO_CJK = "NotoSansCJK*"
OTHER_CJK = ("wqy-*", "SourceHanSans*", "NotoSansSC*", "uming*", "DroidSansFallback*")
FONT_PACKAGES = ["fonts-wqy-microhei", "fonts-dejavu-core"]
FONT_CONFIGURATION = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
{folders}
  <cachedir>{cache}</cachedir>
{rules}</fontconfig>
"""
# left alone, fontconfig takes the Japanese glyphs of Noto CJK for Chinese text
FONT_RULE = """\
  <match target="pattern">
    <test qual="any" name="family"><string>{generic}</string></test>
    <edit name="family" mode="prepend" binding="weak">
      <string>Noto Sans CJK SC</string>
    </edit>
  </match>
"""


def ensure_chromium() -> Path:
    """A browser for the tests, under a name that Odoo's tests look for."""
    for path in filter(None, map(shutil.which, CHROMIUM_NAMES)):
        return Path(path)
    root = install_privately("chromium", ["chromium"])
    return _wrap("chromium", root, find_unpacked(root, "usr/lib/chromium/chromium"))


def ensure_wkhtmltopdf() -> Path:
    """The program that turns Odoo's reports into PDF."""
    if found := shutil.which("wkhtmltopdf"):
        return Path(found)
    root = _unpack_wkhtmltopdf()
    for name in ("wkhtmltoimage", "wkhtmltopdf"):
        wrapper = _wrap(name, root, find_unpacked(root, f"usr/bin/{name}"))
    return wrapper


def ensure_cjk_fonts() -> dict[str, str]:
    """Environment in which programs show Chinese, with simplified glyphs first."""
    folder = make_folder(CACHE / "fonts")
    has_noto = _has_font(NOTO_CJK)
    if has_noto or any(map(_has_font, OTHER_CJK)):
        roots = []
    else:
        roots = [install_privately("fonts", FONT_PACKAGES)]
    text = _font_configuration(folder, roots, prefer_noto=has_noto)
    path = folder / "fonts.conf"
    if not path.exists() or path.read_text() != text:
        path.write_text(text)
    return {"FONTCONFIG_FILE": str(path)}


def _unpack_wkhtmltopdf() -> Path:
    if read_os_release().get("VERSION_CODENAME") == WKHTMLTOPDF_SUITE:
        return install_privately("wkhtmltopdf", ["wkhtmltopdf"])
    root = CACHE / "programs" / "wkhtmltopdf"
    key = hash_text(WKHTMLTOPDF_SUITE, *SYSTEM_LIBRARIES)
    return build_once(root, key, _build_wkhtmltopdf)


def _build_wkhtmltopdf(target: Path) -> None:
    with exclusive("apt"):
        packages = debian_apt(WKHTMLTOPDF_SUITE)
        debs = packages.download_with_dependencies(["wkhtmltopdf"])
        kept = [deb for deb in debs if not deb.name.startswith(SYSTEM_LIBRARIES)]
        unpack(kept, target, NOT_NEEDED)
        forget(debs)


def _wrap(name: str, root: Path, program: Path) -> Path:
    """A script on our PATH that starts a program with its own libraries."""
    wrapper = make_folder(WRAPPERS) / name
    plugins = next(root.glob("usr/lib/*-linux-gnu*/qt5/plugins"), root)
    text = (
        "#!/bin/sh\n"
        f"export LD_LIBRARY_PATH='{library_path(root)}'\n"
        f"export QT_PLUGIN_PATH='{plugins}'\n"
        f"exec '{program}' \"$@\"\n"
    )
    if not wrapper.exists() or wrapper.read_text() != text:
        wrapper.write_text(text)
        wrapper.chmod(0o755)
        _check_starts(wrapper)
    return wrapper


def _check_starts(program: Path) -> None:
    result = process.attempt([program, "--version"])
    if result.returncode:
        program.unlink()
        fail(
            f"{program.name} from Debian's packages does not start here:\n"
            f"{process.last_lines(result.stdout)}",
            f"Install {program.name} on this computer; it is used then.",
        )


def _has_font(pattern: str) -> bool:
    return any(True for folder in SYSTEM_FONTS for _ in folder.rglob(pattern))


def _font_configuration(folder: Path, roots: list[Path], *, prefer_noto: bool) -> str:
    paths = [*SYSTEM_FONTS, *(root / "usr/share/fonts" for root in roots)]
    generics = ("sans-serif", "serif", "monospace") if prefer_noto else ()
    return FONT_CONFIGURATION.format(
        folders="\n".join(f"  <dir>{path}</dir>" for path in paths),
        cache=folder / "cache",
        rules="".join(FONT_RULE.format(generic=generic) for generic in generics),
    )
