"""A text as markup, with what was found in it marked: evidence, claims, others' words, offending words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup


class Span(NamedTuple):
    """A part of a text; `kind` becomes a class of the markup. Only `EVIDENCE` is a place that links lead to."""

    start: int
    end: int
    kind: str


EVIDENCE = "evidence"


def marked(text: str, spot: str, spans: Iterable[Span]) -> Markup:
    """Escape a text and mark the spans in it; they may overlap, and what lies outside the text is cut off.

    The text of the markup is `text`, character for character. Before a piece of evidence stands an empty anchor
    `SPOT.START-END`, and every marked piece under evidence tells its offset as `data-at`.
    """
    from markupsafe import Markup, escape

    held = sorted({s for s in (_within(s, len(text)) for s in spans) if s.start < s.end})
    opening: dict[int, list[Span]] = {}
    closing: dict[int, list[Span]] = {}
    for span in held:
        opening.setdefault(span.start, []).append(span)
        closing.setdefault(span.end, []).append(span)
    cuts = sorted({0, len(text), *opening, *closing})
    open_now: Counter[str] = Counter()
    pieces = []
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        open_now.subtract(s.kind for s in closing.get(start, ()))
        open_now.update(s.kind for s in opening.get(start, ()))
        pieces += [_anchor(spot, s) for s in opening.get(start, ()) if s.kind == EVIDENCE]
        if start < end:
            pieces.append(_piece(str(escape(text[start:end])), start, sorted(+open_now)))
    return Markup("".join(pieces))  # noqa: S704 -- escaped above


def _within(span: Span, length: int) -> Span:
    return Span(max(0, span.start), min(length, span.end), span.kind)


def _anchor(spot: str, span: Span) -> str:
    return f'<a id="{spot}.{span.start}-{span.end}"></a>'


def _piece(escaped: str, start: int, kinds: list[str]) -> str:
    if not kinds:
        return escaped
    at = f' data-at="{start}"' if EVIDENCE in kinds else ""
    return f'<span class="{" ".join(kinds)}"{at}>{escaped}</span>'
