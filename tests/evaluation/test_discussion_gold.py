"""Gold of discussions: what is read, what is refused by file and field, and the page that belongs to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import UNSET

from agorascope.errors import ReadError, UsageError
from agorascope.evaluation.discussion import about, page_beside, read_found, read_gold
from agorascope.evaluation.discussion.pairs import match
from tests.evaluation.annotating import found, gold
from tests.making import comment

LEAST: dict[str, Any] = {"id": "x", "comments": [{"n": 1}]}


def write(folder: Path, name: str, content: object) -> Path:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_what_is_not_annotated_is_told_from_null(tmp_path: Path) -> None:
    """A field that is left out is not annotated; null says that there is none."""
    write(tmp_path, "x.json", {"id": "x", "comments": [{"n": 1, "author": None}], "mine": 3})
    [page], others = read_gold([tmp_path])
    [row] = page.gold.comments
    assert (row.author, row.signature, page.gold.key_points) == (None, UNSET, UNSET)
    assert (page.given["mine"], others) == (3, [])


def test_folder_may_hold_other_files(tmp_path: Path) -> None:
    """JSON of a folder that numbers no comments is passed over and named; the same file given by name is refused."""
    write(tmp_path, "b.json", LEAST)
    export = write(tmp_path, "a.json", {"comments": [{"id": 1}]})
    broken = write(tmp_path, "c.json", "[")
    pages, others = read_gold([tmp_path])
    assert ([page.path.name for page in pages], others) == (["b.json"], [export, broken])
    with pytest.raises(UsageError, match=r"a\.json: comments\[0\]: Object missing required field `n`"):
        read_gold([export])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[", "no JSON"),
        ("[" * 10**5, "no JSON"),
        ({"id": "x", "comments": []}, "comments: there are none"),
        ({"id": "x", "comments": [{"n": 1, "stance": "pro"}]}, r"comments\[0\]\.stance: Invalid enum value 'pro'"),
        ({"id": "x", "comments": [{"n": 0}]}, r"comments\[0\]\.n: Expected `int` >= 1"),
        ({"id": "x", "comments": [{"n": 1}, {"n": 1}]}, "comments: 2 comments have n 1"),
        ({"id": "x", "comments": [{"n": 1, "parent": 2}]}, "comment 1: parent: 2 is not the n of another"),
        ({"id": "x", "comments": [{"n": 1, "duplicate_of": 1}]}, "comment 1: duplicate_of: 1 is not"),
        (
            {"id": "x", "comments": [{"n": 1, "text": "a", "arguments": [{"quote": "b", "role": "claim"}]}]},
            r"comment 1: arguments\[0\]: quote",
        ),
        (
            LEAST | {"article": {"paragraphs": ["a"], "arguments": [{"quote": "b", "role": "claim"}]}},
            r"article: arguments\[0\]: quote",
        ),
        (LEAST | {"key_points": [{"stance": "none", "comments": [1]}]}, r"key_points\[0\]\.stance: Invalid"),
        (LEAST | {"key_points": [{"stance": "favor", "comments": [2]}]}, r"key_points\[0\]: comments: .* n 2"),
        (LEAST | {"key_points": [{"stance": "favor", "comments": []}]}, r"key_points\[0\]: comments: there are none"),
    ],
)
def test_errors_name_file_and_field(tmp_path: Path, content: object, message: str) -> None:
    """Whatever is wrong is told with the file and the field."""
    path = write(tmp_path, "gold.json", content)
    with pytest.raises(UsageError, match=rf"gold\.json: {message}"):
        read_gold([path])


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    """Errors of several files stand in one message; a folder without gold is an error too."""
    first, second = (write(tmp_path, name, {"id": "x", "comments": []}) for name in ("a.json", "b.json"))
    with pytest.raises(UsageError, match=r"a\.json: .*; .*b\.json: .*; .*none\.json: there is no such file"):
        read_gold([first, second, tmp_path / "none.json"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="no annotated discussion"):
        read_gold([tmp_path / "empty"])


def test_page_beside_the_gold(tmp_path: Path) -> None:
    """Plain text comes first, then web pages, then other formats, then longer names; else there is none."""
    path = write(tmp_path, "x.json", LEAST)
    suffixes = (".csv", ".html", ".json", ".txt", ".xml")
    assert page_beside(path, suffixes) is None
    for name in ("x.wxr.xml", "x.csv", "x.html", "x.txt"):
        write(tmp_path, name, "a page")
        beside = page_beside(path, suffixes)
        assert beside is not None
        assert beside.name == name
    assert page_beside(write(tmp_path, "y.json", LEAST), suffixes) is None


def test_found_discussion_is_known_by_id_or_name(tmp_path: Path) -> None:
    """The gold's id comes first, then the name of the page, wherever it was read; of two nobody can tell."""
    write(tmp_path, "x-dev.json", LEAST)
    [page], _ = read_gold([tmp_path])
    named = found(comment("1"), id="other", source="C:\\pages\\x-dev.html")
    by_id = found(comment("1"), id="x", source="elsewhere.txt")
    assert about(page, [named, by_id]) is by_id
    assert about(page, [named]) is named
    assert about(page, [found(comment("1"), id="z", source="z.txt")]) is None
    with pytest.raises(UsageError, match="2 discussions may be meant"):
        about(page, [by_id, by_id])


def test_found_file_or_folder_is_read(tmp_path: Path) -> None:
    """What `analyze` printed is read back; another JSON line is refused with its number."""
    one = found(comment("1"))
    (tmp_path / "discussions.jsonl").write_bytes(msgspec.json.encode(one) + b"\n\n")
    assert read_found(tmp_path) == [one]
    wrong = write(tmp_path, "wrong.jsonl", "\n{}")
    with pytest.raises(ReadError, match="line 2: no analysed discussion"):
        read_found(wrong)
    with pytest.raises(ReadError, match="No such file"):
        read_found(tmp_path / "none.jsonl")


def test_comments_are_matched_by_printed_number() -> None:
    """Where the page prints numbers they decide, whatever the texts are."""
    both = match(gold({"n": 2, "text": "Other."}, {"n": 3}), found(comment("1"), comment("2")))
    assert [(g.n, c.id) for g, c in both.pairs] == [(2, "2")]
    assert both.number == {"1": -1, "2": 2}


def test_comments_without_numbers_are_matched_by_text() -> None:
    """The same text twice is matched in order; ids of the gold come first, author and time last."""
    told = found(
        comment("a", text="Same  here."),
        comment("b", text="Same here."),
        comment("c", text="Mended text.", author="Ann", published="2020-01-01T10:00:00+02:00"),
        comment("d", text="Known by id."),
    )
    annotated = gold(
        {"text": "Same here."},
        {"text": "Same here."},
        {"text": "Mangled text.", "author": "Ann", "published": "2020-01-01T10:00:00"},
        {"id": "d"},
        {"text": "Not on the page."},
    )
    assert [(g.n, c.id) for g, c in match(annotated, told).pairs] == [(1, "a"), (2, "b"), (3, "c"), (4, "d")]
