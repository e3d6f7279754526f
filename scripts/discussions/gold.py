"""Annotated discussions of a folder, analysed."""

from __future__ import annotations

from pathlib import Path

from agorascope.errors import AgorascopeError
from agorascope.evaluation.discussion import GoldPage, page_beside, read_gold
from agorascope.evaluation.discussion.figures import Measured, measured
from agorascope.evaluation.discussion.pairs import match
from agorascope.inference import Models
from agorascope.pipeline import analyze
from agorascope.records import Discussion
from agorascope.settings import Settings
from scripts.tasks.pages import HELD_OUT

Scored = list[tuple[GoldPage, Discussion, Measured]]


def scored_pages(folder: Path, models: Models, settings: Settings) -> Scored:
    """Analyse the pages of a folder and count what meets the gold; raises `SystemExit` where there are none."""
    try:
        pages, _ = read_gold([folder])
    except AgorascopeError as error:
        raise SystemExit(str(error)) from error
    both = [(page, _found(page, models, settings)) for page in pages]
    return [(page, found, measured(match(page.gold, found))) for page, found in both]


def _found(page: GoldPage, models: Models, settings: Settings) -> Discussion:
    beside = page_beside(page.path, (".txt",))
    if beside is None:
        raise SystemExit(f"{page.path}: no page (.txt) beside it")
    found = next(analyze([str(beside)], models, settings))
    if not isinstance(found, Discussion):
        raise found
    return found


def held_out(scored: Scored) -> Scored:
    """Keep the pages that the models did not learn from."""
    return [one for one in scored if one[0].gold.id.partition("-")[2] in HELD_OUT]
