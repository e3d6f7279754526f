"""The labelling tasks by name: one row in, one prediction out; behind `agorascope label` and `evaluate`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from agorascope import arguments, language, sentiment, spam, stance
from agorascope.errors import UsageError
from agorascope.inference.inputs import answered
from agorascope.language import facts
from agorascope.records import Label

if TYPE_CHECKING:
    from agorascope.inference import Models
    from agorascope.settings import Settings

Row = Mapping[str, Any]
Prediction = dict[str, Any]
TUNED = (("encoder", "encoder"), ("tasks", "tasks"))


class Task(Struct, frozen=True):
    """A labelling task: the columns a row must have, the models (folder, task) it asks, the function that labels."""

    name: str
    needs: tuple[str, ...]
    models: tuple[tuple[str, str], ...]
    run: Callable[[Sequence[Row], Models, Settings], list[Prediction]]


def _shown(labels: Sequence[Label], settings: Settings) -> list[Prediction]:
    sure = [label.if_sure(settings.abstain) for label in labels]
    return [{"label": x.label, "score": x.score, "scores": x.scores} for x in sure]


def _texts(rows: Sequence[Row], column: str = "text") -> list[str]:
    return [str(row[column]) for row in rows]


def _spoken(rows: Sequence[Row]) -> list[str]:
    """Take the row's own `lang` where it names one of our languages, else what the text itself shows."""
    given = [re.split(r"[-_]", str(row.get("lang") or "").casefold())[0] for row in rows]
    known = [code if code in facts.LANGUAGES else "" for code in given]
    found = language.detect_all([row["text"] if not code else "" for row, code in zip(rows, known, strict=True)])
    return [code or seen.code.split("-")[0] for code, seen in zip(known, found, strict=True)]


def _codes(rows: Sequence[Row]) -> list[str]:
    """Choose whose language facts serve each text: its own language's, else English."""
    return [facts.serving(code) for code in _spoken(rows)]


def _language(rows: Sequence[Row], _models: Models, settings: Settings) -> list[Prediction]:
    found = language.detect_all(_texts(rows))
    labels = [Label(x.code, x.confidence, {x.code: x.confidence}) for x in found]
    return [shown | {"script": x.script} for shown, x in zip(_shown(labels, settings), found, strict=True)]


def _sentiment(rows: Sequence[Row], models: Models, settings: Settings) -> list[Prediction]:
    targets, parents = ([_known(row, column) for row in rows] for column in ("target", "parent"))
    return _shown(sentiment.classify(_texts(rows), models, targets, parents), settings)


def _known(row: Row, column: str) -> str:
    """Give a column that a row may have and need not, '' where it holds no text."""
    found = row.get(column)
    return found if isinstance(found, str) else ""


def _stance(rows: Sequence[Row], models: Models, settings: Settings) -> list[Prediction]:
    parents = [_parent(row) for row in rows]
    return _shown(stance.towards(_texts(rows), _texts(rows, "target"), models, parents), settings)


def _parent(row: Row) -> str:
    """Give what a text answers: its `parent`, else the earlier turns in `context`, oldest first, else nothing."""
    context = row.get("context")
    turns = context if isinstance(context, list) else [context]
    found = row.get("parent") or answered([turn for turn in turns if isinstance(turn, str)])
    return found if isinstance(found, str) else ""


def _reply(rows: Sequence[Row], models: Models, settings: Settings) -> list[Prediction]:
    return _shown(stance.reply(_texts(rows), _texts(rows, "parent"), models), settings)


def _spam(rows: Sequence[Row], models: Models, settings: Settings) -> list[Prediction]:
    """Judge each row against the article it names in `context`, all rows of one article together."""
    abouts = [str(row.get("context") or "") for row in rows]
    texts, codes = _texts(rows), ["en" if code == "und" else code for code in _spoken(rows)]
    found: list[Prediction] = [{} for _ in rows]
    for about in dict.fromkeys(abouts):
        which = [i for i, own in enumerate(abouts) if own == about]
        verdicts = spam.judge([texts[i] for i in which], [codes[i] for i in which], about, models, settings)
        for i, verdict in zip(which, verdicts, strict=True):
            found[i] = _shown([_verdict(verdict.is_spam, verdict.score)], settings)[0] | {
                "reasons": [[r.code, r.detail, r.start, r.end] for r in verdict.reasons]
            }
    return found


def _verdict(is_spam: bool, score: float) -> Label:  # noqa: FBT001 - the two facts of a verdict
    scores = {"spam": score, "ham": round(1 - score, 4)}
    label = "spam" if is_spam else "ham"
    return Label(label, scores[label], scores)


def _argument(rows: Sequence[Row], models: Models, settings: Settings) -> list[Prediction]:
    if settings.abstain:
        raise UsageError("--abstain: arguments are spans, each with a score of its own; drop those below yours")
    mined = arguments.mine_all(_texts(rows), _codes(rows), models)
    return [{"spans": [[a.start, a.end, a.role, a.score] for a in found]} for found in mined]


def _pair(name: str, column: str) -> Task:
    """Make a task that a head does on pairs of texts, with nothing around it."""

    def run(rows: Sequence[Row], models: Models, settings: Settings) -> list[Prediction]:
        return _shown(models.predict(name, _texts(rows), _texts(rows, column)), settings) if rows else []

    return Task(name, ("text", column), TUNED, run)


TASKS = {
    task.name: task
    for task in (
        Task("language", ("text",), (), _language),
        Task("sentiment", ("text",), TUNED, _sentiment),
        Task("stance", ("text", "target"), TUNED, _stance),
        Task("reply", ("text", "parent"), TUNED, _reply),
        Task("spam", ("text",), (*TUNED, ("spam", "spam")), _spam),
        Task("argument", ("text",), TUNED, _argument),
        _pair("entailment", "target"),
        _pair("keypoint", "key_point"),
    )
}


def task(name: str) -> Task:
    """Give the task of that name; raises `UsageError` that lists the known ones."""
    if name not in TASKS:
        raise UsageError(f"unknown task {name!r}; known tasks: {', '.join(TASKS)}")
    return TASKS[name]


def missing(row: object, wanted: Task) -> str | None:
    """Say why a row cannot be labelled, or None when it can."""
    if not isinstance(row, dict):
        return "not a JSON object"
    absent = [column for column in wanted.needs if not isinstance(row.get(column), str)]
    return f"no text in column {', '.join(map(repr, absent))}" if absent else None
