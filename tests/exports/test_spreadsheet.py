"""`xlsx-safe-csv`: one wide table that a spreadsheet opens and never runs."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agorascope.exports import export, spreadsheet
from agorascope.exports.cells import CUT, LONGEST, Safe
from tests.exports.making import argument, comment, corpus, point, talk

SIGNS = "=+-@\t\r\n＝＋－＠﹦﹢﹣﹫"
HARMLESS = ("Ναι, συμφωνώ", "1 + 1 = 2", "a-b@c.gr", "", " spaced", "«Όχι» λέει", "😀 ;-)", "a\nb", "好。=")


def read(path: Path) -> list[dict[str, str]]:
    """Read a table of ours as a spreadsheet would."""
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(data.decode("utf-8-sig").splitlines(keepends=True), strict=True))


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("before", ["", " ", "\u00a0\u3000", '"', "'", "“", "« ", "\ufeff", "\u200b\u202e", "\x00"])
def test_no_cell_is_a_formula(sign: str, before: str) -> None:
    """What begins with a sign of a formula, be it behind spaces, quotes or what cannot be seen, is escaped."""
    cells = Safe()
    text = f"{before}{sign}cmd|' /C calc'!A0"
    assert cells(text) == "'" + text.replace("\x00", "\ufffd")
    assert cells.told()[0] == "cells with an apostrophe before what could be a formula: 1"
    assert cells.told() == ()


@pytest.mark.parametrize("text", HARMLESS)
def test_other_cells_stay(text: str) -> None:
    """A text that no spreadsheet takes for a formula is not touched."""
    cells = Safe()
    assert cells(text) == text
    assert cells.told() == ()


@pytest.mark.parametrize("between", [";", ";  ", "\n", "\r\n", "\t", '\n"'])
def test_no_formula_begins_where_another_separator_may_be(between: str) -> None:
    """Where `;` parts the columns, a text is cut at it and at its line breaks: no piece is a formula either."""
    shown = Safe()(f"fine{between}=cmd|' /C calc'!A0{between}fine")
    assert f"'{between[1:].lstrip(chr(10))}=cmd" in shown
    assert shown.replace("'", "") == f"fine{between}=cmd| /C calc!A0{between}fine"


@given(st.text(alphabet=st.sampled_from("=+-@;\t\r\n\"' aβ中1(\u200b＝"), max_size=30))
def test_no_piece_of_any_text_is_a_formula(text: str) -> None:
    """However a text is cut at separators, only its first sign after blanks decides, and an apostrophe is before it."""
    shown = Safe()(text)
    assert shown.replace("'", "") == text.replace("'", "")
    first = shown.lstrip(' "\u200b\t\r\n')
    assert not first.startswith(("=", "+", "-", "@", "＝")) or shown.startswith("'")


def test_numbers_and_truth_values_are_not_texts() -> None:
    """Values of ours are not escaped: a number stays one."""
    assert [Safe()(value) for value in (-1, 0.5, True, None)] == ["-1", "0.5", "true", ""]


def test_control_characters() -> None:
    """What XML has no place for is U+FFFD, counted; tabs and line breaks stay."""
    cells = Safe()
    assert cells("a\x00b\x1bc\x0bd\ufffe\te\nf") == "a\ufffdb\ufffdc\ufffdd\ufffd\te\nf"
    assert cells.told() == ("cells with U+FFFD for control characters: 1",)


@pytest.mark.parametrize("text", ["α" * LONGEST, "😀" * (LONGEST // 2)])
def test_the_longest_cell_is_whole(text: str) -> None:
    """A cell may be as long as Excel's longest."""
    assert Safe()(text) == text


@pytest.mark.parametrize("text", ["α" * (LONGEST + 1), "😀" * LONGEST, "=" + "1" * LONGEST])
def test_longer_cells_are_cut(text: str) -> None:
    """A longer cell ends with a mark, within Excel's limit, between two characters, and is counted."""
    cells = Safe()
    shown = cells(text)
    assert shown.endswith(CUT)
    assert LONGEST - 1 <= len(shown.encode("utf-16-le")) // 2 <= LONGEST
    assert text.startswith(shown.removesuffix(CUT).removeprefix("'"))
    assert "cells cut at 32,767 characters: 1" in cells.told()


