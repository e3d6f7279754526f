"""Writes the model cards of `models/spacy-*`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from agorascope.inference.store import DataSet
from scripts.treebanks.measure import CHUNK, KINDS, Figure
from scripts.treebanks.sets import PLANS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.treebanks.sets import Plan

ENCODER = DataSet("intfloat/multilingual-e5-small (weights that the layers began from)", "MIT")

NOTES = {
    "zh": """## How it was trained

Eight rounds with the layers, then twenty for the heads alone, and six of these over everything. It is short: after
six rounds with the layers LAS on GSDSimp from raw text was 41.5, so a longer run should do better still. The recipe was
changed on the way (the rates had begun to rise again when the layers were left), so that the same command gives
similar weights and not the same ones.

On PUD, HK and CFL spaCy's own parts, learned from the same sentences, have better trees (`scripts/bench_spacy`,
docs/pipelines.md): do not build on these yet.
"""
}


class Row(Struct, frozen=True):
    """Figures of one treebank's held-out fifth; `way` tells how it was shown, `given` what was given."""

    style: str
    way: str
    given: str
    sentences: int
    figures: list[Figure]


LANGUAGES = {"el": "Greek", "zh": "Chinese (both scripts)", "en": "English"}
WORDS = {
    "el": """spaCy's Greek tokenizer, with `στο`, `στην` … as two tokens, `σ` and `το`, as both Greek treebanks have
them: the text stays as it is, and the preposition and the article each have their place in the tree.""",
    "en": """spaCy's English tokenizer, but runs of marks (`!!`, `***`) are one token, as EWT has them. `don't` is two
tokens, `do` and `n't`.""",
    "zh": """Every character begins, is in, ends or is a word, as the network reads its sentence (BMES tags, Viterbi).
Numbers, Latin words, links and emoji are cut by rules. No package beside spaCy is needed: jieba is not maintained,
and the ready models of pkuseg are for research alone; neither is used.""",
}

_CARD = """# {name} {version}

A spaCy pipeline for {language}: words, sentences, parts of speech, features, lemmas, trees.
Licence: {licence}, as the treebanks ask.

`agorascope.syntax.parsed("{code}")` loads it and proves every file by its hash; `spacy.load(FOLDER)` does where
agorascope is installed. It needs `models/encoder`. {size:.1f} MB.

## What it is

- **Encoder**: the word vectors and the first {still} layers of `models/encoder` (multilingual-e5-small), unchanged;
  the next {layers} layers tuned on the treebanks, in int8. One sentence a pass: no text changes its neighbour's
  numbers, whatever the batch.
- **Words**: {words}
- **Sentences**: those of `agorascope.language.sentences`. Each is parsed by itself and has one root, so that the
  sentences of the parser are ours.
- **Tags, features**: one hidden layer over a word's vector (the mean of its pieces) and hashed forms of it.
- **Lemmas**: edit trees (Chrupała, 2008), chosen by the network among those that fit; a word that had one lemma
  wherever it was seen has that one.
- **Trees**: biaffine arcs and labels (Dozat and Manning, 2017), the best tree with one root (Chu-Liu-Edmonds). Trees
  need not be projective.
- White space tokens hang from the word before them (`dep`, `SPACE`), as in spaCy's own pipelines.

## Figures

F1 in percent on a fifth of each treebank that was not learned from, as the CoNLL 2018 shared task counts: from raw
text (sentences put together to passages of {chunk}), and with the treebank's sentences and words given. 95 % bootstrap
interval over sentences. Labels (LAS) are compared without subtypes. The depth at which the encoder tells most of
grammar was chosen on these sentences, and for Chinese to learn longer than at first. The weights that are shipped
learned {more} more rounds from everything, the fifth included, and are not measured again.

{table}

## Trained on

{data}

{notes}
## Limits

- Small treebanks: figures on other kinds of text are lower. Comments are not news: no comment was annotated.
- The styles of treebanks differ; it writes in that of {style}.
- A sentence of more than 256 pieces is read in windows, whose roots hang from the first as `parataxis`.
- Greek in Latin letters is not parsed.

## Rebuild

`scripts/train_spacy --data DIR --run RUN --only {plan}` (extra `train`). A run that was stopped goes on to the weights
that it would have had.
"""


def table(found: Sequence[Row]) -> str:
    """Write the figures as a table."""
    told = {figure.kind for row in found for figure in row.figures}
    kinds = [kind for kind in KINDS if kind in told]
    lines = [
        f"| treebank | shown | given | sentences | {' | '.join(kinds)} |",
        "|---|---|---|--:|" + "--:|" * len(kinds),
    ]
    for row in found:
        shown = {f.kind: f"{f.value:.1f} ({f.low:.1f} to {f.high:.1f})" for f in row.figures}
        cells = [shown.get(kind, "") for kind in kinds]
        lines.append(f"| {row.style} | {row.way} | {row.given} | {row.sentences} | {' | '.join(cells)} |")
    return "\n".join(lines)


def named(found: Sequence[Row]) -> dict[str, float]:
    """Name the figures of the first treebank as manifests do."""
    first = [row for row in found if row.style == found[0].style and row.way == "as it is"]
    return {f"{f.kind}, {row.style}, {row.given}": round(f.value, 2) for row in first for f in row.figures}


def text(plan: Plan, version: str, found: Sequence[Row], sizes: tuple[int, int, int, int]) -> str:
    """Write the card; `sizes` are bytes, still layers, tuned layers, rounds over everything."""
    size, still, layers, more = sizes
    return _CARD.format(
        name=f"agorascope-{plan.folder}",
        version=version,
        language=LANGUAGES[plan.code],
        licence=plan.licence,
        code=plan.code,
        size=size / 1e6,
        still=still,
        layers=layers,
        more=more,
        words=WORDS[plan.code].replace("\n", "\n  "),
        chunk=CHUNK,
        table=table(found),
        data="\n".join(f"- {one.name}: {one.licence}" for one in plan.treebanks)
        + f"\n- {ENCODER.name}: {ENCODER.licence}",
        notes=NOTES.get(plan.code, ""),
        style=plan.treebanks[0].name,
        plan=next(name for name, one in PLANS.items() if one == plan),
    )
