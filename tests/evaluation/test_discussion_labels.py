"""Labels, arguments and holders against the gold's, by hand."""

from __future__ import annotations

import pytest

from agorascope.evaluation.discussion import labels, spoken
from agorascope.evaluation.discussion.labels import Row
from agorascope.evaluation.discussion.rates import Rate
from agorascope.evaluation.discussion.spoken import Holders
from agorascope.records import Argument, ArticleReport, HeldArgument, Label, Spam
from tests.evaluation.annotating import found, gold, matched
from tests.making import comment, label

ROWS: list[Row] = [("a", "a", 0.9), ("a", "b", 0.6), ("b", "b", 0.8)]
TEXT = "Ann says it rains. It does not."


def test_figures_of_labels_by_hand() -> None:
    """F1 of both labels is 2/3; two discussions have an interval over rows and none over discussions."""
    told = labels.figures([ROWS[:1], ROWS[1:]])
    assert told is not None
    assert (told.rows, told.accuracy, told.macro_f1) == (3, round(2 / 3, 4), round(2 / 3, 4))
    assert told.ece is not None
    assert told.interval[0] < told.macro_f1 < told.interval[1]
    assert told.over_discussions is None


def test_interval_over_discussions_is_wider_where_errors_keep_together() -> None:
    """Where two of ten discussions are wrong throughout, drawing rows alone pretends to know too much."""
    right: list[Row] = [("a", "a", None), ("b", "b", None)] * 10
    wrong: list[Row] = [("a", "b", None), ("b", "a", None)] * 10
    told = labels.figures([*[right] * 8, *[wrong] * 2])
    assert told is not None
    assert told.over_discussions is not None
    assert told.macro_f1 == 0.8
    assert told.over_discussions[0] < told.interval[0] < told.interval[1] < told.over_discussions[1]


def test_no_rows_no_figures() -> None:
    """What nobody annotated has no figures; nor has a reply where one side knows no parent."""
    both = matched(gold({}, {"reply": "agree"}), found(comment("1", reply=label("agree")), comment("2")))
    for read in (labels.language, labels.spam, labels.sentiment, labels.stance, labels.reply):
        assert labels.figures([labels.rows(both, read)]) is None
    assert labels.article(both) == []


def test_labels_are_read_from_both_sides() -> None:
    """Gold and found label of each concern; a label that we do not tell is never right."""
    annotated = gold(
        {"language": "el", "spam": True, "sentiment": "positive", "stance": "favor", "reply": "disagree"},
        article={"sentiment": "negative"},
    )
    told = comment(
        "1",
        stance="against",
        spam=Spam(is_spam=False, score=0.1),
        sentiment=Label(None, 0.4, {}),
        reply=Label("disagree", 0.8, {}),
    )
    both = matched(annotated, found(told))
    readers = (labels.language, labels.spam, labels.sentiment, labels.stance, labels.reply)
    assert [labels.rows(both, read) for read in readers] == [
        [("el", "en", None)],
        [("spam", "ham", None)],
        [("positive", labels.UNTOLD, 0.4)],
        [("favor", "against", 1.0)],
        [("disagree", "disagree", 0.8)],
    ]
    assert labels.article(both) == [("negative", "neutral", 0.0)]


def test_argument_spans_by_hand() -> None:
    """Of two gold spans one is found; of two of ours one is right; a quote that our text lacks cannot be met."""
    quotes = [{"quote": "it rains", "role": "claim"}, {"quote": "It does not.", "role": "premise"}]
    ours = (Argument("a1", 9, 17, TEXT[9:17], "claim", 0.9), Argument("a2", 0, 3, TEXT[:3], "claim", 0.9))
    both = matched(gold({"arguments": quotes}), found(comment("1", text=TEXT, arguments=ours)))
    told = spoken.span_rates([spoken.spans(both)])
    assert told is not None
    assert (told.gold, told.predicted, told.precision, told.recall) == (2, 2, 0.5, 0.5)
    assert told.over_discussions == Rate(0.5)
    cut = matched(gold({"arguments": quotes}), found(comment("1", text="It", arguments=())))
    lost = spoken.span_rates([spoken.spans(cut)])
    assert lost is not None
    assert (lost.gold, lost.recall) == (2, 0.0)
    assert spoken.span_rates([spoken.spans(matched(gold({}), found(comment("1"))))]) is None


@pytest.mark.parametrize(
    ("holder", "own", "counts"),
    [
        ("Ann", None, Holders(gold=1, met=1, right=1, own=1, false=0)),
        ("Bob", "Ann", Holders(gold=1, met=1, right=0, own=1, false=1)),
    ],
)
def test_holders_by_hand(holder: str, own: str | None, counts: Holders) -> None:
    """A claim of Ann's and one of the article's, each met by a span of ours with or without the right holder."""
    annotated = gold(
        {},
        article={
            "arguments": [
                {"quote": "it rains", "role": "claim", "holder": "Ann"},
                {"quote": "It does not.", "role": "claim", "holder": None},
            ]
        },
    )
    ours = [(9, 18, holder), (19, 31, own)]
    article = ArticleReport(
        title=None,
        author=None,
        published=None,
        url=None,
        text=TEXT,
        thesis=None,
        sentiment=None,
        arguments=tuple(HeldArgument("a", s, e, TEXT[s:e], "claim", who, None, 0.9) for s, e, who in ours),
    )
    found_there = spoken.holders(matched(annotated, found(comment("1"), article=article)))
    assert found_there == counts
    told = spoken.holder_figures([found_there, found_there])
    assert (told.gold, told.right_share.value, told.false_share.value) == (2, counts.right, counts.false)


def test_claim_that_no_span_meets_is_missed() -> None:
    """Without a span over half of the claim nobody is its holder."""
    annotated = gold({}, article={"arguments": [{"quote": "it rains", "role": "claim", "holder": "Ann"}]})
    assert spoken.holders(matched(annotated, found(comment("1")))) == Holders(gold=1)
    assert spoken.holder_figures([Holders()]).right_share == Rate(None)
