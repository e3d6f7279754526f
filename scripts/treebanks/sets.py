"""Which treebanks each pipeline learns from, under which licence, and how their sentences are shown."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct, structs

from agorascope.inference.store import DataSet
from agorascope.language.chinese import characters, script, to_simplified
from scripts.treebanks.conllu import Sentence, Word, read

FOLDS = 5


class Treebank(Struct, frozen=True):
    """A file of a treebank; what `style` it is annotated in, and under which terms it came."""

    name: str
    file: str
    style: str
    licence: str


class Plan(Struct, frozen=True):
    """A pipeline: its language, and the treebanks it learns from, the one whose style it writes first."""

    code: str
    folder: str
    treebanks: tuple[Treebank, ...]
    licence: str


BY_SA, BY_SA_3, BY_NC_SA = "CC BY-SA 4.0", "CC BY-SA 3.0", "CC BY-NC-SA 3.0"
_GUD = Treebank("UD Greek-GUD, train", "el_gud-ud-train.conllu", "gud", BY_SA)
_GDT = (
    Treebank("UD Greek-GDT, train", "el_gdt-ud-train.conllu", "gdt", BY_NC_SA),
    Treebank("UD Greek-GDT, dev", "el_gdt-ud-dev.conllu", "gdt", BY_NC_SA),
)
PLANS = {
    "el": Plan("el", "spacy-el", (_GUD,), BY_SA),
    "el-gdt": Plan("el", "spacy-el-gdt", (*_GDT, _GUD), BY_NC_SA),
    "zh": Plan(
        "zh",
        "spacy-zh",
        (
            Treebank("UD Chinese-GSDSimp, dev", "zh_gsdsimp-ud-dev.conllu", "gsd", BY_SA),
            Treebank("UD Chinese-PUD", "zh_pud-ud-test.conllu", "pud", BY_SA_3),
            Treebank("UD Chinese-HK", "zh_hk-ud-test.conllu", "hk", BY_SA),
            Treebank("UD Chinese-CFL", "zh_cfl-ud-test.conllu", "cfl", BY_SA),
        ),
        BY_SA,
    ),
    "en": Plan("en", "spacy-en", (Treebank("UD English-EWT, dev", "en_ewt-ud-dev.conllu", "ewt", BY_SA),), BY_SA),
}


def data(plan: Plan) -> tuple[DataSet, ...]:
    """Name what a pipeline learned from, as manifests do."""
    return tuple(DataSet(one.name, one.licence) for one in plan.treebanks)


class Shown(Struct, frozen=True):
    """A sentence of a treebank in the ways it is shown; `fold` is the part of the data that it belongs to."""

    style: str
    fold: int
    sentence: Sentence
    others: tuple[Sentence, ...]


def shown(plan: Plan, folder: Path) -> list[Shown]:
    """Read a plan's treebanks; sentences of one document or paragraph stay in one fold."""
    found: list[Shown] = []
    for treebank in plan.treebanks:
        group = -1
        sentences = read(folder / treebank.file)
        loose = sum(one.opens for one in sentences) * 2 > len(sentences) or not any(one.opens for one in sentences)
        for sentence in sentences:
            group += loose or sentence.opens
            found.append(Shown(treebank.style, group % FOLDS, sentence, _others(plan.code, sentence)))
    return found


def _others(code: str, sentence: Sentence) -> tuple[Sentence, ...]:
    made = {"el": joined, "zh": otherwise}.get(code)
    other = made(sentence) if made else sentence
    return (other,) if other != sentence else ()


# GUD writes articles apart from their preposition ('σ το'), and signs apart from words; nobody else does.
_APART = re.compile(r"(?<=\b[σΣ])\s(?=τ)|\s(?=[.,;!…»)\]·:])|(?<=[«(\[])\s")


def joined(sentence: Sentence) -> Sentence:
    """Write a Greek sentence without the spaces that only the treebank has."""
    gone = {at for found in _APART.finditer(sentence.text) for at in range(*found.span())}
    places = [0]
    for at in range(len(sentence.text)):
        places.append(places[-1] + (at not in gone))
    text = "".join(sign for at, sign in enumerate(sentence.text) if at not in gone)
    return Sentence(text, tuple(_moved(word, places) for word in sentence.words), sentence.opens)


def _moved(word: Word, places: list[int]) -> Word:
    moved: Word = structs.replace(word, start=places[word.start], end=places[word.end])
    return moved


def otherwise(sentence: Sentence) -> Sentence:
    """Write a Chinese sentence in the other script, as far as single characters tell; lemmas too."""
    write = to_simplified if script(sentence.text) == "Hant" else _to_traditional
    words = tuple(structs.replace(word, lemma=write(word.lemma)) for word in sentence.words)
    return Sentence(write(sentence.text), words, sentence.opens)


def _to_traditional(text: str) -> str:
    known = characters()
    pairs = dict(zip(reversed(known.simplified), reversed(known.traditional), strict=True))
    only = set(known.hans)
    return "".join(pairs.get(sign, sign) if sign in only else sign for sign in text)
