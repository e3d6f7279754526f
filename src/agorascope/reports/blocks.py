"""The blocks of a summary on a terminal: what a discussion and a debate are shown with alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from agorascope.reports.plain import EXCERPT, Named, one_line, safe, shares
from agorascope.reports.wrapping import Wrapped

if TYPE_CHECKING:
    from rich.console import RenderableType

    from agorascope.records import KeyPoint, Summary
    from agorascope.reports.words import Words

COLOURS = {"favor": "green", "against": "red", "none": "bright_black"}
BAR = 40
SENTENCES = 3


def text(words: str, style: str = "") -> RenderableType:
    """Set words of one style."""
    from rich.text import Text

    return Wrapped(Text(words, style=style))


def labelled(label: str, words: str) -> RenderableType:
    """Set words behind their label."""
    from rich.text import Text

    return Wrapped(Text.assemble((f"\n{label}  ", "bold cyan"), words))


def bullets(lines: Sequence[tuple[str, str]]) -> RenderableType:
    """Set lines as a list whose long lines hang under their beginning; the second part of a line is dimmed."""
    from rich.console import Group
    from rich.text import Text

    told = (Text.assemble(words, (f" {dimmed}" if dimmed else "", "dim")) for words, dimmed in lines)
    return Group(*(Wrapped(one, "  • ") for one in told))


def cut(words: str, cells: int = EXCERPT) -> str:
    """Cut an excerpt by the cells it takes on the terminal: a Chinese character takes two."""
    from rich.cells import cell_len, set_cell_size

    line = one_line(words, cells)
    return line if cell_len(line) <= cells else set_cell_size(line, cells - 1).rstrip(" ….") + "…"


class Blocks:
    """The parts of a summary, in the reader's words; `language` is the page's, which need not be named again."""

    def __init__(self, summary: Summary, names: Named, words: Words, language: str | None) -> None:
        """Take what is told, how its comments are named, and the words."""
        self.summary, self.names, self.words, self.say, self.language = summary, names, words, words.say, language

    def said(self, words: str, cells: int = EXCERPT) -> str:
        """Set an excerpt between the reader's quotation marks."""
        return self.say.gettext("“%(quote)s”", quote=cut(words, cells))

    def named(self, comments: Sequence[str]) -> str:
        """Name comments, with a space between."""
        return " ".join(map(self.names.of, comments))

    def bar(self) -> RenderableType:
        """Draw the stance of voices as one bar of `BAR` cells; the ends of the parts are rounded, so they add up."""
        from rich.text import Text

        bar, filled, sofar, told = Text(), 0, 0.0, shares(self.summary.stance)
        for label, _, share in told:
            sofar += share
            bar.append("█" * (round(sofar * BAR) - filled), COLOURS[label])
            filled = round(sofar * BAR)
        legend = " · ".join(f"{self.words.stance(label)} {self.say.number(count)}" for label, count, _ in told)
        figure = self.say.figure(self.summary.controversy)
        legend += " · " + self.say.gettext("controversy %(figure)s", figure=figure)
        bar.append(f"  {legend}", "dim")
        return Wrapped(bar)

    def telling(self, kinds: Sequence[str], most: int = SENTENCES) -> list[str]:
        """Choose the sentences of the abstract that tell most (the first of `kinds`), in its order."""
        told = {sentence.kind: safe(sentence.text) for sentence in self.summary.abstract}
        chosen = [kind for kind in kinds if kind in told][:most]
        return [words for kind, words in told.items() if kind in chosen]

    def points(self) -> Iterator[RenderableType]:
        """Give the points of each side, and the comments that take a side without one."""
        say = self.say
        headings = {"favor": say.gettext("Arguments for"), "against": say.gettext("Arguments against")}
        for side, heading in headings.items():
            points = [p for p in self.summary.key_points if p.stance == side]
            if points:
                yield text(f"\n{heading}", f"bold {COLOURS[side]}")
                yield bullets([(self.said(p.text), self._support(p)) for p in points])
        if self.summary.unmatched:
            named = self.named(self.summary.unmatched)
            yield text(
                "\n" + say.gettext("Taking a side without a listed argument: %(comments)s", comments=named), "dim"
            )

    def _support(self, point: KeyPoint) -> str:
        """Name a point's comments; voices if several, languages if not the page's alone, and what stands opposite."""
        told, voices = [self.named(point.comments)], self.names.voices(point)
        if voices > 1:
            told.append(self.say.ngettext("%(n)s voice", "%(n)s voices", voices))
        if point.languages != (self.language,):
            told.append(", ".join(self.words.language(code) for code in point.languages))
        counter = next((p for p in self.summary.key_points if p.id and p.id == point.counter), None)
        if counter:
            told.append(f"⇄ {self.named(counter.comments)}")
        return " · ".join(told)

    def listing(self, heading: str, lines: Sequence[str]) -> Iterator[RenderableType]:
        """Set a list under its heading; nothing where there are no lines."""
        if lines:
            yield text(f"\n{heading}", "bold cyan")
            yield bullets([(line, "") for line in lines])
