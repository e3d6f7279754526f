"""Hostile inputs in a small size through the real commands; `scripts/hostile` sends them at full size."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest
from scripts.fuzzing import making
from scripts.fuzzing.extremes import EXTREMES, Extreme
from scripts.fuzzing.making import FIRST, LAST
from typer.testing import CliRunner

from agorascope.cli import app
from agorascope.errors import AgorascopeError
from agorascope.readers import read
from agorascope.records import Notice, Thread
from agorascope.rows import delimited, jsonl
from agorascope.together.naming import names
from tests.making import comment, discussion

SMALL = 0.002
READ_WHILE_SMALL = {"gzip-10gb-blanks-jsonl", "gzip-10gb-lines-jsonl"}


def ran(*words: object) -> tuple[int, str, str]:
    """Run a command; give its exit code, stdout and stderr. Errors of ours give theirs; any other is raised."""
    done = CliRunner().invoke(app, [str(word) for word in words])
    if isinstance(done.exception, AgorascopeError):
        return done.exception.exit_code, done.stdout, str(done.exception)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


def told(text: str) -> list[dict[str, Any]]:
    """Read lines of JSON."""
    return [json.loads(line) for line in text.split("\n") if line]


@pytest.mark.parametrize("extreme", EXTREMES, ids=lambda extreme: extreme.name)
def test_hostile_input_is_read_or_refused(extreme: Extreme, tmp_path: Path) -> None:
    """Nothing raises; what is refused has a reason; the neighbours of what is broken are read."""
    path = extreme.make(tmp_path, SMALL)
    found = [*read([str(path)])]
    said = [comment.text for one in found if isinstance(one, Thread) for comment in one.comments]
    assert all(one.reason for one in found if not isinstance(one, Thread))
    if extreme.kept or extreme.name in READ_WHILE_SMALL:
        assert FIRST in said
        assert LAST in said
    code, out, _ = ran("readers", "--check", path, "--json")
    assert code == (3 if any(row["error"] for row in told(out)) else 0)
    assert out


@pytest.mark.parametrize(
    "name", ["signs-jsonl", "signs-csv", "replies-10000-deep", "json-100000-deep-lines", "json-100000-deep-items"]
)
def test_every_row_of_hostile_tables_is_labelled_and_compared(name: str, tmp_path: Path) -> None:
    """`duplicates` and `label` keep every row in its place, whatever stands beside it."""
    [extreme] = [one for one in EXTREMES if one.name == name]
    path = extreme.make(tmp_path, 1 if name.startswith("json") else SMALL)
    code, out, _ = ran("duplicates", path, "-q", "--kinds", "exact,near")
    texts = [row.get("text") for row in told(out)]
    assert code == 0
    assert [texts[0], texts[-1]] == [FIRST, LAST]
    if path.suffix == ".jsonl":
        code, out, _ = ran("label", "language", path)
        rows = told(out)
        assert code == 0
        assert [row.get("text") for row in rows] == texts
        assert [row["prediction"]["label"] for row in (rows[0], rows[-1])] == ["en", "en"]


def test_hostile_comments_are_analysed(tmp_path: Path) -> None:
    """NULs, halves of characters, signs that turn lines, heaps of marks: quotes are slices, no text is lost."""
    path = making.signs("jsonl")(tmp_path, 1)
    code, out, _ = ran("analyze", path, "--json", "-q")
    assert code == 0
    [found] = told(out)
    texts = {comment["id"]: comment["text"] for comment in found["comments"]}
    assert [*texts.values()] == [FIRST, *map(whole, making.SIGNS), LAST]
    for one in found["comments"]:
        for argument in one["arguments"]:
            assert argument["quote"] == one["text"][argument["start"] : argument["end"]]
        for reason in one["spam"]["reasons"]:
            assert 0 <= reason["start"] < reason["end"] <= len(one["text"])


def whole(text: str) -> str:
    """Put U+FFFD in the place of halves of characters, as readers do."""
    return "".join("\ufffd" if "\ud800" <= sign <= "\udfff" else sign for sign in text)


def test_what_declares_entities_is_refused_unread(tmp_path: Path) -> None:
    """Neither a billion laughs nor a file of this machine: the export is refused, with what to do."""
    for make in (making.laughs, making.stranger):
        code, out, words = ran("analyze", make(tmp_path, 1), "--json", "-q")
        assert (code, out) == (3, "")
        assert "declares entities" in words
        assert "root:" not in words


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    """A link to a file or a folder elsewhere is passed over and told; one to a file within is read as that file is."""
    inside = making.links(tmp_path, 1)
    notices: list[Notice] = []
    found = [*read([str(inside)], told=notices.append)]
    assert "secret" not in repr(found)
    words = [notice.message for notice in notices]
    assert f"1 links out of the folder passed over: {inside}/link.txt" in words
    assert f"1 pipes or devices passed over: {inside}/pipe.txt" in words
    errors = {Path(one.source).name: one.reason for one in found if not isinstance(one, Thread)}
    assert {*errors} == {"itself.txt", "nothing.txt"}
    assert [Path(one.source).name for one in found if isinstance(one, Thread)] == ["a.jsonl", "z.jsonl"]


def test_a_link_that_is_named_is_read(tmp_path: Path) -> None:
    """Whoever names a link, or a folder that is one, means what it leads to."""
    inside = making.links(tmp_path, 1)
    (tmp_path / "other").symlink_to(inside, target_is_directory=True)
    [thread] = read([str(inside / "link.txt")])
    assert isinstance(thread, Thread)
    assert "secret of the house" in thread.article.text
    assert [one.source for one in read([str(tmp_path / "other" / "*.jsonl")]) if isinstance(one, Thread)]
    assert len([one for one in read([str(tmp_path / "other")]) if isinstance(one, Thread)]) == 2


def test_a_table_reads_no_page_behind_a_link(tmp_path: Path) -> None:
    """A row may name a page beside its table, and not what a link there leads to."""
    inside = making.links(tmp_path, 1)
    table = inside / "a.jsonl"
    table.write_text(json.dumps({"text": FIRST, "article_file": "link.txt"}))
    [thread] = read([str(table)])
    assert isinstance(thread, Thread)
    assert "secret" not in repr(thread)
    assert "is not in the folder of the table" in repr(thread.notices)


def test_a_pattern_waits_for_no_pipe(tmp_path: Path) -> None:
    """A glob that matches a pipe passes it over: nobody may ever write into it."""
    inside = making.links(tmp_path, 1)
    [error] = read([str(inside / "pipe*")])
    assert not isinstance(error, Thread)
    assert "matches no file" in error.reason


def test_files_whose_names_are_no_text_go_through(tmp_path: Path) -> None:
    """Half a character in a file's name stands as U+FFFD in what is told, also of several discussions as one."""
    folder = making.strange_names(tmp_path, 1)
    code, out, _ = ran("readers", "--check", folder, "--json")
    assert code == 0
    assert "\ufffd\ufffd.jsonl" in out
    code, out, _ = ran("analyze", folder, "--json", "--together", "-q")
    assert code == 0
    debates = [row for row in told(out) if row["schema"].startswith("agorascope/debate")]
    assert len(told(out)) == 12 + len(debates)
    assert len(debates) == 1


