"""The comments that a narrator's sentence cites: those it lists, and those named in its words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from agorascope.narration.quoting import outside
from agorascope.narration.verdict import Dropped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agorascope.narration.reading import Told
    from agorascope.records import CommentReport

MENTION = re.compile(r"#([A-Za-z0-9_-]+)")
_AROUND = " #[]()（）【】"
_GROUP = re.compile(r"\s*(?:[\[【]([^\[\]【】]+)[\]】]|[(（]\s*((?:#[A-Za-z0-9_-]+[\s,;，、]*)+)[)）])")
_BETWEEN = re.compile(r"[\s,;，、#]+")


class Cited(NamedTuple):
    """A sentence without the ids in brackets that stood in it, and its comments in page order."""

    text: str
    comments: list[CommentReport]


def cited(told: Told, comments: Mapping[str, CommentReport], seen: frozenset[str]) -> Cited:
    """Look up what a sentence cites; ids in brackets ('[4, 12]') are taken out of its words, a page shows them anyway.

    `comments` are all of the page, in its order; `seen` are those that the narrator was told of. Raises `Dropped`:
    `no-citation`; `unknown-comment` for an id that is none, or a '#7' that readers would take for another comment;
    `unseen-comment` for one that the narrator cannot know.
    """
    text, inside = _taken_out(told.text, comments)
    mentioned = [_shown(name, comments) for name in MENTION.findall(outside(text))]
    found = {*(_named(name, comments) for name in told.comments), *inside, *mentioned}
    if not found:
        raise Dropped("no-citation")
    if not found <= seen:
        raise Dropped("unseen-comment")
    return Cited(text, [comment for identity, comment in comments.items() if identity in found])


def _taken_out(text: str, comments: Mapping[str, CommentReport]) -> tuple[str, list[str]]:
    """Take the ids in brackets out; brackets around anything else stay."""
    found: list[str] = []
    for group in reversed(list(_GROUP.finditer(outside(text)))):
        names = [name for name in _BETWEEN.split(group[1] or group[2]) if name]
        if names and all(name in comments for name in names):
            found += names
            text = text[: group.start()] + text[group.end() :]
    return text, found


def _named(name: str, comments: Mapping[str, CommentReport]) -> str:
    """Look up an id as the model wrote it; marks around it are no part of it."""
    identity = name if name in comments else name.strip(_AROUND)
    if identity not in comments:
        raise Dropped("unknown-comment")
    return identity


def _shown(name: str, comments: Mapping[str, CommentReport]) -> str:
    """Look up '#7' in the words, which readers take for the comment with that number."""
    comment = comments.get(name)
    if not comment or (comment.number is not None and str(comment.number) != name):
        raise Dropped("unknown-comment")
    return comment.id
