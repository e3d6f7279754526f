"""Who is for and who against, and in what tone; re-posts have the side and the tone of what they repeat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from agorascope import sentiment, stance
from agorascope.records import Label
from agorascope.steps.found import Sided, Toned
from agorascope.steps.words import own_words_of, target_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.inference import Models
    from agorascope.records import Comment, Duplicate, Spam, Thread
    from agorascope.settings import Settings

NO_SIDE: Final = Label.certain("stance", "none")


def sided(
    thread: Thread,
    thesis: str | None,
    verdicts: Sequence[Spam],
    marked: Sequence[Duplicate | None],
    models: Models,
    settings: Settings,
) -> Sided:
    """Tell who is for the thesis and who against it, and how replies stand to what they answer. Raises `ModelError`."""
    texts, target = own_words_of(thread), target_of(thread.article, thesis)
    replies = stance.replies(thread.comments, texts, target, models)
    marginals = stance.sides(thread.comments, texts, target, replies, models)
    pairs = zip(verdicts, marginals, strict=True)
    alone = [NO_SIDE if verdict.is_spam else side.if_sure(settings.abstain) for verdict, side in pairs]
    named = tuple(reply.if_sure(settings.abstain) if reply else None for reply in replies)
    return Sided(named, tuple(marginals), _as_first_posted(thread.comments, alone, verdicts, marked))


def toned(
    thread: Thread,
    thesis: str | None,
    sides: Sided,
    verdicts: Sequence[Spam],
    marked: Sequence[Duplicate | None],
    models: Models,
    settings: Settings,
) -> Toned:
    """Read each comment's tone in its place; a user's own model is given the words alone. Raises `ModelError`."""
    texts, target = own_words_of(thread), target_of(thread.article, thesis)
    parents = [parent or "" for parent in stance.answered(thread.comments, texts)]
    told = sentiment.classify([text.strip() for text in texts], models, [target] * len(texts), parents)
    if "sentiment" not in models.others:
        told = sentiment.in_place(told, sides.marginals, sides.replies)
    alone = [tone.if_sure(settings.abstain) for tone in told]
    [article] = sentiment.classify([target], models)
    named = _as_first_posted(thread.comments, alone, verdicts, marked)
    return Toned(article if thread.article.text else None, named)


def _as_first_posted(
    comments: Sequence[Comment],
    labels: Sequence[Label],
    verdicts: Sequence[Spam],
    marked: Sequence[Duplicate | None],
) -> tuple[Label, ...]:
    """Give re-posts the label of what they repeat, unless they are spam."""
    place = {c.id: n for n, c in enumerate(comments)}
    rows = zip(labels, verdicts, marked, strict=True)
    return tuple(labels[place[dup.of]] if dup and not verdict.is_spam else label for label, verdict, dup in rows)
