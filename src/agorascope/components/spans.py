"""Findings within a text as spans of tokens: widened to whole tokens, each with the record of its exact place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from agorascope.components import attributes
from agorascope.records import Argument, HeldArgument, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Doc, Span

ARGUMENTS, SPAM = "agorascope_arguments", "agorascope_spam"


def offer() -> None:
    """Make the attributes of spans that lead to their records."""
    from spacy.tokens import Span

    attributes.found(Span, "agorascope_argument", argument_of)
    attributes.found(Span, "agorascope_reason", reason_of)


def placed(doc: Doc, key: str, rows: Iterable[tuple[str, int, int, str]]) -> None:
    """Put spans under a key of `doc.spans`: rows of id, start and end in code points, label.

    A place that begins or ends within a token is widened to it; what no token stands in is left out.
    """
    made = [
        doc.char_span(start, end, label=label, span_id=name, alignment_mode="expand")
        for name, start, end, label in rows
        if start < end
    ]
    doc.spans[key] = [span for span in made if span is not None]


def name_of(attribute: str, usual: str, own: str) -> str:
    """Name a span: by its own id, behind the attribute of a component that is not called as usual."""
    return own if attribute == usual else f"{attribute}/{own}"


def argument_of(span: Span) -> Argument | HeldArgument | None:
    """Give the record of a span that the arguments component made: exact offsets, quote, score, holder."""
    kept, own = _kept(span, ARGUMENTS)
    rows = kept if isinstance(kept, (list, tuple)) else ()
    row = next((row for row in rows if isinstance(row, dict) and row.get("id") == own), None)
    return attributes.argument(row) if row and _is(span, row, row["role"]) else None


def holder_of(span: Span) -> str | None:
    """Give whom an argument is attributed to, None for the text's own voice and for other spans."""
    argument = argument_of(span)
    return argument.holder if isinstance(argument, HeldArgument) else None


def reason_of(span: Span) -> Reason | None:
    """Give the record of a span that the spam component made."""
    kept, own = _kept(span, SPAM)
    rows: Sequence[dict[str, Any]] = kept.get("reasons", ()) if isinstance(kept, dict) else ()
    row = next((row for number, row in enumerate(rows, 1) if f"r{number}" == own), None)
    return msgspec.convert(row, Reason) if row and _is(span, row, row["code"]) else None


def _kept(span: Span, usual: str) -> tuple[Any, str]:
    """Give what is kept under the attribute that a span's id names, and its own id."""
    attribute, _, own = span.id_.rpartition("/")
    return span.doc.user_data.get(attribute or usual), own


def _is(span: Span, row: dict[str, Any], label: str) -> bool:
    """Tell whether a span is the one made of a row, and not another component's with the same id."""
    inside = span.start_char <= row["start"] and row["end"] <= span.end_char
    return span.label_ == label.upper() and inside
