"""What a round holds: drawn from its number alone, every row in its turn, and labels that stay true."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scripts.tasks import plan
from scripts.tasks.examples import OWN, Example

from agorascope.inference.inputs import Reading
from tests.training.conftest import comment

ROOT = Path(__file__).parents[2]
PUBLIC = [Example(Reading(f"text {n}", "a target"), {"stance": "favor"}, "en", "vast", "") for n in range(11)]
QUOTE = (10, 18, "claim")
FEW = settings(max_examples=150, deadline=None)


def placed(n: int, lang: str = "en", reply: str = "") -> Example:
    """Make a comment of our own in its place."""
    sides = {"stance": ("favor", "against")[n % 2]} | ({"reply": reply} if reply else {})
    reading = Reading(f"Comment {n}.", f"Thesis {n % 3} ({lang}).", "A parent." if reply else "")
    return Example(reading, sides, lang, OWN, f"t{n % 3}", None, f"Title {n}" if n % 2 else "")


def test_a_round_is_drawn_from_its_number_alone(data: Path, corpora: Path) -> None:
    """The same number gives the same rows in the same order, in another process with another hash seed too."""
    code = (
        "import sys, zlib; from pathlib import Path; from scripts.tasks import plan\n"
        "found = plan.sets(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "print([zlib.crc32(repr(plan.round_of(n, 2, found)).encode()) for n in range(4)])"
    )
    command = [sys.executable, "-c", code, str(data), str(corpora)]
    told = [
        subprocess.run(  # noqa: S603 - our own program
            command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    ]
    assert told[0] == told[1]
    assert len(set(told[0].split(","))) == 4


def test_every_set_is_read_and_has_its_share(data: Path, corpora: Path) -> None:
    """Each line of the data is a row of a kind that has a share; our own comments are two rows each."""
    found = plan.sets(data, corpora)
    assert found.keys() == plan.SHARES.keys()
    sizes = {" ".join(kind): len(rows) for kind, rows in found.items() if rows}
    assert sizes == {
        "entailment xnli-dev": 8, "stance vast": 8, "reply debagreement": 8, "sentiment sst5": 8, "spam youtube": 8,
        "keypoint argkp-2021": 8, "argument PE.en": 6, "stance fanchuan": 20, "spam written": 4, "alone own": 12,
        "placed own": 12, "alone written": 6, "placed written": 6, "alone discussions": 2, "placed discussions": 2,
        "sentiment written": 5,
    }  # fmt: skip


def test_held_out_pages_are_not_learned_from(data: Path, corpora: Path) -> None:
    """No row of a page that is measured on is in any round."""
    found = plan.sets(data, corpora)
    theses = {row.reading.target for rows in found.values() for row in rows}
    assert "Trams, says en-01." in theses
    assert "Trams, says en-12." not in theses
    texts = {row.reading.text for rows in found.values() for row in rows}
    assert not texts & {comment(n)["text"] for n in range(20, 23)}  # discussions-dev.jsonl


@pytest.mark.parametrize("share", [0.05, 0.3, 0.5, 1.0, 1.25])
def test_rows_come_in_turn(share: float) -> None:
    """What one round leaves out the next ones bring: no row is seen twice before every row was seen once."""
    seen: Counter[str] = Counter()
    for number in range(25):
        seen.update(row.reading.text for row in plan.drawn(PUBLIC, share, number, number * share, "a set"))
        counts = [seen[row.reading.text] for row in PUBLIC]
        assert max(counts) - min(counts) <= 1
    assert min(counts) >= int(25 * share)


def test_a_set_is_drawn_in_another_order_each_time() -> None:
    """Two passes over a set and two sets of as many rows are not in one order."""
    first, second = (plan.drawn(PUBLIC, 1.0, 0, done, "a set") for done in (0.0, 1.0))
    other = plan.drawn(PUBLIC, 1.0, 0, 0.0, "another set")
    assert first != second
    assert first != other
    assert sorted(first, key=repr) == sorted(second, key=repr) == sorted(PUBLIC, key=repr)


def test_broad_rounds_and_deep_ones_have_their_own_shares() -> None:
    """The first rounds take the first share of a set, the later ones the second; of the last one a part may do."""
    kind = ("stance", "vast")
    rows = [replace(PUBLIC[0], reading=Reading(str(n), "a target")) for n in range(100)]
    found: dict[plan.Kind, list[Example]] = {name: rows if name == kind else [] for name in plan.SHARES}
    wide, deep = plan.SHARES[kind]
    rounds = [plan.round_of(number, 2, found) for number in range(4)]
    assert [len(part) for part in rounds] == [round(100 * wide)] * 2 + [round(100 * deep)] * 2
    texts = [row.reading.text for part in rounds for row in part]
    assert len(set(texts)) == min(100, len(texts))
    part = {row.reading.text for row in plan.round_of(3, 2, found, 0.4)}
    assert len(part) == round(40 * deep)
    assert part < {row.reading.text for row in rounds[3]}


@FEW
@given(
    row=st.builds(placed, st.integers(0, 8), st.sampled_from(["en", "el"]), st.sampled_from(["", "agree", "disagree"])),
    seed=st.integers(0, 10_000),
)
def test_a_varied_row_is_still_true(row: Example, seed: int) -> None:
    """However a comment is shown, each label it keeps is its own and can be read off what is shown with it."""
    others = [placed(n, row.lang, "agree") for n in range(6)]
    shown = plan.varied(row, random.Random(seed), others)  # noqa: S311
    text, target, parent = shown.reading.text, shown.reading.target, shown.reading.parent
    assert text in {row.reading.text, plan.bare(row.reading.text)}
    assert shown.labels
    assert (shown.lang, shown.group, shown.source) == (row.lang, row.group, row.source)
    if target and plan.bare(row.reading.target) not in plan.bare(target):
        assert shown.labels == {"stance": "none"}  # a thesis of others
        assert target in {other.reading.target for other in others if other.group != row.group}
        assert not parent
        return
    assert shown.labels.items() <= row.labels.items()
    assert ("stance" in shown.labels) == bool(target)
    assert ("reply" in shown.labels) == bool(parent)
    assert not parent or parent in {row.reading.parent, plan.bare(row.reading.parent)}


def test_every_way_of_showing_a_row_occurs() -> None:
    """With and without title, one side, the other, both, and another thesis: each in some of a hundred draws."""
    row, others = placed(1, reply="agree"), [placed(n) for n in range(6)]
    draws = [plan.varied(row, random.Random(seed), others) for seed in range(200)]  # noqa: S311
    assert {frozenset(shown.labels) for shown in draws} == {
        frozenset({"stance"}),
        frozenset({"reply"}),
        frozenset({"stance", "reply"}),
    }
    assert {"none", "against"} == {shown.labels["stance"] for shown in draws if "stance" in shown.labels}
    assert {True, False} == {shown.reading.target.startswith("Title 1. ") for shown in draws if shown.reading.target}


def test_rows_of_public_sets_are_shown_as_they_are() -> None:
    """Only Greek loses its accents now and then; nothing else changes, and spans keep their places."""
    chance = random.Random(1)  # noqa: S311
    assert all(plan.varied(row, chance, ()) == row for row in PUBLIC)
    greek = Example(Reading("Διότι… Ό,τι άλλο;"), {}, "el", "x", "", (QUOTE,))
    shown = [plan.varied(greek, chance, ()) for _ in range(100)]
    assert {row.reading.text for row in shown} == {"Διότι… Ό,τι άλλο;", "διοτι… ο,τι αλλο;"}
    assert {row.spans for row in shown} == {(QUOTE,)}


@FEW
@given(st.text(max_size=60))
def test_bare_text_is_as_long_as_before(text: str) -> None:
    """Accents go and capitals become small, letter by letter: places in a text stay true, whatever it is."""
    bare = plan.bare(text)
    assert len(bare) == len(text)
    assert plan.bare(bare) == bare


@FEW
@given(lengths=st.lists(st.integers(1, 200), max_size=120), size=st.integers(1, 9), number=st.integers(0, 5))
def test_batches_hold_every_row_once(lengths: list[int], size: int, number: int) -> None:
    """Every row is in one batch, none is too large; the same number gives the same batches."""
    found = list(plan.batches(len(lengths), lengths, size, number, pool=4))
    assert sorted(row for batch in found for row in batch) == [*range(len(lengths))]
    assert all(1 <= len(batch) <= size for batch in found)
    assert found == list(plan.batches(len(lengths), lengths, size, number, pool=4))


def test_rows_of_a_batch_are_alike_in_length() -> None:
    """Within a pool rows are sorted by length, and the batches then come in a drawn order."""
    lengths = [random.Random(n).randrange(1, 1000) for n in range(200)]  # noqa: S311
    found = list(plan.batches(200, lengths, 10, 3, pool=20))
    spans = sorted((min(lengths[row] for row in batch), max(lengths[row] for row in batch)) for batch in found)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert [lengths[batch[0]] for batch in found] != sorted(lengths[batch[0]] for batch in found)
