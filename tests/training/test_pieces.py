"""Examples as numbers: a tag for each piece, a label for each head, and nothing taught that is not known."""

from __future__ import annotations

import pytest
from scripts.tasks import examples
from scripts.tasks.examples import LABELS, Example
from scripts.tasks.pieces import HEADS, TAGS, UNKNOWN, numbers, tags_of

from agorascope.inference.inputs import Layout, Reading
from tests.training.conftest import tokenizer


@pytest.fixture(scope="module")
def layout() -> Layout:
    """Give rows of at most 18 pieces."""
    return Layout(tokenizer(), 18)


def named(tags: list[int]) -> list[str]:
    """Give the names of tags."""
    return [TAGS[tag] for tag in tags]


def test_a_span_begins_once_and_goes_on() -> None:
    """The first piece of a span begins it, the others are inside, what lies outside is outside."""
    text = "Well, trams are late so walk"
    offsets = [(0, 4), (4, 5), (5, 11), (11, 15), (15, 20), (20, 23), (23, 28)]
    spans = [(6, 20, "claim"), (21, 28, "premise")]
    assert named(tags_of(offsets, text, spans)) == ["O", "O", "B-claim", *["I-claim"] * 2, "B-premise", "I-premise"]
    assert named(tags_of(offsets, text, ())) == ["O"] * 7


def test_a_piece_belongs_where_its_first_visible_character_stands() -> None:
    """A space before a word does not count, nothing but spaces is outside, a piece across a border is before it."""
    text = "no  trams run"
    offsets = [(0, 2), (2, 4), (3, 9), (9, 9), (9, 13)]
    assert named(tags_of(offsets, text, [(0, 13, "claim")])) == ["B-claim", "O", "I-claim", "O", "I-claim"]
    assert named(tags_of(offsets, text, [(4, 6, "claim"), (6, 13, "premise")])) == [
        "O",
        "O",
        "B-claim",
        "O",
        "B-premise",
    ]


def test_two_spans_side_by_side_both_begin() -> None:
    """A span that follows another of its role begins anew."""
    assert named(tags_of([(0, 1), (1, 2), (2, 3)], "abc", [(0, 2, "claim"), (2, 3, "claim")])) == [
        "B-claim",
        "I-claim",
        "B-claim",
    ]


def test_a_row_has_a_label_for_every_head_that_it_teaches(layout: Layout) -> None:
    """Labels stand in the order of the heads; the others, and tags without spans, are unknown."""
    found = numbers(
        Example(Reading("tram", "free", "no"), {"reply": "neutral", "stance": "against"}, "en", "x"), layout
    )
    assert found.ids == layout.row(Reading("tram", "free", "no")).ids
    known = {"reply": 2, "stance": 1}
    assert found.labels == tuple(known.get(head, UNKNOWN) for head in HEADS)
    assert found.tags is None


def test_tags_stand_beside_the_pieces_of_the_text(layout: Layout) -> None:
    """Marks, prefix, target and parent have no tag; of a text that is cut the tags are cut with it."""
    text = "never, because trams are late"
    example = Example(Reading(text, "free"), {}, "en", "x", "", ((0, 5, "claim"), (7, 29, "premise")))
    row, found = layout.row(example.reading), numbers(example, layout)
    assert found.tags is not None
    assert len(found.tags) == len(found.ids) == len(row.ids) == 18
    inside = range(row.first, row.first + len(row.offsets))
    assert all((tag == UNKNOWN) == (n not in inside) for n, tag in enumerate(found.tags))
    assert {TAGS[found.tags[n]] for n in inside} == {"O", "B-claim", "B-premise", "I-premise"}


def test_a_comment_is_read_alone_and_in_its_place() -> None:
    """Alone it teaches tone, spam and arguments, in its place its sides; a reply is taught where there is a parent."""
    row = {
        "thesis_id": "t1", "lang": "en", "thesis": "T.", "title": "A", "parent": None, "text": "No, since no.",
        "stance": "none", "reply": None, "sentiment": "neutral", "spam": True,
        "arguments": [["claim", "No"], ["premise", "since no"], ["claim", "not there"]],
    }  # fmt: skip
    alone, placed = examples._comment(row, "own")
    assert (alone.reading, alone.labels) == (Reading("No, since no."), {"sentiment": "neutral", "spam": "spam"})
    assert alone.spans == ((0, 2, "claim"), (4, 12, "premise"))
    taken = {"stance": "none", "sentiment": "neutral"}
    assert (placed.reading, placed.labels, placed.spans) == (Reading("No, since no.", "T."), taken, None)
    _, answering = examples._comment(row | {"parent": "Yes.", "reply": "disagree"}, "own")
    assert answering.reading == Reading("No, since no.", "T.", "Yes.")
    assert answering.labels == taken | {"reply": "disagree"}


def test_greeklish_is_learned_in_greek_letters() -> None:
    """As it is read at run time; spans are kept only where every letter keeps its place."""
    latin = Example(
        Reading("den to pistevw", "Το SMS marketing αξίζει.", "den to thelw"),
        {},
        "el-Latn",
        "x",
        "",
        ((0, 3, "claim"),),
    )
    assert examples.as_read(latin).reading == Reading("δεν το πιστευω", "Το SMS marketing αξίζει.", "δεν το θελω")
    assert examples.as_read(latin).spans == ((0, 3, "claim"),)
    longer = Example(Reading("thelw kai alla"), {}, "el-Latn", "x", "", ((0, 3, "claim"),))
    assert examples.as_read(longer).spans is None
    english = Example(Reading("The lot."), {}, "en", "x")
    assert examples.as_read(english) is english


def test_invented_addresses_do_not_give_spam_away() -> None:
    """Addresses that end in .example get endings as adverts have them, the same ones every time."""
    texts = [f"see shop{n}.example now, example.com too" for n in range(20)]
    shown = [examples._without_example(text) for text in texts]
    assert not any(".example" in text for text in shown)
    assert len({text.split(".")[1].split()[0] for text in shown}) > 3
    assert all(text.endswith(" now, example.com too") for text in shown)
    assert shown == [examples._without_example(text) for text in texts]


def test_labels_are_those_of_the_records() -> None:
    """Every head tells at least two labels apart, none of them twice."""
    assert all(len(set(labels)) == len(labels) >= 2 for labels in LABELS.values())
