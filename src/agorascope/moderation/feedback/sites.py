"""What a site decided, as its export says: WordPress's, Disqus's, whatever a reader gives a status for."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from agorascope.errors import ReadError
from agorascope.moderation.feedback.given import Given
from agorascope.records import Notice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from agorascope.records import Comment, Thread, Verdict

WHO: Final = "site"
"""Who decided, where the user does not say."""
_BAD: Final = frozenset({"bad-line"})


def decisions(
    found: Iterable[Thread | ReadError], name: str, who: str | None, *, trust_approved: bool
) -> Iterator[Given | Notice]:
    """Give a decision for each comment that the site has for spam, in the order of the pages.

    With `trust_approved` also for those that it approved: most sites approve by themselves what nobody looked at.
    What was left out is told at the end, counted. Raises `ReadError` where no comment has a status, or nothing at all
    can be read.
    """
    verdicts: dict[str, Verdict] = {"spam": "spam", **({"approved": "approve"} if trust_approved else {})}
    passed: Counter[str] = Counter()
    errors: list[ReadError] = []
    for thread in found:
        if isinstance(thread, ReadError):
            errors.append(thread)
            yield Notice("unreadable", str(thread))
            continue
        yield from (notice for notice in thread.notices if notice.code in _BAD)
        for comment in thread.comments:
            verdict = verdicts.get(comment.site_status or "")
            passed[comment.site_status or ""] += 1
            if verdict is not None:
                yield _given(thread, comment, verdict, who or WHO)
    if errors and not passed:
        raise errors[0]
    if passed.total() == passed[""]:
        advice = "A table's column of verdicts can be named: --map verdict=COLUMN"
        raise ReadError(name, "no decision in it: no comment has a verdict, or the site's status", advice)
    yield from _told({status: count for status, count in passed.items() if status not in verdicts})


def _given(thread: Thread, comment: Comment, verdict: Verdict, who: str) -> Given:
    return Given(
        where=f"{thread.id}#{comment.id}",
        form=thread.format,
        verdict=verdict,
        thread=thread.id,
        id=comment.id,
        who=who,
        author=comment.author,
        published=comment.published,
        text=comment.text or None,
        title=thread.article.title,
        url=thread.article.url,
    )


def _told(passed: Mapping[str, int]) -> Iterator[Notice]:
    if approved := passed.get("approved", 0):
        yield Notice("approved", f"{approved:,} approved by the site, perhaps by itself; --trust-approved takes them")
    if pending := passed.get("pending", 0):
        yield Notice("undecided", f"{pending:,} that wait on the site")
    if removed := passed.get("trash", 0) + passed.get("deleted", 0):
        yield Notice("removed", f"{removed:,} taken off the site for a reason it does not say; not taken for spam")
    if without := passed.get("", 0):
        yield Notice("undecided", f"{without:,} without a status")
