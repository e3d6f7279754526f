"""Not knowing is an answer: labels under the caller's threshold are null, and null takes no side."""

from __future__ import annotations

from agorascope.inference import Models
from agorascope.pipeline import analyze_thread
from agorascope.records import Article, Comment, Label, Thread
from agorascope.settings import Settings
from agorascope.tasks import task

THREAD = Thread(
    id="t",
    source="t",
    format="text",
    article=Article(title="Coupons must go", text="Coupons must go. They reward the patient and punish the loyal."),
    comments=(
        Comment(id="c1", number=1, text="I agree, coupons must go."),
        Comment(id="c2", number=2, parent="c1", depth=1, text="No, they must stay."),
    ),
)


def test_a_label_is_kept_from_its_own_probability_on() -> None:
    """At the threshold a label is told, under it only its probability is."""
    label = Label("favor", 0.6, {"favor": 0.6, "against": 0.4})
    assert label.if_sure(0.6) == label
    assert label.if_sure(0.61) == Label(None, 0.6, label.scores)


def test_a_discussion_without_sure_labels_takes_no_side() -> None:
    """With a threshold that nothing reaches, labels are null, scores stay, and no voice is for or against."""
    settings = Settings(abstain=1.0)
    found = analyze_thread(THREAD, Models(settings), settings)
    usual = analyze_thread(THREAD, Models(settings), Settings())
    assert {c.sentiment.label for c in found.comments} == {None}
    assert [c.sentiment.scores for c in found.comments] == [c.sentiment.scores for c in usual.comments]
    assert (found.summary.stance.favor, found.summary.stance.against) == (0, 0)
    assert found.settings["abstain"] == 1.0


def test_rows_are_labelled_with_null() -> None:
    """`label` gives the probabilities of a row whose label it does not tell."""
    settings = Settings(abstain=1.0)
    [answer] = task("sentiment").run([{"text": "It is what it is."}], Models(settings), settings)
    assert answer["label"] is None
    assert abs(sum(answer["scores"].values()) - 1) < 1e-4
