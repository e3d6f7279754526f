"""The two real pages, where they are at hand; they never enter the repository."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from agorascope.readers import read
from agorascope.records import Thread

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not beside the repository")


def gold(name: str) -> dict[str, Any]:
    return dict(json.loads((SEEDS / "gold.json").read_text(encoding="utf-8"))[name])


def seed(language: str) -> tuple[Thread, dict[str, Any]]:
    (path,) = SEEDS.glob(f"{language}-*.txt")
    (thread,) = read([str(path)])
    assert isinstance(thread, Thread)
    return thread, gold(path.name)


def test_greek_thread() -> None:
    """Twelve comments of sixteen declared, with all parents, signatures and addressees."""
    thread, wanted = seed("el")
    assert thread.article.title == wanted["title"]
    assert (thread.declared_comments, len(thread.comments)) == (16, 12)
    assert [notice.code for notice in thread.notices] == ["comment-count"]
    parents = {c.id: c.parent and int(c.parent) for c in thread.comments}
    assert parents == wanted["parents"]
    signed = {c.id: c.signature for c in thread.comments if c.signature}
    assert signed == wanted["signature"]
    called = {c.id: c.addressee for c in thread.comments if c.id != "3" and c.addressee}
    assert called == wanted["addressee"]
    assert [c.id for c in thread.comments if c.by_article_author] == ["2", "3", "9", "11"]


def test_greek_article_keeps_its_list_and_no_site_line() -> None:
    """The numbered list stays in the article; the caption and the lines below the thread do not."""
    thread, wanted = seed("el")
    assert "\n\n1. " in thread.article.text
    assert "\n2. " in thread.article.text
    everything = thread.article.text + "".join(c.text for c in thread.comments)
    assert not any(phrase in everything for phrase in wanted["chrome"])
    assert [line.kind for line in thread.chrome if line.line == 3] == ["caption"]


def test_chinese_page_without_comments() -> None:
    """Title and date are found, every site line is left out, every claim is still in the text."""
    thread, wanted = seed("zh")
    assert (thread.article.title, thread.article.published) == (wanted["title"], wanted["published"])
    assert (thread.comments, thread.declared_comments) == ((), None)
    assert not any(phrase in thread.article.text for phrase in wanted["chrome"])
    assert all(claim["quote"] in thread.article.text for claim in wanted["claims"])
    assert thread.article.author is None
