"""Where things lie. All state is in two folders: CACHE and LOCAL."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from workshop.console import fail, format_size

PROJECT = Path(__file__).resolve().parent.parent
ADDONS = PROJECT / "addons"
LOCAL = PROJECT / ".local"
REQUIREMENTS = PROJECT / "requirements.txt"
BLOCK = 512


def _find_cache() -> Path:
    if given := os.environ.get("JL_CACHE"):
        return Path(given).expanduser().resolve()
    if os.geteuid() == 0:
        # root's home is closed to the user that PostgreSQL must run as
        return Path("/var/cache/jl-crm")
    home = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(home).expanduser() / "jl-crm"


CACHE = _find_cache()
# back-up programs know this file and leave the folder out
CACHE_TAG = CACHE / "CACHEDIR.TAG"
CACHE_TAG_TEXT = """\
Signature: 8a477f597d28d172789f06886806bc55
# Made by ./jl of JL CRM; ./jl clean removes it.
"""


def project_key() -> str:
    """Short name of this checkout, for what it owns in the common cache."""
    return hash_text(str(PROJECT))[:10]


def hash_text(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def hash_files(folder: Path) -> str:
    """Checksum of a folder's files, without what Python and editors leave."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc" and not path.name.endswith("~"):
            digest.update(f"{path.relative_to(folder)}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def need_space(size: int) -> None:
    """Stop early when the disk of the cache cannot take `size` more bytes."""
    make_folder(CACHE)
    free = shutil.disk_usage(CACHE).free
    if free < size:
        fail(
            f"The disk is too full: {format_size(size)} are needed in {CACHE}, "
            f"{format_size(free)} are free.",
            "Free some space, or name a folder on another disk: JL_CACHE=<folder>.",
        )


def make_folder(folder: Path) -> Path:
    try:
        if folder.is_relative_to(CACHE):
            _claim_cache()
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        fail(
            f"The folder {folder} cannot be made: {error.strerror}.",
            "Name a folder that you may write to: JL_CACHE=<folder> ./jl …",
        )
    return folder


def _claim_cache() -> None:
    """Mark the cache as ours, so that `./jl clean` deletes nothing else."""
    if CACHE_TAG.exists():
        return
    if CACHE.exists() and any(CACHE.iterdir()):
        fail(
            f"The cache folder {CACHE} holds other things already.",
            "Name a new folder: JL_CACHE=<folder> ./jl …",
        )
    CACHE.mkdir(parents=True, exist_ok=True)
    CACHE_TAG.write_text(CACHE_TAG_TEXT)


def folder_size(folder: Path) -> int:
    """Bytes on disk; files that vanish meanwhile count nothing."""
    return sum(
        _disk_size(os.path.join(root, name))
        for root, _folders, files in os.walk(folder)
        for name in files
    )


def _disk_size(path: str) -> int:
    try:
        return os.lstat(path).st_blocks * BLOCK
    except FileNotFoundError:
        return 0
