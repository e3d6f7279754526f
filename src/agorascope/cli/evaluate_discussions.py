"""`agorascope evaluate discussion`: annotated pages analysed, or taken as found, and measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from agorascope.amounts import many
from agorascope.cli.options.choices import guests
from agorascope.cli.output.figures import print_figures
from agorascope.cli.output.words import say
from agorascope.errors import ReadError, UsageError

if TYPE_CHECKING:
    from agorascope.evaluation.discussion import GoldPage, Left
    from agorascope.inference import Models
    from agorascope.records import Discussion
    from agorascope.settings import Settings


def evaluate_pages(
    gold: Sequence[str], found: Path | None, by: Sequence[str], settings: Settings, *, as_json: bool
) -> None:
    """Measure the whole program on annotated discussions and print the figures."""
    from agorascope.evaluation.discussion import Left, evaluate_discussions, fields, read_gold
    from agorascope.evaluation.discussion.table import show

    if found and settings.choices:
        raise UsageError("--found is analysed already: --model and --labels belong to the `analyze` that made it")
    pages, others = read_gold(gold)
    if others:
        say(f"passed over, being no annotated discussions: {', '.join(p.name for p in others)}")
    fields(pages, by)  # what is wrong with the question is said before anything is analysed
    told = list(_found(pages, found) if found else _analysed(pages, settings))
    left = [one for one in told if isinstance(one, Left)]
    both = [(page, one) for page, one in zip(pages, told, strict=True) if not isinstance(one, Left)]
    if as_json or not both:  # the table names them itself
        for one in left:
            say(f"{one.source} left out: {one.message}")
    if not both:
        raise UsageError(f"no discussion can be compared: nothing is left of {many(len(pages), 'gold file')}")
    figures = evaluate_discussions([page for page, _ in both], [one for _, one in both], by, left)
    print_figures(figures, show, as_json=as_json)


def _found(pages: Sequence[GoldPage], path: Path) -> Iterator[Discussion | Left]:
    """Look every page up in what `analyze` found."""
    from agorascope.evaluation.discussion import Left, about, read_found

    every = read_found(path)
    for page in pages:
        names = " or ".join(dict.fromkeys((page.gold.id, page.path.stem)))
        yield about(page, every) or Left(str(page.path), "not-found", f"{path} has no discussion {names}")


def _analysed(pages: Sequence[GoldPage], settings: Settings) -> Iterator[Discussion | Left]:
    """Analyse the page beside every gold file."""
    from agorascope.cli.output.progress import Discussions
    from agorascope.evaluation.discussion import Left
    from agorascope.inference import Models

    with guests(settings) as others, Discussions(quiet=False) as progress:
        models = Models(settings, others)
        for page in pages:
            found = _page(page, models, settings)
            if not isinstance(found, Left):
                progress.done(found)
            yield found


def _page(page: GoldPage, models: Models, settings: Settings) -> Discussion | Left:
    from agorascope.evaluation.discussion import Left, about, page_beside
    from agorascope.pipeline import analyze
    from agorascope.readers import registry

    source, beside = str(page.path), page_beside(page.path, registry.suffixes())
    if beside is None:
        words = f"no page {page.path.stem}.txt, or of another format we read, beside it; add one, or give --found"
        return Left(source, "no-page", words)
    told = list(analyze([str(beside)], models, settings))
    good = [one for one in told if not isinstance(one, ReadError)]
    if not good:
        return Left(source, "unreadable", "; ".join(map(str, told)) or f"{beside} holds no discussion")
    found = good[0] if len(good) == 1 else about(page, good)
    return found or Left(source, "not-found", f"{beside} has no discussion {page.gold.id}")
