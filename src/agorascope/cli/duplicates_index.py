"""`agorascope duplicates --index`: new comments against all that earlier runs saw."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agorascope.cli.output.words import say

if TYPE_CHECKING:
    from agorascope.cli.duplicates import Asked, Written
    from agorascope.deduplication.index import Index
    from agorascope.deduplication.posts import Post
    from agorascope.records import Repost
    from agorascope.reposts import Gathered
    from agorascope.rows import Table
    from agorascope.settings import Settings

ROWS_AT_ONCE = 5000
"""Rows of one transaction: what a killed run loses at most."""


def run_indexed(
    path: Path, source: str, map: str | None, asked: Asked, written: Written, settings: Settings, *, quiet: bool
) -> None:
    """Add a table to an index and tell what its rows repeat; with `asked.known` tell it of everything."""
    from agorascope.cli.output.progress import Steps
    from agorascope.deduplication.index import opened
    from agorascope.rows import mapping, table

    names = mapping(map)
    with table(source) as rows, ExitStack() as held:
        with Steps(quiet=quiet) as steps:
            index = held.enter_context(opened(path, settings, asked.scope, watch=steps))
            gathered, new = _added(index, rows, names, asked, steps)
            _translated(index, asked, settings, steps)
        left_out = _write(index, rows, names, gathered, asked, written, settings)
        if not quiet:
            _tell(path, gathered, new, left_out)


def _added(
    index: Index,
    rows: Table,
    names: dict[str, str],
    asked: Asked,
    steps: Any,  # noqa: ANN401 - called like a Watch
) -> tuple[Gathered, int]:
    """Read all rows, then write them in the order of time, and compare when all are there: so each is compared once."""
    from agorascope import reposts
    from agorascope.deduplication.posts import order
    from agorascope.rows import chunks

    parts, new = [], 0
    for batch in chunks(rows.lines(), ROWS_AT_ONCE):
        parts.append(reposts.gather(batch, names, asked.scope, needs_id=True))
        steps("reading", sum(len(done.posts) for done in parts), 0)
    gathered = reposts.joined(parts)
    reposts.check(gathered, next(rows.lines(), None), rows.name)
    posts = sorted(gathered.posts, key=order)
    for at in range(0, len(posts), ROWS_AT_ONCE):
        new += index.put(posts[at : at + ROWS_AT_ONCE])
        steps("adding to the index", min(at + ROWS_AT_ONCE, len(posts)), len(posts))
    index.finish(steps)
    return gathered, new


def _translated(index: Index, asked: Asked, settings: Settings, steps: Any) -> None:  # noqa: ANN401
    if "translation" in asked.kinds:
        from agorascope.inference import Models

        index.translate(Models(settings), steps)


def _write(
    index: Index,
    rows: Table,
    names: dict[str, str],
    gathered: Gathered,
    asked: Asked,
    written: Written,
    settings: Settings,
) -> int:
    from agorascope import reposts
    from agorascope.cli.duplicates import write_more
    from agorascope.rows import writer

    everything = index.known(asked.kinds) if asked.known or asked.keep or written.wants_more else None
    posts, found = (everything.posts, reposts.only(everything.found, asked.kinds)) if everything else ((), None)
    left_out = reposts.without(posts, found, asked.keep) if found else frozenset()

    def tell(place: int) -> Repost | None:
        return _told(index, gathered, place, asked)

    with writer(written.out, reposts.PARTS) as sink:
        if asked.known and found:
            told = reposts.known(posts, found, left_out, gathered.name)
        else:
            here = _here(gathered.posts, posts, left_out)
            left_out = here
            told = reposts.answered(rows.lines(), names, tell, here, needs_id=True)
        for row in told:
            sink.write(row)
    if found:
        write_more(written, posts, found, settings, gathered.name)
    return len(left_out)


def _here(ours: tuple[Post, ...], posts: tuple[Post, ...], left_out: frozenset[int]) -> frozenset[int]:
    """Give the places among the posts of this run that are left out of all."""
    dropped = {(post.id, post.text, post.author, post.thread) for n, post in enumerate(posts) if n in left_out}
    return frozenset(n for n, post in enumerate(ours) if (post.id, post.text, post.author, post.thread) in dropped)


def _told(index: Index, gathered: Gathered, place: int, asked: Asked) -> Repost | None:
    from agorascope import reposts

    found = index.repeat(gathered.posts[place], asked.kinds)
    return (
        reposts.said(gathered.name(found.of), found.kind, found.similarity)
        if found and found.kind in asked.kinds
        else None
    )


def _tell(path: Path, gathered: Gathered, new: int, left_out: int) -> None:
    from agorascope import reposts
    from agorascope.amounts import many

    say(f"{many(len(gathered.posts), 'comment')}, {new:,} of them new to {path}")
    for sentence in reposts.of_table(gathered, left_out):
        say(sentence)
