"""Questions to an endpoint, and its answers: a comment is data and cannot leave its place, an answer is our label."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from agorascope.guests.contract import label_of, unsure
from agorascope.inference.inputs import encodable
from agorascope.records import LABELS, Label

MOST = 8000  # characters of one text
EXCERPT = 500
LEAD = 0.01  # of the told label before guessing: half a chance of spam would be a verdict
READ = 100_000  # characters of an answer, from its end
Message = dict[str, str]
_OBJECT = re.compile(r"\{[^{}]*\}")


class Question(Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked for one task, and what each label means."""

    question: str
    labels: dict[str, str]


class Prompts(Struct, frozen=True, forbid_unknown_fields=True):
    """The words of every prompt."""

    rules: str
    again: str
    tasks: dict[str, Question]


class _Written(Struct):
    label: str | int | None = None
    confidence: float | str | None = None


class Answer(Struct, frozen=True):
    """What was understood: a label of ours, or None for a refusal; the model's own word on how sure it is."""

    label: str | None
    confidence: float | None = None


@cache
def prompts() -> Prompts:
    """Read the prompts that come with the package."""
    return msgspec.toml.decode((files("agorascope.guests") / "prompts.toml").read_bytes(), type=Prompts)


def messages(task: str, text: str, target: str | None, parent: str | None) -> list[Message]:
    """Ask about one text: the rules first, then the data as JSON in which no `<` stands, so that no text can end it."""
    asked = prompts().tasks[task]
    meanings = "\n".join(f"- {label}: {asked.labels[label]}" for label in LABELS[task])
    given = {"text": text, "target": target, "parent": parent}
    data = msgspec.json.encode({name: encodable(words[:MOST]) for name, words in given.items() if words}).decode()
    data = data.replace("<", "\\u003c")
    system = f"{prompts().rules.strip()}\n\n{asked.question}\nLabels:\n{meanings}"
    return [{"role": "system", "content": system}, {"role": "user", "content": f"<data>{data}</data>"}]


def again(task: str, first: list[Message], answer: str) -> list[Message]:
    """Ask once more after an answer that could not be read."""
    reminder = prompts().again.strip() + " " + ", ".join(LABELS[task])
    return [
        *first,
        {"role": "assistant", "content": encodable(answer[:EXCERPT]) or "(nothing)"},
        {"role": "user", "content": reminder},
    ]


def understood(task: str, content: str) -> Answer:
    """Read an answer: the last JSON object in it that names a label of ours; anything else is no answer."""
    content = content.strip()[-READ:]
    for found in reversed([content, *_OBJECT.findall(content)]):
        try:
            written = msgspec.json.decode(encodable(found), type=_Written)
        except (msgspec.DecodeError, RecursionError):
            continue
        label = str(written.label).strip().casefold()
        if label in LABELS[task]:
            return Answer(label, _probability(written.confidence))
    return Answer(None)


def restored(task: str, kept: str) -> Answer | None:
    """Read an answer that was kept; None for one that is damaged."""
    try:
        answer = msgspec.json.decode(kept, type=Answer)
    except (msgspec.DecodeError, UnicodeEncodeError):
        return None
    return answer if answer.label is None or answer.label in LABELS[task] else None


def _probability(value: float | str | None) -> float | None:
    try:
        number = float(value) if value is not None else -1.0
    except ValueError:
        return None
    return number if 0 <= number <= 1 else None


def label(task: str, answer: Answer) -> Label:
    """Make a label of an answer: the rest of the confidence is shared by the other labels; without one it is full.

    A confidence below that of guessing counts as guessing: the label stays the most probable one. No answer
    gives the label of not knowing.
    """
    if answer.label is None:
        return unsure(task)
    count = len(LABELS[task])
    sure = max(1.0 if answer.confidence is None else answer.confidence, 1 / count + LEAD)
    rest = (1 - sure) / (count - 1)
    scores = label_of(task, {name: sure if name == answer.label else rest for name in LABELS[task]}).scores
    return Label(answer.label, scores[answer.label], scores)
