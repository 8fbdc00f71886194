#!/usr/bin/env python3
"""JL CRM's one command; see `./jl help`."""

import os
import subprocess
import sys

PROJECT = os.path.dirname(os.path.realpath(__file__))
OLDEST = (3, 10)


def find_newer_python():
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    names = ("python3.13", "python3.12", "python3.11", "python3.10")
    paths = (os.path.join(folder, name) for name in names for folder in folders)
    return next(
        (path for path in paths if os.access(path, os.X_OK) and runs(path)), None
    )


def runs(path):
    command = [path, "-c", ""]
    return subprocess.call(command, stderr=subprocess.DEVNULL) == 0  # noqa: S603


def main():
    # this file alone is also read by older Pythons
    if sys.version_info < OLDEST:
        newer = find_newer_python()
        if newer is None:
            sys.exit("./jl needs Python 3.10 to 3.13: apt-get install python3")
        os.execv(newer, [newer, __file__, *sys.argv[1:]])  # noqa: S606
    sys.path.insert(0, PROJECT)
    from workshop.commands import main as run_command

    return run_command(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
