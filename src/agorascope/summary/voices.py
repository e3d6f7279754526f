"""Voices: one person's opinion, counted once."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from agorascope.records import SIDES, Comment, CommentReport, KeyPoint, StanceCounts

ARTICLE_AUTHOR = "article author"
REMOVED = frozenset({"spam", "trash", "deleted"})


def person(comment: Comment | CommentReport) -> str:
    """Name who speaks: the display name, else the signature, else the comment itself.

    Two unsigned anonymous comments are two people: merging them would silence somebody.
    """
    return ARTICLE_AUTHOR if comment.by_article_author else speaker(comment.author or comment.signature, comment.id)


def speaker(name: str | None, comment: str) -> str:
    """Name who speaks under a name, however it is written; without one it is the writer of that comment alone."""
    return f"name:{_folded(name)}" if name and name.strip() else f"comment:{comment}"


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def counted(comments: Iterable[CommentReport]) -> list[CommentReport]:
    """Keep the comments that may vote: neither spam nor a repeat of another comment, nor taken down by the site."""
    return [c for c in comments if not c.spam.is_spam and c.duplicate is None and c.site_status not in REMOVED]


def sided(comments: Iterable[CommentReport]) -> list[CommentReport]:
    """Keep the comments that may vote and take a side."""
    return [c for c in counted(comments) if c.stance.label in SIDES]


def makers(point: KeyPoint, comments: Mapping[str, CommentReport]) -> int:
    """Give how many people make a point; one of an earlier version, which does not say, is counted."""
    return point.voices or len({person(comments[comment]) for comment in point.comments})


def voices(comments: Iterable[CommentReport]) -> set[tuple[str, str]]:
    """Give the distinct (person, stance) pairs of comments that may vote; a stance that is not known is `none`.

    Somebody who takes a side and also chats without one has one voice, on that side.
    """
    pairs = {(person(c), c.stance.label or "none") for c in counted(comments)}
    sided = {who for who, stance in pairs if stance != "none"}
    return {(who, stance) for who, stance in pairs if stance != "none" or who not in sided}


def stance_of_voices(comments: Iterable[CommentReport]) -> StanceCounts:
    """Count voices per stance."""
    return _counts(Counter(stance for _, stance in voices(comments)))


def stance_of_comments(comments: Iterable[CommentReport]) -> StanceCounts:
    """Count comments per stance, re-posts and spam included."""
    return _counts(Counter(c.stance.label or "none" for c in comments))


def stance_by_language(comments: Sequence[CommentReport]) -> dict[str, StanceCounts]:
    """Count voices per stance for every language of the comments, codes in alphabetical order."""
    codes = sorted({c.language.code for c in counted(comments)})
    return {code: stance_of_voices(c for c in comments if c.language.code == code) for code in codes}


def _counts(found: Counter[str]) -> StanceCounts:
    return StanceCounts(found["favor"], found["against"], found["none"])


def controversy(stance: StanceCounts) -> float:
    """Measure how evenly the sides are matched: 0 when all agree or nobody takes a side, 1 at a draw.

    Twice the share of the smaller side among those who take one, as deliberation platforms report it.
    """
    sided = stance.favor + stance.against
    return round(2 * min(stance.favor, stance.against) / sided, 4) if sided else 0.0
