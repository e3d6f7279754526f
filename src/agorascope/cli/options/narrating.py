"""`--narrate`, and what there is to say about it: before anything is sent, and afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from agorascope.cli.options.choices import counted

if TYPE_CHECKING:
    from agorascope.narration import Narrator
    from agorascope.records import Discussion

    Narrate = Callable[[Discussion], Discussion]

NarrateOption = Annotated[
    str | None,
    typer.Option(
        "--narrate",
        metavar="openai:MODEL@URL",
        help="A language model tells the debate too: key points and quotes are sent there; docs/models.md.",
    ),
]


@contextmanager
def narrator(spec: str | None, say: Callable[[str], None], locale: str | None = None) -> Iterator[Narrate]:
    """Give a function that adds a narrative to a discussion; without a `spec` it changes nothing and sends nothing.

    `locale` is one of `phrases.LOCALES`; without one each discussion is told in the language of its page. Raises
    `UsageError`, `ModelError` before anything is sent; says what is sent where, and at the end what came of it.
    """
    if spec is None:
        yield lambda discussion: discussion
        return
    from agorascope.narration import narrate, opened
    from agorascope.phrases import locale_for

    teller, tally = opened(spec, say), Counter[str]()

    def told(discussion: Discussion) -> Discussion:
        found = narrate(discussion, teller, locale or locale_for(discussion.language))
        if found.narrative:
            tally.update({"told": len(found.narrative.sentences), **found.narrative.dropped})
        return found

    try:
        yield told
    finally:
        for line in _summed(teller, tally):
            say(f"narrate: {line} ({teller.used.name})")


def _summed(teller: Narrator, tally: Counter[str]) -> Iterator[str]:
    """Tell what was asked, and how many sentences are told and left out, by reason."""
    if asked := counted(teller.counts):
        yield ", ".join(asked)
    dropped = {reason: n for reason, n in sorted(tally.items()) if reason != "told"}
    if tally:
        reasons = ", ".join(f"{reason} {n:,}" for reason, n in dropped.items())
        out = f", {sum(dropped.values()):,} left out: {reasons}" if dropped else ", none left out"
        yield f"{tally['told']:,} sentences told{out}"
