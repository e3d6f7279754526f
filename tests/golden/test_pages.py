"""Our own annotated pages through the whole pipeline: structure exactly, labels above floors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from agorascope.records import Discussion
from tests.golden.conftest import Analysed

PAGES = Path(__file__).parents[2] / "corpora" / "discussions"
EXPECTED = Path(__file__).parent / "expected"
DEV = ("el-dev", "en-dev", "zh-dev")


def _gold(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", DEV)
def test_structure_and_text_are_the_annotators(analysed: Analysed, name: str) -> None:
    """Numbers, parents and texts of all comments are right, to the letter."""
    found = analysed(PAGES / f"{name}.txt")
    number = {c.id: c.number for c in found.comments}
    ours = [(c.number, number[c.parent] if c.parent else None, c.text) for c in found.comments]
    assert ours == [(c["n"], c["parent"], c["text"]) for c in _gold(name)["comments"]]


@pytest.mark.parametrize("name", DEV)
def test_exact_and_near_reposts_are_found(analysed: Analysed, name: str) -> None:
    """Every exact or near re-post points into the cluster of its original, and nothing else is called one."""
    found = analysed(PAGES / f"{name}.txt")
    number = {c.id: c.number for c in found.comments}
    ours = {(c.number, number[c.duplicate.of]) for c in found.comments if c.duplicate}
    gold = _gold(name)["comments"]
    assert {(c["n"], c["duplicate_of"]) for c in gold if c["duplicate_kind"] in {"exact", "near"}} <= ours
    assert ours <= {(c["n"], c["duplicate_of"]) for c in gold if c["duplicate_of"]}


def _stable(found: Discussion) -> dict[str, Any]:
    """Keep what does not hang on the last bits of a score."""
    return {
        "title": found.article.title,
        "author": found.article.author,
        "published": found.article.published,
        "language": [found.language.code, found.language.script],
        "declared": found.declared_comments,
        "chrome": found.quality.chrome,
        "warnings": [w.code for w in found.quality.warnings if w.code != "unsure-stance"],
        "duplicates": [[c.kind, list(c.members)] for c in found.duplicates],
        "comments": [
            [c.number, c.depth, c.language.code, c.signature, c.addressee, c.by_article_author, c.spam.is_spam]
            for c in found.comments
        ],
        "holders": sorted({a.holder for a in found.article.arguments if a.holder}),
    }


def _lines(found: dict[str, Any]) -> str:
    """Write what is found with a line a fact and a line a comment: a change is then easy to review."""
    facts = {name: json.dumps(value, ensure_ascii=False) for name, value in found.items()}
    facts["comments"] = "[\n  " + ",\n  ".join(json.dumps(c, ensure_ascii=False) for c in found["comments"]) + "\n ]"
    return "{\n " + ",\n ".join(f'"{name}": {value}' for name, value in facts.items()) + "\n}\n"


@pytest.mark.parametrize("name", DEV)
def test_page_gives_what_it_gave(analysed: Analysed, request: pytest.FixtureRequest, name: str) -> None:
    """What was found on a page is what the reviewed file says; a change is made on purpose, with --rewrite-golden."""
    found = _stable(analysed(PAGES / f"{name}.txt"))
    file = EXPECTED / f"{name}.json"
    if request.config.getoption("--rewrite-golden"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(_lines(found), encoding="utf-8")
    assert json.loads(file.read_text(encoding="utf-8")) == json.loads(msgspec.json.encode(found))


def test_jsonl_and_page_say_the_same(analysed: Analysed) -> None:
    """The rows of a discussion give the same comments and parents as its page."""
    page, rows = analysed(PAGES / "en-dev.txt"), analysed(PAGES / "en-dev.jsonl")
    assert [c.text for c in rows.comments] == [c.text for c in page.comments]
    places = [{c.id: i for i, c in enumerate(found.comments)} for found in (page, rows)]
    parents = [
        [place[c.parent] if c.parent else None for c in found.comments]
        for place, found in zip(places, (page, rows), strict=True)
    ]
    assert parents[0] == parents[1]
