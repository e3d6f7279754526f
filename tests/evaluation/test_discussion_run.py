"""A whole evaluation of discussions: slices, order, what is not annotated, tables."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import msgspec
import pytest
from rich.console import Console

from agorascope.errors import UsageError
from agorascope.evaluation.discussion import DiscussionEvaluation, GoldPage, Left, evaluate_discussions
from agorascope.evaluation.discussion.table import show
from agorascope.records import Discussion
from tests.evaluation.annotating import found, gold, point
from tests.making import comment

SIDES = ("favor", "against", "none")


def page(number: int, **fields: Any) -> tuple[GoldPage, Discussion]:
    """Make a page of three comments, the first of them labelled wrongly on every third page."""
    stances = [SIDES[number % 3], "favor", "against"]
    labels = ["none" if number % 3 == 0 else stances[0], *stances[1:]]
    annotated = gold(
        *({"text": f"Comment {n}.", "stance": stance} for n, stance in enumerate(stances, start=1)),
        id=f"p{number}",
        language="el" if number % 2 else "en",
        key_points=[{"stance": "favor", "comments": [2]}],
    )
    told = found(
        *(comment(str(n), stance=label) for n, label in enumerate(labels, start=1)),
        points=(point("favor", "2"),),
        id=f"p{number}",
    )
    return GoldPage(Path(f"p{number}.json"), annotated, {"id": f"p{number}", **fields}), told


def evaluated(*both: tuple[GoldPage, Discussion], by: tuple[str, ...] = ()) -> DiscussionEvaluation:
    return evaluate_discussions([p for p, _ in both], [d for _, d in both], by)


def shown(evaluation: DiscussionEvaluation) -> str:
    file = io.StringIO()
    show(evaluation, Console(file=file, width=120, markup=False, highlight=False))
    return file.getvalue()


def test_slices_are_those_of_their_pages() -> None:
    """Each language and each value of a field, also of one inside another, has the figures of its own pages."""
    pages = [page(n, article={"site": "a" if n < 2 else None}) for n in range(6)]
    told = evaluated(*pages, by=("id", "article.site"))
    assert {name: cut.discussions for name, cut in told.by_language.items()} == {"el": 3, "en": 3}
    assert {name: cut.discussions for name, cut in told.by["article.site"].items()} == {"a": 2, "untold": 4}
    assert list(told.by["id"]) == [f"p{n}" for n in range(6)]
    assert told.by["id"]["p1"] == evaluated(pages[1]).overall
    assert told.overall.stance is not None
    assert told.overall.stance.accuracy == round(16 / 18, 4)


def test_order_of_pages_changes_no_byte() -> None:
    """The same pages in another order give the same object."""
    pages = [page(n) for n in range(7)]
    assert msgspec.json.encode(evaluated(*pages)) == msgspec.json.encode(evaluated(*pages[::-1]))


def test_what_is_not_annotated_has_no_figures() -> None:
    """Gold of texts alone measures the structure; everything else is null, and the table has no row for it."""
    annotated = GoldPage(Path("x.json"), gold({"text": "Comment 1."}), {})
    told = evaluated((annotated, found(comment("1", stance="favor"))))
    figures = told.overall
    assert (figures.structure.text, figures.structure.texts, figures.structure.parents) == (1, 1, 0)
    assert [figures.stance, figures.spam, figures.arguments, figures.key_points] == [None] * 4
    assert figures.rivals == {}
    assert figures.stance_shares.voices.discussions == figures.objections.gold == 0
    text = shown(told)
    assert "key points on the same rows" not in text
    assert [line.split("│")[1].strip() for line in text.splitlines() if line.startswith("│")] == ["right text"]
    assert "24 measures without gold not shown" in text


def test_a_row_is_shown_where_one_language_has_gold() -> None:
    """What is annotated in some discussions alone has its row, with a dash where there is none; all has no note."""
    without = GoldPage(Path("x.json"), gold({"text": "Comment 1."}, language="zh"), {})
    text = shown(evaluated(page(1), (without, found(comment("1", stance="favor")))))
    [row] = [line for line in text.splitlines() if "stance, macro F1" in line]
    assert row.rstrip("│ ").endswith("–")
    assert "false re-posts" not in text


def test_pages_with_and_without_key_points_go_together() -> None:
    """Key points are measured where they are annotated, with every method on the same pages."""
    without = GoldPage(Path("x.json"), gold({"text": "Comment 1."}), {})
    told = evaluated(page(1), (without, found(comment("1", stance="favor")))).overall
    assert told.key_points is not None
    assert (told.key_points.gold, told.key_points.sided) == (1, told.rivals["singletons"].sided)
    assert (told.rivals["singletons"].ours, told.rivals["one_a_side"].ours, told.rivals["perfect"].ours) == (3, 2, 1)


def test_nothing_to_compare_is_an_error() -> None:
    """A check that compares nothing must not pass; nor one whose slices are asked for and are not there."""
    with pytest.raises(UsageError, match=r"no discussion can be compared: a\.json: no page"):
        evaluate_discussions([], [], (), [Left("a.json", "no-page", "no page")])
    with pytest.raises(UsageError, match="--by style: no gold file has that field"):
        evaluated(page(1), by=("style",))
    with pytest.raises(UsageError, match="--by id: 101 values"):
        evaluated(*[page(n) for n in range(101)], by=("id",))


def test_tables_show_every_method_and_slice() -> None:
    """A row for each measure and method, a column for each language; names of strangers cannot steer the terminal."""
    told = evaluated(*[page(n, style="\x1b[31mred") for n in range(6)], by=("style",))
    left = (Left("gone\x1b.json", "no-page", "no page"),)
    text = shown(msgspec.structs.replace(told, rejects=left))
    assert "\x1b" not in text
    assert "6 discussions, 18 comments" in text
    for words in ("stance, macro F1", "each comment a point", "[31mred", "left out: gone", "6 of 6"):
        assert words in text
