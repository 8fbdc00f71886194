"""A private apt: Debian packages fetched and unpacked into the cache.

The system's own set-up is read (mirrors, proxies, keys, what is installed) and
never changed: lists, archives, locks and the status file lie in the cache.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from workshop import process
from workshop.apt_sources import Source, find_mirror, machine_sources, read_os_release
from workshop.console import Stop, fail, format_size, step, warn
from workshop.locks import build_once, exclusive
from workshop.paths import CACHE, folder_size, hash_text, make_folder, need_space

KEYRINGS = Path("/usr/share/keyrings")
KEYRING_NAMES = ("debian-archive-keyring.gpg", "debian-archive-keyring.pgp")
DPKG_STATUS = Path("/var/lib/dpkg/status")
LISTS_MAX_AGE = 3600
UPDATE = ["apt-get", "-q", "--error-on=any", "update"]
OUT_OF_DATE = re.compile(r"Release file .* (is expired|is not valid yet)")
ACCEPT_OLD = [
    *("-o", "Acquire::Check-Valid-Until=false"),
    *("-o", "Acquire::Check-Date=false"),
]
UNPACKED_TO_DOWNLOADED = 5
# what programs run without
NOT_NEEDED = ("./usr/share/doc/*", "./usr/share/man/*", "./usr/share/locale/*")
CONFIGURATION = """\
Dir::Etc::main "/dev/null";
Dir::Etc::parts "/dev/null";
Dir::Etc::sourcelist "{folder}/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
Dir::State "{folder}";
Dir::State::Lists "{folder}/lists";
Dir::State::status "{folder}/status";
Dir::State::extended_states "{folder}/extended_states";
Dir::Cache "{folder}";
Dir::Cache::archives "{folder}/archives";
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
Dir::Log "{folder}";
Acquire::Languages "none";
Acquire::GzipIndexes "true";
APT::Sandbox::User "";
"""
NO_APT = "This computer has no apt-get, so nothing can be fetched from Debian."
NO_APT_HINT = (
    "Use what you have: ODOO_SOURCE=<checkout of Odoo 19> for Odoo, PGHOST, PGPORT, "
    "PGUSER and PGPASSWORD for PostgreSQL."
)


@dataclass(frozen=True)
class Apt:
    """apt-get with state of its own in CACHE/apt/<name>."""

    name: str
    sources: tuple[Source, ...]
    # with the system's status only what the system lacks is fetched
    knows_system: bool = False
    folder: Path = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "folder", CACHE / "apt" / self.name)

    def download(self, packages: list[str]) -> list[Path]:
        """Fetch exactly these packages ("name" or "name/suite")."""
        command = ["apt-get", "-q", "download", *packages]
        return self._fetch(packages, command, self.folder / "archives")

    def download_with_dependencies(self, packages: list[str]) -> list[Path]:
        """Fetch these packages and what they need to run."""
        install = ["apt-get", "-q", "-y", "--no-install-recommends", "install"]
        return self._fetch(packages, [*install, "--download-only", *packages])

    def _fetch(
        self, packages: list[str], command: list[str], cwd: Path | None = None
    ) -> list[Path]:
        self._update()
        wanted = self._list_files(command)
        archives = self.folder / "archives"
        missing = [name for name in wanted if not (archives / name).exists()]
        size = sum(wanted[name] for name in missing)
        need_space(size * UNPACKED_TO_DOWNLOADED)
        if not missing:
            return _present(archives, wanted)
        title = f"Download {_describe(packages)} from Debian ({format_size(size)})"
        with step(title, lambda: f"{format_size(folder_size(archives))}"):
            self._run(command, f"Downloading {' '.join(packages)}", cwd)
        return _present(archives, wanted)

    def _list_files(self, command: list[str]) -> dict[str, int]:
        # apt leaves out what its archive holds already; an empty one shows all
        nothing = self.folder / "nothing"
        make_folder(nothing / "partial")
        question = [*command, "--print-uris", "-o", f"Dir::Cache::archives={nothing}"]
        return parse_uris(self._run(question, "Asking apt-get for packages"))

    def _update(self) -> None:
        stamp = self.folder / "updated"
        if self._is_recent(stamp):
            return
        self._configure()
        with step("Read Debian's package lists"):
            self._read_lists()
        stamp.write_text(self._list_sources())

    def _is_recent(self, stamp: Path) -> bool:
        if not stamp.exists() or stamp.read_text() != self._list_sources():
            return False
        return time.time() - stamp.stat().st_mtime < LISTS_MAX_AGE

    def _list_sources(self) -> str:
        return "".join(f"{source.line()}\n" for source in self.sources)

    def _read_lists(self) -> None:
        env = self._env()
        result = process.attempt(UPDATE, env=env)
        if result.returncode and OUT_OF_DATE.search(result.stdout):
            # signatures are checked as before, only the age is accepted
            warn("  The mirror's lists are out of date, or the clock is: using them.")
            result = process.attempt([*UPDATE, *ACCEPT_OLD], env=env)
        if result.returncode:
            fail(
                "Reading Debian's package lists failed:\n"
                f"{process.last_lines(result.stdout)}",
                "Is the network up, and is the mirror right? "
                "DEBIAN_MIRROR=http://… ./jl … uses another one.",
            )

    def _configure(self) -> None:
        for part in ("lists", "archives"):
            make_folder(self.folder / part / "partial")
        (self.folder / "sources.list").write_text(self._list_sources())
        status = DPKG_STATUS.read_bytes() if self.knows_system else b""
        (self.folder / "status").write_bytes(status)
        text = CONFIGURATION.format(folder=self.folder) + _inherited_settings()
        (self.folder / "apt.conf").write_text(text)

    def _run(self, command: list[str], what: str, cwd: Path | None = None) -> str:
        return process.run(command, what=what, env=self._env(), cwd=cwd)

    def _env(self) -> dict[str, str]:
        return {"APT_CONFIG": str(self.folder / "apt.conf"), "LC_ALL": "C.UTF-8"}


def debian_apt(*suites: str) -> Apt:
    """Apt for suites of Debian that need not be this computer's own."""
    require_apt()
    keyring = _find_keyring()
    mirror = find_mirror()
    sources = tuple(Source(mirror, suite, str(keyring)) for suite in suites)
    return Apt("-".join(suites), sources)


