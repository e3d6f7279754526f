"""The rows on which we disagree with the gold, the surest first: where a model or a gold set is wrong, one sees why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from agorascope.evaluation.gold import ARGUMENT, Gold
from agorascope.evaluation.measure import Answer, spans
from agorascope.evaluation.spans import unmatched

if TYPE_CHECKING:
    from agorascope.evaluation.run import Outcome

Row = dict[str, Any]


def mistakes(outcome: Outcome) -> list[Row]:
    """Give each row that is not as the gold has it: its own columns, `line`, `gold` and `prediction`.

    Sorted by the score of the prediction, falling, then by line. Rows of spans have `missed` and `spurious` spans
    besides, and are sorted by the best score of a spurious one; those that only miss something come last.
    """
    of = _spans if outcome.evaluation.task == ARGUMENT else _label
    found = [of(row, answer) for row, answer in zip(outcome.rows, outcome.answers, strict=True)]
    ordered = sorted((-sure, row["line"], i) for i, (sure, row) in enumerate(found) if row)
    return [found[i][1] for *_, i in ordered]


def _label(row: Gold, answer: Answer) -> tuple[float, Row]:
    if row.label == str(answer["label"]):
        return 0.0, {}
    return float(answer.get("score") or 0.0), _shown(row, row.label, answer)


def _spans(row: Gold, answer: Answer) -> tuple[float, Row]:
    told = spans(answer)
    missed, spurious = unmatched(row.spans, told), unmatched(told, row.spans)
    if not missed and not spurious:
        return 0.0, {}
    shown = _shown(row, row.spans, answer) | {"missed": missed, "spurious": spurious}
    return _surest(answer, spurious), shown


def _surest(answer: Answer, spurious: Sequence[tuple[int, int, str]]) -> float:
    scores = [float(s[3]) for s, own in zip(answer["spans"], spans(answer), strict=True) if own in spurious]
    return max(scores, default=0.0)


def _shown(row: Gold, gold: object, answer: Answer) -> Row:
    return {**row.given, "line": row.line, "gold": gold, "prediction": answer}
