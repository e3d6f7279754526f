"""A clock that is wrong, or jumps: no result depends on it, and nothing is taken for newer than it is.

The world's clock is not ours to set: the commands run in processes whose `datetime.now` and `time.time` tell another
time, put in their place before anything of ours is loaded. Nothing of ours is changed.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from tests.faults.making import MAIN, WITHOUT_MODELS, Ended, agorascope, inputs, layers, table
from tests.moderation.making import desk_of

if TYPE_CHECKING:
    from pathlib import Path

AT = """
import contextlib, datetime, time, types
import msgspec.toml, pyarrow.parquet
with contextlib.suppress(ImportError):  # what is compiled against the real type has to meet it
    import pandas
for name, held in list(vars(msgspec.toml).items()):
    if held is datetime:  # it tells its types apart by what they are, and must not see another one
        setattr(msgspec.toml, name, types.SimpleNamespace(**vars(datetime)))
class Wrong(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(MOMENT, tz)
datetime.datetime = Wrong
time.time = lambda: float(MOMENT)
time.time_ns = lambda: MOMENT * 10**9
"""
YEARS = {1970: 3_600, 2026: 1_796_000_000, 2100: 4_102_444_800}


def at(year: int, *arguments: str | Path) -> Ended:
    """Run a command in a year."""
    done = agorascope(*arguments, code=f"{AT.replace('MOMENT', str(YEARS[year]))}{MAIN}")
    assert "Traceback" not in done.words, done.words
    return done


def test_a_corpus_is_the_same_at_any_time(tmp_path: Path) -> None:
    """Begun in 2100, gone on with in 1970, by a clock that jumped back: what is done stays done, the bytes are those
    of any other day; files from the future are no newer than what was made of them.
    """  # noqa: D205 - one sentence that needs a second line
    given, out = inputs(tmp_path / "in"), tmp_path / "out"
    asked = ("analyze", given, "-q", *WITHOUT_MODELS, "-o")
    assert at(2100, *asked, out).code == 0
    before = layers(out)
    for path in out.rglob("*"):
        os.utime(path, (YEARS[1970], YEARS[1970]))
    assert at(1970, *asked, out).code == 0
    told = json.loads((out / "run.json").read_bytes())
    assert [stage["name"] for stage in told["stages"] if stage["skipped_parts"] < stage["parts"]] == []
    assert told["started"].startswith("1970-01-01")
    assert layers(out) == before
    (given / "tram.jsonl").write_text('{"id": "c0", "author": "Ann", "text": "I have changed my mind."}\n')
    os.utime(given / "tram.jsonl", (YEARS[1970], YEARS[1970]))
    assert at(1970, *asked, out).code == 0
    assert agorascope(*asked, tmp_path / "today").code == 0
    assert layers(out) == layers(tmp_path / "today")


@pytest.mark.parametrize(("year", "told"), [(1970, 2), (2026, 2), (2100, 0)])
def test_since_is_counted_from_the_clock(year: int, told: int, tmp_path: Path) -> None:
    """`--since 24h` by a clock of 1970 leaves nothing out, by one of 2100 everything that has a time; an hour given as
    such is the same by any clock.
    """  # noqa: D205 - one sentence that needs a second line
    rows = tmp_path / "rows.jsonl"
    spam = "BUY CHEAP WATCHES www.example.com/watches http://example.com casino casino casino"
    lines = [
        {"id": f"c{n}", "author": "x", "text": f"{spam} {n}", "published": "2026-11-30T09:00:00Z"} for n in range(2)
    ]
    rows.write_text("".join(json.dumps(line) + "\n" for line in lines))
    done = at(year, "flag", rows, "--json", "--since", "24h")
    assert (done.code, len(done.out.splitlines())) == (0, told), done
    if not told:
        assert "older than --since" in done.words


def test_decisions_by_a_clock_that_jumps(tmp_path: Path) -> None:
    """What was decided last stands, also where the clock had jumped back; of two files the one with the newer time."""
    desk, first, second = tmp_path / "desk.db", tmp_path / "first.csv", tmp_path / "second.csv"
    desk_of(desk)
    first.write_text("id,verdict,who,text\nz,spam,ann,the words of a comment\n")
    second.write_text("id,verdict,who,text\nz,approve,ann,the words of a comment\n")
    assert at(2100, "feedback", "import", first, "--index", desk).code == 0
    assert at(1970, "feedback", "import", second, "--index", desk).code == 0
    told = agorascope("feedback", "export", "--index", desk, "-q")
    assert [json.loads(line)["verdict"] for line in told.out.splitlines()] == ["approve"]
    assert table(tmp_path / "rows.jsonl").is_file()
