"""The people of the real Greek page: it is others' text, so it is read from beside the repository."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agorascope.people import Named, aliases, people
from agorascope.readers import read
from agorascope.records import Thread
from tests.arguments.reading import read as read_article

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
PAGE = SEEDS / "el-social-media-marketing-fails.txt"


@pytest.mark.skipif(not PAGE.is_file(), reason="the seed pages are not part of the repository")
def test_people_of_the_real_greek_page() -> None:
    """All that top-level comments call is the author, who signs; the first signer is whom the article names in full."""
    gold = json.loads((SEEDS / "gold.json").read_text(encoding="utf-8"))[PAGE.name]
    called, signed, parents = gold["addressee"], gold["signature"], gold["parents"]
    [thread] = read([str(PAGE)])
    assert isinstance(thread, Thread)
    rows = read_article(thread.article.text, "el", thread.article.headings).named
    found = people(thread.article, [Named(*row) for row in rows], thread.comments)
    by_form = {variant.form.split()[-1]: person for person in found for variant in person.variants}
    number = {comment.id: str(comment.number) for comment in thread.comments}

    author = by_form[signed["9"]]
    assert {by_form[name].name for n, name in called.items() if parents[n] is None} == {author.name}
    assert {number[c] for c in author.comments} >= {"2", "9", "11"}

    first = by_form[signed["1"]]
    assert by_form[called["2"]] == first
    assert len(first.name.split()) == 3
    assert any(v.reason == "title" for v in first.variants)

    justice = by_form[called["9"]]
    assert [number[c] for c in justice.comments] == ["8", "10"]
    assert {v.form: v.reason for v in justice.variants}[called["9"]] == "addressed"
    assert {number[a]: number[b] for a, b in aliases(found, thread.comments).items()} == {"10": "8"}
    texts = {c.id: c.text for c in thread.comments} | {None: thread.article.text}
    assert all(texts[v.comment][v.start : v.end] == v.form for p in found for v in p.variants if v.start is not None)
