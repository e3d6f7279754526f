"""Writes the model card of the heads from the figures that were measured."""

from __future__ import annotations

from typing import Any

UNSTATED = "no licence stated (research use assumed)"
OURS = ("agorascope own comments", "CC BY 4.0")
DATA: dict[str, tuple[tuple[str, str], ...]] = {
    "sentiment": (
        OURS,
        ("Skroutz reviews (el)", UNSTATED),
        ("online-shopping, BDCI car, SMP-EWECT (zh)", UNSTATED),
        ("SemEval 2013-2016 tweets (en)", "Twitter's terms"),
        ("SST-5 (en)", UNSTATED),
    ),
    "stance": (
        OURS,
        ("C-STANCE, ZS-CSD, IAM (zh)", UNSTATED),
        ("VAST, IBM-Rank-30k (en)", UNSTATED),
        ("perspectrum (en)", "CC BY-SA 4.0"),
        ("SemEval-2016 task 6 (en)", "Twitter's terms"),
    ),
    "reply": (OURS, ("DEBAGREEMENT, IAC, subreddit-agreement (en)", UNSTATED)),
    "argument": (OURS, ("PE and CRC (en, zh), cmv-modes (en)", UNSTATED)),
    "entailment": (
        ("XNLI dev (el, zh, en)", "CC BY-NC 4.0, non-commercial"),
        ("OCNLI (zh)", "CC BY-NC 2.0, non-commercial"),
    ),
    "keypoint": (("ArgKP 2021 (en)", "CDLA-Sharing 1.0"),),
}
SETS = {
    "own dev": "our own comments, theses that were not trained on; the temperature was fitted here",
    "threads": "eighteen annotated discussions, never trained on; one of two stance heads was chosen on them",
    "public dev": "dev parts of the public sets, at most 250 rows of a source and label",
}
INTRODUCTION = """# Heads on the frozen encoder

One small network for each task stands on the vectors of `models/encoder` (three mean pools of 384): standardised
features, one hidden layer (ReLU; three networks of different seeds joined into one), a softmax with a fitted
temperature. Pair tasks see both texts, the size of their difference, and their product. They run in NumPy.

Licence of the weights: MIT, as far as it is ours to give. Some training sets state no licence or allow
only non-commercial use (table below, and `data` in `manifest.json`): who must care about that should train again
without them. None of that data is in this repository, except our own comments.

## Figures

Macro F1 with a 95 % bootstrap interval over rows, accuracy, expected calibration error (ECE, ten bins); beside it
macro F1 of logistic regression on character 1- to 4-grams (tf-idf, same rows and weights) and of the most
frequent label. All figures are in `metrics.json`.
"""
LIMITS = """
## Limits

- The encoder is frozen: stance is judged from two vectors, so irony, stories that only imply a side and
  concessions are often missed. Fine-tuning is expected to do better.
- Greek stance, reply and argument roles have only our own comments to learn from; Greeklish has few of them
  and is weak.
- Our own comments have one writer's habits. Figures on the discussions are the ones to trust, and their
  intervals are wide.
- Greeklish is written in Greek letters first (`agorascope.language.to_greek`), in training and at run time: on Greek
  rows put into Latin letters by two habits, that took stance from 0.35 to 0.56 and replies from 0.48 to 0.66.
  Own Greek rows are also learned without accents, which took the sentiment of such texts from 0.65 to 0.70.
- Texts are cut at 256 pieces.
- The temperature was fitted on the dev rows, so their ECE is slightly flattered; on the discussions it is not.

## Rebuild

`scripts/train_heads --data DIR --threads DIR`, with the extra `train` installed. `DIR` holds one folder a task with
`train.jsonl` and `dev.jsonl`: `text`, `label`, `lang`, `source`, and `target`, `parent` or `key_point` for pairs.
"""


def text(metrics: dict[str, Any]) -> str:
    """Give the card in Markdown."""
    parts = [INTRODUCTION]
    for task in DATA:
        if task in metrics:
            parts += [f"\n### {task} ({metrics[task]['train_rows']:,} rows)\n", *_tables(metrics[task])]
    parts += ["\n## Data\n", "| task | set | licence |", "|---|---|---|"]
    parts += [
        f"| {task} | {name} | {licence} |" for task, sets in DATA.items() for name, licence in sets if task in metrics
    ]
    return "\n".join(parts) + "\n" + LIMITS


def _tables(found: dict[str, Any]) -> list[str]:
    lines = []
    for name, meaning in SETS.items():
        if name in found:
            lines += [
                f"\n*{name}*: {meaning}.\n",
                "| language | rows | macro F1 | accuracy | ECE | n-grams | majority |",
            ]
            lines += ["|---|---:|---|---:|---:|---:|---:|"]
            lines += [_line(code, methods) for code, methods in found[name].items()]
    return lines


def _line(code: str, methods: dict[str, Any]) -> str:
    head = methods["head"]
    low, high = head["interval"]
    shown = [
        code,
        str(head["rows"]),
        f"**{head['macro_f1']:.3f}** ({low:.3f} to {high:.3f})",
        f"{head['accuracy']:.3f}",
        f"{head['ece']:.3f}",
        f"{methods['character n-grams']['macro_f1']:.3f}",
        f"{methods['majority']['macro_f1']:.3f}",
    ]
    return f"| {' | '.join(shown)} |"
