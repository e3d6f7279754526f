"""Decisions as JSONL and tables: whole, the same bytes, no live formula, only numbers for sites."""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec
import pytest
from msgspec import structs

from agorascope.errors import UsageError
from agorascope.moderation.out import FORMATS, chosen, write
from agorascope.records import Decision
from tests.moderation.deciding import HOSTILE, decision
from tests.moderation.making import desk_of, put, thread_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FORMULAS = (
    "=cmd|' /C calc'!A0", "+1+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", '"=1', "\u200b=1", "＝1", "a;=1+1",
    "a\n=HYPERLINK(1)", "' =1", "x\t@A1", "\ufeff=1",
)  # fmt: skip


def written(to: str, decisions: Sequence[Decision], *, bom: bool = False) -> tuple[bytes, tuple[str, ...]]:
    """Write decisions and give the bytes and the notes."""
    file = io.BytesIO()
    notes = write(to, decisions, file, bom=bom)
    return file.getvalue(), notes


def rows(data: bytes) -> list[list[str]]:
    """Read a CSV."""
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))


def test_jsonl_holds_everything() -> None:
    """Every field comes back; a lone surrogate, which no encoding has, becomes U+FFFD and nothing is lost with it."""
    told = [decision(text="α\n\0\u202e\u2028"), decision("c2", "unsure", author=None, published=None, text=None)]
    data, notes = written("jsonl", told)
    assert [msgspec.json.decode(line, type=Decision) for line in data.splitlines()] == told
    assert notes == ()
    data, _ = written("jsonl", [decision("a\ud800b")])
    assert msgspec.json.decode(data, type=Decision).id == "a\ufffdb"


