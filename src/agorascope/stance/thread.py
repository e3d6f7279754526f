"""The stances in one thread: every reply to its parent, every comment to the thesis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from agorascope.records import Comment, Label
from agorascope.stance.classify import reply, towards
from agorascope.stance.cues import outright
from agorascope.stance.discussion import settle

if TYPE_CHECKING:
    from agorascope.inference import Models


def replies(comments: Sequence[Comment], texts: Sequence[str], target: str, models: Models) -> list[Label | None]:
    """Label every reply's stance to its parent; top-level comments have None.

    `texts` are the comments' own words, one each, `target` is what the thread is about. Raises `ModelError`.
    """
    above = answered(comments, texts)
    which = [i for i, c in enumerate(comments) if c.parent and above[i] is not None]
    own, parents = [texts[i].strip() for i in which], [above[i] or "" for i in which]
    labels = dict(zip(which, reply(own, parents, models, [target] * len(which)), strict=True))
    return [labels.get(i) for i in range(len(comments))]


def answered(comments: Sequence[Comment], texts: Sequence[str]) -> list[str | None]:
    """Give the own words of what each comment answers, None where that is nothing we have."""
    said = {c.id: text.strip() for c, text in zip(comments, texts, strict=True)}
    return [said.get(c.parent) if c.parent else None for c in comments]


def sides(
    comments: Sequence[Comment],
    texts: Sequence[str],
    target: str,
    answers: Sequence[Label | None],
    models: Models,
) -> list[Label]:
    """Label each comment's stance to the target, with the whole reply tree in view.

    `texts` are the comments' own words, `answers` what `replies` gave. Raises `ModelError`.
    """
    place = {c.id: i for i, c in enumerate(comments)}
    above = [parent or "" for parent in answered(comments, texts)]
    alone = towards([text.strip() for text in texts], [target] * len(comments), models, above)
    said = [
        label if c.parent else outright(label, text, "favor", "against")
        for label, c, text in zip(alone, comments, texts, strict=True)
    ]
    parents = [place.get(c.parent) if c.parent else None for c in comments]
    return settle(said, answers, parents, [c.by_article_author for c in comments])
