"""The terminal summary: what a content editor reads first, with a reference behind every line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from agorascope.reports.plain import numbered, one_line, reference, safe, shares

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

    from agorascope.records import Discussion, KeyPoint

COLOURS = {"favor": "green", "against": "red", "none": "bright_black"}
WORDS = {"favor": "for", "against": "against", "none": "no side"}
BAR = 40
HOLDERS = 8


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
        yield _labelled("Thesis", one_line(d.article.thesis, 240))
    yield from _points(d)
    yield from _listing("Who says what in the article", _holders(d))
    yield from _listing("Re-posts", _duplicates(d))
    yield from _listing("Spam", _spam(d))
    yield from _listing(
        "Please note", [f"{w.where + ': ' if w.where else ''}{safe(w.message)}" for w in d.quality.warnings]
    )


def _facts(d: Discussion) -> str:
    declared = f" of {d.declared_comments} declared" if d.declared_comments not in {None, len(d.comments)} else ""
    known = [
        d.article.author,
        d.article.published,
        d.language.code,
        f"{len(d.comments)} comments{declared}",
        d.source,
    ]
    return " · ".join(safe(k) for k in known if k)


def _labelled(label: str, words: str) -> RenderableType:
    from rich.text import Text

    return Text.assemble((f"\n{label}  ", "bold cyan"), words)


def _bar(d: Discussion) -> RenderableType:
    """Draw the stance of voices as one bar; every side with a voice gets at least one cell."""
    from rich.text import Text

    bar = Text()
    for label, count, share in shares(d.summary.stance):
        bar.append("█" * max(round(share * BAR), 1 if count else 0), COLOURS[label])
    legend = " · ".join(f"{WORDS[label]} {count}" for label, count, _ in shares(d.summary.stance))
    bar.append(f"  {legend} · controversy {d.summary.controversy:.2f}", "dim")
    return bar


def _points(d: Discussion) -> Iterator[RenderableType]:
    for side in ("favor", "against"):
        points = [p for p in d.summary.key_points if p.stance == side]
        if points:
            yield _text(f"\nArguments {WORDS[side]}", f"bold {COLOURS[side]}")
            yield from (_point(p, d) for p in points)
    if d.summary.unmatched:
        rest = " ".join(reference(c, d) for c in d.summary.unmatched)
        yield _text(f"\nTaking a side without a listed argument: {rest}", "dim")


def _point(point: KeyPoint, d: Discussion) -> RenderableType:
    from rich.text import Text

    refs = " ".join(reference(c, d) for c in point.comments)
    return Text.assemble("  • ", f"“{one_line(point.text)}” ", (refs, "dim"))


def _listing(heading: str, lines: Sequence[str]) -> Iterator[RenderableType]:
    if lines:
        yield _text(f"\n{heading}", "bold cyan")
        yield from (_text(f"  • {line}") for line in lines)


def _holders(d: Discussion) -> list[str]:
    held = [a for a in d.article.arguments if a.holder]
    lines = [f"{safe(a.holder or '')}: “{one_line(a.quote)}” ({a.role})" for a in held[:HOLDERS]]
    return [*lines, f"… and {len(held) - HOLDERS} more (--json has them all)"] if len(held) > HOLDERS else lines


def _duplicates(d: Discussion) -> list[str]:
    by_id = numbered(d)
    return [
        f"{' '.join(reference(m, d) for m in c.members)} ({c.kind}): “{one_line(by_id[c.members[0]].text, 90)}”"
        for c in d.duplicates
    ]


def _spam(d: Discussion) -> list[str]:
    return [
        f"{reference(c, d)} ({c.spam.score:.2f}; {', '.join(dict.fromkeys(r.code for r in c.spam.reasons))}):"
        f" “{one_line(c.text, 90)}”"
        for c in d.comments
        if c.spam.is_spam
    ]
