"""Writes the model card of `models/spam`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from agorascope.inference.store import DataSet
from scripts.spam import fit, measure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agorascope.spam.scorer import Scorer

DATA = (
    DataSet("own comments", "CC BY 4.0"),
    DataSet("YouTube Spam Collection", "CC BY 4.0"),
    DataSet("ham: SemEval 2013-16 tweets", "Twitter's terms"),
    DataSet("ham: FanChuan (weights of 1.0.0)", "MIT"),
    DataSet(
        "ham: C-STANCE, ZS-CSD, VAST, DEBAGREEMENT, IAC and subreddit-agreement (these two: weights of 1.0.0)",
        "not stated",
    ),
    DataSet("ham: Skroutz, online-shopping, SMP-EWECT (weights of 1.0.0)", "not stated"),
)

_CARD = """# agorascope-spam 2.1.0

Tells spam from comments under articles in Greek (also in Latin letters), Chinese (both scripts) and English.
Licence: MIT. One file of weights, `scorer.json`, read by `agorascope.spam`; its SHA-256 is in `manifest.json`.

## What it is

1. **Words**: the spam head of `models/tasks`. It is shown a comment without its links, addresses, numbers and
   messenger ids, so that it cannot say 'a link is spam'.
2. **Signals**: phrases of adverts (`src/agorascope/language/data/*/spam.toml`), whether something offered comes with
   a way to get it, links to traps, disguises.

A logistic regression joins them. Its weights are not negative, were fitted on rows that the model had not learned from
(own dev, a YouTube video, half of the unseen good texts), and stay near those of version 1.0.0, which were fitted on
19,000 rows with a linear model's cross-fitted logits: signals are too rare in unseen rows to be weighed without them.
Where nothing is found that is an advert's own (an offer, a trade, an invitation, malice, a trap, an id in a messenger,
a disguise, praise with a way to its writer), words alone must be as sure as 5 to 1. A link, an address, capitals or
praise weigh nothing alone, and a price makes no offer.
How far a comment is from its article weighs nothing either; it decides whether a verdict is also told as off-topic.

| signal | weight |
|---|--:|
{weights}

Intercept {intercept}; a text whose words say nothing (no words, an unknown language) counts as words = {neutral}.
The score is the probability of spam where {share:.0%} of the comments are spam; the default threshold is 0.5.

## Measured

F1 with a 95 % bootstrap interval (1,000 samples of whole theses or discussions). The weights (sixteen numbers) were
fitted on `own dev` and `YouTube dev`, which the model had not learned from; it had learned from twelve of the eighteen
discussions. `held-out discussions` are the other six. `character n-grams`: TF-IDF (2 to 5) and logistic regression,
trained on our own comments and YouTube. `has a link`: every comment with a link is spam.

{table}

False alarms on good texts of other places that were not trained on (reviews, tweets, posts; half of them chosen for
their links, numbers and prices): {alarms}.

{notes}

## Trained on

{data}

The words' model learned from our own comments and messages, YouTube, SMS and FBS-SMS (see its card), these weights
from the above.

{others}
## Limits

- Few own adverts; figures on a set have wide intervals, see the table.
- Comments in other languages, and those of fewer than eight letters, are judged by signals alone.
- The words' model takes some notices of events and some firms' own answers to customers, above all Chinese ones, for
  adverts: those are most of the false alarms that were read.
- A polite advert without anything offered, linked or typical reads like a comment; it is missed rather than guessed.
- Text behind the first {reach:,} characters of a comment is not read, and the encoder reads 256 pieces.
- On YouTube, asking for subscribers counts as spam; under articles such comments are rare and mostly missed.

## Rebuild

`scripts/train_spam --data DIR --threads DIR` (needs the extra `train`; some minutes on two cores).
"""


NOTES = """Before any comment of the discussions was read, version 1.0.0 without its last phrases had on them precision
1.000, recall 0.872, F1 0.932 (47 adverts; Greek 0.880, English 0.966, Chinese 0.941), and on own dev 1.000, 0.920 and
0.958. The misses were then read one by one and phrases of their kinds were added to the language data, so later figures
of the signals on these two sets are no longer those of unseen data. For 2.1.0 phrases were added from the training
comments, YouTube's training videos and the `train` half of `corpora/moderation`, and phrases that good comments of
those have as often were dropped; its `test` half was only measured (`scripts/eval_flags`)."""


def text(scorer: Scorer, found: Sequence[measure.Figures], alarms: Mapping[str, tuple[int, int]]) -> str:
    """Write the card for a scorer and its figures."""
    from agorascope.spam.signals import REACH

    return _CARD.format(
        weights="\n".join(f"| {name} | {weight:.3f} |" for name, weight in scorer.weights.items()),
        intercept=scorer.intercept,
        neutral=scorer.neutral,
        share=fit.SHARE_OF_SPAM,
        table=measure.table(found),
        notes=NOTES,
        alarms=", ".join(f"{code} {wrong} of {count}" for code, (count, wrong) in alarms.items()),
        data="\n".join(f"- {item.name}: {item.licence}" for item in DATA),
        reach=REACH,
        others=Path(__file__).with_name("others.md").read_text(encoding="utf-8"),
    )