def test_no_cell_is_a_formula() -> None:
    """In whatever field strangers write one, and also where `;` separates; what was escaped is told."""
    told = [decision(f, thread=f, author=f, published=f, text=f) for f in FORMULAS]
    data, notes = written("csv", told)
    cells = [cell for row in rows(data)[1:] for cell in row]
    pieces = [piece for cell in cells for piece in re.split(r"[;\t\r\n]", cell)]
    assert not [p for p in pieces if re.match(r"[\s\"‘’“”\u200b\ufeff]*[=+\-@＝＋－＠][\w(]", p)]
    assert not [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\r", "＝"}]
    assert any("apostrophe" in note for note in notes)


def test_the_mark_for_excel() -> None:
    """It stands before a CSV where it is asked for, and nowhere else."""
    assert written("csv", [decision()], bom=True)[0] == b"\xef\xbb\xbf" + written("csv", [decision()])[0]
    for to in set(FORMATS) - {"csv"}:
        with pytest.raises(UsageError, match="--bom"):
            written(to, [decision()], bom=True)
    with pytest.raises(UsageError, match="jsonl, csv, wp-cli, wordpress, disqus"):
        written("xml", [])


@pytest.mark.parametrize("to", FORMATS)
def test_the_same_in_the_same_bytes_out(to: str) -> None:
    """Every format is a function of the decisions, and can be written of none."""
    told = [decision(str(n), v) for n, v in enumerate(("spam", "approve", "duplicate", "unsure"), start=1)]
    assert written(to, told) == written(to, told)
    assert written(to, [])[1] == ()


@pytest.mark.parametrize(("to", "columns"), [
    ("wordpress", "comment_ID,comment_post_ID,comment_approved"),
    ("disqus", "post_id,thread_id,verdict,action,undo"),
])  # fmt: skip
def test_tables_for_sites_hold_numbers_alone(to: str, columns: str) -> None:
    """Ids that are no numbers never reach them, are counted, and a thread's name stands there only if it is one."""
    told = [decision(name, thread=f"thread {name}") for name in HOSTILE]
    data, notes = written(to, [*told, decision("41"), decision("42", thread="=1+1")])
    assert data.decode("ascii").startswith(f"{columns}\r\n41,7,")
    assert [row[:2] for row in rows(data)[1:]] == [["41", "7"], ["42", ""]]
    site = "WordPress" if to == "wordpress" else "Disqus"
    assert notes == (f"left out, ids that are no numbers as {site} gives them: {len(HOSTILE)}",)


def test_statuses_of_sites() -> None:
    """Spam, approval and re-post in the words of each site; who was not sure changes nothing."""
    told = [decision(str(n), v) for n, v in enumerate(("spam", "approve", "duplicate", "unsure"), start=1)]
    data, notes = written("wordpress", told)
    assert [row[2] for row in rows(data)[1:]] == ["spam", "1", "0"]
    assert notes == ("left out, not sure: 1",)
    data, _ = written("disqus", told)
    assert [row[2:] for row in rows(data)[1:]] == [
        ["spam", "posts/spam", "posts/approve"],
        ["approve", "posts/approve", "posts/spam"],
        ["duplicate", "posts/remove", "posts/restore"],
    ]


def test_a_number_that_two_comments_have_is_no_id() -> None:
    """Pages that count their comments from 1 name nothing on a site, nor do two sites that both have a post 7."""
    told = [decision("1", thread="a"), decision("1", "approve", thread="b"), decision("2"), decision("3")]
    data, notes = written("wordpress", [*told, decision("3", text="Other words")])
    assert [row[0] for row in rows(data)[1:]] == ["2"]
    assert notes == ("left out, ids that several comments have, which those of WordPress do not: 4",)


def test_what_is_chosen_of_a_desk(tmp_path: Path) -> None:
    """For a site only discussions whose ids it may know; since a moment only what was decided then or later."""
    desk = desk_of(tmp_path / "desk.db")
    numbers = {
        form: put(desk, thread_of([f"words {form}"], form, form))[0] for form in ("wxr", "text", "disqus", "csv")
    }
    for number in numbers.values():
        desk.decide([number], "spam", "anna")

    def threads(to: str, since: float | None = None) -> list[str]:
        return [told.thread for told in chosen(desk, to, since)[0]]

    assert threads("jsonl") == threads("csv") == ["wxr", "text", "disqus", "csv"]
    assert threads("wp-cli") == threads("wordpress") == ["wxr", "csv"]
    assert threads("disqus") == ["disqus", "csv"]
    assert chosen(desk, "wp-cli")[1] == ("left out, of discussions whose ids are not the site's: 2",)
    third = datetime.fromisoformat(desk.standing()[2].at).timestamp()
    assert threads("jsonl", third) == ["disqus", "csv"]


def test_one_site_at_a_time(tmp_path: Path) -> None:
    """Two sites have a comment 1 each: which is meant has to be said, where it matters."""
    desk = desk_of(tmp_path / "desk.db")
    for name, url in (
        ("a", "https://www.a.example/x"),
        ("b", "http://b.example/y"),
        ("c", None),
        ("d", "http://[broken"),
    ):
        thread = thread_of(["words"], name, "wxr")
        article = structs.replace(thread.article, url=url)
        desk.decide(put(desk, structs.replace(thread, article=article)), "spam", "anna")
    with pytest.raises(UsageError, match=r"2 sites \(a.example, b.example\).*--site HOST"):
        chosen(desk, "wp-cli")
    assert [told.thread for told in chosen(desk, "wp-cli", site="a.example")[0]] == ["a"]
    assert [told.thread for told in chosen(desk, "csv", site="https://B.example/")[0]] == ["b"]
    assert len(chosen(desk, "jsonl")[0]) == 4


def test_the_last_of_two_about_one_comment() -> None:
    """A comment that a desk has twice is named once."""
    data, _ = written("wordpress", [decision("5", "spam"), decision("6"), decision("5", "approve")])
    assert [row[::2] for row in rows(data)[1:]] == [["5", "1"], ["6", "spam"]]
