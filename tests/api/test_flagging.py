"""`ag.flag`: what `agorascope flag` prints; an index remembers."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import agorascope as ag
from tests.api.conftest import Command


def test_it_is_what_the_command_prints(samples: Path, command: Command) -> None:
    told = ag.flag(samples / "export.xml")
    assert told.to_json().encode() == command("flag", samples / "export.xml", "--json", "--quiet")
    assert {one.kind for one in told} == {"spam", "duplicate"}
    assert len(told) < told.comments
    assert list(pickle.loads(pickle.dumps(told))) == list(told)  # noqa: S301 - our own
    assert list(told[:1]) == [told[0]]


def test_an_index_remembers(samples: Path, tmp_path: Path) -> None:
    """What was read last week is known today; a threshold that the index was begun with stays."""
    index = tmp_path / "desk.db"
    first = ag.flag(samples / "comments.jsonl", index=index, near_threshold=0.8)
    again = ag.flag(samples / "today.jsonl", index=index)
    alone = ag.flag(samples / "today.jsonl")
    assert first.comments == 25
    assert len(again) > len(alone)
    assert any(one.repeats for one in again)


def test_since() -> None:
    """A time, or how long ago; a comment without a time is told all the same."""
    advert = "I made 7,200 a week with my forex account manager, write to him on WhatsApp +1 555 0100 {}"
    times = ("2020-01-01T10:00:00", datetime.now(UTC).isoformat(), None)
    made = ag.thread([{"id": n, "text": advert.format(n), "published": at} for n, at in enumerate(times)])
    assert sorted(one.id for one in ag.flag(made)) == ["0", "1", "2"]
    assert sorted(one.id for one in ag.flag(made, since=timedelta(days=1))) == ["1", "2"]
    assert sorted(one.id for one in ag.flag(made, since=datetime(2020, 1, 1, 9))) == ["0", "1", "2"]  # noqa: DTZ001
    assert sorted(one.id for one in ag.flag(made, since=datetime(2100, 1, 1, tzinfo=UTC))) == ["2"]


def test_tables_and_errors(samples: Path) -> None:
    told = ag.flag(samples / "export.xml", samples / "gone.txt", ui="el")
    frame = told.to_pandas()
    assert list(frame["id"]) == [one.id for one in told]
    assert list(frame["codes"].map(list)) == [list(dict.fromkeys(r.code for r in one.reasons)) for one in told]
    assert frame["reasons"].str.contains("[α-ω]").all()
    assert [error.source.endswith("gone.txt") for error in told.errors] == [True]
    assert told[:0].to_arrow().schema == told.to_arrow().schema
    with pytest.raises(ag.UsageError, match="there is: flags"):
        told.to_arrow("rows")
    with pytest.raises(ag.UsageError, match="ui='fr'"):
        ag.flag(samples / "export.xml", ui="fr")
