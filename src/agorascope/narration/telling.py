"""Has a discussion narrated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

from agorascope.narration.checking import check
from agorascope.narration.prompting import prompt

if TYPE_CHECKING:
    from agorascope.narration.asking import Narrator
    from agorascope.records import Discussion


def narrate(discussion: Discussion, narrator: Narrator, locale: str) -> Discussion:
    """Give the discussion with a narrative in the language of `locale`, and its model among those used.

    As it is where there are no comments to cite (nothing is asked then) and where the narrator gives no answer.
    Raises `KeyError` for a locale that is not one of `phrases.LOCALES`.
    """
    if not discussion.comments:
        return discussion
    answer = narrator.answer(prompt(discussion, locale))
    if answer is None:
        return discussion
    narrative = check(answer, discussion, narrator.used.name)
    models = tuple(dict.fromkeys((*discussion.models, narrator.used)))
    return structs.replace(discussion, narrative=narrative, models=models)