def system_apt() -> Apt:
    """Apt for this computer's own release; fetches only what is not installed."""
    require_apt()
    return Apt("system", tuple(machine_sources()), knows_system=True)


def require_apt() -> None:
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        fail(NO_APT, NO_APT_HINT)


def install_privately(name: str, packages: list[str]) -> Path:
    """Unpack packages of this computer's release, with what they need.

    Returns the folder that stands for `/`.
    """
    release = read_os_release().get("VERSION_CODENAME", "")
    root = CACHE / "programs" / name
    key = hash_text(release, os.uname().machine, *packages)

    def build(target: Path) -> None:
        with exclusive("apt"):
            debs = system_apt().download_with_dependencies(packages)
            unpack(debs, target, NOT_NEEDED)
            forget(debs)

    return build_once(root, key, build)


def find_unpacked(root: Path, pattern: str) -> Path:
    """What a package was fetched for.

    Packages that are said to be installed are not fetched, even when somebody
    has deleted their files.
    """
    found = sorted(root.glob(pattern))
    if not found:
        fail(
            f"Debian's packages did not bring {pattern}, for they count as installed.",
            f"apt-get install --reinstall {root.name}",
        )
    return found[-1]


def unpack(debs: list[Path], target: Path, exclude: tuple[str, ...] = ()) -> None:
    with step(f"Unpack {len(debs)} package{'s'[: len(debs) > 1]}"):
        for deb in debs:
            _unpack_one(deb, target, exclude)


def forget(debs: list[Path]) -> None:
    for deb in debs:
        deb.unlink()


def _unpack_one(deb: Path, target: Path, exclude: tuple[str, ...]) -> None:
    patterns = [f"--exclude={pattern}" for pattern in exclude]
    process.pipe(
        ["dpkg-deb", "--fsys-tarfile", deb],
        ["tar", "-x", "-C", target, "--no-same-owner", *patterns],
        what=f"Unpacking {deb.name}",
    )


def library_path(root: Path) -> str:
    """LD_LIBRARY_PATH for programs unpacked in `root`."""
    folders = [*root.glob("usr/lib/*-linux-gnu*"), *root.glob("lib/*-linux-gnu*")]
    folders += [path for folder in folders for path in folder.iterdir()]
    holders = [path for path in folders if any(path.glob("*.so*"))]
    return ":".join(map(str, holders))


def parse_uris(output: str) -> dict[str, int]:
    """File names and sizes in the output of `apt-get --print-uris`."""
    lines = re.findall(r"^'[^']+' (\S+\.deb) (\d+)", output, re.MULTILINE)
    return {name: int(size) for name, size in lines}


def _present(archives: Path, wanted: dict[str, int]) -> list[Path]:
    return sorted(path for path in archives.glob("*.deb") if path.name in wanted)


def _describe(packages: list[str]) -> str:
    names = [package.split("/")[0] for package in packages]
    if len(names) == 1:
        return names[0]
    return f"{names[0]} and {len(names) - 1} more"


@cache
def _inherited_settings() -> str:
    """The user's proxies and time-outs; hooks and cache rules stay behind."""
    dump = process.run(["apt-config", "dump"], what="Reading apt's settings")
    skipped = ("Acquire::IndexTargets", "Acquire::Languages", "Acquire::GzipIndexes")
    lines = (
        line
        for line in dump.splitlines()
        if line.startswith("Acquire::") and not line.startswith(skipped)
    )
    return "\n".join(lines) + "\n"


def _find_keyring() -> Path:
    for name in KEYRING_NAMES:
        if (KEYRINGS / name).is_file():
            return KEYRINGS / name
    raise Stop(
        "Debian's archive keys are missing, so its packages cannot be trusted.",
        "apt-get install debian-archive-keyring",
    )
