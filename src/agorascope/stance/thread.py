"""The stances in one thread: every reply to its parent, every comment to the thesis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from agorascope.records import Comment, Label
from agorascope.records.replies import parents
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
    which = [i for i, text in enumerate(above) if text is not None]
    own, others = [texts[i].strip() for i in which], [above[i] or "" for i in which]
    labels = dict(zip(which, reply(own, others, models, [target] * len(which)), strict=True))
    return [labels.get(i) for i in range(len(comments))]


def answered(comments: Sequence[Comment], texts: Sequence[str]) -> list[str | None]:
    """Give the own words of what each comment answers, None where that is nothing we have."""
    return [None if up is None else texts[up].strip() for up in parents(comments)]


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
    above = [parent or "" for parent in answered(comments, texts)]
    alone = towards([text.strip() for text in texts], [target] * len(comments), models, above)
    said = [
        label if c.parent else outright(label, text, "favor", "against")
        for label, c, text in zip(alone, comments, texts, strict=True)
    ]
    return settle(said, answers, parents(comments), [c.by_article_author for c in comments])
