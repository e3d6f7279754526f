"""JSON Lines: any order, many threads, bad lines beside good ones."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from agorascope.errors import ReadError
from agorascope.readers.tables import JsonlReader
from agorascope.records import Thread
from agorascope.sources import Source


def threads(*lines: object) -> list[Thread]:
    rows = (line if isinstance(line, str | bytes) else json.dumps(line) for line in lines)
    data = b"\n".join(row if isinstance(row, bytes) else row.encode() for row in rows)
    return list(JsonlReader().read(Source("rows.jsonl", io.BytesIO(data))))


def article(name: str = "a", **fields: Any) -> dict[str, Any]:
    return {"type": "article", "id": name, "text": "Text.", **fields}


def comment(name: object, parent: object = None, of: str = "a", **fields: Any) -> dict[str, Any]:
    return {
        "type": "comment",
        "id": name,
        "article_id": of,
        "parent_id": parent,
        "text": f"Text {name}",
        **fields,
    }


def codes(thread: Thread) -> list[tuple[str, str]]:
    return [(notice.code, notice.where) for notice in thread.notices]


def test_children_may_come_before_parents() -> None:
    """Order in the file is free; the page's order is depth first."""
    (thread,) = threads(comment("c", "b"), comment("b", "a1"), article(), comment("a2"), comment("a1"))
    assert [(c.id, c.parent, c.depth) for c in thread.comments] == [
        ("a2", None, 0),
        ("a1", None, 0),
        ("b", "a1", 1),
        ("c", "b", 2),
    ]


def test_siblings_stand_by_time() -> None:
    """Siblings are sorted by their time, across time zones; those without one come last, as in the file."""
    (thread,) = threads(
        article(),
        comment("none"),
        comment("late", published="2021-05-03T10:00:00+02:00"),
        comment("early", published="2021-05-03T07:30:00Z"),
        comment("epoch", published=0),
    )
    assert [c.id for c in thread.comments] == ["epoch", "early", "late", "none"]
    assert thread.comments[0].published == "1970-01-01T00:00:00+00:00"


def test_missing_parents_and_cycles_are_mended() -> None:
    """A missing parent or a circle of parents makes one comment top-level, with a notice."""
    (thread,) = threads(article(), comment("x", "gone"), comment("p", "q"), comment("q", "p"), comment("s", "s"))
    assert [(c.id, c.parent) for c in thread.comments] == [("x", None), ("p", None), ("q", "p"), ("s", None)]
    assert sorted(codes(thread)) == [
        ("missing-parent", "comment x"),
        ("parent-cycle", "comment p"),
        ("parent-cycle", "comment s"),
    ]


def test_repeated_ids_stay_apart() -> None:
    """A second comment with the same id is kept under another."""
    (thread,) = threads(article(), comment("x"), comment("x"), comment("x~2"))
    assert [c.id for c in thread.comments] == ["x", "x~2", "x~2~2"]
    assert [code for code, _ in codes(thread)] == ["repeated-id", "repeated-id"]


def test_bad_lines_cost_no_neighbour() -> None:
    """Lines that are no JSON, no object, without text or of a wrong type are told by number."""
    (thread,) = threads(
        article(),
        "{broken",
        "[1, 2]",
        comment("1"),
        {"type": "comment", "id": "2"},
        comment("3", text=7),
        "",
        {"type": "poll", "text": "x"},
        comment(["list"]),
        '{"type":"comment","text":' + "[" * 5000,
        comment("4"),
    )
    assert [c.id for c in thread.comments] == ["1", "4"]
    assert codes(thread) == [("bad-line", f"line {n}") for n in (2, 3, 5, 6, 8, 9, 10)]


def test_lone_surrogates_and_broken_bytes_become_replacement_characters() -> None:
    """A cut emoji or a broken byte is one U+FFFD and a notice; the text can be written as UTF-8."""
    cut = b'{"type": "comment", "article_id": "a", "id": "1", "text": "hi \\ud83d"}'
    broken = b'{"type": "comment", "article_id": "a", "id": "2", "text": "caf\xff"}'
    good = '{"type": "comment", "article_id": "a", "id": "3", "text": "\\ud83d\\ude00 καλό"}'
    (thread,) = threads(article(), cut, broken, good)
    assert [c.text for c in thread.comments] == ["hi \ufffd", "caf\ufffd", "😀 καλό"]
    assert codes(thread) == [("broken-utf8", "line 2"), ("broken-utf8", "line 3")]
    assert all(c.text.encode() for c in thread.comments)


def test_several_articles_and_one_that_is_missing() -> None:
    """Each article is a thread; comments on a missing one get an empty article and a notice."""
    found = threads(article("a"), comment("1", of="b"), comment("2", of="a"), article("c"))
    assert [(t.id, t.article.text, [c.id for c in t.comments]) for t in found] == [
        ("a", "Text.", ["2"]),
        ("b", "", ["1"]),
        ("c", "Text.", []),
    ]
    assert [code for code, _ in codes(found[1])] == ["no-article"]


def test_rows_without_an_article_id_belong_to_the_only_article() -> None:
    """Bare comments join the one article there is; without any, the file names the thread."""
    (one,) = threads({"text": "bare"}, article("a"))
    assert (one.id, [c.text for c in one.comments]) == ("a", ["bare"])
    (none,) = threads({"text": "bare"})
    assert none.id == "rows"


def test_ids_and_numbers_are_the_users_own() -> None:
    """Numbers may be ids; a number is taken from `number` or `n`; a parent that is the article is none."""
    (thread,) = threads(article("7"), comment(12, 7, of="7", n=3), comment(13, 12, of="7", number=4))
    assert [(c.id, c.parent, c.number) for c in thread.comments] == [("12", None, 3), ("13", "12", 4)]
    assert thread.notices == ()


def test_odd_optional_fields_are_told() -> None:
    """A field of the wrong type is left out with a notice; the row stays."""
    (thread,) = threads(article(title=[3]), comment("1", author={"name": "x"}, published=[1]))
    assert [code for code, _ in codes(thread)] == ["bad-field"] * 3
    assert (thread.article.title, thread.comments[0].author, thread.comments[0].published) == (
        None,
        None,
        None,
    )


def test_headings_in_the_text_are_marked() -> None:
    """Lines that Markdown marks as headings are told by offset, without their marks."""
    (thread,) = threads(article(text="Intro.\n\n## Why\n\nBecause.\n# no\n#tag"))
    text = thread.article.text
    assert text == "Intro.\n\nWhy\n\nBecause.\nno\n#tag"
    assert [text[a:b] for a, b in thread.article.headings] == ["Why", "no"]


def test_nothing_usable_is_an_error() -> None:
    """A file of bad lines only is a `ReadError` that counts them."""
    with pytest.raises(ReadError, match="2 bad lines"):
        threads("nonsense", "[]")


@pytest.mark.parametrize(
    ("head", "name", "sure"),
    [
        (b'{"type": "comment"}\n', "x", True),
        (b'{"a": 1, "b', "x", True),
        (b"plain text", "x.jsonl", True),
        (b"plain text", "x.txt", False),
        (b'{\n "id": 1,\n "b": 2\n}\n', "x", False),
        (b"\x89PNG", "x.jsonl", False),
    ],
)
def test_sniffing(head: bytes, name: str, sure: bool) -> None:  # noqa: FBT001
    """An object on the first line is JSONL whatever the name; the name decides only where content does not."""
    assert bool(JsonlReader().sniff(head, name)) is sure
