"""The terminal summary: what a content editor reads first, with a reference behind every line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from agorascope.reports.plain import EXCERPT, Names, one_line, safe, shares
from agorascope.reports.words import Words

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

    from agorascope.records import CommentReport, Discussion, HeldArgument, KeyPoint

COLOURS = {"favor": "green", "against": "red", "none": "bright_black"}
BAR = 40
QUOTES = 2
SENTENCES = 3
# What the lines below do not show by themselves comes first.
TELLING = ("turn", "objections", "unanswered", "languages", "agree", "differ", "controversy", "counter", "speakers")


def show(discussion: Discussion, console: Console, locale: str | None = None) -> None:
    """Print one discussion; the same content whatever the terminal, colours only where it has them.

    The words are those of `locale` (one of `phrases.LOCALES`), English for None; headline and abstract are told as they
    stand in the discussion. Raises `KeyError` for another locale.
    """
    from rich.rule import Rule

    console.print(Rule(_text(safe(discussion.article.title or discussion.id), "bold"), align="left"))
    for block in _Blocks(discussion, Words(locale or "en")).all():
        console.print(block)
    console.print()


def _text(words: str, style: str = "") -> Text:
    from rich.text import Text

    return Text(words, style=style)


def _labelled(label: str, words: str) -> RenderableType:
    from rich.text import Text

    return Text.assemble((f"\n{label}  ", "bold cyan"), words)


def _bullets(lines: Sequence[tuple[str, str]]) -> RenderableType:
    """Set lines as a list whose long lines hang under their beginning; the second part of a line is dimmed."""
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 1, 0, 0))
    for words, dimmed in lines:
        grid.add_row("  •", Text.assemble(words, (f" {dimmed}" if dimmed else "", "dim"), overflow="fold"))
    return grid


def _cut(text: str, cells: int = EXCERPT) -> str:
    """Cut an excerpt by the cells it takes on the terminal: a Chinese character takes two."""
    from rich.cells import cell_len, set_cell_size

    line = one_line(text, cells)
    return line if cell_len(line) <= cells else set_cell_size(line, cells - 1).rstrip(" ….") + "…"


class _Blocks:
    """The parts of the summary of one discussion, in the reader's words."""

    def __init__(self, discussion: Discussion, words: Words) -> None:
        self.d, self.words, self.say = discussion, words, words.say
        self.names = Names(discussion.comments)

    def all(self) -> Iterator[RenderableType]:
        """Give every part that has something to say."""
        d, say = self.d, self.say
        yield _text(self._facts(), "dim")
        yield _text(f"\n{safe(d.summary.headline)}", "bold")
        if d.comments:
            yield self._bar()
        yield from map(_text, self._telling())
        if d.article.thesis:
            yield _labelled(say.gettext("Thesis"), _cut(d.article.thesis, 240))
        yield from self._points()
        yield from self._listing(say.gettext("Who says what in the article"), self._holders())
        yield from self._listing(say.gettext("Re-posts"), self._duplicates())
        yield from self._listing(say.gettext("Spam"), self._spam())
        yield from self._listing(
            say.gettext("Please note"), [safe(self.words.notice(one, d)) for one in d.quality.warnings]
        )

    def _said(self, text: str, cells: int = EXCERPT) -> str:
        return self.say.gettext("“%(quote)s”", quote=_cut(text, cells))

    def _facts(self) -> str:
        d, say = self.d, self.say
        comments = say.ngettext("%(n)s comment", "%(n)s comments", len(d.comments))
        if d.declared_comments not in {None, len(d.comments)}:
            declared = say.number(d.declared_comments or 0)
            comments = say.gettext("%(comments)s of %(declared)s declared", comments=comments, declared=declared)
        known = [d.article.author, d.article.published, d.language.code, comments, d.source]
        return " · ".join(safe(k) for k in known if k)

    def _bar(self) -> RenderableType:
        """Draw the stance of voices as one bar of `BAR` cells; the ends of the parts are rounded, so they add up."""
        from rich.text import Text

        bar, filled, sofar, told = Text(), 0, 0.0, shares(self.d.summary.stance)
        for label, _, share in told:
            sofar += share
            bar.append("█" * (round(sofar * BAR) - filled), COLOURS[label])
            filled = round(sofar * BAR)
        legend = " · ".join(f"{self.words.stance(label)} {self.say.number(count)}" for label, count, _ in told)
        figure = f"{self.d.summary.controversy:.2f}"
        legend += " · " + self.say.gettext("controversy %(figure)s", figure=figure)
        bar.append(f"  {legend}", "dim")
        return bar

    def _telling(self) -> list[str]:
        """Choose the sentences of the abstract that tell most, in its order."""
        told = {sentence.kind: safe(sentence.text) for sentence in self.d.summary.abstract}
        chosen = [kind for kind in TELLING if kind in told][:SENTENCES]
        return [words for kind, words in told.items() if kind in chosen]

    def _points(self) -> Iterator[RenderableType]:
        summary, say = self.d.summary, self.say
        headings = {"favor": say.gettext("Arguments for"), "against": say.gettext("Arguments against")}
        for side, heading in headings.items():
            points = [p for p in summary.key_points if p.stance == side]
            if points:
                yield _text(f"\n{heading}", f"bold {COLOURS[side]}")
                yield _bullets([(self._said(p.text), self._support(p)) for p in points])
        if summary.unmatched:
            named = self.names.all(summary.unmatched)
            yield _text(
                "\n" + say.gettext("Taking a side without a listed argument: %(comments)s", comments=named), "dim"
            )

    def _support(self, point: KeyPoint) -> str:
        """Name a point's comments; voices if several, languages if not the page's alone, and what stands opposite."""
        told, voices = [self.names.all(point.comments)], self.names.voices(point)
        if voices > 1:
            told.append(self.say.ngettext("%(n)s voice", "%(n)s voices", voices))
        if point.languages != (self.d.language.code,):
            told.append(", ".join(self.words.language(code) for code in point.languages))
        counter = next((p for p in self.d.summary.key_points if p.id and p.id == point.counter), None)
        if counter:
            told.append(f"⇄ {self.names.all(counter.comments)}")
        return " · ".join(told)

    def _listing(self, heading: str, lines: Sequence[str]) -> Iterator[RenderableType]:
        if lines:
            yield _text(f"\n{heading}", "bold cyan")
            yield _bullets([(line, "") for line in lines])

    def _holders(self) -> list[str]:
        """Give one line a speaker, in the order of their first words: the surest claims, how many more there are."""
        by_holder: dict[str, list[HeldArgument]] = {}
        for argument in self.d.article.arguments:
            if argument.holder:
                by_holder.setdefault(argument.holder, []).append(argument)
        return [self._speaker(holder, held) for holder, held in by_holder.items()]

    def _speaker(self, holder: str, held: Sequence[HeldArgument]) -> str:
        surest = sorted(held, key=lambda a: (a.role != "claim", -a.score, a.start))[:QUOTES]
        quotes = "; ".join(self._said(a.quote, 100) for a in sorted(surest, key=lambda a: a.start))
        return f"{safe(holder)}: {quotes}" + (f" (+{len(held) - QUOTES})" if len(held) > QUOTES else "")

    def _duplicates(self) -> list[str]:
        return [
            f"{self.names.all(c.members)} ({self.words.kind(c.kind)}):"
            f" {self._said(self.names.comments[c.members[0]].text, 90)}"
            for c in self.d.duplicates
        ]

    def _spam(self) -> list[str]:
        return [
            f"{self.names.of(c.id)} ({c.spam.score:.2f}; {self._reasons(c)}): {self._said(c.text, 90)}"
            for c in self.d.comments
            if c.spam.is_spam
        ]

    def _reasons(self, comment: CommentReport) -> str:
        return ", ".join(self.words.reason(code) for code in dict.fromkeys(r.code for r in comment.spam.reasons))
