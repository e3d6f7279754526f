"""Reads every labelled set into examples of one shape: an input, and a label for each head that the row teaches."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from agorascope import records
from agorascope.inference.inputs import Reading, answered
from agorascope.inference.script import readable
from scripts.jsonl import objects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# In the order of the network's heads.
LABELS = {task: records.LABELS[task] for task in ("sentiment", "spam", "stance", "reply", "entailment", "keypoint")}
FOLDERS = {"entailment": "nli"}
OTHER = {"stance": "target", "reply": "parent", "entailment": "target", "keypoint": "key_point"}
OWN, WRITTEN = "own", "written"
LONGEST = 4000
EXAMPLE = re.compile(r"\.example\b")
ENDINGS = ("com", "net", "shop", "xyz", "top", "gr", "cn", "org", "online", "site", "ly/x", "co")
Span = tuple[int, int, str]


@dataclass(frozen=True)
class Example:
    """One input with what it teaches; `spans` is None where the row says nothing about arguments."""

    reading: Reading
    labels: dict[str, str]
    lang: str
    source: str
    group: str = ""
    spans: tuple[Span, ...] | None = None
    title: str = field(default="", compare=False)


def source(row: dict[str, Any]) -> str:
    """Name the set that a row comes from, without its subset."""
    return str(row.get("source", "")).split(":")[0].removeprefix("train_").removeprefix("dev_")


def public(data: Path, task: str, part: str) -> list[Example]:
    """Give the rows of the public sets for one head; `part` is train or dev."""
    path = data / FOLDERS.get(task, task) / f"{part}.jsonl"
    return [_pair(task, row) for row in objects(path) if str(row["label"]) in LABELS[task]]


def _pair(task: str, row: dict[str, Any]) -> Example:
    text, other = row["text"][:LONGEST], row.get(OTHER.get(task, ""), "")[:LONGEST]
    parent = other if task == "reply" else answered(row.get("context") or [])
    reading = Reading(text, "" if task == "reply" else other, parent)
    group = f"{row['topic']} {row['stance']}" if task == "keypoint" and "topic" in row else other or text[:40]
    return Example(reading, {task: str(row["label"])}, row["lang"], source(row), group)


def essays(data: Path, part: str) -> list[Example]:
    """Give the paragraphs whose claims and premises are marked."""
    return [
        Example(
            Reading(row["text"][:LONGEST]),
            {},
            row["lang"],
            source(row),
            row["text"][:40],
            tuple((start, end, role) for start, end, role in row["spans"]),
        )
        for row in objects(data / "argument" / f"{part}.jsonl")
    ]


def threads(data: Path) -> list[Example]:
    """Give the comments of FanChuan: stance to a topic, some with the comment they answer."""
    return [
        Example(
            Reading(row["text"], row["target"], row.get("parent") or ""),
            {"stance": row["label"]},
            row["lang"],
            "fanchuan",
        )
        for row in objects(data / "threads-fanchuan" / "train.jsonl")
    ]


def comments(path: Path, name: str = OWN) -> list[Example]:
    """Give our own annotated comments, each twice: alone (tone, spam, arguments), and in its place (stance, reply)."""
    found = (pair for row in objects(path) for pair in _comment(row, name))
    return [as_read(example) for example in found]


def _comment(row: dict[str, Any], name: str) -> Iterator[Example]:
    text, lang, group = row["text"], row["lang"], row["thesis_id"]
    spans = tuple(located(text, row["arguments"]))
    alone = {"sentiment": row["sentiment"], "spam": "spam" if row["spam"] else "ham"}
    yield Example(Reading(text), alone, lang, name, group, spans)
    sides = {"stance": row["stance"]} | ({"reply": row["reply"]} if row["parent"] else {})
    sides["sentiment"] = row["sentiment"]
    yield Example(Reading(text, row["thesis"], row["parent"] or ""), sides, lang, name, group, None, row["title"])


def messages(path: Path, task: str = "spam") -> list[Example]:
    """Give our own short messages with one label each: spam or ham, or a tone."""
    rows = [
        Example(Reading(_without_example(row["text"])), {task: row["label"]}, row["lang"], WRITTEN)
        for row in objects(path)
    ]
    return [as_read(row) for row in rows]


def _without_example(text: str) -> str:
    """Give invented addresses, which end in .example, endings as adverts have them, so that nothing hangs on that."""
    return EXAMPLE.sub(lambda match: f".{ENDINGS[zlib.crc32(text[: match.start()].encode()) % len(ENDINGS)]}", text)


def located(text: str, arguments: Iterable[tuple[str, str]]) -> Iterator[Span]:
    """Find the marked quotes in the text."""
    for role, quote in arguments:
        start = text.find(quote)
        if start >= 0:
            yield start, start + len(quote), role


def as_read(example: Example) -> Example:
    """Write Greeklish in Greek letters, as the run time does; the places of spans are lost by it."""
    if example.lang != "el-Latn":
        return example
    written = Reading(
        *(readable(part) for part in (example.reading.text, example.reading.target, example.reading.parent))
    )
    same = len(written.text) == len(example.reading.text)
    return replace(example, reading=written, spans=example.spans if same else None)
