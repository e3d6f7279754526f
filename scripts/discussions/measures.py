"""Figures of annotated discussions as `scripts/eval_discussions` prints them, of all pages and of each language."""

from __future__ import annotations

from typing import Any

import msgspec

from agorascope.evaluation.discussion.figures import READERS, figures
from scripts.discussions.gold import Scored

LABELS = (*READERS, "article_sentiment")


def figures_of(scored: Scored) -> dict[str, Any]:
    """Give the figures of all pages, and of those in each language."""
    codes = sorted({page.gold.language for page, *_ in scored})
    groups = {"all": scored} | {code: [s for s in scored if s[0].gold.language == code] for code in codes}
    return {code: _figures(group) for code, group in groups.items()}


def _figures(scored: Scored) -> dict[str, Any]:
    """Give the figures of `evaluate discussion`; of a label, [precision, recall, F1] stand in a row."""
    told: dict[str, Any] = msgspec.to_builtins(figures([counts for *_, counts in scored]))
    for name in LABELS:
        if told[name]:
            per_label = told[name]["per_label"]
            told[name]["per_label"] = {k: [v["precision"], v["recall"], v["f1"]] for k, v in per_label.items()}
    return told | {"stance_shift": told["stance_shares"]["voices"]["mean"]["value"]}
