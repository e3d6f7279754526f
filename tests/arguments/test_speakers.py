"""Who speaks in an article: the table of speakers, and the people of its groups."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agorascope.arguments import attributed, mine_article, thesis
from agorascope.errors import ModelNotFoundError
from agorascope.inference import Models
from agorascope.readers import read as read_pages
from agorascope.records import Thread
from agorascope.settings import Settings
from tests.arguments.reading import read

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
PANEL = SEEDS / "zh-why-social-media-marketing-fails.txt"
THREE = ("Ada Bell", "Tom Roe", "Mia Lund")
ENGLISH = "Three experts, Ada Bell, Tom Roe and Mia Lund, met in May. "
GREEK = "Δύο ειδικοί, ο Ορέστης Βλάχος και η Δέσποινα Χαλκιά, μίλησαν τον Μάιο. "
CHINESE = "三位嘉宾Ada Bell、Tom Roe和Mia Lund参加了会议。"


def members(text: str, code: str, holder: str) -> tuple[str, ...]:
    """Give the people of the speaker who is called `holder`."""
    found = [s.members for s in read(text, code).speakers if s.name == holder]
    assert len(found) == 1
    return found[0]


def test_one_row_for_each_holder_in_order_of_the_first_claim() -> None:
    """All claims of a speaker stand in one row, also those in other paragraphs."""
    text = "Tom Roe says that rents fall.\n\nAda Bell says that rents rise.\n\nTom Roe says that shops close early."
    found = read(text, "en").speakers
    assert [(s.name, s.claims) for s in found] == [("Tom Roe", ("a1", "a3")), ("Ada Bell", ("a2",))]
    assert [s.members for s in found] == [(), ()]


@pytest.mark.parametrize(
    ("text", "code", "group", "people"),
    [
        (ENGLISH + "All three say that rents will fall.", "en", "All three", THREE),
        (
            ENGLISH + "The three experts say that rents fall.",
            "en",
            "The three experts",
            ("Ada Bell", "Tom Roe", "Mia Lund"),
        ),
        (
            GREEK + "Και οι δύο λένε ότι τα ενοίκια θα πέσουν.",
            "el",
            "Και οι δύο",
            ("Ορέστης Βλάχος", "Δέσποινα Χαλκιά"),
        ),
        (CHINESE + "三位嘉宾都认为价格战没有赢家。", "zh", "三位嘉宾", THREE),
        (CHINESE + "三人一致認為價格戰沒有贏家。", "zh", "三人", THREE),
        (
            "Ada Bell says that rents fall. Tom Roe says that they rise. Both say that shops close too early.",
            "en",
            "Both",
            ("Ada Bell", "Tom Roe"),
        ),
        ("Ada Bell and Tom Roe say that rents fall.", "en", "Ada Bell and Tom Roe", ("Ada Bell", "Tom Roe")),
    ],
)
def test_the_people_of_a_group_are_known_where_their_number_says_so(
    text: str, code: str, group: str, people: tuple[str, ...]
) -> None:
    """A number beside as many names introduces them; 'both' and 'all' mean as many as have spoken."""
    assert members(text, code, group) == people


@pytest.mark.parametrize(
    ("text", "code", "group"),
    [
        (ENGLISH + "Both experts say that rents will fall.", "en", "Both experts"),
        ("Ada Bell says that rents fall. Three researchers say that rents rise.", "en", "Three researchers"),
        ("Ada Bell and Tom Roe met. Two analysts told me that rents fall.", "en", "Two analysts"),
        (
            ENGLISH + "Three bakers, Kai Holm, Lea Moss and Ben Frost, left. All three say that rents will fall.",
            "en",
            "All three",
        ),
        ("Ada Bell认为房租会跌。两位专家指出房租明年还会继续上涨。", "zh", "两位专家"),
    ],
)
def test_a_group_that_may_be_others_has_no_people(text: str, code: str, group: str) -> None:
    """Another number, people who were never introduced, two groups of one size: not knowing is an answer."""
    assert members(text, code, group) == ()


def test_without_a_thesis_nobody_takes_a_side() -> None:
    """The stance is towards what the article argues."""
    assert [s.stance for s in read("Tom Roe says that rents will fall.", "en").speakers] == [None]
    assert read("Rents will fall.", "en").speakers == ()


@pytest.fixture(scope="module")
def models() -> Models:
    """Give the installed models; the tests that need them are skipped where none are installed."""
    found = Models(Settings(threads=1))
    try:
        found.roles(["It is so."], [(0, (0, 5))])
    except ModelNotFoundError as missing:
        pytest.skip(str(missing))
    return found


@pytest.mark.skipif(not PANEL.is_file(), reason="the seed pages are not part of the repository")
def test_the_table_of_the_real_panel(models: Models) -> None:
    """Three speakers and their group, four reasons, and the places where they agree."""
    gold = json.loads((SEEDS / "gold.json").read_text(encoding="utf-8"))[PANEL.name]
    group = next(c["holder"] for c in gold["claims"] if c["holder"].startswith("三位"))
    people = {c["holder"] for c in gold["claims"]} - {group}
    [thread] = read_pages([str(PANEL)])
    assert isinstance(thread, Thread)
    article = thread.article
    found = attributed(article, "zh", mine_article(article, "zh", models), thesis(article, "zh", models).text, models)
    table = {s.name: s for s in found.speakers}
    assert set(table) == {*people, group}
    assert set(table[group].members) == people
    assert all(s.claims and s.stance is not None for s in found.speakers)
    assert sum(s.heading is not None for s in found.sections) == 4
    assert all(s.arguments for s in found.sections if s.heading is not None)
    assert [a.kind for a in found.accords] == ["agree"] * 3
    assert [set(a.speakers) == people for a in found.accords] == [True, True, False]
    assert set(found.accords[2].speakers) < people
    assert all(a.claims and article.text[a.start : a.end] == a.quote for a in found.accords)
