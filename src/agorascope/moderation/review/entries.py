"""A comment as the page shows it: who, when, where, how sure, why, and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from agorascope.moderation.review import excerpts, texts
from agorascope.moderation.review.saying import moment
from agorascope.moderation.store.decisions import mark
from agorascope.pages.environment import language_tag
from agorascope.reports.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from agorascope.moderation.store.queue import Seen
    from agorascope.moderation.words import DeskWords
    from agorascope.records import Offsets, Reason

KNOWN: Final = "known-spam"
"""The reason whose detail is a moderator and a time."""
NAME: Final = 80
TITLE: Final = 140
_DETAIL: Final = 70
_DETAILS: Final = 3  # words that are shown of one reason


class Sign(NamedTuple):
    """A reason: its name, words that show it (quoted where they are the comment's own), how many more there are."""

    name: str
    details: tuple[tuple[str, bool], ...]
    more: int
    start: int


class Entry(NamedTuple):
    """A comment: `shown` of its `length` characters are in `text`, from `first` on; `whole` is all, unless long."""

    seen: Seen
    mark: str
    author: str
    address: str
    title: str
    tag: str
    signs: tuple[Sign, ...]
    text: Markup
    whole: Markup | None
    first: int
    shown: int
    length: int


def entry(seen: Seen, words: DeskWords, most: int = excerpts.SHORT) -> Entry:
    """Show a comment by what matters of it."""
    text, spans = seen.comment.text, spans_of(seen)
    parts = excerpts.excerpt(text, spans, most)
    shown = sum(end - start for start, end in parts)
    is_foldable = shown < len(text) <= excerpts.UNFOLDED
    whole = texts.body(seen.comment, spans, [(0, len(text))]) if is_foldable else None
    return _entry(seen, words, parts, whole)


def portion(seen: Seen, words: DeskWords, start: int) -> Entry:
    """Show a comment from a place on, as much as a page takes."""
    return _entry(seen, words, [excerpts.portion(seen.comment.text, start)], None)


def spans_of(seen: Seen) -> list[Offsets]:
    """Give the places of the comment that show why it is flagged."""
    return excerpts.signs(seen.comment.text, seen.flag.reasons if seen.flag else ())


def _entry(seen: Seen, words: DeskWords, parts: Sequence[Offsets], whole: Markup | None) -> Entry:
    comment = seen.comment
    return Entry(
        seen=seen,
        mark=mark(comment.text),
        author=one_line(comment.author or "", NAME),
        address=texts.short(comment.author_url or ""),
        title=one_line(seen.title or seen.thread_name, TITLE),
        tag=language_tag(seen.language),
        signs=_signs(seen, words),
        text=texts.body(comment, spans_of(seen), parts),
        whole=whole,
        first=parts[0][0],
        shown=sum(end - start for start, end in parts),
        length=len(comment.text),
    )


def _signs(seen: Seen, words: DeskWords) -> tuple[Sign, ...]:
    """Bundle reasons by their code, in the order of the flag."""
    by_code: dict[str, list[Reason]] = {}
    for reason in seen.flag.reasons if seen.flag else ():
        by_code.setdefault(reason.code, []).append(reason)
    return tuple(_sign(code, found, seen.comment.text, words) for code, found in by_code.items())


def _sign(code: str, found: Sequence[Reason], text: str, words: DeskWords) -> Sign:
    details: dict[str, bool] = {}
    for reason in found[:100]:
        is_quoted = bool(reason.detail) and text.startswith(reason.detail, reason.start)
        detail = one_line(_detail(reason, words), _DETAIL)
        if detail:
            details.setdefault(detail, is_quoted)
    shown = tuple(details.items())[:_DETAILS]
    return Sign(words.reason(code), shown, len(details) - len(shown), min(reason.start for reason in found))


def _detail(reason: Reason, words: DeskWords) -> str:
    """Give what shows a reason; of an earlier decision who made it, and when, in the reader's language."""
    if reason.code != KNOWN:
        return words.detail(reason)
    who, _, at = reason.detail.rpartition(", ")
    return f"{who}, {moment(words.say, at)}"
