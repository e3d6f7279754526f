"""Figures of discussions as tables on the terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from agorascope.amounts import many
from agorascope.evaluation.discussion.figures import DiscussionFigures
from agorascope.evaluation.discussion.rates import Rate
from agorascope.evaluation.layout import NONE, OURS, between, table, three
from agorascope.reports.plain import one_line

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from agorascope.evaluation.bootstrap import Interval
    from agorascope.evaluation.discussion.labels import LabelFigures
    from agorascope.evaluation.discussion.points import PointFigures
    from agorascope.evaluation.discussion.run import DiscussionEvaluation
    from agorascope.evaluation.discussion.voices import Deviation

NAME = 24
METHODS = {
    OURS: OURS,
    "singletons": "each comment a point",
    "one_a_side": "one point a side",
    "perfect": "the gold's, by our sides",
}

Cell = tuple[str, "Interval | None"]
Row = Callable[[DiscussionFigures], Cell]


def show(found: DiscussionEvaluation, console: Console) -> None:
    """Print every measure for all discussions and each language, key points beside other methods, then the slices.

    Measures without a figure anywhere, for their gold is not annotated, are counted below the table and not shown.
    The console must not read markup: names are strangers' text.
    """
    title = f"{many(found.overall.discussions, 'discussion')}, {many(found.overall.structure.comments, 'comment')}"
    rows = {name: row for name, row in ROWS.items() if _has_figure(row, found)}
    console.print(_measures(title, rows, found.overall, found.by_language))
    if hidden := len(ROWS) - len(rows):
        console.print(f"{many(hidden, 'measure')} without gold not shown")
    if found.overall.key_points:
        console.print(_methods({OURS: found.overall.key_points, **found.overall.rivals}))
    for field, cut in found.by.items():
        console.print(_slices(field, cut))
    for left in found.rejects:
        console.print(f"left out: {one_line(left.source)}: {one_line(left.message)}")


def _has_figure(row: Row, found: DiscussionEvaluation) -> bool:
    return any(row(figures)[0] != NONE for figures in (found.overall, *found.by_language.values()))


def _measures(
    title: str, rows: Mapping[str, Row], overall: DiscussionFigures, others: Mapping[str, DiscussionFigures]
) -> Table:
    """Put a measure in each row: all discussions with the 95 % interval over them, then each language."""
    lines = table(title, "measure", "all", "95 %", *(one_line(name, NAME) for name in others))
    for name, row in rows.items():
        value, interval = row(overall)
        lines.add_row(name, value, between(interval), *(row(figures)[0] for figures in others.values()))
    return lines


def _methods(found: Mapping[str, PointFigures]) -> Table:
    """Put key points of several methods side by side."""
    heads = ("points", "covered", "strictly", "one to one F1", "purity", "pairs F1", "BCubed F1", "redundant")
    lines = table("key points on the same rows", "method", *heads)
    for name, f in found.items():
        figures = (f.coverage, f.coverage_half, f.matching.f1, f.purity, f.pair_f1, f.bcubed.f1, f.redundancy)
        lines.add_row(METHODS[name], str(f.ours), *map(_value, figures))
    return lines


def _slices(field: str, cut: Mapping[str, DiscussionFigures]) -> Table:
    heads = ("discussions", "stance F1", "points covered", "one to one F1", "BCubed F1", "shares off by")
    lines = table("", one_line(field, NAME), *heads)
    for name, f in cut.items():
        points = (f.key_points.matching.f1, f.key_points.bcubed.f1) if f.key_points else (Rate(None), Rate(None))
        cells = (_label(f.stance)[0], _covered(f)[0], *map(_value, points), _value(f.stance_shares.voices.mean))
        lines.add_row(one_line(name, NAME), str(f.discussions), *cells)
    return lines


def _label(f: LabelFigures | None) -> Cell:
    return (three(f.macro_f1), f.over_discussions) if f else (NONE, None)


def _spam(f: DiscussionFigures) -> Cell:
    own = f.spam.per_label.get("spam") if f.spam else None
    return (f"{own.precision:.2f} / {own.recall:.2f}" if own else NONE), None


def _false(f: DiscussionFigures) -> Cell:
    d = f.duplicates
    return (str(d.false) if d.gold or d.translations or d.false else NONE), None


def _arguments(f: DiscussionFigures) -> Cell:
    return _cell(f.arguments.over_discussions) if f.arguments else (NONE, None)


def _covered(f: DiscussionFigures) -> Cell:
    return _of(f.key_points.met, f.key_points.gold, f.key_points.coverage) if f.key_points else (NONE, None)


def _points(figure: Callable[[PointFigures], Rate]) -> Row:
    return lambda f: _cell(figure(f.key_points)) if f.key_points else (NONE, None)


def _deviation(d: Deviation) -> Cell:
    return (f"{_value(d.mean)}; {d.within} of {d.discussions}", d.mean.interval) if d.discussions else (NONE, None)


def _votes(f: DiscussionFigures) -> Cell:
    v = f.votes
    if not (v.spam or v.duplicates):
        return NONE, None
    return f"{v.spam_counted} of {v.spam}, {v.duplicates_counted} of {v.duplicates}", None


def _of(part: int, whole: int, share: Rate | None = None) -> Cell:
    return (f"{part} of {whole}" if whole else NONE), share.interval if share else None


def _cell(rate: Rate) -> Cell:
    return _value(rate), rate.interval


def _value(rate: Rate) -> str:
    return three(rate.value)


ROWS: dict[str, Row] = {
    "right text": lambda f: _of(f.structure.text, f.structure.texts),
    "right parent": lambda f: _of(f.structure.parent, f.structure.parents),
    "language, macro F1": lambda f: _label(f.language),
    "re-posts found": lambda f: _of(f.duplicates.found, f.duplicates.gold),
    "translations found": lambda f: _of(f.duplicates.translations_found, f.duplicates.translations),
    "false re-posts": _false,
    "spam, precision / recall": _spam,
    "stance, macro F1": lambda f: _label(f.stance),
    "reply, macro F1": lambda f: _label(f.reply),
    "sentiment, macro F1": lambda f: _label(f.sentiment),
    "argument spans, F1": _arguments,
    "right holders": lambda f: _of(f.holders.right, f.holders.gold, f.holders.right_share),
    "own claims given away": lambda f: _of(f.holders.false, f.holders.own, f.holders.false_share),
    "key points covered": _covered,
    "covered strictly": _points(lambda p: p.coverage_half),
    "one to one, F1": _points(lambda p: p.matching.f1),
    "purity of pairs": _points(lambda p: p.purity),
    "pairs, F1": _points(lambda p: p.pair_f1),
    "BCubed, F1": _points(lambda p: p.bcubed.f1),
    "sides without a point": _points(lambda p: p.unmatched),
    "voices off by; by ≤ 0.15": lambda f: _deviation(f.stance_shares.voices),
    "comments off by; by ≤ 0.15": lambda f: _deviation(f.stance_shares.comments),
    "spam, re-posts as voices": _votes,
    "objections found": lambda f: _of(f.objections.right, f.objections.gold),
    "answers found": lambda f: _of(f.objections.right_answered, f.objections.gold_answered),
}