def test_a_row_holds_all_that_was_found(tmp_path: Path) -> None:
    """Each comment stands once, with the labels of every stage beside it."""
    text = "Fees are bad, because they rise."
    first = comment(
        "1",
        text,
        author="=Ann",
        language={"code": "en", "confidence": 0.9},
        stance={"label": "against", "score": 0.8},
        sentiment={"label": "negative", "score": 0.7},
        spam={"is_spam": True, "score": 0.6, "reasons": [_reason("link"), _reason("contact"), _reason("link")]},
        arguments=[argument(text, "Fees are bad"), argument(text, "they rise", "premise")],
    )
    again = {"of": "d#1", "kind": "near", "similarity": 0.9, "thread_of": "d#1", "thread_kind": "near"}
    second = comment("2", parent="1", duplicates=again, stance={"label": None, "reply": "agree", "reply_score": 0.5})
    path = corpus(tmp_path, [talk("d", first, second, title="Fees")], [talk("e", comment("1"))])
    done = {one.path.name: one.count for one in export(path, "xlsx-safe-csv")}
    assert done == {"comments.csv": 3, "discussions.csv": 2, "key_points.csv": 0, "rejects.csv": 0}
    one, two, three = read(path / "exports" / "xlsx-safe-csv" / "comments.csv")
    told = {"discussion_title": "Fees", "author": "'=Ann", "stance": "against", "stance_score": "0.8", "language": "en"}
    assert one.items() >= (told | {"sentiment": "negative", "is_spam": "true", "spam_score": "0.6"}).items()
    assert one["spam_reasons"] == "link | contact"
    assert one["arguments"] == "Fees are bad | they rise"
    assert two["parent_comment_id"] == two["duplicate_of"] == two["duplicate_of_in_discussion"] == "d#1"
    assert (two["stance"], two["reply"], two["reply_score"]) == ("", "agree", "0.5")
    assert (three["comment_id"], three["discussion_title"], three["spam_reasons"]) == ("e#1", "", "")


def _reason(code: str) -> dict[str, object]:
    return {"code": code, "detail": "", "start": 0, "end": 1}


def test_discussions_points_and_rejects(tmp_path: Path) -> None:
    """Summaries, key points with their quotes, and what was refused are tables of their own."""
    made = [point("No fees", "against", "d#1", "d#2", quotes=[("d#1", "No fees"), ("d#2", "-no!")])]
    rejects = [{"source": "a.csv", "code": "columns", "place": "line 4", "message": "+5 fields"}]
    told = talk("d", comment("1"), comment("2"), points=made, title="@Fees", thesis="Fees help.", rejects=rejects)
    path = corpus(tmp_path, [told])
    list(export(path, "xlsx-safe-csv"))
    out = path / "exports" / "xlsx-safe-csv"
    [discussion] = read(out / "discussions.csv")
    shown = {"title": "'@Fees", "comments": "2", "thesis": "Fees help.", "headline": "About d.", "controversy": "0.0"}
    assert discussion.items() >= shown.items()
    [row] = read(out / "key_points.csv")
    told_point = {"place": "1", "stance": "against", "key_point": "No fees", "comments": "2"}
    assert row.items() >= (told_point | {"comment_ids": "d#1 | d#2", "quotes": "No fees | -no!"}).items()
    [reject] = read(out / "rejects.csv")
    assert (reject["place"], reject["message"]) == ("line 4", "'+5 fields")


def test_what_no_stage_told_is_left_empty(tmp_path: Path) -> None:
    """A corpus of which only some stages were run is a table all the same; what is missing is said."""
    path = corpus(tmp_path, [talk("d", comment("1"))], without=["stance", "summaries", "arguments", "rejects"])
    done = {one.path.name: one for one in export(path, "xlsx-safe-csv")}
    assert done["comments.csv"].notes == (
        "no layer stance: its values are left empty",
        "no layer arguments: its values are left empty",
    )
    [row] = read(path / "exports" / "xlsx-safe-csv" / "comments.csv")
    assert (row["language"], row["stance"], row["arguments"]) == ("en", "", "")
    assert done["discussions.csv"].count == 1
    assert done["rejects.csv"].count == 0


def test_more_rows_than_a_sheet_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows go on in comments-2.csv under the same header; files of a longer export before go."""
    monkeypatch.setattr(spreadsheet, "MOST", 2)
    out = tmp_path / "out"
    parts = [[talk(f"d{n}", comment("1"), comment("2"), comment("3"))] for n in range(2)]
    counts = {one.path.name: one.count for one in export(corpus(tmp_path / "long", *parts), "xlsx-safe-csv", out)}
    assert counts.items() >= {"comments.csv": 2, "comments-2.csv": 2, "comments-3.csv": 2}.items()
    names = [
        row["comment_id"] for part in ("comments", "comments-2", "comments-3") for row in read(out / f"{part}.csv")
    ]
    assert names == [f"d{n}#{m}" for n in range(2) for m in (1, 2, 3)]
    list(export(corpus(tmp_path / "short", parts[0]), "xlsx-safe-csv", out))
    assert sorted(path.name for path in out.glob("comments*")) == ["comments-2.csv", "comments.csv"]
    assert len(read(out / "comments-2.csv")) == 1


def test_the_limit_is_excels() -> None:
    """1,048,576 rows with the header, 32,767 characters."""
    assert (spreadsheet.MOST + 1, LONGEST) == (1_048_576, 32_767)
