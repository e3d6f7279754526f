"""`polis`: discussions in the files that Polis gives of a conversation, for the programs that read those.

Statements are the key points; participants are the persons of the discussion; docs/export.md says who votes how.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from agorascope.exports.files import Written, tables
from agorascope.exports.polis.conversations import conversations
from agorascope.exports.polis.layout import files
from agorascope.exports.results import Results

INDEX: Final = ("folder", "discussion-id", "topic", "comments", "voters", "votes")
NEEDED: Final = ("articles", "spam", "duplicates", "stance", "summaries")
_LONGEST = 60


def write(results: Results, out: Path) -> Iterator[Written]:
    """Write the files of the only discussion, or those of each in a folder of its own with an index of the folders."""
    results.need(*NEEDED)
    if results.discussions == 1:
        for one in conversations(results):
            yield from files(one, out)
        return
    counts: Counter[tuple[str, str]] = Counter()
    yield from tables(out / "discussions.csv", INDEX, _folders(results, out, counts))
    yield from (Written(out / "*" / name, count, what) for (name, what), count in counts.items())


def _folders(results: Results, out: Path, counts: Counter[tuple[str, str]]) -> Iterator[list[object]]:
    """Write the folders one by one; give the row of each in the index."""
    for number, one in enumerate(conversations(results), start=1):
        place = out / folder_name(number, one.discussion)
        for done in files(one, place):
            counts[done.path.name, done.what] += done.count
        voters = len({vote.voter for vote in one.votes})
        yield [place.name, one.discussion, one.topic, len(one.statements), voters, len(one.votes)]


def folder_name(number: int, discussion: str) -> str:
    """Name a folder after a discussion: its number, so that no two are the same, and what of its name is harmless."""
    kept = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in discussion)[:_LONGEST]
    return f"{number:05}-{kept}".rstrip("-")
