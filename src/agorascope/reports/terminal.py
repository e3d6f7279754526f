"""The terminal summary: what a content editor reads first, with a reference behind every line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from agorascope.reports.plain import EXCERPT, Names, many, one_line, safe, shares

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

    from agorascope.records import Discussion, HeldArgument

COLOURS = {"favor": "green", "against": "red", "none": "bright_black"}
WORDS = {"favor": "for", "against": "against", "none": "no side"}
BAR = 40
QUOTES = 2


def show(discussion: Discussion, console: Console) -> None:
    """Print one discussion; the same content whatever the terminal, colours only where it has them."""
    from rich.rule import Rule

    console.print(Rule(_text(safe(discussion.article.title or discussion.id), "bold"), align="left"))
    for block in _blocks(discussion):
        console.print(block)
    console.print()


def _text(words: str, style: str = "") -> Text:
    from rich.text import Text

    return Text(words, style=style)


def _blocks(d: Discussion) -> Iterator[RenderableType]:
    yield _text(_facts(d), "dim")
    yield _text(f"\n{d.summary.headline}", "bold")
    if d.comments:
        yield _bar(d)
    if d.article.thesis:
        yield _labelled("Thesis", _cut(d.article.thesis, 240))
    names = Names(d.comments)
    yield from _points(d, names)
    yield from _listing("Who says what in the article", _holders(d))
    yield from _listing("Re-posts", _duplicates(d, names))
    yield from _listing("Spam", _spam(d, names))
    yield from _listing(
        "Please note", [f"{w.where + ': ' if w.where else ''}{safe(w.message)}" for w in d.quality.warnings]
    )


def _facts(d: Discussion) -> str:
    declared = f" of {d.declared_comments} declared" if d.declared_comments not in {None, len(d.comments)} else ""
    known = [
        d.article.author,
        d.article.published,
        d.language.code,
        f"{many(len(d.comments), 'comment')}{declared}",
        d.source,
    ]
    return " · ".join(safe(k) for k in known if k)


def _labelled(label: str, words: str) -> RenderableType:
    from rich.text import Text

    return Text.assemble((f"\n{label}  ", "bold cyan"), words)


def _bar(d: Discussion) -> RenderableType:
    """Draw the stance of voices as one bar of `BAR` cells; the ends of the parts are rounded, so they add up."""
    from rich.text import Text

    bar, filled, sofar = Text(), 0, 0.0
    for label, _, share in shares(d.summary.stance):
        sofar += share
        bar.append("█" * (round(sofar * BAR) - filled), COLOURS[label])
        filled = round(sofar * BAR)
    legend = " · ".join(f"{WORDS[label]} {count}" for label, count, _ in shares(d.summary.stance))
    bar.append(f"  {legend} · controversy {d.summary.controversy:.2f}", "dim")
    return bar


def _points(d: Discussion, names: Names) -> Iterator[RenderableType]:
    for side in ("favor", "against"):
        points = [p for p in d.summary.key_points if p.stance == side]
        if points:
            yield _text(f"\nArguments {WORDS[side]}", f"bold {COLOURS[side]}")
            yield _bullets([(f"“{_cut(p.text)}”", names.all(p.comments)) for p in points])
    if d.summary.unmatched:
        yield _text(f"\nTaking a side without a listed argument: {names.all(d.summary.unmatched)}", "dim")


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


def _listing(heading: str, lines: Sequence[str]) -> Iterator[RenderableType]:
    if lines:
        yield _text(f"\n{heading}", "bold cyan")
        yield _bullets([(line, "") for line in lines])


def _holders(d: Discussion) -> list[str]:
    """Give one line a speaker, in the order of their first words: the surest claims, and how many more there are."""
    by_holder: dict[str, list[HeldArgument]] = {}
    for argument in d.article.arguments:
        if argument.holder:
            by_holder.setdefault(argument.holder, []).append(argument)
    return [_speaker(holder, held) for holder, held in by_holder.items()]


def _speaker(holder: str, held: Sequence[HeldArgument]) -> str:
    surest = sorted(held, key=lambda a: (a.role != "claim", -a.score, a.start))[:QUOTES]
    quotes = "; ".join(f"“{_cut(a.quote, 100)}”" for a in sorted(surest, key=lambda a: a.start))
    return f"{safe(holder)}: {quotes}" + (f" (+{len(held) - QUOTES})" if len(held) > QUOTES else "")


def _duplicates(d: Discussion, names: Names) -> list[str]:
    return [f"{names.all(c.members)} ({c.kind}): “{_cut(names.comments[c.members[0]].text, 90)}”" for c in d.duplicates]


def _spam(d: Discussion, names: Names) -> list[str]:
    return [
        f"{names.of(c.id)} ({c.spam.score:.2f}; {', '.join(dict.fromkeys(r.code for r in c.spam.reasons))}):"
        f" “{_cut(c.text, 90)}”"
        for c in d.comments
        if c.spam.is_spam
    ]
