"""Reads the labelled data into rows of one shape, and draws a sensible share of the big sets."""

from __future__ import annotations

import json
import random
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from agorascope.language import sentences, to_greek

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

OWN, TRAIN = "own", "train"
LONGEST = 4000
PAIR_KEYS = {"stance": "target", "reply": "parent", "entailment": "target", "keypoint": "key_point"}
FOLDERS = {"entailment": "nli"}
LABELS = {
    "sentiment": ("negative", "neutral", "positive"),
    "stance": ("favor", "against", "none"),
    "reply": ("agree", "disagree", "neutral"),
    "argument": ("none", "claim", "premise"),
    "entailment": ("entailment", "contradiction", "neutral"),
    "keypoint": ("0", "1"),
}
TASKS = tuple(LABELS)


@dataclass(frozen=True)
class Row:
    """One labelled example; `group` holds together what must not be split (a thesis, a page)."""

    task: str
    text: str
    other: str
    label: str
    lang: str
    source: str
    group: str


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Give the objects of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def public(data: Path, task: str, part: str) -> list[Row]:
    """Give the rows of the public sets for a task; `part` is train or dev."""
    folder = data / FOLDERS.get(task, task)
    found = [read(path) for path in sorted(folder.glob(f"{part}*.jsonl"))]
    return [row for items in found for item in items for row in _public_rows(task, item)]


def _public_rows(task: str, item: dict[str, Any]) -> Iterator[Row]:
    source = str(item.get("source", "")).split(":")[0].split("/")[0]
    if task == "argument":
        marked = [(start, end, role) for start, end, role in item["spans"]]
        yield from sentence_rows(item["text"][: 4 * LONGEST], marked, item["lang"], source, item["text"][:40])
        return
    other = item.get(PAIR_KEYS.get(task, ""), "")
    yield Row(
        task,
        item["text"][:LONGEST],
        other[:LONGEST],
        str(item["label"]),
        item["lang"],
        source,
        other or item["text"][:40],
    )


def own(data: Path, task: str, part: str) -> list[Row]:
    """Give the rows that our own comments hold for a task."""
    return [row for item in read(data / OWN / f"{part}.jsonl") for row in _own_rows(task, item, part)]


def _own_rows(task: str, item: dict[str, Any], part: str) -> Iterator[Row]:
    text, lang, group = item["text"], item["lang"], item["thesis_id"]
    if task == "sentiment":
        yield Row(task, text, "", item["sentiment"], lang, OWN, group)
    elif task == "stance":
        yield Row(task, text, item["thesis"], item["stance"], lang, OWN, group)
        if part == TRAIN:  # the pipeline puts the title before the thesis: half of the rows show that
            yield Row(task, text, titled(item["title"], item["thesis"]), item["stance"], lang, OWN, group)
    elif task == "reply" and item["parent"]:
        yield Row(task, text, item["parent"], item["reply"], lang, OWN, group)
    elif task == "argument" and not item["spam"]:
        yield from sentence_rows(text, located(text, item["arguments"]), lang, OWN, group)


def titled(title: str, thesis: str) -> str:
    """Write a target as the pipeline does."""
    return f"{title}. {thesis}"


def located(text: str, arguments: Iterable[tuple[str, str]]) -> list[tuple[int, int, str]]:
    """Find the marked quotes in the text, as (start, end, role)."""
    starts = ((text.find(quote), quote, role) for role, quote in arguments)
    return [(start, start + len(quote), role) for start, quote, role in starts if start >= 0]


def sentence_rows(text: str, marked: list[tuple[int, int, str]], lang: str, source: str, group: str) -> Iterator[Row]:
    """Cut a text into sentences, each labelled with the role that covers most of it, if that is a third of it."""
    for start, end in sentences(text, lang):
        shares: dict[str, int] = defaultdict(int)
        for first, last, role in marked:
            shares[role] += max(0, min(end, last) - max(start, first))
        role = max(shares, key=lambda name: (shares[name], name), default="none")
        label = role if shares and shares[role] * 3 >= end - start else "none"
        yield Row("argument", text[start:end], context(text, start, end), label, lang, source, group)


def context(text: str, start: int, end: int, reach: int = 300) -> str:
    """Give the text around a sentence, at most `reach` characters on each side.

    The pipeline shows the head whole paragraphs, which cost half as much to encode; a head that learned from
    paragraphs was tried and was no better on them.
    """
    return text[max(0, start - reach) : end + reach]


def threads(folder: Path, task: str) -> list[Row]:
    """Give the rows that the annotated discussions hold for a task: our test, never learned from."""
    found: list[Row] = []
    for path in sorted(folder.glob("??-*.json")):
        page = json.loads(path.read_text(encoding="utf-8"))
        if "article" in page:
            found += _page_rows(task, page)
    return found


def _page_rows(task: str, page: dict[str, Any]) -> Iterator[Row]:
    texts = {comment["n"]: comment["text"] for comment in page["comments"]}
    thesis, source, group = page["article"]["thesis"], "threads", page["id"]
    for comment in page["comments"]:
        text, lang = comment["text"], comment["language"]
        if task == "sentiment":
            yield Row(task, text, "", comment["sentiment"], lang, source, group)
        elif task == "stance":
            yield Row(task, text, thesis, comment["stance"], lang, source, group)
        elif task == "reply" and comment["parent"] is not None:
            yield Row(task, text, texts[comment["parent"]], comment["reply"], lang, source, group)
        elif task == "argument" and not comment["spam"]:
            marked = located(text, [(found["role"], found["quote"]) for found in comment["arguments"]])
            yield from sentence_rows(text, marked, lang, source, group)


def readable(rows: Iterable[Row]) -> list[Row]:
    """Write Greeklish in Greek letters, as the task rooms do before they ask a head."""
    return [
        replace(row, text=to_greek(row.text), other=to_greek(row.other)) if row.lang == "el-Latn" else row
        for row in rows
    ]


def without_accents(rows: Iterable[Row]) -> list[Row]:
    """Give Greek rows once more as many people type: in small letters without accents."""
    return [replace(row, text=_bare(row.text)) for row in rows if row.lang == "el" and _bare(row.text) != row.text]


def _bare(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.lower())
    return unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)))


def drawn(rows: Iterable[Row], most: int, seed: int = 7) -> list[Row]:
    """Keep at most `most` rows of each source and label, the same ones every time."""
    by_kind: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.label in LABELS[row.task]:
            by_kind[row.source, row.lang, row.label].append(row)
    chance = random.Random(seed)  # noqa: S311  not for secrets
    kept = [chance.sample(found, min(most, len(found))) for _, found in sorted(by_kind.items())]
    return [row for found in kept for row in found]
