"""Measures a pipeline as the CoNLL 2018 shared task does: from raw text, what is right of what is told and asked.

Source of the measure: Zeman et al. (2018), CoNLL 2018 Shared Task. Words count as found where they begin and end where
the treebank's do; a part of speech, a lemma, an arc is right on a word that was found; labels without their subtypes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from agorascope.language.sentence_starts import NAME as SENTENCES
from agorascope.syntax.chinese import document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

    from scripts.treebanks.conllu import Sentence, Word

KINDS = ("words", "sentences", "UPOS", "XPOS", "features", "lemmas", "UAS", "LAS")
NOTHING = "_"
SAMPLES = 1000
CHUNK = 25


class Figure(Struct, frozen=True):
    """F1 in percent, with a 95 % bootstrap interval over sentences."""

    kind: str
    value: float
    low: float
    high: float


def passages(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """Put neighbours into passages, as raw texts have them."""
    now: list[Sentence] = []
    for sentence in sentences:
        if now and (len(now) == CHUNK or sentence.opens):
            yield now
            now = []
        now.append(sentence)
    yield now


def figures(nlp: Language, sentences: Sequence[Sentence], gap: str, *, gold_words: bool = False) -> list[Figure]:
    """Measure on sentences, joined by `gap`; with `gold_words` each alone and with the treebank's words."""
    counts: list[np.ndarray] = []
    if gold_words:
        groups = [[sentence] for sentence in sentences]
        docs = [_given(nlp, sentence) for sentence in sentences]
    else:
        groups = list(passages(sentences))
        docs = list(nlp.pipe([gap.join(one.text for one in group) for group in groups]))
    for group, doc in zip(groups, docs, strict=True):
        counts += _counts(group, doc, len(gap))
    tagged = any(word.xpos != NOTHING for sentence in sentences for word in sentence.words)
    return [figure for figure in _drawn(np.array(counts)) if tagged or figure.kind != "XPOS"]


def _given(nlp: Language, sentence: Sentence) -> Doc:
    doc = document(nlp.vocab, sentence.text, [(word.start, word.end) for word in sentence.words])
    for number, token in enumerate(doc):
        token.is_sent_start = number == 0
    for name, pipe in nlp.pipeline:  # those of another maker, too: the bench measures them in the same way
        doc = pipe(doc) if name != SENTENCES else doc
    return doc


def _counts(group: Sequence[Sentence], doc: Doc, gap: int) -> list[np.ndarray]:
    """Count, for each sentence, by kind: right, told, asked."""
    tokens = [token for token in doc if not token.is_space]
    told = {(token.idx, token.idx + len(token)): token for token in tokens}
    cut = {(sent[0].idx, sent[-1].idx + len(sent[-1])) for sent in map(_trimmed, doc.sents) if len(sent)}
    found, at = [], 0
    for sentence in group:
        end = at + len(sentence.text)
        rows = np.zeros((len(KINDS), 3))
        rows[:, 1] = sum(at <= token.idx < end for token in tokens)
        rows[:, 2] = len(sentence.words)
        rows[1] = ((at, end) in cut, sum(at <= start < end for start, _ in cut), 1)
        for word in sentence.words:
            token = told.get((at + word.start, at + word.end))
            if token is not None:
                rows[:, 0] += _right(sentence, word, token, at)
        found.append(rows)
        at = end + gap
    return found


def _trimmed(sent: Span) -> Span:
    """Leave white space out at both ends."""
    start, end = 0, len(sent)
    while start < end and sent[end - 1].is_space:
        end -= 1
    while start < end and sent[start].is_space:
        start += 1
    return sent[start:end]


def _right(sentence: Sentence, word: Word, token: Token, at: int) -> list[bool]:
    """Tell by kind what is right of a word that was found; sentences are counted elsewhere."""
    head = sentence.words[word.head]
    place = (token.head.idx, token.head.idx + len(token.head))
    hung = place == (at + head.start, at + head.end)
    xpos = token.tag_ if word.xpos != NOTHING else NOTHING
    return [
        True,
        False,
        token.pos_ == word.upos,
        xpos == word.xpos,
        (str(token.morph) or NOTHING) == word.feats,
        word.lemma in {token.lemma_, NOTHING},
        hung,
        hung and token.dep_.lower().partition(":")[0] == word.deprel.partition(":")[0],
    ]


def _drawn(counts: np.ndarray) -> list[Figure]:
    drawn = np.random.default_rng(5)
    sums = [counts.sum(axis=0)]
    sums += [counts[drawn.integers(0, len(counts), len(counts))].sum(axis=0) for _ in range(SAMPLES)]
    scores = np.array([200 * one[:, 0] / np.maximum(one[:, 1] + one[:, 2], 1) for one in sums])
    low, high = np.percentile(scores[1:], (2.5, 97.5), axis=0)
    return [Figure(kind, *map(float, row)) for kind, *row in zip(KINDS, scores[0], low, high, strict=True)]
