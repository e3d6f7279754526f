"""How theses stand to one another: said, printed again, or read; and not known where that is not sure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec import structs

from agorascope.inference import Models
from agorascope.records import Counts, Discussion, Label, Language, StanceCounts
from agorascope.settings import Settings
from agorascope.together.likeness import likeness
from agorascope.together.reprints import is_reprint
from agorascope.together.theses import SURE, leading, relations
from tests.making import discussion

SETTINGS = Settings()
CORPORA = Path(__file__).parents[2] / "corpora"
ROWS = [json.loads(line) for line in (CORPORA / "theses" / "theses.jsonl").read_text(encoding="utf-8").splitlines()]
HEROES = "Discount codes for students and nurses are cynical marketing that trades on admiration and personal data."
THANKS = "Discounts for students and nurses are an honest thank-you and deserve to spread."


def _about(name: str, thesis: str | None, voices: int = 0, code: str = "en", text: str = "") -> Discussion:
    found = discussion()
    return structs.replace(
        found,
        id=name,
        language=Language(code, None, 1.0),
        article=structs.replace(found.article, thesis=thesis, text=text, title=name),
        summary=structs.replace(found.summary, counts=Counts(voices, 0, 0, voices), stance=StanceCounts(voices)),
    )


def test_the_thesis_is_that_of_most_voices() -> None:
    """Of articles that state a thesis the one with most voices leads, of equals the first name."""
    several = [_about("a", "x", 2), _about("b", "y", 5), _about("c", "z", 5), _about("d", None, 9)]
    assert leading(several, {}).id == "b"
    assert leading([several[3]], {}).id == "d"


def test_what_is_said_of_others_moves_no_thesis() -> None:
    """What the user says of others is relative to the leading article: it leads unless it is itself named otherwise."""
    several = [_about("a", "x", 2), _about("b", "y", 5), _about("c", "z", 9)]
    assert leading(several, {"a": "favor"}).id == "c"
    assert leading(several, {"a": "favor", "b": "against"}).id == "c"
    assert leading(several, {"c": "favor", "a": "favor"}).id == "c"


@pytest.mark.parametrize("other", ["against", "none"])
def test_a_leading_article_named_otherwise_leads_no_more(other: str) -> None:
    """Then the thesis is that of one called `favor`, else of one that nothing is said of, and only then another's."""
    several = [_about("a", "x", 2), _about("b", "y", 5), _about("c", "z", 9)]
    assert leading(several, {"c": other}).id == "b"
    assert leading(several, {"c": other, "a": "favor"}).id == "a"
    assert leading(several, {"c": other, "b": "none"}).id == "a"
    assert leading(several, dict.fromkeys("abc", other)).id == "c"


def test_what_is_said_is_not_read(models: Models) -> None:
    """The user's word counts whatever the sentences say; the leading article argues its own thesis."""
    lead, other = _about("a", HEROES), _about("b", HEROES)
    assert relations([lead, other], lead, {"b": "against"}, models, SETTINGS) == [
        Label.certain("stance", "favor"),
        Label.certain("stance", "against"),
    ]


def test_an_opposite_thesis_is_read(models: Models) -> None:
    """Two plain sentences, one for and one against: the relation is told, with its probability."""
    lead, other = _about("a", HEROES), _about("b", THANKS)
    [_, found] = relations([lead, other], lead, {}, models, SETTINGS)
    assert (found.label, found.score >= SURE) == ("against", True)


@pytest.mark.parametrize("thesis", [None, "Buses should run on Sundays."])
def test_what_is_not_clear_is_not_told(models: Models, thesis: str | None) -> None:
    """Without a thesis, or on another matter, nobody can tell."""
    lead, other = _about("a", HEROES), _about("b", thesis)
    assert [one.label for one in relations([lead, other], lead, {}, models, SETTINGS)] == ["favor", "none"]


def test_theses_told_are_mostly_right(models: Models) -> None:
    """Of our pairs, which the curve was fitted on, a third or more are told, nine of ten of them rightly."""
    pairs = [
        (
            _about("b", row["other"], code=row["other_language"]),
            _about("a", row["thesis"], code=row["language"]),
        )
        for row in ROWS
    ]
    told = zip(likeness(pairs, models), ROWS, strict=True)
    kept = [(label.label, row["relation"]) for label, row in told if label.score >= SURE and label.label != "none"]
    assert len(kept) >= len(ROWS) / 3 * 0.9
    assert sum(label == gold for label, gold in kept) >= 0.9 * len(kept)


def _reposts() -> list[tuple[str, str]]:
    """Give originals of our re-posts with a translation of each."""
    rows = [json.loads(line) for line in (CORPORA / "reposts" / "dev.jsonl").read_text(encoding="utf-8").splitlines()]
    first = {row["cluster"]: row["text"] for row in rows if row["kind"] == "original" and len(row["text"]) > 80}
    other = {row["cluster"]: row["text"] for row in rows if row["kind"] == "translation" and row["lang"] != "el-Latn"}
    return [(first[name], other[name]) for name in sorted(first) if name in other][:8]


def test_an_article_in_translation_argues_the_same(models: Models) -> None:
    """Half of the paragraphs again, in other languages: it is the same article, whatever its thesis sounds like."""
    pairs = _reposts()
    one = _about("a", "x", text="\n\n".join(first for first, _ in pairs))
    other = _about("b", "y", text="\n\n".join(second for _, second in pairs))
    assert is_reprint(one.article, other.article, models, SETTINGS)
    assert relations([one, other], one, {}, models, SETTINGS)[1] == Label.certain("stance", "favor")
    rest = _about("c", "y", text="\n\n".join([pairs[0][0], *(second for _, second in _reposts()[1:3])]))
    few = _about(
        "d", "y", text="\n\n".join([pairs[0][0], *(f"Another matter, number {n}, altogether." for n in range(5))])
    )
    assert not is_reprint(rest.article, few.article, models, SETTINGS)


def test_articles_without_text_are_the_same_by_their_words(models: Models) -> None:
    """Where only title and thesis are there, these decide; nothing is the same as nothing."""
    one, same, other = _about("a", HEROES).article, _about("a", HEROES).article, _about("a", THANKS).article
    nothing = _about("a", None).article
    assert is_reprint(one, same, models, SETTINGS)
    assert not is_reprint(one, other, models, SETTINGS)
    assert not is_reprint(nothing, nothing, models, SETTINGS)
