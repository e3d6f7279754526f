"""Which of our labels a model's labels are: by what the user says, else by their names in three languages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from msgspec import Struct

from agorascope.errors import UsageError
from agorascope.language import facts
from agorascope.language.folding import fold
from agorascope.records import LABELS

ENTAILMENT = "entailment"


class Facts(Struct, frozen=True, forbid_unknown_fields=True):
    """By task: the names others give to each of our labels, and the sentence that says a label of a text."""

    names: dict[str, dict[str, tuple[str, ...]]]
    hypotheses: dict[str, dict[str, str]]


class Meaning(Struct, frozen=True):
    """What each of a model's labels is, in the model's order: one of our labels for a task.

    `by_entailment`: the labels are those of textual entailment, and our labels must be asked as hypotheses.
    """

    ours: tuple[str, ...]
    by_entailment: bool


def meaning(theirs: Sequence[str], task: str, given: Mapping[str, str]) -> Meaning:
    """Map a model's labels for a task; `given` maps some or all of them, by name or by number, and wins over names.

    A model of textual entailment is recognised by its labels, whatever the task. Raises `UsageError` that
    lists both sides and shows an example when a label stays unknown, or when only one of ours would ever be told.
    """
    said = _said(theirs, task, given)
    entailing = _complete(theirs, said, ENTAILMENT)
    if entailing and ENTAILMENT in entailing and task != ENTAILMENT:
        if task == "keypoint":  # the key point itself is the hypothesis
            return Meaning(tuple("1" if label == ENTAILMENT else "0" for label in entailing), by_entailment=False)
        return Meaning(entailing, by_entailment=True)
    own = _complete(theirs, said, task)
    if not own or len(set(own)) == 1:
        raise UsageError(_unknown(theirs, task))
    return Meaning(own, by_entailment=False)


def _said(theirs: Sequence[str], task: str, given: Mapping[str, str]) -> dict[int, str]:
    """Give the user's mapping by place; a number that is no label's name is a place."""
    alike = [key(name) for name in theirs]
    places = {name: place for place, name in enumerate(alike) if alike.count(name) == 1}
    places |= {name: place for place, name in enumerate(theirs)}  # '-1' and '1' differ only as they are written
    found: dict[int, str] = {}
    for name, ours in given.items():
        number = int(name) if name.isdecimal() and name.isascii() else -1
        place = places.get(name, places.get(key(name), number))
        if not 0 <= place < len(theirs) or ours not in (*LABELS[task], *LABELS[ENTAILMENT]):
            raise UsageError(f"--labels {name}={ours}: {_unknown(theirs, task)}")
        found[place] = ours
    return found


def _complete(theirs: Sequence[str], said: Mapping[int, str], task: str) -> tuple[str, ...]:
    """Map all labels to those of `task`, or none."""
    found = [said.get(place) or known_names(task).get(key(name), "") for place, name in enumerate(theirs)]
    return tuple(found) if all(label in LABELS[task] for label in found) else ()


@cache
def known_names(task: str) -> dict[str, str]:
    """Give the names, as `key` writes them, by which a label of ours is known in any language."""
    known = {key(label): label for label in LABELS[task]}
    for one in facts.load_all("guests", Facts).values():
        known.update({key(name): label for label, names in one.names[task].items() for name in names})
    return known


def key(name: str) -> str:
    """Write a label's name without case, accents, dashes and underscores."""
    return " ".join(re.split(r"[\W_]+", fold(name))).strip()


def _unknown(theirs: Sequence[str], task: str) -> str:
    ours = LABELS[task]
    likely = [known_names(task).get(key(name)) or ours[place % len(ours)] for place, name in enumerate(theirs)]
    example = ",".join(map("=".join, zip(theirs, likely, strict=True)))
    return (
        f"the model's labels are {', '.join(theirs)}; ours for '{task}' are {', '.join(ours)} "
        f"(of an entailment model: {', '.join(LABELS[ENTAILMENT])}). "
        f"Say which is which, for example: --labels '{task}:{example}'"
    )


def hypotheses(task: str, code: str, other: str) -> list[str]:
    """Give one sentence for each of our labels, in their order, in the language `code`, about `other`."""
    said = facts.load(code, "guests", Facts).hypotheses[task]
    return [said[label].replace("{target}", other).replace("{parent}", other) for label in LABELS[task]]
