"""The two real pages the project was asked for: they are others' texts, so they are read from beside the repository."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from agorascope.records import Discussion, HeldArgument
from tests.golden.conftest import Analysed

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
GREEK, CHINESE = "el-social-media-marketing-fails.txt", "zh-why-social-media-marketing-fails.txt"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed pages are not part of the repository")


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    """Give what is to be found."""
    found: dict[str, Any] = json.loads((SEEDS / "gold.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def greek(analysed: Analysed) -> Discussion:
    """Give the Greek page's analysis."""
    return analysed(SEEDS / GREEK)


@pytest.fixture(scope="module")
def chinese(analysed: Analysed) -> Discussion:
    """Give the Chinese page's analysis."""
    return analysed(SEEDS / CHINESE)


def _numbers(found: Discussion) -> dict[str, int]:
    return {c.id: c.number or 0 for c in found.comments}


def test_greek_thread(greek: Discussion, gold: dict[str, Any]) -> None:
    """Twelve comments of sixteen declared, every parent right, and a warning about the four that are missing."""
    number = _numbers(greek)
    parents = {str(c.number): number[c.parent] if c.parent else None for c in greek.comments}
    assert parents == gold[GREEK]["parents"]
    assert greek.declared_comments == gold[GREEK]["declared_comments"]
    assert "comment-count" in {w.code for w in greek.quality.warnings}
    assert greek.article.title == gold[GREEK]["title"]


def test_greek_duplicates_and_spam(greek: Discussion, gold: dict[str, Any]) -> None:
    """The two re-posts and no others; the one advert and no others, with its reasons."""
    number = _numbers(greek)
    assert [[number[m] for m in c.members] for c in greek.duplicates] == gold[GREEK]["duplicate_clusters"]
    assert [c.number for c in greek.comments if c.spam.is_spam] == gold[GREEK]["spam"]
    assert all(c.spam.reasons for c in greek.comments if c.spam.is_spam)


def test_greek_stance(greek: Discussion, gold: dict[str, Any]) -> None:
    """At least six of the eight annotated stances."""
    stance = {str(c.number): c.stance.label for c in greek.comments}
    right = [n for n, label in gold[GREEK]["stance"].items() if stance[n] == label]
    assert len(right) >= 6


def test_greek_names(greek: Discussion, gold: dict[str, Any]) -> None:
    """Signatures and salutations are found where they are, and nowhere else."""
    for field in ("signature", "addressee"):
        found = {str(c.number): getattr(c, field) for c in greek.comments if getattr(c, field)}
        wanted = gold[GREEK][field]
        right = sum(found.get(n) == name for n, name in wanted.items())
        assert right >= len(wanted) - 1, field


def test_chrome_is_left_out(greek: Discussion, chinese: Discussion, gold: dict[str, Any]) -> None:
    """Site lines are neither in the article nor in a comment."""
    for found, name in ((greek, GREEK), (chinese, CHINESE)):
        texts = [found.article.text, *(c.text for c in found.comments)]
        assert [phrase for phrase in gold[name]["chrome"] if any(phrase in text for text in texts)] == []


def test_chinese_page(chinese: Discussion, gold: dict[str, Any]) -> None:
    """Title, date, language, and no comments."""
    assert chinese.article.title == gold[CHINESE]["title"]
    assert chinese.article.published == gold[CHINESE]["published"]
    assert (chinese.language.code, chinese.language.script) == ("zh", "Hans")
    assert chinese.comments == ()


def _meets(argument: HeldArgument, start: int, end: int) -> bool:
    return min(end, argument.end) - max(start, argument.start) >= (end - start) / 2


def test_chinese_holders(chinese: Discussion, gold: dict[str, Any]) -> None:
    """At least seven of the nine claims are found with the person they are attributed to."""
    right = 0
    for claim in gold[CHINESE]["claims"]:
        start = chinese.article.text.index(claim["quote"])
        met = [a for a in chinese.article.arguments if _meets(a, start, start + len(claim["quote"]))]
        right += any(a.holder == claim["holder"] for a in met)
    assert right >= 7


def test_every_quote_is_its_slice(greek: Discussion, chinese: Discussion) -> None:
    """Whatever is quoted stands at its offsets."""
    for found in (greek, chinese):
        assert all(found.article.text[a.start : a.end] == a.quote for a in found.article.arguments)
        texts = {c.id: c.text for c in found.comments}
        assert all(texts[c.id][a.start : a.end] == a.quote for c in found.comments for a in c.arguments)
        points = [q for p in found.summary.key_points for q in p.quotes]
        assert all(texts[q.comment][q.start : q.end] == q.quote for q in points)
