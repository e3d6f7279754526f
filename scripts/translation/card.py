"""The card of `models/translation`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.translation.measure import DIRECTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agorascope.deduplication.translations.verdict import Verdict
    from agorascope.inference.store import DataSet

_TEXT = """# agorascope-translation {version}

Tells whether a comment in Greek (also in Latin letters), Chinese or English is another comment translated.
Licence: MIT for the weights. They learned from the data named below, one set of which is for non-commercial use: look
at its terms before you build a product on them. Used by `agorascope duplicates`, `analyze` and the index.

## What it is

1. `projection.npz`: a linear map, 384 × 384, and a centre for each language, over the sentence vectors of
   `models/encoder`. It takes the language out of a vector and leaves what is said. Contrastive loss over aligned
   sentences and our own re-posts; comments that make the same point in other words were pushed away.
2. `verdict.json`: a logistic regression over how much nearer two texts are than their {count} nearest other texts: than
   the mean of both (weight {mean:.2f}), and than the more crowded one ({least:.2f}); intercept {intercept:.2f}.
   Other texts count as at least {usual:.3f} near: in a thread of ten nobody stands near anybody.

A text of less than 18 letters (9 Chinese characters), two of less than 30, or one three and a half times as long as the
other, are never judged. Where one number in digits stands in the place of another the texts are no translations of each
other, whatever the score. Greek in Latin letters beside Greek letters is not left to this model: both are written down
as they sound and compared.

## Measured

Cross-fitted: each pair by weights of the verdict that were fitted on other clusters. The projection did not see these
texts. 95 % bootstrap intervals over pairs. Threshold 0.5.

| set | precision | recall | recall {directions} |
|---|---|---|---|
{rows}

'labelled duplicates' are sentences and short questions of XQuAD among 4,000 comments of all kinds. In 'own re-posts'
one comment in five is there to mislead: another person making the same point about the same article, in another
language.

Among 13,500 of our own comments, on 452 articles in three languages, where next to nothing is translated, {wrong:.0f}
pairs are taken for translations (a few of them are: 'Per month?'). They were part of what the weights were fitted on.

## Limits

- **A changed word is not seen.** Of translations in which one fact was changed (a name, a negation, an opposite, a
  time, a number in words) {altered:.0%} are still taken for translations. Only another number in digits is noticed.
- Short questions and Greek with Chinese are hardest. Summaries and free retellings are not meant to be found.
- Languages other than these three are left out; so are texts whose language is not known.
- The re-posts were translated by AI writers of the founders' team, half as a machine, half as a person would.

## Data

{data}

The sentences of XNLI come shuffled; they were aligned by the encoder itself (mutual nearest neighbours of English with
Greek and with Chinese), so that the hardest tenth is missing from training.

## Rebuild

`scripts/train_translation --data DIR` (extra `train`; some ten minutes on two cores), after every change of
`models/encoder`: a projection is refused with another encoder than it was learned over.
"""


def text(figures: Mapping[str, float], weights: Verdict, version: str, data: Sequence[DataSet]) -> str:
    """Write the card from the figures."""
    sets = ("labelled duplicates", "own re-posts, dev")
    return _TEXT.format(
        version=version,
        count=4,
        mean=weights.mean_margin,
        least=weights.least_margin,
        intercept=weights.intercept,
        usual=weights.usual,
        directions=" / ".join("-".join(pair) for pair in DIRECTIONS),
        rows="\n".join(_row(figures, name) for name in sets),
        wrong=figures["pairs taken for translations: own comments"],
        altered=next(value for name, value in figures.items() if name.startswith("taken for")),
        data="\n".join(f"- {one.name}: {one.licence}" for one in data),
    )


def _row(figures: Mapping[str, float], name: str) -> str:
    def told(what: str) -> str:
        return f"{figures[f'{what}, {name}']:.3f}"

    directions = " / ".join(told(f"recall {one}-{other}") for one, other in DIRECTIONS)
    bounds = {
        what: f"{told(what)} ({told(f'{what}, low')} to {told(f'{what}, high')})" for what in ("precision", "recall")
    }
    return f"| {name} | {bounds['precision']} | {bounds['recall']} | {directions} |"
