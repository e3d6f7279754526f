"""`ag.debate` and `ag.debates`: what `analyze --together` and `--topics` print."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

import agorascope as ag
from agorascope import records
from tests.api.conftest import Command


def test_it_is_what_the_command_prints(samples: Path, clubs: ag.Discussions, command: Command) -> None:
    """From paths and from discussions that were analysed before, in any order."""
    *_, line = command(
        "analyze", samples / "pages", "--together", "--thesis", "club-el=against", "--json", "--quiet"
    ).splitlines()
    told = ag.debate(clubs, thesis={"club-el": "against"})
    assert told.to_json().encode() == line
    assert ag.debate(samples / "pages", thesis={"club-el": "against"}) == told
    assert ag.debate(clubs[2], samples / "pages" / "club-en.txt", clubs[0], thesis={"club-el": "against"}) == told
    assert told.to_dict()["schema"] == "agorascope/debate/1"
    assert pickle.loads(pickle.dumps(told)) == told  # noqa: S301 - our own
    assert isinstance(told, records.Debate)
    assert repr(told).startswith("<Debate 'club-")
    assert str(told).startswith(str(told.title))


def test_subjects_are_found(samples: Path, clubs: ag.Discussions) -> None:
    """Each is the debate of its discussions, in whatever order they came; a page on something else is in none."""
    other = ag.analyze(samples / "corpus" / "door-el.jsonl")
    [told] = ag.debates(clubs[2], other, clubs[0], clubs[1])
    assert told == ag.debate(clubs)
    assert other.id not in {strand.id for strand in told.strands}
    assert ag.debates(clubs[0], other) == []


def test_reports(clubs: ag.Discussions, tmp_path: Path) -> None:
    told = ag.debate(clubs, ui="en")
    assert "<html" in told.report(tmp_path / "debate.html").read_text("utf-8")
    assert str(told.title) in told.report(tmp_path / "debate.md").read_text("utf-8")
    with pytest.raises(ag.UsageError, match=r"\.html or \.md"):
        told.report(tmp_path / "debate.txt")


def test_what_is_wrong_is_said(clubs: ag.Discussions, samples: Path) -> None:
    with pytest.raises(ag.UsageError, match="thesis: there is no discussion 'x'; they are: club-el, club-en, club-zh"):
        ag.debate(clubs, thesis={"x": "favor"})
    with pytest.raises(ag.UsageError, match="give favor, against or none"):
        ag.debate(clubs, thesis={"club-el": "for"})  # type: ignore[dict-item]
    with pytest.raises(ag.UsageError, match="no discussion to tell of"):
        ag.debate()
    with pytest.raises(ag.ReadError):
        ag.debate(clubs, samples / "gone.txt")
