"""The gold's comments in the form of found ones, so that the rules that count ours count theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import UNSET, structs

from agorascope.evaluation.discussion.gold import GoldComment
from agorascope.evaluation.discussion.pairs import Matched
from agorascope.records import CommentReport, Duplicate, Label, Language, Spam

SAME = ("signature", "addressee", "by_article_author")
LABELS = ("stance", "reply")


def as_annotated(matched: Matched, *, named: bool = False) -> list[CommentReport]:
    """Give the gold's comments as if they were found: what it does not say of a comment is taken as we found it.

    They keep our ids; a comment that we did not find is called `gold:N`. Authors are those that the page shows, or,
    where `named`, those that the gold knows: pages copied as text often show none.
    """
    found = {g.n: c for g, c in matched.pairs}
    ids = {g.n: found[g.n].id if g.n in found else f"gold:{g.n}" for g in matched.gold.comments}
    same = ("author", *SAME) if named else SAME
    return [
        structs.replace(found.get(gold.n) or _nobody(ids[gold.n]), **_said(gold, same, ids))
        for gold in matched.gold.comments
    ]


def _said(gold: GoldComment, same: Sequence[str], ids: Mapping[int, str]) -> dict[str, Any]:
    said: dict[str, Any] = {name: value for name in same if (value := getattr(gold, name)) is not UNSET}
    said |= {name: Label(label, 1.0, {}) for name in LABELS if (label := getattr(gold, name))}
    if gold.parent is not UNSET:
        said["parent"] = None if gold.parent is None else ids[gold.parent]
    if gold.spam is not UNSET:
        said["spam"] = Spam(is_spam=gold.spam, score=float(gold.spam))
    if gold.duplicate_of is not UNSET:
        of = gold.duplicate_of
        said["duplicate"] = None if of is None else Duplicate("", ids[of], gold.duplicate_kind or "exact", 1.0)
    return said


def _nobody(identity: str) -> CommentReport:
    """Make a comment of which nothing is known: the page has it, we did not find it."""
    unknown = Label(None, 0.0, {})
    return CommentReport(
        id=identity,
        number=None,
        parent=None,
        depth=0,
        author=None,
        published=None,
        text="",
        quoted=(),
        language=Language("und", None, 0.0),
        signature=None,
        addressee=None,
        by_article_author=False,
        site_status=None,
        sentiment=unknown,
        stance=unknown,
        reply=None,
        spam=Spam(is_spam=False, score=0.0),
        duplicate=None,
        arguments=(),
    )
