"""The Markdown report: the same facts as the terminal summary, every quote linked to its comment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from agorascope.reports.plain import Names, many, one_line, safe, shares

if TYPE_CHECKING:
    from agorascope.records import CommentReport, Discussion, KeyPoint, Quote

DEEPEST = 12  # levels: viewers set deeper lists as code
UNSURE = "unsure"
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
    names = Names(d.comments)
    yield from _points(d, names)
    yield from _holders(d)
    yield from _section("Re-posts", [_cluster(c.members, c.kind, names) for c in d.duplicates])
    yield from _section("Spam", [_spam(c, names) for c in d.comments if c.spam.is_spam])
    yield from _section(
        "Please note",
        [_line(f"{w.where}: {w.message}" if w.where else w.message) for w in d.quality.warnings],
    )
    yield from _thread(d, names)
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
        f"{many(counts.comments, 'comment')}, {many(counts.voices, 'voice')}; not counted: {counts.spam} spam,"
        f" {many(counts.duplicates, 're-post')}. Controversy {d.summary.controversy:.2f} (0 one-sided, 1 evenly split)."
    )


def _points(d: Discussion, names: Names) -> Iterator[str]:
    for side in ("favor", "against"):
        points = [p for p in d.summary.key_points if p.stance == side]
        if points:
            yield from ("", f"## Arguments {WORDS[side].lower()}", "")
            yield from (line for p in points for line in _point(p, names))
    if d.summary.unmatched:
        yield from (
            "",
            "Taking a side without a listed argument: " + ", ".join(_link(c, names) for c in d.summary.unmatched),
        )


def _point(point: KeyPoint, names: Names) -> Iterator[str]:
    """Give a point with its one quote on one line, or with its quotes below it."""
    share = f"{point.prevalence:.0%} of the people on a side; {', '.join(point.languages)}"
    if len(point.quotes) == 1:
        yield f"- {_quote(point.quotes[0], names)} ({share})"
        return
    yield f"- **{_line(point.text)}** ({share})"
    yield from (f"  - {_quote(q, names)}" for q in point.quotes)


def _quote(quote: Quote, names: Names) -> str:
    return f"“{_line(quote.quote)}” {_link(quote.comment, names)} {quote.start}–{quote.end}"


def _link(comment: str, names: Names) -> str:
    return f"[{escape(names.of(comment))}](#{names.anchor(comment)})"


def _holders(d: Discussion) -> Iterator[str]:
    held = [a for a in d.article.arguments if a.holder]
    yield from _section(
        "Who says what in the article",
        [f"{_line(a.holder or '')} ({a.role}): “{_line(a.quote)}” {a.start}–{a.end}" for a in held],
    )


def _cluster(members: Sequence[str], kind: str, names: Names) -> str:
    links = ", ".join(_link(m, names) for m in members)
    return f"{links} ({kind}): “{_line(names.comments[members[0]].text, 160)}”"


def _spam(c: CommentReport, names: Names) -> str:
    reasons = ", ".join(f"{r.code} (“{_line(r.detail, 60)}”)" for r in c.spam.reasons)
    return f"{_link(c.id, names)} score {c.spam.score:.2f}: {reasons}"


def _thread(d: Discussion, names: Names) -> Iterator[str]:
    if d.comments:
        yield from ("", "## The thread", "")
        yield from (_entry(c, names) for c in d.comments)


def _entry(c: CommentReport, names: Names) -> str:
    flags = [c.stance.label or UNSURE, c.sentiment.label or UNSURE]
    flags += ["spam"] if c.spam.is_spam else []
    flags += [f"{c.duplicate.kind} re-post"] if c.duplicate else []
    who = f" {_line(c.author or c.signature or '', 60)}" if c.author or c.signature else ""
    indent = "  " * min(c.depth, DEEPEST)
    anchor = f'<a id="{names.anchor(c.id)}"></a>'
    return f"{indent}- {anchor}{escape(names.of(c.id))}{who} ({', '.join(flags)}): {_line(c.text)}"
