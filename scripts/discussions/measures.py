"""What is measured on one discussion: counts and label pairs that can be added up over discussions."""

from __future__ import annotations

from typing import Any

from agorascope.evaluation.spans import Span, compare_spans
from agorascope.records import CommentReport, Discussion

Gold = dict[str, Any]
Pairs = list[tuple[Gold, CommentReport]]
JACCARD = 0.3
HALF = 0.5


def structure(gold: Gold, found: Discussion, pairs: Pairs) -> dict[str, int]:
    """Count the comments whose text, parent and depth are right, and those too many or too few."""
    number = {c.id: c.number for c in found.comments}
    return {
        "comments": len(gold["comments"]),
        "found": len(found.comments),
        "text": sum(g["text"] == c.text for g, c in pairs),
        "parent": sum(g["parent"] == (number.get(c.parent) if c.parent else None) for g, c in pairs),
        "title": int(gold["article"]["title"] == found.article.title),
        "articles": 1,
    }


def names(pairs: Pairs, field: str) -> dict[str, int]:
    """Count gold, found and right values of a name field (`signature`, `addressee`)."""
    gold = [(g[field], getattr(c, field)) for g, c in pairs]
    return {
        "gold": sum(a is not None for a, _ in gold),
        "found": sum(b is not None for _, b in gold),
        "right": sum(a is not None and a == b for a, b in gold),
    }


def author_marks(pairs: Pairs) -> dict[str, int]:
    """Count comments by the article's author: in the gold, found, right."""
    both = [(g["by_article_author"], c.by_article_author) for g, c in pairs]
    return {
        "gold": sum(a for a, _ in both),
        "found": sum(b for _, b in both),
        "right": sum(a and b for a, b in both),
    }


def labels(pairs: Pairs, field: str) -> list[tuple[str, str]]:
    """Give the (gold, found) labels of `sentiment`, `stance` or `reply` (replies only)."""
    found = [(g[field], getattr(c, field)) for g, c in pairs]
    return [(gold, label.label) for gold, label in found if gold is not None and label is not None]


def scores(pairs: Pairs, field: str) -> list[float]:
    """Give how sure we are of each of `labels`, in the same order."""
    found = [(g[field], getattr(c, field)) for g, c in pairs]
    return [label.score for gold, label in found if gold is not None and label is not None]


def article_sentiment(gold: Gold, found: Discussion) -> tuple[str, str]:
    """Give the (gold, found) sentiment of the article."""
    told = found.article.sentiment
    return gold["article"]["sentiment"], (told.label if told else None) or "neutral"


def languages(pairs: Pairs) -> list[tuple[str, str]]:
    """Give the (gold, found) language codes."""
    return [(g["language"], c.language.code) for g, c in pairs]


def spam(pairs: Pairs) -> list[tuple[str, str]]:
    """Give the (gold, found) spam verdicts."""
    return [("spam" if g["spam"] else "ham", "spam" if c.spam.is_spam else "ham") for g, c in pairs]


def duplicates(gold: Gold, found: Discussion, kinds: tuple[str, ...]) -> dict[str, int]:
    """Count duplicate pairs of the given gold kinds: expected, found among all gold pairs, and false ones."""
    rows = gold["comments"]
    every = {frozenset((r["n"], r["duplicate_of"])) for r in rows if r["duplicate_of"]}
    wanted = {frozenset((r["n"], r["duplicate_of"])) for r in rows if r["duplicate_kind"] in kinds}
    number = {c.id: c.number for c in found.comments}
    ours = {frozenset((c.number, number[c.duplicate.of])) for c in found.comments if c.duplicate}
    return {"gold": len(wanted), "found": len(wanted & ours), "false": len(ours - every)}


def spans(pairs: Pairs) -> tuple[list[list[Span]], list[list[Span]]]:
    """Give gold and found argument spans of the comments."""
    gold = [_spans(g["text"], g["arguments"]) for g, _ in pairs]
    return gold, [[(a.start, a.end, a.role) for a in c.arguments] for _, c in pairs]


def _spans(text: str, arguments: list[Gold]) -> list[Span]:
    starts = [(text.find(a["quote"]), a) for a in arguments]
    return [(start, start + len(a["quote"]), a["role"]) for start, a in starts if start >= 0]


def holders(gold: Gold, found: Discussion) -> dict[str, int]:
    """Count attributed gold claims of the article, those met by a span, and those with the right holder."""
    counts = {"gold": 0, "met": 0, "right": 0, "false": 0}
    text = found.article.text
    own = 0
    for argument in gold["article"]["arguments"]:
        start = text.find(argument["quote"])
        end = start + len(argument["quote"])
        met = [
            a
            for a in found.article.arguments
            if start >= 0 and min(end, a.end) - max(start, a.start) >= HALF * (end - start)
        ]
        if argument["holder"]:
            counts["gold"] += 1
            counts["met"] += bool(met)
            counts["right"] += any(a.holder == argument["holder"] for a in met)
        elif met:
            own += 1
            counts["false"] += any(a.holder for a in met)
    return counts | {"own": own}


def key_points(gold: Gold, found: Discussion) -> dict[str, int]:
    """Count gold key points met by one of ours of the same stance with Jaccard of comments at least 0.3."""
    number = {c.id: c.number for c in found.comments}
    ours = [(p.stance, {number[c] for c in p.comments}) for p in found.summary.key_points]
    met = [
        any(stance == p["stance"] and _jaccard(set(p["comments"]), comments) >= JACCARD for stance, comments in ours)
        for p in gold["key_points"]
    ]
    return {"gold": len(met), "met": sum(met), "ours": len(ours)}


def _jaccard(a: set[Any], b: set[Any]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


def stance_shift(gold: Gold, found: Discussion) -> float:
    """Measure how far the largest stance share of comments (no spam, no duplicates) is from the gold's, 0..1."""
    rows = [r["stance"] for r in gold["comments"] if not r["spam"] and not r["duplicate_of"]]
    stance = found.summary.stance
    ours = {"favor": stance.favor, "against": stance.against, "none": stance.none}
    total = sum(ours.values())
    return max(abs(rows.count(k) / len(rows) - (n / total if total else 0.0)) for k, n in ours.items())


def span_figures(gold: list[list[Span]], found: list[list[Span]]) -> dict[str, float]:
    """Precision, recall, F1 of spans."""
    figures = compare_spans(gold, found)
    return {"precision": figures.precision, "recall": figures.recall, "f1": figures.f1}
