"""Reads treebanks (CoNLL-U): sentences whose words are stretches of their text.

A word written as one and analysed as several (Greek `στο` = `σε` + `το` in GDT) stays one: spaCy's tokens are stretches
of the text. It takes its place in the tree, its part of speech and its lemma from its head, that is the part that hangs
highest (the first of several), and the features of all parts. Where the parts together are written like the whole
(English `do` + `n't`), they stay parts.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

NOTHING = "_"


class Word(Struct, frozen=True):
    """A word at `start:end` of its sentence; `head` is the place of its head among the words, its own for the root."""

    start: int
    end: int
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str


class Sentence(Struct, frozen=True):
    """A sentence; `opens` tells whether a document or paragraph begins with it."""

    text: str
    words: tuple[Word, ...]
    opens: bool


class _Line(Struct, frozen=True):
    number: int
    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str


def read(path: Path) -> list[Sentence]:
    """Read a treebank's sentences in their order; raises `ValueError` where words are not in the text."""
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    return [_sentence(block.split("\n")) for block in blocks]


def _sentence(lines: list[str]) -> Sentence:
    about = [line for line in lines if line.startswith("#")]
    text = next(line.partition("=")[2].strip() for line in about if line.startswith("# text ="))
    rows = [row for row in (line.split("\t") for line in lines if not line.startswith("#")) if "." not in row[0]]
    wholes = {int(row[0].partition("-")[0]): row for row in rows if "-" in row[0]}
    parts = [_Line(int(r[0]), r[1], r[2], r[3], r[4], r[5], int(r[6]), r[7]) for r in rows if "-" not in r[0]]
    words = _placed(text, _grouped(parts, wholes))
    return Sentence(text, words, any(line.startswith(("# newdoc", "# newpar")) for line in about))


def _grouped(parts: list[_Line], wholes: dict[int, list[str]]) -> list[tuple[str, tuple[_Line, ...]]]:
    """Give what is written as one word, with its parts."""
    found: list[tuple[str, tuple[_Line, ...]]] = []
    at = 0
    while at < len(parts):
        whole = wholes.get(parts[at].number)
        last = int(whole[0].partition("-")[2]) if whole else parts[at].number
        group = tuple(part for part in parts[at:] if part.number <= last)
        if whole and "".join(part.form for part in group) != whole[1]:
            found.append((whole[1], group))
        else:
            found += [(part.form, (part,)) for part in group]
        at += len(group)
    return found


def _placed(text: str, groups: list[tuple[str, tuple[_Line, ...]]]) -> tuple[Word, ...]:
    place_of = {part.number: place for place, (_, group) in enumerate(groups) for part in group}
    words: list[Word] = []
    at = 0
    for place, (form, group) in enumerate(groups):
        start = text.find(form, at)
        if start < 0 or text[at:start].strip():
            raise ValueError(f"{form!r} is not the next word of {text!r}")
        at = start + len(form)
        top = _top(group)
        head = place if top.head == 0 else place_of[top.head]
        words.append(Word(start, at, top.lemma, top.upos, top.xpos, _joined(group), head, top.deprel))
    return tuple(words)


def _top(group: tuple[_Line, ...]) -> _Line:
    """Give the part of a word that hangs outside of it."""
    inside = {part.number for part in group}
    return next(part for part in group if part.head not in inside)


def _joined(group: tuple[_Line, ...]) -> str:
    """Join the features of all parts; of two values of one feature the first counts."""
    found: dict[str, str] = {}
    for part in group:
        if part.feats != NOTHING:
            for pair in part.feats.split("|"):
                name, _, value = pair.partition("=")
                found.setdefault(name, value)
    return "|".join(f"{name}={found[name]}" for name in sorted(found, key=str.lower)) or NOTHING
