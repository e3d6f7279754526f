"""Where comments lead goes through the layers: what is told of it in a corpus is what is told of it alone."""

from __future__ import annotations

from pathlib import Path

import msgspec

from agorascope.inference import Models
from agorascope.pipeline import analyze_thread
from agorascope.records import Comment, Link
from tests.corpus.making import ONE_THREAD, analysed, rows, thread

TRAP = "http://casino-bonus.example/win"


def test_links_are_those_of_one_discussion_alone(tmp_path: Path) -> None:
    """The layers hold them, the signals and the verdicts see them, and discussions.jsonl has them."""
    quoting = "> click here\n\nI disagree, do not go there."
    comments = (
        Comment(id="1", text="Nice article, click here", links=(Link(14, 24, TRAP),), author_url="www.a.example"),
        Comment(id="2", text=quoting, quoted=((0, 12),), links=(Link(2, 12, TRAP), Link(36, 41, "//b.example"))),
        Comment(id="3", text="Great post!", author_url=TRAP),
        Comment(id="4", text="Great post, I disagree."),
    )
    page = thread("page", comments=comments)
    analysed(tmp_path / "out", [page])
    told = (tmp_path / "out" / "discussions.jsonl").read_bytes().splitlines()
    assert told == [msgspec.json.encode(analyze_thread(page, Models(ONE_THREAD), ONE_THREAD))]
    held = rows(tmp_path / "out", "comments")
    assert [row["author_url"] for row in held] == ["www.a.example", None, TRAP, None]
    assert [[link["url"] for link in row["links"]] for row in held] == [[TRAP], [TRAP, "//b.example"], [], []]
    signals = rows(tmp_path / "out", "signals")
    assert [row["trap"] for row in signals] == [1.0, 0.0, 1.0, 0.0]
    assert [[reason["detail"] for reason in row["reasons"]] for row in signals] == [
        [TRAP, TRAP],
        ["//b.example"],
        [TRAP],
        [],
    ]
