"""Annotated and analysed discussions in, figures out: of all, of each language, of each value of a field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from msgspec import Struct

from agorascope.errors import UsageError
from agorascope.evaluation.discussion.figures import DiscussionFigures, Measured, figures, measured
from agorascope.evaluation.discussion.gold import GoldPage
from agorascope.evaluation.discussion.pairs import match
from agorascope.evaluation.slices import MOST, is_told, named
from agorascope.records import Discussion, ModelUsed

SCHEMA: Final = "agorascope/discussion-evaluation/1"


class Left(Struct, frozen=True):
    """A gold file that nothing was compared with: `code` is `no-page`, `unreadable` or `not-found`."""

    source: str
    """The gold file."""
    code: Literal["no-page", "unreadable", "not-found"]
    """Why: there is no page beside it, the page cannot be read, or it has no such discussion."""
    message: str
    """Why, in words."""


class DiscussionEvaluation(Struct, frozen=True, kw_only=True):
    """The object that `evaluate discussion --json` prints.

    `by`: the slices of each field asked for. `rejects` names the gold files that were left out.
    """

    schema: Literal["agorascope/discussion-evaluation/1"] = SCHEMA
    """The name and the major version of this schema."""
    overall: DiscussionFigures
    """The figures of all discussions."""
    by_language: dict[str, DiscussionFigures]
    """Those of each language."""
    by: dict[str, dict[str, DiscussionFigures]]
    """Those of each slice of the fields that were asked for."""
    rejects: tuple[Left, ...]
    """The gold files that were left out."""
    models: tuple[ModelUsed, ...]
    """The models that had a part in it."""
    settings: dict[str, float | int | str | bool]
    """The settings that can change a result."""


def evaluate_discussions(
    pages: Sequence[GoldPage],
    found: Sequence[Discussion],
    by: Sequence[str] = (),
    rejects: Sequence[Left] = (),
) -> DiscussionEvaluation:
    """Measure how well the discussions of `found`, one for each page, meet the gold.

    `by` are fields of the gold file, `article.site` for one inside another. Raises `UsageError` where nothing is to be
    compared, or where a field of `by` is in no file or has too many values.
    """
    if not pages:
        reasons = "; ".join(f"{left.source}: {left.message}" for left in rejects)
        raise UsageError(f"no discussion can be compared: {reasons or 'there are none'}")
    cuts = fields(pages, by)
    counts = [measured(match(page.gold, one)) for page, one in zip(pages, found, strict=True)]
    return DiscussionEvaluation(
        overall=figures(counts),
        by_language=_slices(counts, _cut("language", [page.gold.language for page in pages])),
        by={field: _slices(counts, cut) for field, cut in cuts.items()},
        rejects=tuple(rejects),
        models=tuple(dict.fromkeys(model for one in found for model in one.models)),
        settings=found[0].settings,
    )


def fields(pages: Sequence[GoldPage], by: Sequence[str]) -> dict[str, dict[str, list[int]]]:
    """Give, for each field, which pages have each value; raises `UsageError` as `evaluate_discussions` does."""
    return {field: _cut(field, [_value(page, field) for page in pages]) for field in by}


def _slices(counts: Sequence[Measured], cut: dict[str, list[int]]) -> dict[str, DiscussionFigures]:
    return {name: figures([counts[i] for i in which]) for name, which in cut.items()}


def _cut(field: str, values: Sequence[object]) -> dict[str, list[int]]:
    if not any(map(is_told, values)):
        raise UsageError(f"--by {field}: no gold file has that field")
    found: dict[str, list[int]] = {}
    for i, value in enumerate(values):
        found.setdefault(named(value), []).append(i)
    if len(found) > MOST:
        raise UsageError(f"--by {field}: {len(found)} values, too many to tell apart in a table (at most {MOST})")
    return dict(sorted(found.items()))


def _value(page: GoldPage, field: str) -> object:
    value: object = page.given
    for name in field.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value
