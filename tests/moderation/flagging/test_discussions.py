"""Flags on the eighteen annotated discussions: precision first."""

from __future__ import annotations

import json
from pathlib import Path

from agorascope import readers
from agorascope.inference import Models
from agorascope.moderation.flagging import flag
from agorascope.moderation.flagging.telling import reports, tell
from agorascope.records import Thread
from agorascope.settings import Settings
from tests.moderation.making import desk_of

PAGES = Path(__file__).parents[3] / "corpora" / "discussions"
Name = tuple[str, str]


def annotated() -> tuple[set[Name], dict[Name, str]]:
    """Give the comments that the annotator calls spam, and those that repeat another with the number of that one."""
    spam: set[Name] = set()
    again: dict[Name, str] = {}
    for path in sorted(PAGES.glob("*.json")):
        for comment in json.loads(path.read_text("utf-8"))["comments"]:
            name = path.stem, str(comment["n"])
            spam |= {name} if comment["spam"] else set()
            again |= {name: str(comment["duplicate_of"])} if comment["duplicate_of"] else {}
    return spam, again


def test_flags_are_right(tmp_path: Path) -> None:
    """All pages on one desk: hardly a good comment is called spam, no re-post is false or names another original."""
    threads = [t for t in readers.read([str(path) for path in sorted(PAGES.glob("*.txt"))]) if isinstance(t, Thread)]
    desk = desk_of(tmp_path / "d.db")
    run = flag(threads, desk, Models(Settings()))
    with desk.reading() as connection:
        told = list(reports(connection, tell(connection, run.numbers, None, desk.settings.spam_threshold).numbers))
    spam, again = annotated()
    found = {(one.thread, one.id) for one in told if one.kind == "spam"}
    repeated = {(one.thread, one.id): one.repeats.id for one in told if one.repeats}
    assert len(found & spam) >= 0.95 * len(found)
    assert len(found & spam) >= 0.8 * len(spam)
    assert {name: again.get(name) for name in repeated} == repeated
    assert len(repeated) >= 0.9 * len(again)
