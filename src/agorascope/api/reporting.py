"""Reports of what was found, as `agorascope analyze --report` writes them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from agorascope.errors import UsageError

if TYPE_CHECKING:
    from agorascope.records import Debate, Discussion


def write(path: Path, *told: Discussion) -> Path:
    """Write a report of a discussion (`.html`, `.md`) or of several (`.md`), whole or not at all; give its path.

    Raises `UsageError` for another ending, or where nothing can be written.
    """
    from agorascope.pages import render as as_page
    from agorascope.reports.markdown import render as as_markdown
    from agorascope.reports.words import told_in

    if path.suffix == ".md":
        return _written(path, as_markdown(list(told)))
    if path.suffix == ".html" and len(told) == 1:
        return _written(path, as_page(told[0], told_in(told[0])))
    one = "; a page holds one discussion: d.report(…) of each" if path.suffix == ".html" else ""
    raise UsageError(f"{path}: give a name that ends in {'.md' if len(told) != 1 else '.html or .md'}{one}")


def write_debate(path: Path, told: Debate) -> Path:
    """Write a report of a debate, `.html` or `.md`; raises `UsageError` as `write` does."""
    from agorascope.pages import render_debate as as_page
    from agorascope.reports.markdown import render_debate as as_markdown

    if path.suffix not in {".md", ".html"}:
        raise UsageError(f"{path}: give a name that ends in .html or .md")
    render = as_page if path.suffix == ".html" else as_markdown
    return _written(path, render(told, told.locale, {}))


def _written(path: Path, text: str) -> Path:
    from agorascope.exports.files import opened

    with opened(path) as part:
        part.write_text(text, encoding="utf-8", errors="replace")
    return path
