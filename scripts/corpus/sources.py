"""Real comments to make corpora of: every distinct text of the data in our three languages, adverts apart.

A text is what stands in `text`, `parent` or `context` of a row, here or in `corpora/comments`; made re-posts are left
out, and very long texts are cut between sentences. Texts that differ only in white space and capitals count once.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from agorascope.language import sentences
from scripts.jsonl import objects

LANGUAGES = ("el", "zh", "en")
FOLDERS = (
    "sentiment",
    "stance",
    "reply",
    "own",
    "spam",
    "argument",
    "keypoint",
    "nli",
    "threads-fanchuan",
    "duplicates",
    "language",
)
COMMENTS = Path(__file__).parents[2] / "corpora" / "comments"
_LONGEST = 1_000  # characters; longer are essays and reviews, of comments less than one in a hundred
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
# One set hides what its messages name behind words, and stands apart from them with spaces.
_HIDDEN = {
    "DIGIT": "88",
    "PHONE": "13800138000",
    "URL": "www.example.com",
    "NAME": "王先生",
    "PLACE": "上海",
    "EMAIL": "a@example.com",
}
_HIDES = re.compile(rf"\s*\b({'|'.join(_HIDDEN)})\b\s*")


class Texts(Struct, frozen=True):
    """Distinct texts by language in a fixed order without meaning: comments, and adverts."""

    comments: dict[str, list[str]]
    adverts: dict[str, list[str]]

    def count(self) -> dict[str, int]:
        """Tell how many there are of each language, adverts included."""
        return {lang: len(self.comments[lang]) + len(self.adverts[lang]) for lang in LANGUAGES}


def read(data: Path, seed: int) -> Texts:
    """Read every folder there is; raises `FileNotFoundError` where none is, or a language has no comment or advert."""
    if not any((data / name).is_dir() for name in FOLDERS):
        raise FileNotFoundError(f"{data} holds no labelled data: none of the folders {', '.join(FOLDERS)} is in it")
    found: dict[bool, dict[str, list[str]]] = {kind: {lang: [] for lang in LANGUAGES} for kind in (False, True)}
    seen: set[str] = set()
    for text, lang, is_advert in _texts(data):
        form = " ".join(text.split()).casefold()
        if form not in seen and (lang == "zh") == bool(_HAN.search(text)):
            seen.add(form)
            found[is_advert][lang].append(text)
    for is_advert, lang in ((kind, lang) for kind in found for lang in LANGUAGES if not found[kind][lang]):
        what = "advert" if is_advert else "comment"
        raise FileNotFoundError(f"{data}: no {what} in language {lang} in its folders")
    for lists in found.values():
        for texts in lists.values():
            random.Random(seed).shuffle(texts)  # noqa: S311 - repeatable, nothing secret
    return Texts(found[False], found[True])


def _texts(data: Path) -> Iterator[tuple[str, str, bool]]:
    """Give each text with its language, and whether it is an advert."""
    for row in (row for folder in (*(data / name for name in FOLDERS), COMMENTS) for row in _rows(folder)):
        lang = str(row.get("lang")).split("-")[0]
        if lang in LANGUAGES and row.get("kind", "original") == "original":
            is_advert = row.get("spam") is True or row.get("label") == "spam"
            for place, text in enumerate(_said(row)):
                yield from ((part, lang, is_advert and not place) for part in _cut(text, lang))


def _rows(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.jsonl")):
        yield from objects(path)


def _said(row: dict[str, Any]) -> Iterator[str]:
    hides = str(row.get("source")).startswith("fbs-sms")
    for text in (row.get("text"), row.get("parent"), *(row.get("context") or ())):
        if isinstance(text, str) and text.strip():
            yield _HIDES.sub(lambda found: _HIDDEN[found[1]], text) if hides else text


def _cut(text: str, lang: str) -> Iterator[str]:
    """Cut a long text into runs of sentences."""
    start = end = 0
    for _, ends in sentences(text, lang) if len(text) > _LONGEST else ():
        if ends - start > _LONGEST and end > start:
            yield text[start:end].strip()
            start = end
        end = ends
    yield text[start:].strip()
