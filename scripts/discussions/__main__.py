"""Print, as JSON, how good the pipeline is on annotated discussions, per language.

`held_out` are the figures of the pages that the models did not learn from; labels are to be read there.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from agorascope.evaluation.figures import compare
from agorascope.inference import Models
from agorascope.pipeline import analyze
from agorascope.records import Discussion
from agorascope.settings import Settings
from scripts.discussions import likeness, measures
from scripts.discussions.gold import GoldPage, pages, pairs
from scripts.tasks.pages import HELD_OUT

DEFAULT = Path(__file__).parents[2] / "corpora" / "discussions"
Scored = list[tuple[GoldPage, Discussion, measures.Pairs]]


def main() -> None:
    """Analyse every annotated page of the folder and print the figures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    settings = Settings()
    models = Models(settings)
    scored = scored_pages(folder, models, settings)
    figures = figures_of(scored) | {"held_out": figures_of(held_out(scored))}
    figures["likeness"] = likeness.figures([p for page in pages(folder) for p in likeness.pairs(page.gold, models)])
    print(msgspec.json.format(msgspec.json.encode(figures)).decode())


def scored_pages(folder: Path, models: Models, settings: Settings) -> Scored:
    """Analyse the pages of a folder and match what was found with the gold."""
    scored: Scored = []
    for page in pages(folder):
        found = next(analyze([str(page.page)], models, settings))
        if not isinstance(found, Discussion):
            raise found
        scored.append((page, found, pairs(page.gold, found)))
    return scored


def held_out(scored: Scored) -> Scored:
    """Keep the pages that the models did not learn from."""
    return [one for one in scored if one[0].gold["id"].partition("-")[2] in HELD_OUT]


def figures_of(scored: Scored) -> dict[str, Any]:
    """Give the figures of all pages, and of those in each language."""
    groups = {"all": scored} | {
        code: [s for s in scored if s[0].language == code] for code in sorted({s[0].language for s in scored})
    }
    return {code: _figures(group) for code, group in groups.items()}


def _figures(scored: Scored) -> dict[str, Any]:
    every = [pair for *_, found in scored for pair in found]
    return {
        "structure": _added(measures.structure(p.gold, d, f) for p, d, f in scored),
        "signature": measures.names(every, "signature"),
        "addressee": measures.names(every, "addressee"),
        "by_article_author": measures.author_marks(every),
        "language": _labels(measures.languages(every)),
        "duplicates": _added(measures.duplicates(p.gold, d, ("exact", "near")) for p, d, _ in scored),
        "spam": _labels(measures.spam(every)),
        **{
            field: _labels(measures.labels(every, field), measures.scores(every, field))
            for field in ("sentiment", "stance", "reply")
        },
        "article_sentiment": _labels([measures.article_sentiment(p.gold, d) for p, d, _ in scored]),
        "arguments": measures.span_figures(*measures.spans(every)),
        "holders": _added(measures.holders(p.gold, d) for p, d, _ in scored),
        "key_points": _added(measures.key_points(p.gold, d) for p, d, _ in scored),
        "stance_shift": round(sum(measures.stance_shift(p.gold, d) for p, d, _ in scored) / len(scored), 3),
    }


def _added(counts: Iterable[dict[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return dict(total)


def _labels(found: list[tuple[str, str]], scores: list[float] | None = None) -> dict[str, Any]:
    """Put (gold, found) labels, with how sure we are of them, into the figures that matter at a glance."""
    figures = compare([g for g, _ in found], [f for _, f in found], scores)
    per_label = {k: [v.precision, v.recall, v.f1] for k, v in figures.per_label.items() if v.support}
    return {
        "rows": figures.rows,
        "accuracy": figures.accuracy,
        "macro_f1": figures.macro_f1,
        "interval": figures.interval,
        "per_label": per_label,
        **({"ece": figures.ece} if scores else {}),
    }


if __name__ == "__main__":
    main()
