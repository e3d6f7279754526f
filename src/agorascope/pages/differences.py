"""Two texts side by side, with what one has and the other has not marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from agorascope.reports.differences import pieces

if TYPE_CHECKING:
    from markupsafe import Markup

LONGEST = 20_000  # characters; longer texts are shown without marks


class Beside(NamedTuple):
    """Both texts as markup, and whether they are the same text."""

    left: Markup
    right: Markup
    same: bool


def beside(left: str, right: str) -> Beside:
    """Mark what only the left text has (`<del>`) and what only the right one has (`<ins>`); both stay whole."""
    if max(len(left), len(right)) > LONGEST:
        return plainly(left, right)
    found = pieces(left, right)
    return Beside(_with(found, "gone", "del"), _with(found, "new", "ins"), left == right)


def plainly(left: str, right: str) -> Beside:
    """Set two texts side by side without marks: a translation differs everywhere."""
    from markupsafe import escape

    return Beside(escape(left), escape(right), left == right)


def _with(found: list[tuple[str, str]], own: str, element: str) -> Markup:
    from markupsafe import Markup, escape

    around = {"same": Markup("%s"), own: Markup(f"<{element}>%s</{element}>")}  # noqa: S704 -- names of ours
    return Markup("").join(around[kind] % escape(text) for kind, text in found if kind in around)
