"""What has to hold of every thread, whatever bytes it was read from."""

from __future__ import annotations

import msgspec

from agorascope.records import Thread


def holds(thread: Thread) -> None:
    """Check that a thread can be written, that parents come before their answers, and offsets lie inside texts.

    Raises `AssertionError` or what the encoder raises.
    """
    msgspec.json.encode(thread)
    depths: dict[str, int] = {}
    for comment in thread.comments:
        _must(comment.id not in depths, "an id twice")
        if comment.parent is None:
            _must(comment.depth == 0, "deep without a parent")
        else:
            _must(depths[comment.parent] + 1 == comment.depth, "not one deeper than its parent")
        depths[comment.id] = comment.depth
        _must(all(0 <= start < end <= len(comment.text) for start, end in comment.quoted), "a quote outside its text")
    text = thread.article.text
    _must(all(0 <= start < end <= len(text) for start, end in thread.article.headings), "a heading outside its text")


def _must(truth: bool, otherwise: str) -> None:  # noqa: FBT001 -- reads as a sentence
    if not truth:
        raise AssertionError(otherwise)
