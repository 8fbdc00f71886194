"""Where this computer gets its packages from."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workshop import process
from workshop.console import Stop, fail

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCES = Path("/etc/apt")
OS_RELEASE = Path("/etc/os-release")
DISTRIBUTION = re.compile(r"/(debian|debian-security|ubuntu)(\.list)?/?$")
MAIN_ARCHIVE = re.compile(r"/debian(\.list)?/?$")
TARGETS_FORMAT = "$(ORIGIN)|$(REPO_URI)|$(RELEASE)|$(COMPONENT)|$(SIGNED_BY)"


@dataclass(frozen=True)
class Source:
    """One line of a sources.list."""

    uri: str
    suite: str
    signed_by: str = ""
    components: str = "main"

    def line(self) -> str:
        options = f"[signed-by={self.signed_by}] " if self.signed_by else ""
        return f"deb {options}{self.uri} {self.suite} {self.components}"


def find_mirror() -> str:
    """The mirror of Debian's main archive that this computer uses."""
    if given := os.environ.get("DEBIAN_MIRROR"):
        return given.rstrip("/")
    for source in [*_indexed_sources(), *_configured_sources()]:
        if MAIN_ARCHIVE.search(source.uri):
            return source.uri.rstrip("/")
    raise Stop(
        "No mirror of Debian is among this computer's package sources.",
        "Name one: DEBIAN_MIRROR=<address> ./jl …, or use what "
        "you have: ODOO_SOURCE=<checkout of Odoo 19>.",
    )


def machine_sources() -> list[Source]:
    """The sources of this computer's own release, security updates included."""
    codename = read_os_release().get("VERSION_CODENAME", "")
    suites = {codename, f"{codename}-updates", f"{codename}-security"}
    found = _indexed_sources() or list(_configured_sources())
    sources = [
        source
        for source in dict.fromkeys(found)
        if source.suite in suites and DISTRIBUTION.search(source.uri)
    ]
    if not sources and os.environ.get("DEBIAN_MIRROR"):
        sources = [Source(find_mirror(), codename)]
    if not sources:
        fail(
            f"No package source of this release ({codename or 'unknown'}) was found.",
            "Name a mirror: DEBIAN_MIRROR=<address> ./jl …",
        )
    return sources


def read_os_release(path: Path = OS_RELEASE) -> dict[str, str]:
    if not path.is_file():
        return {}
    pairs = re.findall(r'^(\w+)="?([^"\n]*)"?$', path.read_text(), re.MULTILINE)
    return dict(pairs)


def _indexed_sources() -> list[Source]:
    command = ["apt-get", "indextargets", "--format", TARGETS_FORMAT]
    result = process.attempt(command)
    return [] if result.returncode else list(parse_targets(result.stdout))


def parse_targets(output: str) -> Iterator[Source]:
    """Sources in the output of `apt-get indextargets`, of Debian's lists only."""
    for line in output.splitlines():
        origin, *fields = f"{line}||||".split("|")[:5]
        uri, suite, component, signed_by = fields
        if origin in {"Debian", "Ubuntu"} and component == "main":
            # apt prints the variable itself where a source names no key
            keyring = signed_by if signed_by.startswith("/") else ""
            yield Source(uri.rstrip("/"), suite, keyring)


def _configured_sources() -> Iterator[Source]:
    paths = [SOURCES / "sources.list", *sorted(SOURCES.glob("sources.list.d/*"))]
    for path in filter(Path.is_file, paths):
        text = path.read_text(encoding="utf-8", errors="replace")
        yield from parse_sources(text, deb822=path.suffix == ".sources")


def parse_sources(text: str, *, deb822: bool) -> Iterator[Source]:
    """Sources with the component main in a file of /etc/apt."""
    text = re.sub(r"^\s*#.*\n?", "", text, flags=re.MULTILINE)
    yield from (_parse_stanzas(text) if deb822 else _parse_lines(text))


def _parse_lines(text: str) -> Iterator[Source]:
    pattern = r"^\s*deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)\s+(.*)$"
    for options, uri, suite, components in re.findall(pattern, text, re.MULTILINE):
        if "main" in components.split():
            signed_by = re.search(r"signed-by=(\S+)", options)
            yield Source(uri.rstrip("/"), suite, signed_by[1] if signed_by else "")


def _parse_stanzas(text: str) -> Iterator[Source]:
    for stanza in re.split(r"\n\s*\n", text):
        fields = _parse_fields(stanza)
        usable = "deb" in fields.get("types", "").split()
        if usable and "main" in fields.get("components", "").split():
            yield from _combine(fields)


def _parse_fields(stanza: str) -> dict[str, str]:
    joined = re.sub(r"\n[ \t]+", " ", stanza)
    pairs = re.findall(r"^([\w-]+):[ \t]*(.*)$", joined, re.MULTILINE)
    return {name.lower(): value.strip() for name, value in pairs}


def _combine(fields: dict[str, str]) -> Iterator[Source]:
    if fields.get("enabled", "yes").lower() == "no":
        return
    signed_by = fields.get("signed-by", "")
    # a key written out in the file itself cannot stand on one line
    keyring = signed_by if signed_by.startswith("/") else ""
    for uri in fields.get("uris", "").split():
        for suite in fields.get("suites", "").split():
            yield Source(uri.rstrip("/"), suite, keyring)
