"""Writes sample output and figures of README and docs/evaluate.md from the program itself: none grows stale unseen."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console

from agorascope.evaluation.discussion import evaluate_discussions, table
from agorascope.inference import Models
from agorascope.pipeline import analyze
from agorascope.records import Discussion
from agorascope.reports.terminal import show
from agorascope.settings import Settings
from scripts.discussions.__main__ import DEFAULT
from scripts.discussions.gold import Scored, held_out, scored_pages
from scripts.discussions.measures import figures_of

ROOT = Path(__file__).parents[2]
SAMPLE = Path("corpora/discussions/en-dev.txt")
WIDTH = 110
EVALUATION_WIDTH = 120
CODES = ("el", "en", "zh")


def main() -> None:
    """Rewrite the marked parts of both."""
    settings = Settings()
    models = Models(settings)
    scored = scored_pages(DEFAULT, models, settings)
    _rewrite(ROOT / "README.md", {"output": _fenced(_output(models, settings)), "figures": _table(scored)})
    _rewrite(ROOT / "docs" / "evaluate.md", {"discussion": _fenced(_evaluation(held_out(scored)))})


def _rewrite(path: Path, parts: dict[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for mark, content in parts.items():
        text = _between(text, mark, content)
    path.write_text(text, encoding="utf-8")


def _fenced(content: str) -> str:
    return f"```text\n{content}\n```"


def _between(text: str, mark: str, content: str) -> str:
    pattern = re.compile(rf"(<!-- {mark} -->\n).*?(<!-- /{mark} -->)", re.DOTALL)
    return pattern.sub(lambda found: f"{found[1]}{content}\n{found[2]}", text)


def _output(models: Models, settings: Settings) -> str:
    [found] = analyze([str(SAMPLE)], models, settings)
    if not isinstance(found, Discussion):
        raise found
    return _printed(lambda console: show(found, console), WIDTH)


def _evaluation(scored: Scored) -> str:
    """Give what `evaluate discussion` prints of pages."""
    found = evaluate_discussions([page for page, *_ in scored], [one for _, one, _ in scored])
    return _printed(lambda console: table.show(found, console), EVALUATION_WIDTH)


def _printed(write: Callable[[Console], None], width: int) -> str:
    file = io.StringIO()
    write(Console(file=file, width=width, color_system=None))
    return "\n".join(line.rstrip() for line in file.getvalue().rstrip().splitlines())


def _table(scored: Scored) -> str:
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
            "pairs of comments under one key point of ours that share one of the annotator's",
            [_share(f["key_points"], "pairs_right", "pairs") for f in per],
        ),
        (
            "pages whose shares of sides, in voices, are within 15 points",
            [_share(f["stance_shares"]["voices"], "within", "discussions") for f in per],
        ),
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
