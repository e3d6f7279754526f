"""Print, as JSON, how often good comments are flagged as spam and adverts are missed, beside today's rules.

`discussions`: precision and recall on annotated pages, held out from the models and learned from, in each form of file;
`innocents`: false alarms; `adverts`: recall; both in the half that repairs may look at (`train`) and in the other.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from agorascope import language, spam, steps
from agorascope.inference import Models
from agorascope.settings import Settings
from scripts.flags import figures, peers
from scripts.flags.rows import Row, moderation, pages

FORMS = ("txt", "json", "jsonl")
PARTS = {"all": ("held-out", "learned"), "held-out": ("held-out",), "learned": ("learned",)}
Scores = dict[str, list[float]]
Told = Callable[[Sequence[Row], Sequence[float]], dict[str, Any]]


def main() -> None:
    """Judge all rows by every method and print the figures, with `--wrong` also our wrong verdicts of a part."""
    parser = argparse.ArgumentParser(prog="scripts/eval_flags", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of labelled data: adds tf-idf and logistic regression")
    parser.add_argument("--wrong", choices=("train", "learned"), help="print what we judged wrong in this part")
    options = parser.parse_args()
    models = Models(Settings())
    sets = {form: discussions(form, models) for form in FORMS}
    sets |= {name: judged(moderation(name), models) for name in ("innocents", "adverts")}
    found = {name: scored(rows, ours, options.data) for name, (rows, ours) in sets.items()}
    rows = {name: rows for name, (rows, _) in sets.items()}
    print(msgspec.json.format(msgspec.json.encode(told(rows, found))).decode())
    if options.wrong:
        show_wrong([(row, s) for rows, ours in sets.values() for row, s in zip(rows, ours, strict=True)], options.wrong)


def discussions(form: str, models: Models) -> tuple[list[Row], list[float]]:
    """Judge the pages as the pipeline does: with their article, the language of the page, campaigns."""
    rows, scores = [], []
    for thread, of_page in pages(form):
        said = steps.spoken(thread)
        reposts = steps.reposts(thread, models, Settings())
        rows += of_page
        scores += [one.score for one in steps.judged(thread, said, reposts.campaigns, models, Settings())]
    return rows, scores


def judged(rows: list[Row], models: Models) -> tuple[list[Row], list[float]]:
    """Judge rows without an article; a text that does not show its language has the page's, as in the program."""
    found = language.detect_all([row.text for row in rows])
    pairs = zip(rows, found, strict=True)
    codes = [one.code if one.code != "und" else row.lang if row.lang != "other" else "en" for row, one in pairs]
    return rows, [one.score for one in spam.judge([row.text for row in rows], codes, "", models, Settings())]


def scored(rows: Sequence[Row], ours: list[float], data: Path | None) -> Scores:
    """Give the scores of every method, and of one that flags nothing."""
    texts = [row.text for row in rows]
    found = {"agorascope": ours, "links and words": [peers.held(text) for text in texts]}
    return found | ({"tf-idf + LR": peers.learned(data, texts)} if data else {})


def told(rows: dict[str, list[Row]], found: dict[str, Scores]) -> dict[str, Any]:
    """Give the figures of every set, method and part; calibration over both kinds of rows together."""
    both = [*rows["innocents"], *rows["adverts"]]
    return {
        "discussions": {form: {m: _pages(rows[form], s) for m, s in found[form].items()} for form in FORMS},
        **{name: _halves(rows[name], found[name], figures.flagged) for name in ("innocents", "adverts")},
        "moderation": _halves(
            both, {m: [*s, *found["adverts"][m]] for m, s in found["innocents"].items()}, figures.verdicts
        ),
    }


def _pages(rows: Sequence[Row], scores: Sequence[float]) -> dict[str, Any]:
    codes = list(dict.fromkeys(row.lang for row in rows))
    return {
        name: {"all": figures.verdicts(*_only(rows, scores, parts, codes))}
        | {code: figures.verdicts(*_only(rows, scores, parts, [code])) for code in codes}
        for name, parts in PARTS.items()
    }


def _halves(rows: Sequence[Row], found: Scores, tell: Told) -> dict[str, Any]:
    codes = list(dict.fromkeys(row.lang for row in rows))
    return {
        half: {method: tell(*_only(rows, scores, (half,), codes)) for method, scores in found.items()}
        for half in ("train", "test")
    }


def _only(
    rows: Sequence[Row], scores: Sequence[float], parts: Sequence[str], codes: Sequence[str]
) -> tuple[list[Row], list[float]]:
    pairs = [(row, s) for row, s in zip(rows, scores, strict=True) if row.part in parts and row.lang in codes]
    return [row for row, _ in pairs], [score for _, score in pairs]


def show_wrong(pairs: Sequence[tuple[Row, float]], part: str) -> None:
    """Print the wrong verdicts of one part, to be read one by one."""
    for row, score in pairs:
        if row.part == part and row.spam != (score >= figures.THRESHOLD):
            print("MISSED" if row.spam else "FALSE ALARM", row.kind, row.lang, score, " ".join(row.text.split()))


if __name__ == "__main__":
    main()
