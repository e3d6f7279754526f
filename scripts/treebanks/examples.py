"""Turns sentences into numbers: pieces behind the still layers (kept on disk), words, characters, answers."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from msgspec import Struct

from agorascope.inference import store
from agorascope.inference.inputs import Layout, Reading
from agorascope.inference.middle import Middle
from agorascope.inference.trunk import FOLDER, Trunk
from agorascope.language.chinese import to_simplified
from agorascope.syntax import forms, laying, lemmas
from scripts.treebanks.network import PLACES, ROWS, Batch, Sizes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agorascope.inference.inputs import Row
    from scripts.treebanks.conllu import Sentence, Word
    from scripts.treebanks.sets import Shown

NONE = -100
LONGEST = 512
BEGIN, INSIDE, END, ALONE = range(4)
RARE = 2


class Example(Struct, frozen=True, kw_only=True):
    """One sentence as numbers; answers are the places of their names, `NONE` where there is nothing to learn."""

    pieces: np.ndarray
    spread: np.ndarray
    forms: np.ndarray
    style: int
    answers: dict[str, np.ndarray]
    signs: np.ndarray
    piece_of: np.ndarray
    place_in: np.ndarray
    bounds: np.ndarray


class Names(Struct, frozen=True):
    """Everything that is told apart, in the order of the network's outputs."""

    styles: tuple[str, ...]
    tags: dict[str, tuple[str, ...]]
    relations: tuple[str, ...]
    signs: str

    @property
    def sizes(self) -> Sizes:
        """Count them."""
        tags = {name: len(values) for name, values in self.tags.items()}
        return Sizes(len(self.styles), tags, len(self.relations), len(self.signs) + 1 if self.signs else 0)


def asked(word: Word, text: str) -> dict[str, str]:
    """Give what each head has to tell of a word."""
    form = text[word.start : word.end]
    return {"upos": word.upos, "xpos": word.xpos, "feats": word.feats, "lemma": lemmas.rule(form, word.lemma)}


def names(rows: Sequence[Shown], *, characters: bool) -> Names:
    """Collect the names in rows, the frequent ones first; signs that are seen once are unknown ones."""
    counts: dict[str, Counter[str]] = {"upos": Counter(), "xpos": Counter(), "feats": Counter(), "lemma": Counter()}
    relations: Counter[str] = Counter()
    signs: Counter[str] = Counter()
    for row in rows:
        for word in row.sentence.words:
            relations[word.deprel] += 1
            for name, value in asked(word, row.sentence.text).items():
                counts[name][value] += 1
        signs.update(to_simplified(row.sentence.text))
    styles = tuple(dict.fromkeys(row.style for row in rows))
    kept = "".join(sorted(sign for sign, count in signs.items() if count >= RARE)) if characters else ""
    tags = {name: _ordered(found) for name, found in counts.items() if len(found) > 1}
    return Names(styles, tags, _ordered(relations), kept)


def _ordered(counts: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(counts, key=lambda name: (-counts[name], name)))


class Maker:
    """Makes examples; what the still layers give is kept in a folder under the hash of the sentence."""

    def __init__(self, still: int, kept: Path) -> None:
        trunk = Trunk(store.find(FOLDER), LONGEST)
        self.layout: Layout = trunk.layout
        self.middle = Middle(trunk, still)
        self.kept = kept / f"{self.middle.sha256[:12]}-{still}"
        self.kept.mkdir(parents=True, exist_ok=True)

    def pieces(self, text: str, row: Row) -> np.ndarray:
        """Give (pieces, width) in half precision."""
        path = self.kept / f"{hashlib.sha256(text.encode()).hexdigest()}.npy"
        if not path.exists():
            np.save(path, self.middle.run(row)[0].astype(np.float16))
        found: np.ndarray = np.load(path)
        return found

    def example(self, sentence: Sentence, style: str, known: Names) -> Example:
        """Make the example of a sentence."""
        text, words = sentence.text, sentence.words
        row = self.layout.row(Reading(text))
        piece_of, place_in = laying.characters(row, len(text), PLACES)
        return Example(
            pieces=self.pieces(text, row),
            spread=laying.spread(row, [(word.start, word.end) for word in words]),
            forms=np.array([forms.places(text[word.start : word.end], ROWS) for word in words]),
            style=known.styles.index(style),
            answers=answers(sentence, known),
            signs=signs(text, known.signs),
            piece_of=piece_of,
            place_in=place_in,
            bounds=bounds(sentence),
        )


def signs(text: str, known: str) -> np.ndarray:
    """Give the place of each character among the known ones, behind them for unknown ones."""
    places = {sign: place for place, sign in enumerate(known)}
    return np.array([places.get(sign, len(known)) for sign in to_simplified(text)], np.int64)


def bounds(sentence: Sentence) -> np.ndarray:
    """Give what each character is in its word; white space is nothing to learn."""
    found = np.full(len(sentence.text), NONE)
    for word in sentence.words:
        found[word.start : word.end] = INSIDE
        found[word.start], found[word.end - 1] = BEGIN, END
        if word.end - word.start == 1:
            found[word.start] = ALONE
    return found


def answers(sentence: Sentence, known: Names) -> dict[str, np.ndarray]:
    """Give the right answer of each head for each word."""
    places = {name: {value: n for n, value in enumerate(values)} for name, values in known.tags.items()}
    told = [asked(word, sentence.text) for word in sentence.words]
    found = {name: np.array([at.get(one[name], NONE) for one in told]) for name, at in places.items()}
    found["head"] = np.array([0 if w.head == n else w.head + 1 for n, w in enumerate(sentence.words)])
    relations = {value: n for n, value in enumerate(known.relations)}
    found["relation"] = np.array([relations.get(word.deprel, NONE) for word in sentence.words])
    return found


def batch(examples: Sequence[Example]) -> tuple[Batch, dict[str, torch.Tensor]]:
    """Put examples side by side, padded, with the answers."""
    pieces = _padded((one.pieces.astype(np.float32) for one in examples), 0.0)
    mask = _padded((np.ones(len(one.pieces), bool) for one in examples), 0)
    width = max(len(one.spread) for one in examples)
    spread = torch.zeros(len(examples), width, pieces.shape[1])
    for place, one in enumerate(examples):
        spread[place, : len(one.spread), : one.spread.shape[1]] = torch.from_numpy(one.spread)
    told = {name: _padded((one.answers[name] for one in examples), NONE) for name in examples[0].answers}
    told["bounds"] = _padded((one.bounds for one in examples), NONE)
    return Batch(
        pieces,
        mask,
        spread,
        _padded((one.forms for one in examples), 0),
        torch.tensor([one.style for one in examples]),
        _padded((one.signs for one in examples), 0),
        _padded((one.piece_of for one in examples), 0),
        _padded((one.place_in for one in examples), 0),
    ), told


def _padded(arrays: Iterable[np.ndarray], filling: float) -> torch.Tensor:
    return torch.nn.utils.rnn.pad_sequence(
        [torch.from_numpy(one) for one in arrays], batch_first=True, padding_value=filling
    )
