"""A comment's text as markup: offending words marked, addresses behind words written out, nothing to click on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from agorascope.moderation.review.excerpts import starts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from agorascope.records import Comment, Link, Offsets

_ADDRESS: Final = 300  # characters of an address
_LINKS: Final = 500  # addresses that are written out in one text


def body(comment: Comment, spans: Sequence[Offsets], parts: Sequence[Offsets]) -> Markup:
    """Write parts of a comment, with a sign wherever something is left out."""
    from markupsafe import Markup

    links = sorted(comment.links, key=lambda link: (link.end, link.start))[:_LINKS]
    gap = Markup('<span class="gap"> … </span>')
    before = starts(parts, len(comment.text))
    written = [
        gap * missing + _part(comment.text, part, spans, links) for missing, part in zip(before, parts, strict=False)
    ]
    return Markup("").join([*written, gap * before[-1]])


def _part(text: str, part: Offsets, spans: Sequence[Offsets], links: Sequence[Link]) -> Markup:
    from markupsafe import Markup

    start, end = part
    inside = [link for link in links if start < link.end <= end]
    cuts = [start, *(link.end for link in inside), end]
    written = []
    for at, link in enumerate([*inside, None]):
        written.append(_marked(text, (cuts[at], cuts[at + 1]), spans, links))
        if link is not None:
            written.append(Markup(' <bdi class="address" dir="ltr">%s</bdi> ') % short(link.url))
    return Markup("").join(written)


def short(url: str) -> str:
    """Give an address, a long one cut."""
    return url if len(url) <= _ADDRESS else f"{url[:_ADDRESS]}…"


def _marked(text: str, part: Offsets, spans: Sequence[Offsets], links: Sequence[Link]) -> Markup:
    from agorascope.pages.marks import Span, marked

    start, end = part
    found = [Span(a - start, b - start, "offending") for a, b in spans if a < end and b > start]
    found += [Span(k.start - start, k.end - start, "linked") for k in links if k.start < end and k.end > start]
    return marked(text[start:end], "", found)