def test_what_was_refused_is_let_go_of(tmp_path: Path) -> None:
    """An error that is told at the end keeps no bytes: of the members of a bomb one is in memory at a time."""
    (tmp_path / "cut.txt.gz").write_bytes(gzip.compress(bytes(range(256)) * 50)[:-30])
    errors = [one for one in read([str(making.bomb(tmp_path, SMALL)), str(tmp_path)]) if not isinstance(one, Thread)]
    assert len(errors) > 9
    assert all(one.__traceback__ is None and one.__cause__ is None and one.__context__ is None for one in errors)


def test_a_line_too_long_costs_no_neighbour(monkeypatch: pytest.MonkeyPatch) -> None:
    """A field, a line, a header longer than any: the row is refused, the next is read."""
    monkeypatch.setattr(delimited, "LONGEST_FIELD", 1000)
    monkeypatch.setattr(delimited, "LONGEST_LINE", 2000)
    long = b"x" * 9000
    table = b'id,text\r\na,b\r\nc,"' + long + b'"\r\nd,e\r\nf,' + long + b"\r\ng,h\r\n"
    told = [(line.number, line.row) for line in delimited.lines(io.BytesIO(table))]
    assert told == [
        (2, {"id": "a", "text": "b"}),
        (3, None),
        (4, {"id": "d", "text": "e"}),
        (5, None),
        (6, {"id": "g", "text": "h"}),
    ]
    with pytest.raises(ValueError, match="its first line: field larger"):
        [*delimited.lines(io.BytesIO(b"id," + long + b"\r\nd,e\r\n"))]
    csv.field_size_limit(1 << 17)


def test_lines_of_other_encodings_are_read_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """UTF-16 has lines as UTF-8 has; one that is too long is refused without being held, and the next is read."""
    rows = ['{"text": "a"}', "", '{"text": "β 中"}', json.dumps({"text": "x" * 9000}), '{"text": "d"}']
    monkeypatch.setattr(jsonl, "MAX_LINE", 1000)
    monkeypatch.setattr(jsonl, "CHUNK", 64)
    for ends in ("\n", "\r\n"):
        found = [*jsonl.lines(io.BytesIO(ends.join(rows).encode("utf-16")))]
        assert [(line.number, (line.row or {}).get("text")) for line in found] == [
            (1, "a"),
            (3, "β 中"),
            (4, None),
            (5, "d"),
        ]
        assert "longer than" in (found[2].error or "")


def test_half_a_character_is_mended_however_deep() -> None:
    """In lists, in objects, in the names of columns."""
    row = {"text": "a\ud800", "more": [{"\udfffname": ["\ud83d"]}]}
    [line] = jsonl.lines(io.BytesIO(json.dumps(row).encode()))
    assert line.row == {"text": "a\ufffd", "more": [{"\ufffdname": ["\ufffd"]}]}
    assert line.mended == "lone surrogates"


def test_long_texts_are_read_up_to_their_reach() -> None:
    """Ten megabytes have the tone of their beginning: what no row has room for is not even cut into pieces."""
    import agorascope

    begun = "What a lovely idea, I like it very much! " * 3000
    told = agorascope.label("sentiment", [begun, begun + "word " * 2_000_000])
    assert told[0] == told[1]


def test_discussions_of_files_whose_names_are_no_text_are_told_apart() -> None:
    """Two of one name, which holds half a character, get names of their own, whatever their order."""
    found = [discussion(comment("1"), id="\udcff", source="\udcff.txt"), discussion(id="\udcff", source="a.txt")]
    assert names(found) == ["\udcff~2", "\udcff"]
    assert names(found[::-1]) == ["\udcff", "\udcff~2"]


def test_a_quote_that_nothing_closes_costs_what_a_field_may_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows behind it are swallowed up to the longest field, which is told; those after that are read."""
    monkeypatch.setattr(delimited, "LONGEST_FIELD", 1000)
    table = b'id,text\r\na,b\r\nc,"open\r\n' + b"n,some words here\r\n" * 200
    found = [*delimited.lines(io.BytesIO(table))]
    csv.field_size_limit(1 << 17)
    assert [line.number for line in found if line.row is None] == [3]
    assert sum(line.row == {"id": "n", "text": "some words here"} for line in found) > 140
