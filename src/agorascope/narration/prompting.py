"""The question to a narrator: the rules first, then the facts as data that no text in them can leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.inference.inputs import encodable
from agorascope.narration.choosing import facts
from agorascope.narration.facts import encoded
from agorascope.narration.words import words

if TYPE_CHECKING:
    from agorascope.guests.prompts import Message
    from agorascope.records import Discussion

EXCERPT = 500  # characters of an answer that could not be read


def prompt(discussion: Discussion, locale: str) -> list[Message]:
    """Ask for a narrative in the language of `locale`, one of `phrases.LOCALES`; raises `KeyError` for another.

    The facts are one JSON object between marks; no `<` stands in it, so that no comment can end it.
    """
    system = f"{words().rules.strip()}\n\n{words().languages[locale]}"
    data = f"<data>{encoded(facts(discussion))}</data>"
    return [{"role": "system", "content": system}, {"role": "user", "content": data}]


def again(first: list[Message], answer: str) -> list[Message]:
    """Ask once more after an answer that could not be read."""
    return [
        *first,
        {"role": "assistant", "content": encodable(answer[:EXCERPT]) or "(nothing)"},
        {"role": "user", "content": words().again.strip()},
    ]
