"""Writes docs/licences.md; with --check tells whether it is as it would be written."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scripts.licensing.closure import RUNTIME, Needed, needed, pinned
from scripts.licensing.licence import STRONG, UNKNOWN, holds_copyleft, is_copyleft, licence

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = ROOT / "docs" / "licences.md"
CONSTRAINTS: Final = ROOT / "constraints.txt"
_HEAD: Final = """\
# Licences

agorascope is under the MIT licence (`LICENSE`). It is installed with the packages below, which are not part of it: pip
fetches each from where you fetch packages. Models and data have their own licences, which stand in `NOTICE` and in
what `agorascope models` prints.

`scripts/licences` writes this page from the metadata of the installed packages, in the versions of `constraints.txt`.
A test fails while a package is missing here, while a licence is unknown, or where one that every run needs is under the
GPL or the like. No lawyer has read it.

"""
_AUDIT: Final = """\
## Known vulnerabilities

`scripts/audit` asks PyPI's service, with pip-audit, for what is known against the versions of `constraints.txt`. It
needs a network. It prints JSON and ends with 0 where everything was looked up and nothing is known, with 1 where
something is known, and with 2 where not everything could be looked up: a package that could not be looked up is not
taken for a sound one.
"""


def main() -> int:
    """Write the page, or compare it."""
    text = page()
    if "--check" in sys.argv[1:]:
        same = PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text
        print("docs/licences.md is up to date" if same else "docs/licences.md is out of date: run scripts/licences")
        return int(not same)
    PAGE.write_text(text, encoding="utf-8")
    return 0


def page() -> str:
    """Make the page from what is installed."""
    versions = pinned(CONSTRAINTS)
    found = needed()
    return _HEAD + "\n".join([*_tables(found, versions), "", *_watched(found), "", _AUDIT])


def _tables(found: list[Needed], versions: dict[str, str]) -> Iterator[str]:
    for title, rows in (
        ("What every run needs", [one for one in found if RUNTIME in one.wanted]),
        ("What extras need besides", [one for one in found if RUNTIME not in one.wanted]),
    ):
        yield from (f"## {title}", "", "| package | version | licence | for |", "|---|---|---|---|")
        yield from (
            f"| {one.name} | {versions.get(one.name, 'any')} | {licence(one.name)} | {', '.join(one.wanted)} |"
            for one in rows
        )
        yield ""


def _watched(found: list[Needed]) -> Iterator[str]:
    """Tell what asks for more than to be named."""
    yield from ("## What asks for more than to be named", "")
    for one in found:
        if what := _asks(licence(one.name), inside=holds_copyleft(one.name)):
            yield f"- {one.name} ({', '.join(one.wanted)}): {licence(one.name)}; {what}"


def _asks(said: str, *, inside: bool) -> str:
    """Say what a licence asks besides; nothing where it asks to be named alone."""
    if said == UNKNOWN:
        return "nobody has looked"
    if is_copyleft(said, STRONG):
        return "a strong copyleft"
    if "GPL" in said.upper():
        return "one of these may be chosen, and the GPL is not what we choose"
    if is_copyleft(said):
        return "whoever changes its own files passes the changes on"
    return "its notices hold a GNU licence too, for libraries or tools that come with it" if inside else ""


if __name__ == "__main__":
    sys.exit(main())
