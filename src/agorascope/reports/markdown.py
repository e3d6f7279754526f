"""The Markdown report: the same facts as the terminal summary, every quote linked to its comment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from agorascope.reports.plain import one_line, reference, safe, shares

if TYPE_CHECKING:
    from agorascope.records import CommentReport, Discussion, KeyPoint, Quote

WORDS = {"favor": "For", "against": "Against", "none": "No side"}
SPECIAL = re.compile(r"([\\`*_{}\[\]#|~!@])")
ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# Viewers turn bare addresses into links (GitHub Flavored Markdown); an advert's link must not be one click away.
ADDRESS = re.compile(r"//|(?<=www)\.", re.IGNORECASE)
LIST_MARK = re.compile(r"^(\s*\d*)(?=[-+=.)])", re.MULTILINE)


def render(discussions: Sequence[Discussion]) -> str:
    """Write the report of one or more discussions; text of commenters is escaped and cannot become markup or a link."""
    return "\n".join(line for d in discussions for line in (*_discussion(d), ""))


def escape(text: str) -> str:
    """Make a text mean itself in Markdown (CommonMark 0.31), and no address in it a link."""
    plain = ADDRESS.sub(lambda m: "\\/\\/" if m[0] == "//" else "\\.", SPECIAL.sub(r"\\\1", safe(text)))
    return LIST_MARK.sub(r"\1\\", plain.translate(ENTITIES))


def _line(text: str, limit: int = 400) -> str:
    return escape(one_line(text, limit))


def _discussion(d: Discussion) -> Iterator[str]:
    yield f"# {_line(d.article.title or d.id)}"
    yield ""
    yield " · ".join(_line(str(k)) for k in (d.article.author, d.article.published, d.language.code, d.source) if k)
    yield ""
    yield f"**{escape(d.summary.headline)}**"
    yield from _stance(d)
    if d.article.thesis:
        yield from ("", f"**Thesis of the article:** {_line(d.article.thesis)}")
    yield from _points(d)
    yield from _holders(d)
    yield from _section("Re-posts", [_cluster(c.members, c.kind, d) for c in d.duplicates])
    yield from _section("Spam", [_spam(c, d) for c in d.comments if c.spam.is_spam])
    yield from _section(
        "Please note",
        [_line(f"{w.where}: {w.message}" if w.where else w.message) for w in d.quality.warnings],
    )
    yield from _thread(d)
    yield from _section(
        "Models",
        [_line(f"{m.name} {m.version}, licence {m.licence}, sha256 {m.sha256[:12]}") for m in d.models],
    )


def _section(heading: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield from ("", f"## {heading}", "", *(f"- {line}" for line in lines))


def _stance(d: Discussion) -> Iterator[str]:
    if not d.comments:
        return
    raw = {label: count for label, count, _ in shares(d.summary.stance_raw)}
    yield from ("", "| | voices | share | comments |", "|---|--:|--:|--:|")
    for label, count, share in shares(d.summary.stance):
        yield f"| {WORDS[label]} | {count} | {share:.0%} | {raw[label]} |"
    counts = d.summary.counts
    yield ""
    yield (
        f"{counts.comments} comments, {counts.voices} voices; {counts.spam} spam and {counts.duplicates} re-posts"
        f" are not counted. Controversy {d.summary.controversy:.2f} (0 one-sided, 1 evenly split)."
    )


def _points(d: Discussion) -> Iterator[str]:
    for side in ("favor", "against"):
        points = [p for p in d.summary.key_points if p.stance == side]
        if points:
            yield from ("", f"## Arguments {WORDS[side].lower()}", "")
            yield from (line for p in points for line in _point(p, d))
    if d.summary.unmatched:
        yield from (
            "",
            "Taking a side without a listed argument: " + ", ".join(_link(c, d) for c in d.summary.unmatched),
        )


def _point(point: KeyPoint, d: Discussion) -> Iterator[str]:
    yield f"- **{_line(point.text)}** ({point.prevalence:.0%} of the voices on a side; {', '.join(point.languages)})"
    yield from (f"  - {_quote(q, d)}" for q in point.quotes)


def _quote(quote: Quote, d: Discussion) -> str:
    return f"“{_line(quote.quote)}” {_link(quote.comment, d)} {quote.start}–{quote.end}"


def _link(comment: str, d: Discussion) -> str:
    return f"[{escape(reference(comment, d))}](#{_anchor(comment, d)})"


def _anchor(comment: str, d: Discussion) -> str:
    """Give an anchor made of the comment's place in the page: ids are strangers' text."""
    place = next((i for i, c in enumerate(d.comments, start=1) if c.id == comment), 0)
    return f"comment-{place}"


def _holders(d: Discussion) -> Iterator[str]:
    held = [a for a in d.article.arguments if a.holder]
    yield from _section(
        "Who says what in the article",
        [f"{_line(a.holder or '')} ({a.role}): “{_line(a.quote)}” {a.start}–{a.end}" for a in held],
    )


def _cluster(members: Sequence[str], kind: str, d: Discussion) -> str:
    first = next(c for c in d.comments if c.id == members[0])
    return f"{', '.join(_link(m, d) for m in members)} ({kind}): “{_line(first.text, 160)}”"


def _spam(c: CommentReport, d: Discussion) -> str:
    reasons = ", ".join(f"{r.code} (“{_line(r.detail, 60)}”)" for r in c.spam.reasons)
    return f"{_link(c.id, d)} score {c.spam.score:.2f}: {reasons}"


def _thread(d: Discussion) -> Iterator[str]:
    if d.comments:
        yield from ("", "## The thread", "")
        yield from (_entry(c, d) for c in d.comments)


def _entry(c: CommentReport, d: Discussion) -> str:
    flags = [
        c.stance.label,
        c.sentiment.label,
        *(["spam"] if c.spam.is_spam else []),
        *([c.duplicate.kind] if c.duplicate else []),
    ]
    who = f" {_line(c.author or c.signature or '', 60)}" if c.author or c.signature else ""
    indent = "  " * min(c.depth, 12)
    return (
        f'{indent}- <a id="{_anchor(c.id, d)}"></a>{escape(reference(c, d))}{who} ({", ".join(flags)}): {_line(c.text)}'
    )
