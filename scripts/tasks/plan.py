"""Which examples a round of training holds: a share of every set, so that languages, tasks and sources stay balanced.

A round is drawn from its number alone, so that a run that was broken off goes on where it stopped. Sets are gone
through in turn: what one round leaves out, the next ones bring.
"""

from __future__ import annotations

import random
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING
from zlib import crc32

from agorascope.inference.inputs import Reading
from scripts.tasks import examples
from scripts.tasks.examples import OWN, WRITTEN, Example
from scripts.tasks.pages import PAGES, pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

# Passes over a set in one round: first in a round that teaches broadly, then in one that dwells on our own comments.
SHARES = {
    ("alone", OWN): (0.5, 0.7),
    ("placed", OWN): (0.8, 1.4),
    ("alone", WRITTEN): (0.7, 1.0),
    ("placed", WRITTEN): (1.0, 1.6),
    ("alone", PAGES): (1.0, 2.0),
    ("placed", PAGES): (2.0, 3.0),
    ("entailment", "xnli-dev"): (0.4, 0.3),
    ("entailment", "ocnli"): (0.2, 0.15),
    ("stance", "c-stance"): (0.15, 0.06),
    ("stance", "ibm-rank-30k"): (0.03, 0.02),
    ("stance", "perspectrum"): (0.1, 0.04),
    ("stance", "iam-zh"): (0.1, 0.05),
    ("stance", "vast"): (0.5, 0.35),
    ("stance", "semeval2016-t6"): (0.4, 0.2),
    ("stance", "zs-csd"): (0.9, 0.6),
    ("stance", "fanchuan"): (0.05, 0.0),
    ("reply", "debagreement"): (0.9, 0.6),
    ("reply", "iac"): (0.08, 0.02),
    ("reply", "subreddit-agreement"): (0.2, 0.1),
    ("sentiment", "skroutz"): (0.15, 0.1),
    ("sentiment", "online-shopping"): (0.08, 0.04),
    ("sentiment", "bdci-car"): (0.5, 0.3),
    ("sentiment", "smp-ewect"): (0.3, 0.2),
    ("sentiment", "semeval2013-16"): (0.16, 0.09),
    ("sentiment", "sst5"): (0.1, 0.05),
    ("sentiment", WRITTEN): (1.0, 1.2),
    ("spam", WRITTEN): (0.5, 0.5),
    ("spam", "sms-uci"): (0.03, 0.02),
    ("spam", "fbs-sms"): (0.03, 0.02),
    ("spam", "youtube"): (0.4, 0.3),
    ("argument", "PE.en"): (0.4, 0.3),
    ("argument", "PE.ZH"): (0.4, 0.3),
    ("argument", "crc.zh"): (0.5, 0.3),
    ("keypoint", "argkp-2021"): (0.08, 0.05),
}
BARE = 0.15  # share of Greek rows that are shown without accents
TITLED, ELSEWHERE = 0.5, 0.04  # of the rows with a thesis: shown with the title, shown with another thesis
REPLY_ONLY, STANCE_ONLY = 0.25, 0.2  # of the rows with a parent: only one side is shown
Kind = tuple[str, str]


def sets(data: Path, corpora: Path) -> dict[Kind, list[Example]]:
    """Read every training set, by the kind that `SHARES` names; `corpora` is the folder of our own."""
    found: dict[Kind, list[Example]] = {kind: [] for kind in SHARES}
    tasks = ("entailment", "stance", "reply", "sentiment", "spam", "keypoint")
    rows = [(task, row) for task in tasks for row in examples.public(data, task, "train")]
    rows += [("argument", row) for row in examples.essays(data, "train")]
    rows += [("stance", row) for row in examples.threads(data)]
    rows += [("spam", row) for row in examples.messages(corpora / "comments" / "messages.jsonl")]
    rows += [("sentiment", row) for row in examples.messages(corpora / "comments" / "tones.jsonl", "sentiment")]
    ours = [
        *examples.comments(corpora / "comments" / "train.jsonl", OWN),
        *examples.comments(corpora / "comments" / "discussions.jsonl", WRITTEN),
        *pages(corpora / "discussions", held_out=False),
    ]
    rows += [("placed" if "stance" in row.labels else "alone", row) for row in ours]
    for task, row in rows:
        if row.source == "bdci-car" and row.labels["sentiment"] == "neutral" and crc32(row.reading.text.encode()) % 3:
            continue  # two thirds of the set are neutral: as many as the others are enough
        found[task, row.source.split("-")[0] if row.source.startswith("youtube") else row.source].append(row)
    return found


