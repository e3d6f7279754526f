"""A corpus gives of each discussion what it gives alone."""

from __future__ import annotations

from pathlib import Path

import msgspec

from agorascope.inference import Models
from agorascope.pipeline import analyze_all
from agorascope.records import Discussion
from tests.corpus.conftest import made
from tests.corpus.making import ONE_THREAD


def test_discussions_are_those_of_one_by_one(corpus: Path) -> None:
    """Line for line and byte for byte: stages over all of them change nothing but the name that was taken."""
    alone = [d for d in analyze_all(made(), Models(ONE_THREAD), ONE_THREAD) if isinstance(d, Discussion)]
    named = [msgspec.structs.replace(d, id="el-dev~2") if d.source == "forum.json#7" else d for d in alone]
    told = (corpus / "discussions.jsonl").read_bytes()
    assert [line.decode() for line in told.splitlines(keepends=True)] == [
        msgspec.json.encode(one).decode() + "\n" for one in named
    ]
