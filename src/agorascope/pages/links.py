"""Where comments are on a page, how they are named, and in which language they speak."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from agorascope.pages.environment import language_tag
from agorascope.records import comment_name
from agorascope.reports.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agorascope.records import CommentReport, Discussion

NAME = 60
ARTICLE = "article"


class Links(Protocol):
    """What a template asks about a comment that it names."""

    def name(self, comment: str) -> str:
        """Name a comment as the reader knows it."""

    def href(self, comment: str, start: int | None = None, end: int | None = None) -> str:
        """Give the address of a comment, or of a span in it; empty where there is none."""

    def tag(self, comment: str) -> str | None:
        """Give the language of a comment's words; null where it is not known here."""

    def who(self, comment: str) -> str:
        """Name who wrote it; empty where nobody signed."""


class Here:
    """The comments of one discussion, on its own page.

    The anchor of a comment is made of its place, those of spans of places and offsets: ids are strangers' text.
    """

    def __init__(self, comments: Sequence[CommentReport]) -> None:
        """Look the comments up once; where two have one id, the first is meant."""
        self._places: dict[str, int] = {}
        self._comments: dict[str, CommentReport] = {}
        for place, comment in enumerate(comments, start=1):
            self._places.setdefault(comment.id, place)
            self._comments.setdefault(comment.id, comment)

    def name(self, comment: str) -> str:
        """Give its printed number, else its id."""
        found = self._comments.get(comment)
        return f"#{found.number}" if found and found.number is not None else f"[{one_line(comment, NAME)}]"

    def href(self, comment: str, start: int | None = None, end: int | None = None) -> str:
        """Give `#comment-PLACE` or `#comment-PLACE.START-END`."""
        place = self._places.get(comment)
        return f"#{spot(anchor(place), start, end)}" if place else ""

    def tag(self, comment: str) -> str | None:
        """Give the tag of the comment's language."""
        found = self._comments.get(comment)
        return language_tag(found.language.code, found.language.script) if found else None

    def who(self, comment: str) -> str:
        """Give the name shown above the comment, else the one signed below it."""
        found = self._comments.get(comment)
        return one_line(found.author or found.signature or "", NAME) if found else ""


class Elsewhere:
    """Comments of other pages, named as `records.comment_name` does."""

    def __init__(self, hrefs: Mapping[str, str], tags: Mapping[str, str]) -> None:
        """Take the address of every comment by its name, and the language of every discussion by its id."""
        self._hrefs = hrefs
        self._tags = {comment_name(discussion, ""): tag for discussion, tag in tags.items()}

    def name(self, comment: str) -> str:
        """Give the name as it is."""
        return one_line(comment, NAME)

    def href(self, comment: str, start: int | None = None, end: int | None = None) -> str:
        """Give the address that was given, with the span."""
        found = self._hrefs.get(comment)
        return spot(found, start, end) if found else ""

    def tag(self, comment: str) -> str | None:
        """Give the language of the discussion: that of the comment stands elsewhere."""
        return self._tags.get(comment[: comment.find("#") + 1])

    def who(self, comment: str) -> str:  # noqa: ARG002 -- the protocol's
        """Give nothing."""
        return ""


def anchor(place: int) -> str:
    """Name the spot of the comment at a place (1 is the first of the page)."""
    return f"comment-{place}"


def spot(name: str, start: int | None = None, end: int | None = None) -> str:
    """Name a span inside a spot."""
    return name if start is None else f"{name}.{start}-{end}"


def hrefs(discussion: Discussion, page: str) -> dict[str, str]:
    """Give the addresses of a discussion, reported at `page`, and of its comments, by their names in a debate."""
    named = {discussion.id: page}
    for place, comment in enumerate(discussion.comments, start=1):
        named.setdefault(comment_name(discussion.id, comment.id), f"{page}#{anchor(place)}")
    return named
