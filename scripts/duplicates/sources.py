"""Real comments to make a corpus of: distinct texts by language, and long ones cut to the length of comments.

Greek, Chinese and English only; a text counts as Chinese or Greek when it has letters of it. Lengths are characters.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agorascope.deduplication import normal_form
from scripts.jsonl import objects

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence
    from pathlib import Path

LANGUAGES = ("en", "zh", "el")
FOLDERS = ("stance", "sentiment", "reply", "nli", "argument", "keypoint", "own", "spam", "threads-fanchuan")
_FIELDS = ("text", "target", "parent")
_LONG = {"en": 300, "el": 300, "zh": 150}  # of Chinese comments a hundredth is longer
_LETTER = {
    "en": re.compile("[A-Za-z]"),
    "el": re.compile("[\u0370-\u03ff\u1f00-\u1fffA-Za-z]"),  # Greeklish too
    "zh": re.compile("[\u3400-\u4dbf\u4e00-\u9fff]"),
}
_HAN = _LETTER["zh"]
_SENTENCE = re.compile(r"(?<=[.!?;…])\s+|(?<=[。！？；])|\n+")
_CLAUSE = re.compile(r"(?<=[,.!?:…])\s+|(?<=[，。！？；：、…])|\s[-–—]\s|\n+")
_EDGES = " \t\r\n,.;:!?…，。；：！？、-–—\"'“”‘’«»()（）[]【】~～*"


@dataclass(frozen=True)
class Source:
    """A comment of the data, or a run of sentences of a long one; `home` is the number of the text it came from."""

    text: str
    lang: str
    home: int


def read(data: Path, lengths: dict[str, list[int]], draw: random.Random) -> list[Source]:
    """Give every distinct text of the data folder, cut where it is long; `OSError` where a folder is missing."""
    seen: set[str] = set()
    found: list[Source] = []
    for home, (text, lang) in enumerate(_texts(data)):
        for part in _cut(text, _LONG[lang], lengths[lang], draw):
            form = normal_form(part)
            if form not in seen and _LETTER[lang].search(form):
                found.append(Source(part, lang, home))
            seen.add(form)
    return found


def thread_lengths(discussions: Path) -> dict[str, list[int]]:
    """Give the lengths of the comments in real threads by language, in order."""
    found: dict[str, list[int]] = defaultdict(list)
    for row in objects(discussions):
        found[row["lang"].split("-")[0]].append(len(row["text"]))
    return {lang: sorted(found[lang]) for lang in LANGUAGES}


def clauses(source: Source) -> list[str]:
    """Give the clauses of a text without the punctuation at their edges."""
    parts = (part.strip(_EDGES) for part in _CLAUSE.split(source.text) if part)
    return [part for part in parts if part]


def _texts(data: Path) -> Iterator[tuple[str, str]]:
    for folder in FOLDERS:
        paths = sorted((data / folder).glob("*.jsonl"))
        if not paths:
            raise FileNotFoundError(data / folder)
        for path in paths:
            for row in objects(path):
                lang = str(row["lang"]).split("-")[0]
                texts = (row.get(field) for field in _FIELDS)
                yield from ((text.strip(), lang) for text in texts if isinstance(text, str) and _is_in(text, lang))


def _is_in(text: str, lang: str) -> bool:
    return lang in LANGUAGES and (lang == "zh") == (_HAN.search(text) is not None)


def _cut(text: str, long: int, lengths: Sequence[int], draw: random.Random) -> Iterator[str]:
    """Cut a long text into runs of sentences of drawn lengths; a run without an end is cut at a space."""
    if len(text) <= long:
        yield text
        return
    run, wanted = "", draw.choice(lengths)
    for sentence in _sentences(text):
        glue = " " if run and not _HAN.search(run[-1]) else ""
        if run and len(run) + len(sentence) > wanted:
            yield run
            run, wanted, glue = "", draw.choice(lengths), ""
        run += glue + sentence
    yield run


def _sentences(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.split(text):
        rest = (sentence or "").strip()
        while len(rest) > _LONG["en"]:
            at = max(rest.rfind(sign, 0, _LONG["en"]) for sign in " ,，") + 1 or _LONG["en"]
            yield rest[:at].strip()
            rest = rest[at:].strip()
        if rest:
            yield rest
