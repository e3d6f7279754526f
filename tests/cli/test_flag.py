"""`agorascope flag` as people run it: what it prints, what it says, how it ends."""

from __future__ import annotations

import csv
import io
import json
import stat
from pathlib import Path

from tests.cli.conftest import PAGES, Run

ADVERT = "Earn 5000 EUR a week from home, no skills needed! Write to my manager on WhatsApp +00 555 0144 270 now."
ROWS = [
    {"id": "1", "author": "=cmd|' /C calc'!A0", "text": ADVERT, "published": "2026-11-29T10:00:00+00:00"},
    {"id": "2", "author": "Ann\tB\x1b[31m", "text": "I do not think that points change what people buy."},
    {"id": "3", "author": "Ben", "text": ADVERT.replace("week", "month"), "published": "2026-11-01T10:00:00+00:00"},
]


def table(rows: list[dict[str, str]] = ROWS) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def test_lines_for_people(agorascope: Run) -> None:
    """One line a comment, six fields between tabs, the surest first; counts by kind and reason on stderr."""
    done = agorascope("flag", PAGES / "en-dev.txt")
    assert done.returncode == 0
    lines = [line.split("\t") for line in done.stdout.decode().splitlines()]
    assert {len(line) for line in lines} == {6}
    assert {line[0] for line in lines} == {"8", "18", "20", "22", "23", "24"}
    assert [float(line[3]) for line in lines] == sorted((float(line[3]) for line in lines), reverse=True)
    told = done.stderr.decode()
    assert "24 comments, 6 flagged: 3 spam, 3 duplicate" in told
    assert "repost-exact 1" in told


def test_reasons_in_the_readers_language(agorascope: Run) -> None:
    """--ui tells kinds and reasons in Greek or Chinese; codes in --json stay."""
    greek = agorascope("flag", PAGES / "en-dev.txt", "--ui", "el").stdout.decode()
    chinese = agorascope("flag", PAGES / "en-dev.txt", "--ui", "zh").stdout.decode()
    assert "re-post" not in greek
    assert greek != chinese
    rows = [
        json.loads(line)
        for line in agorascope("flag", PAGES / "en-dev.txt", "--ui", "el", "--json").stdout.splitlines()
    ]
    assert {row["kind"] for row in rows} == {"spam", "duplicate"}
    assert {row["schema"] for row in rows} == {"agorascope/flag/1"}
    for row in rows:
        for reason in row["reasons"]:
            assert row["text"][reason["start"] : reason["end"]]


def test_csv_runs_no_formula(agorascope: Run) -> None:
    """An author who is a formula is a text; --bom marks the file for Excel; control characters are gone."""
    done = agorascope("flag", "-", "--csv", "--bom", stdin=table())
    assert done.stdout.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8-sig"))))
    assert {row["id"] for row in rows} == {"1", "3"}
    assert next(row for row in rows if row["id"] == "1")["author"].startswith("'=")
    lines = agorascope("flag", "-", stdin=table()).stdout
    assert b"\x1b" not in lines


def test_fail_on_and_since(agorascope: Run) -> None:
    """Exit code 1 where a kind is found, 0 where it is not; older comments are left out and counted."""
    assert agorascope("flag", "-", "--fail-on", "spam", stdin=table()).returncode == 1
    assert agorascope("flag", "-", "--fail-on", "duplicate", "-q", stdin=table(ROWS[1:2])).returncode == 0
    done = agorascope("flag", "-", "--since", "2026-11-15", stdin=table())
    assert [line.split(b"\t")[0] for line in done.stdout.splitlines()] == [b"1"]
    assert b"1 older than --since" in done.stderr


def test_nothing_is_a_good_answer(agorascope: Run) -> None:
    """No spam, no line, and the count says so."""
    done = agorascope("flag", "-", stdin=table(ROWS[1:2]))
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"1 comment, 0 flagged" in done.stderr


def test_the_index_remembers(agorascope: Run, tmp_path: Path) -> None:
    """A re-post of an earlier run is found; the file is private; the same rows again are no re-posts."""
    path = tmp_path / "desk.db"
    text = (
        "We tried a points card in our three shops for a year, and after the fees it had cost more than it brought in."
    )
    first = table([{"id": "1", "thread": "march", "author": "ann", "text": text}])
    again = table([{"id": "2", "thread": "april", "author": "ben", "text": f"Hi! {text}"}])
    assert agorascope("flag", "-", "--index", path, stdin=first).stdout == b""
    [line] = agorascope("flag", "-", "--index", path, "--json", stdin=again).stdout.splitlines()
    row = json.loads(line)
    assert (row["kind"], row["repeats"]["thread"], row["repeats"]["id"]) == ("duplicate", "march", "1")
    assert agorascope("flag", "-", "--index", path, stdin=first).stdout == b""
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_clear_errors(agorascope: Run, tmp_path: Path) -> None:
    """What is wrong, where, and what to do: usage is 2, what cannot be read is 3, and the rest is told all the same."""
    assert agorascope("flag").returncode == 2
    wrong = agorascope("flag", "-", "--fail-on", "rudeness", stdin=table())
    assert (wrong.returncode, b"spam, duplicate" in wrong.stderr) == (2, True)
    assert agorascope("flag", "-", "--since", "soon", stdin=table()).returncode == 2
    assert agorascope("flag", "-", "--bom", stdin=table()).returncode == 2
    assert agorascope("flag", "-", "--json", "--csv", stdin=table()).returncode == 2
    done = agorascope("flag", tmp_path / "none.txt", PAGES / "en-dev.txt")
    assert done.returncode == 3
    assert done.stdout
    text = tmp_path / "not.db"
    text.write_text("something else " * 1000)
    other = agorascope("flag", "-", "--index", text, stdin=table())
    assert (other.returncode, b"not an index" in other.stderr) == (2, True)
    assert b"Traceback" not in wrong.stderr + done.stderr + other.stderr
