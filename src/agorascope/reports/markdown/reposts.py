"""What is repeated, with the differences marked, and what is spam, with the reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.reports.differences import pieces
from agorascope.reports.markdown.marks import LONGEST, MOST, escape, headed, line
from agorascope.reports.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agorascope.records import CommentReport, DuplicateCluster
    from agorascope.reports.markdown.marks import Page

EXCERPT = 160
DETAIL = 60
TAGS = {"gone": "del", "new": "ins"}


def reposts(sheet: Page) -> Iterator[str]:
    """List the clusters; under each, what the others have otherwise than the first: `<del>` gone, `<ins>` new."""
    found = sheet.d.duplicates
    if found:
        yield from (*headed(sheet.say.gettext("Re-posts")), "")
        yield from (one for cluster in found[:MOST] for one in _cluster(sheet, cluster))
        yield from sheet.beyond(len(found))


def _cluster(sheet: Page, cluster: DuplicateCluster) -> Iterator[str]:
    first, *others = (sheet.comments.comments[member] for member in cluster.members)
    kind, links = line(sheet.words.kind(cluster.kind)), sheet.links(cluster.members)
    yield f"- {links} ({kind}): {sheet.said(first.text, EXCERPT)}"
    for other in others[:MOST]:
        if other.duplicate and other.duplicate.kind == "translation":
            yield f"  - {sheet.link(other.id)}: {sheet.said(other.text)}"
        elif other.text != first.text:
            yield f"  - {sheet.link(other.id)}: {_marked(first.text, other.text)}"


def _marked(first: str, other: str) -> str:
    told = pieces(one_line(first, LONGEST), one_line(other, LONGEST))
    return "".join(f"<{TAGS[k]}>{escape(words)}</{TAGS[k]}>" if k in TAGS else escape(words) for k, words in told)


def spam(sheet: Page) -> Iterator[str]:
    """List the comments that are spam, with score and reasons."""
    found = [_spam(sheet, comment) for comment in sheet.d.comments if comment.spam.is_spam]
    yield from sheet.section(sheet.say.gettext("Spam"), found)


def _spam(sheet: Page, comment: CommentReport) -> str:
    words, figure = sheet.words, sheet.say.figure(comment.spam.score)
    score = sheet.say.gettext("score %(score)s", score=figure)
    reasons = (f"{line(words.reason(r.code))} ({sheet.said(words.detail(r), DETAIL)})" for r in comment.spam.reasons)
    return f"{sheet.link(comment.id)} {score}: {', '.join(reasons)}"
