"""Which articles are on one subject: found across languages, whatever order they come in, none joined that is not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from agorascope.errors import ReadError
from agorascope.inference import Models
from agorascope.readers import read
from agorascope.records import Discussion
from agorascope.steps import spoken
from agorascope.together import subjects, topics
from tests.making import discussion
from tests.together.conftest import HERE, PAGES

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
TOGETHER = [
    {"en-dev", "club-en", "club-el", "club-zh"},
    {"el-09", "chairs-en"},
]


def _read(paths: Sequence[Path]) -> list[Discussion]:
    """Read pages without analysing them: a subject is the article's."""
    found = []
    for thread in read([str(path) for path in paths]):
        assert not isinstance(thread, ReadError)
        empty = discussion()
        article = structs.replace(empty.article, title=thread.article.title, text=thread.article.text)
        language = spoken(thread).page
        found.append(structs.replace(empty, id=thread.id, source=thread.source, article=article, language=language))
    return found


def _groups(found: Sequence[Discussion], models: Models) -> list[set[str]]:
    return [{found[n].id for n in group} for group in topics(iter(found), models)]


@pytest.fixture(scope="module")
def pages() -> list[Discussion]:
    """Give the eighteen sample pages, and six on the subjects of three of them."""
    return _read([*sorted(PAGES.glob("*.txt")), *sorted(HERE.glob("*.jsonl"))])


def test_articles_on_one_subject_are_found(pages: list[Discussion], models: Models) -> None:
    """For and against, in three languages, they are together; no page stands with one of another subject."""
    found = _groups(pages, models)
    assert [group for group in found if len(group) > 1] == TOGETHER
    assert sum(map(len, found)) == len(pages) == 24


def test_order_does_not_matter(pages: list[Discussion], models: Models) -> None:
    """The groups and their order are those of the pages, not of the list."""
    assert _groups(pages[::-1], models) == _groups(pages, models)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed pages are not part of the repository")
def test_the_seed_pages_are_one_subject(pages: list[Discussion], models: Models) -> None:
    """The Greek and the Chinese page stand together, and nothing else with them."""
    seeds = _read(sorted(SEEDS.glob("*.txt")))
    found = _groups([*pages, *seeds], models)
    assert {one.id for one in seeds} in found
    assert [group for group in found if len(group) > 1 and not group & {s.id for s in seeds}] == TOGETHER


def test_nothing_to_group(models: Models) -> None:
    """No discussions, no groups; an article without words is alone."""
    empty = [structs.replace(discussion(), id=name) for name in ("x", "y")]
    blank = [structs.replace(one, article=structs.replace(one.article, title=None)) for one in empty]
    assert topics([], models) == []
    assert sorted(map(len, topics(blank, models))) == [1, 1]


@given(st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9), st.integers(1, 9)), min_size=1, max_size=30))
def test_what_hangs_together_is_linked_as_if_with_all(rows: list[tuple[int, int, int]]) -> None:
    """Linking each set of neighbours by itself gives what linking everything at once gives."""
    wide = np.array(rows, np.float64)
    unit = np.rint(wide / np.linalg.norm(wide, axis=1, keepdims=True) * subjects.WHOLE)
    apart = [group for hanging in subjects._hanging(unit) for group in subjects._linked(unit, hanging)]
    at_once = list(subjects._linked(unit, range(len(unit))))
    assert sorted(map(sorted, apart)) == sorted(map(sorted, at_once))
