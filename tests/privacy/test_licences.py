"""Everything that is installed with agorascope is named with its licence, and none is one that we could not keep."""

from __future__ import annotations

import re
from typing import Final

import pytest
from scripts.licensing.__main__ import CONSTRAINTS, PAGE
from scripts.licensing.audit import KNOWN, NOT_ALL, code, summed
from scripts.licensing.closure import PROGRAM, RUNTIME, needed, pinned
from scripts.licensing.licence import STRONG, UNKNOWN, is_copyleft, licence

ROW: Final = re.compile(r"\| ([\w-]+) \| ([\w.+!-]+) \| ([^|]+) \| ([^|]+) \|")


@pytest.fixture(scope="module")
def rows() -> dict[str, tuple[str, str, str]]:
    """Read the page's tables."""
    text = PAGE.read_text(encoding="utf-8")
    return {name: (version, said, wanted) for name, version, said, wanted in ROW.findall(text) if name != "package"}


def test_the_list_is_whole(rows: dict[str, tuple[str, str, str]]) -> None:
    """Every package that is needed here has a row, with the version that is pinned and what its metadata say."""
    versions = pinned(CONSTRAINTS)
    found = needed()
    assert len([one for one in found if RUNTIME in one.wanted]) > 50
    told = {one.name: (versions.get(one.name, "any"), one.wanted == (RUNTIME,)) for one in found}
    assert {name: (rows[name][0], rows[name][2] == RUNTIME) for name in told if name in rows} == told
    same = [one for one in found if one.version == versions.get(one.name)]
    assert {one.name: licence(one.name) for one in same} == {one.name: rows[one.name][1] for one in same}
    assert set(rows) <= set(versions)
    assert PROGRAM not in rows


def test_no_licence_is_unknown_or_cannot_be_kept(rows: dict[str, tuple[str, str, str]]) -> None:
    """What every run needs asks at most that changes to its own files are passed on."""
    assert [name for name, (_, said, _) in rows.items() if said == UNKNOWN] == []
    strong = [name for name, (_, said, _) in rows.items() if is_copyleft(said, STRONG)]
    assert strong == []
    weak = {name for name, (_, said, wanted) in rows.items() if is_copyleft(said) and wanted == RUNTIME}
    assert weak == {"certifi", "tld", "tqdm"}


@pytest.mark.parametrize(
    ("expression", "any_copyleft", "strong"),
    [("MIT", False, False), ("GPL-3.0-only", True, True), ("AGPL-3.0-or-later", True, True), ("MPL-2.0", True, False),
     ("MIT OR GPL-2.0-only", False, False), ("MPL-1.1 OR GPL-2.0-only", True, False),
     ("MIT AND LGPL-2.1-or-later", True, True)],
)  # fmt: skip
def test_copyleft(expression: str, any_copyleft: bool, strong: bool) -> None:  # noqa: FBT001
    """Of several to choose from the mildest counts; of several at once each does."""
    assert (is_copyleft(expression), is_copyleft(expression, STRONG)) == (any_copyleft, strong)


def test_what_could_not_be_looked_up_is_not_sound() -> None:
    """Where pip-audit skips a package the audit says so by its exit code; what is known counts more."""
    sound = {"name": "a", "version": "1", "vulns": []}
    skipped = {"name": "b", "skip_reason": "not found"}
    bad = {"name": "c", "version": "2", "vulns": [{"id": "CVE-1", "fix_versions": ["3"], "description": "x"}]}
    assert code(summed([sound])) == 0
    assert code(summed([sound, skipped])) == NOT_ALL
    assert code(summed([])) == NOT_ALL
    assert code(summed([sound, skipped, bad])) == KNOWN
    told = summed([sound, skipped, bad])
    assert told == {
        "packages": 3,
        "looked_up": 2,
        "known": {"c 2": {"CVE-1": ["3"]}},
        "not_looked_up": {"b": "not found"},
    }
