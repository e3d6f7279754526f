"""Why sentences of a language model were left out, in words."""

from __future__ import annotations

from collections.abc import Mapping

from agorascope.phrases import phrases


def told(dropped: Mapping[str, int], locale: str) -> list[tuple[str, int]]:
    """Give each reason in words with its count, most first; a reason that is not known here stays as it is."""
    say = phrases("pages", locale)
    words = {
        "no-citation": say.gettext("without a comment"),
        "unknown-comment": say.gettext("naming a comment that is not there"),
        "unseen-comment": say.gettext("naming a comment that the model was not told of"),
        "altered-quote": say.gettext("with altered words"),
        "borrowed-quote": say.gettext("with words that the comment itself quotes"),
        "unknown-figure": say.gettext("with a figure that nobody counted"),
        "too-long": say.gettext("too long"),
        "unreadable": say.gettext("not to be read"),
    }
    kept = sorted((-n, reason) for reason, n in dropped.items() if n)
    return [(words.get(reason, reason), -n) for n, reason in kept]
