"""The filters of the queue, each choice with how many comments wait behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from agorascope.moderation.review.asking import KINDS, OPEN, STATES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from agorascope.moderation.review.asking import Asked
    from agorascope.moderation.store.queue import Counts
    from agorascope.moderation.words import DeskWords


class Choice(NamedTuple):
    """What may be chosen, the question that chooses it, how many wait (None where that is not known)."""

    name: str
    query: str
    waiting: int | None
    chosen: bool


class Facet(NamedTuple):
    """Choices of one sort, of which one is chosen."""

    name: str
    choices: tuple[Choice, ...]

    @property
    def is_shown(self) -> bool:
        """Tell whether there is anything to choose."""
        return len(self.choices) > 1


def facets(asked: Asked, counts: Counts, words: DeskWords) -> list[Facet]:
    """Give the filters; kinds, reasons and languages are counted where the queue is of comments that wait."""
    say = words.say
    states = {OPEN: counts.open, **counts.verdicts}
    waiting = asked.wanted.state == OPEN
    kinds, reasons, languages = (
        known if waiting else dict.fromkeys(known) for known in (counts.kinds, counts.reasons, counts.languages)
    )
    return [
        Facet(
            say.gettext("State"),
            tuple(
                Choice(state(words, name), asked.query(state=name), states.get(name, 0), asked.wanted.state == name)
                for name in STATES
            ),
        ),
        _facet(
            asked,
            say.gettext("Kind"),
            "kind",
            {**dict.fromkeys(KINDS, 0 if waiting else None), **kinds},
            words.kind,
            words,
        ),
        _facet(asked, say.gettext("Reason"), "reason", reasons, words.reason, words),
        _facet(asked, say.gettext("Language"), "language", languages, words.language, words),
    ]


def numbers(found: Sequence[Facet], words: DeskWords) -> list[list[str]]:
    """Write the numbers of the filters that are shown, as the page has them."""
    return [
        [words.say.number(choice.waiting) for choice in facet.choices if choice.waiting is not None]
        for facet in found
        if facet.is_shown
    ]


def state(words: DeskWords, name: str) -> str:
    """Name a state: that a comment waits, or a verdict."""
    return words.say.gettext("waiting") if name == OPEN else words.verdict(name)


def total(asked: Asked, counts: Counts) -> int | None:
    """Give how many comments a queue has, where the counts say it; None where only counting would tell."""
    wanted = asked.wanted
    if wanted.words or wanted.cluster is not None:
        return None
    chosen = [
        (known, name)
        for known, name in (
            (counts.kinds, wanted.kind),
            (counts.reasons, wanted.reason),
            (counts.languages, wanted.language),
        )
        if name
    ]
    if wanted.state != OPEN:
        return None if chosen else counts.verdicts.get(wanted.state, 0)
    if not chosen:
        return counts.open
    [(known, name), *others] = chosen
    return None if others else known.get(name, 0)


def _facet(
    asked: Asked,
    title: str,
    field: str,
    known: dict[str, int | None] | dict[str, int],
    name: Callable[[str], str],
    words: DeskWords,
) -> Facet:
    """Offer what is known, and first of all any; what is chosen is there even if nothing of it waits."""
    now: str | None = getattr(asked.wanted, field)
    codes: Iterable[str] = known if now is None or now in known else [*known, now]
    some = [Choice(name(code), asked.query(**{field: code}), known.get(code), code == now) for code in codes]
    return Facet(title, (Choice(words.say.gettext("any"), asked.query(**{field: None}), None, now is None), *some))
