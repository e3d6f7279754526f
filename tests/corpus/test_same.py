"""A corpus gives of each discussion what it gives alone."""

from __future__ import annotations

import msgspec

from agorascope.inference import Models
from agorascope.pipeline import analyze
from agorascope.records import Discussion
from tests.corpus.conftest import Analysed
from tests.corpus.making import ONE_THREAD


def test_discussions_are_those_of_one_by_one(corpus: Analysed) -> None:
    """Line for line and byte for byte: stages over all of them change nothing but the name that was taken."""
    found = analyze([str(corpus.inputs)], Models(ONE_THREAD), ONE_THREAD)
    alone = [one for one in found if isinstance(one, Discussion)]
    named = [
        msgspec.structs.replace(one, id="el-dev~2") if one.format == "jsonl" and one.id == "el-dev" else one
        for one in alone
    ]
    told = (corpus.out / "discussions.jsonl").read_text(encoding="utf-8")
    assert told.splitlines(keepends=True) == [msgspec.json.encode(one).decode() + "\n" for one in named]