def drawn(rows: Sequence[Example], share: float, number: int, done: float, name: str) -> list[Example]:
    """Give a round's share of a set that earlier rounds went `done` times over."""
    first, last = (round(part * len(rows)) for part in (done, done + share))
    orders: dict[int, list[int]] = {}
    chosen = []
    for place in range(first, last):
        turn, at = divmod(place, len(rows))
        if turn not in orders:
            orders[turn] = random.Random(f"{name} {turn}").sample(range(len(rows)), len(rows))  # noqa: S311
        chosen.append(rows[orders[turn][at]])
    chance = random.Random(f"{name} {number} varied")  # noqa: S311
    theses = {row.lang: [other for other in rows if other.lang == row.lang] for row in rows} if _is_placed(rows) else {}
    return [varied(row, chance, theses.get(row.lang, [])) for row in chosen]


def _is_placed(rows: Sequence[Example]) -> bool:
    return bool(rows) and rows[0].source in (OWN, WRITTEN, PAGES) and "stance" in rows[0].labels


def round_of(number: int, broad: int, found: dict[Kind, list[Example]], part: float = 1.0) -> list[Example]:
    """Give the examples of round `number`, or a part of them; the first `broad` rounds teach broadly."""
    chosen = []
    for kind, (wide, deep) in SHARES.items():
        done = wide * min(number, broad) + deep * max(0, number - broad)
        if found[kind]:
            chosen += drawn(found[kind], part * (wide if number < broad else deep), number, done, " ".join(kind))
    random.Random(number).shuffle(chosen)  # noqa: S311
    return chosen


def varied(row: Example, chance: random.Random, others: Sequence[Example]) -> Example:
    """Show a row as readers may meet it: without accents, the thesis with its title, only one of its two sides."""
    if row.lang == "el" and chance.random() < BARE:
        row = replace(row, reading=Reading(*map(bare, (row.reading.text, row.reading.target, row.reading.parent))))
    return _placed(row, chance, others) if _is_placed([row]) else row


def _placed(row: Example, chance: random.Random, others: Sequence[Example]) -> Example:
    text, target, parent = row.reading.text, row.reading.target, row.reading.parent
    if row.title and chance.random() < TITLED:
        target = f"{row.title}. {target}"
    if others and chance.random() < ELSEWHERE:
        other = chance.choice(others)
        if other.group != row.group:  # what is said about another thesis takes no side on this one
            return replace(
                row,
                reading=Reading(text, other.reading.target, ""),
                labels=_only(row, "sentiment") | {"stance": "none"},
            )
    if not parent:
        return replace(row, reading=Reading(text, target))
    way = chance.random()
    if way < REPLY_ONLY:
        return replace(row, reading=Reading(text, "", parent), labels=_only(row, "reply", "sentiment"))
    if way < REPLY_ONLY + STANCE_ONLY:
        return replace(row, reading=Reading(text, target), labels=_only(row, "stance", "sentiment"))
    return replace(row, reading=Reading(text, target, parent))


def _only(row: Example, *tasks: str) -> dict[str, str]:
    return {task: row.labels[task] for task in tasks if task in row.labels}


def bare(text: str) -> str:
    """Write Greek as many type it: small letters without accents; of the same length, so that spans stay true."""
    letters = (unicodedata.normalize("NFD", letter)[0] for letter in text)
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in letters)


def batches(count: int, lengths: Sequence[int], size: int, number: int, pool: int = 50) -> Iterator[list[int]]:
    """Cut rows 0 … count - 1 into batches of rows alike in length, in an order drawn from the round's number."""
    groups = []
    for first in range(0, count, size * pool):
        rows = sorted(range(first, min(first + size * pool, count)), key=lambda row: (lengths[row], row))
        groups += [rows[at : at + size] for at in range(0, len(rows), size)]
    random.Random(number).shuffle(groups)  # noqa: S311
    yield from groups
