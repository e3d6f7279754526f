"""Writes README's sample output and figures from the program itself, so that neither can grow stale unseen."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

from rich.console import Console

from agorascope.inference import Models
from agorascope.pipeline import analyze
from agorascope.records import Discussion
from agorascope.reports.terminal import show
from agorascope.settings import Settings
from scripts.discussions.__main__ import DEFAULT, figures_of, held_out, scored_pages

ROOT = Path(__file__).parents[2]
SAMPLE = Path("corpora/discussions/en-dev.txt")
WIDTH = 110
CODES = ("el", "en", "zh")


def main() -> None:
    """Rewrite the two marked parts of README.md."""
    settings = Settings()
    models = Models(settings)
    readme = ROOT / "README.md"
    text = _between(readme.read_text(encoding="utf-8"), "output", f"```\n{_output(models, settings)}\n```")
    readme.write_text(_between(text, "figures", _table(models, settings)), encoding="utf-8")


def _between(text: str, mark: str, content: str) -> str:
    pattern = re.compile(rf"(<!-- {mark} -->\n).*?(<!-- /{mark} -->)", re.DOTALL)
    return pattern.sub(lambda found: f"{found[1]}{content}\n{found[2]}", text)


def _output(models: Models, settings: Settings) -> str:
    [found] = analyze([str(SAMPLE)], models, settings)
    if not isinstance(found, Discussion):
        raise found
    file = io.StringIO()
    show(found, Console(file=file, width=WIDTH, color_system=None))
    return "\n".join(line.rstrip() for line in file.getvalue().rstrip().splitlines())


def _table(models: Models, settings: Settings) -> str:
    scored = scored_pages(DEFAULT, models, settings)
    head = ["| | Greek | English | Chinese |", "|---|---|---|---|"]
    rows = _rows(figures_of(held_out(scored)), figures_of(scored))
    return "\n".join([*head, *(f"| {name} | {' | '.join(cells)} |" for name, cells in rows)])


def _rows(unseen: dict[str, Any], every: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """Give what the models do on pages they did not learn from, and what the rules do on all."""
    per, pages = [unseen[code] for code in CODES], [every[code] for code in CODES]
    rows = [
        (f"{name}, macro F1", [f"{f[key]['macro_f1']:.2f} ({_span(f[key]['interval'])})" for f in per])
        for name, key in (
            ("stance to the thesis", "stance"),
            ("stance to the parent", "reply"),
            ("sentiment", "sentiment"),
        )
    ]
    rows += [
        ("spam, precision / recall", [_spam(f["spam"]["per_label"]["spam"]) for f in per]),
        ("argument spans, F1", [f"{f['arguments']['f1']:.2f}" for f in per]),
        ("key points found (Jaccard of comments ≥ 0.3)", [_share(f["key_points"], "met", "gold") for f in per]),
        (
            "all pages: right text and parent",
            [_share(f["structure"], "parent", "comments") for f in pages],
        ),
        ("all pages: re-posts found, false", [_duplicates(f["duplicates"]) for f in pages]),
        ("all pages: right holder of attributed claims", [_share(f["holders"], "right", "gold") for f in pages]),
    ]
    return rows


def _span(interval: tuple[float, float]) -> str:
    return f"{interval[0]:.2f}–{interval[1]:.2f}"


def _spam(rates: list[float]) -> str:
    return f"{rates[0]:.2f} / {rates[1]:.2f}"


def _share(counts: dict[str, int], part: str, whole: str) -> str:
    return f"{counts[part]} of {counts[whole]}"


def _duplicates(counts: dict[str, int]) -> str:
    return f"{counts['found']} of {counts['gold']}, {counts['false']}"


if __name__ == "__main__":
    main()
