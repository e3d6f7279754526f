"""Stands for `pip`: what the page installs has to be there or be installable; a page's own package is installed for it.

Nothing is fetched. `.` and `agorascope[EXTRA]` are this repository: the extra has to exist.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, version

from packaging.requirements import Requirement

from tests.docs.blocks import ROOT


def main() -> None:
    """Take `install` with names and folders."""
    if sys.argv[1:2] != ["install"]:
        sys.exit(f"pip {' '.join(sys.argv[1:])}: a page only installs")
    for given in (word for word in sys.argv[2:] if not word.startswith("-")):
        folder, _, extras = given.partition("[")
        if folder == ".":
            _ours(f"agorascope[{extras}" if extras else "agorascope")
        elif folder.startswith((".", "/")):
            _install(folder)
        else:
            _ours(given)


def _ours(given: str) -> None:
    wanted = Requirement(given)
    known = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    try:
        there = version(wanted.name)
    except PackageNotFoundError:
        sys.exit(f"{wanted.name} is not among what the tests install")
    if wanted.name == "agorascope" and wanted.extras - set(known):
        sys.exit(f"{given}: there is no such extra")
    if there not in wanted.specifier:
        sys.exit(f"{given}: version {there} is installed")


def _install(folder: str) -> None:
    options = ("--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--upgrade", "--disable-pip-version-check")
    target = os.environ["PAGE_PACKAGES"]
    command = [sys.executable, "-m", "pip", "install", *options, "--target", target, folder]
    sys.exit(subprocess.run(command, check=False).returncode)  # noqa: S603 - the page's own package


if __name__ == "__main__":
    main()
