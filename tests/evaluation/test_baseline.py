"""The baselines learn what can be learned, and only from rows they do not answer."""

from __future__ import annotations

import numpy as np

from agorascope.evaluation.baseline import Answers, majority, ngrams
from agorascope.evaluation.gold import Gold
from agorascope.evaluation.measure import figures
from agorascope.evaluation.spans import SpanFigures
from agorascope.tasks import TASKS

GOOD, BAD = ("great", "lovely", "splendid"), ("awful", "horrid", "dreadful")


def _rows(count: int = 60) -> list[Gold]:
    """Rows whose label is told by one of three words, every third of which is bad."""
    made = []
    for i in range(count):
        word, label = (BAD[i // 3 % 3], "negative") if i % 3 == 0 else (GOOD[i // 3 % 3], "positive")
        row = {"text": f"number {i} was {word}", "lang": "en", "target": f"thing {i // 4}", "label": label}
        made.append(Gold(i + 1, row, row, label))
    return made


def _labels(found: Answers) -> list[str]:
    assert found.answers is not None
    return [answer["label"] for answer in found.answers]


def test_learner_beats_the_constant_on_separable_rows() -> None:
    """Out of fold, words that tell the label are learned; the constant answers the most frequent label."""
    rows, task = _rows(), TASKS["sentiment"]
    assert _labels(ngrams(task, rows, None)) == [row.label for row in rows]
    assert set(_labels(majority(task, rows, None))) == {"positive"}
    assert majority(task, rows, None).name == "always positive"
    assert ngrams(task, rows, None).training == "out of fold on the gold: 5 folds of 15 groups by target"


def test_learner_never_sees_the_row_it_answers() -> None:
    """Where texts have nothing in common but their label is arbitrary, out of fold nothing can be known of them."""
    rows = [
        Gold(i, {"text": chr(0x4E00 + i) * 4, "label": label}, {}, label)
        for i, label in enumerate(np.random.default_rng(5).choice(["negative", "positive"], 80).tolist())
    ]
    right = sum(a == row.label for a, row in zip(_labels(ngrams(TASKS["sentiment"], rows, None)), rows, strict=True))
    assert right < 60


def test_answers_do_not_know_the_order_of_rows() -> None:
    """Each row has the same answer and score wherever it stands."""
    rows, task = _rows(), TASKS["sentiment"]
    found = ngrams(task, rows, None).answers or ()
    order = np.random.default_rng(3).permutation(len(rows)).tolist()
    assert (ngrams(task, [rows[i] for i in order], None).answers or ()) == tuple(found[i] for i in order)


def test_training_file_is_learned_from_but_not_the_gold_in_it() -> None:
    """Rows of the gold that are in the training file too, here with the wrong label, are left out of it."""
    rows, task = _rows(), TASKS["sentiment"]
    wrong = [Gold(r.line, r.row, r.given, "neutral") for r in rows[:30]]
    found = ngrams(task, rows[:30], [*wrong, *rows[30:]])
    assert _labels(found) == [row.label for row in rows[:30]]
    assert found.training == "30 of 60 training rows, those not in the gold"


def test_constant_of_a_training_file() -> None:
    """The constant is the training file's most frequent label, whatever the gold's; ties go to the alphabet."""
    rows, task = _rows(), TASKS["sentiment"]
    assert set(_labels(majority(task, rows, rows[:1]))) == {"negative"}
    assert set(_labels(majority(task, rows, rows[:2]))) == {"negative"}


def test_second_text_is_learned_apart() -> None:
    """Where only the target tells the label, the learner finds it there; the same word in the text says nothing."""
    rows = []
    for i in range(80):
        text, target = ("cats", "dogs") if i % 2 else ("dogs", "cats")
        row = {"text": f"{text} a{i}", "target": f"{target} b{i}"}
        rows.append(Gold(i, row, row, "favor" if target == "cats" else "against"))
    assert _labels(ngrams(TASKS["stance"], rows, None)) == [row.label for row in rows]


def test_nothing_to_learn_has_a_reason() -> None:
    """Too few rows, one label, one text, no words: no figures, but the reason."""
    rows, task = _rows(), TASKS["sentiment"]
    alike = [Gold(i, {"text": "x"}, {}, label) for i, label in enumerate(["positive", "negative"] * 10)]
    blank = [Gold(i, {"text": " " * i}, {}, label) for i, label in enumerate(["positive", "negative"] * 10)]
    found = [
        ngrams(task, rows[:6], None),
        ngrams(task, [row for row in rows if row.label == "positive"], None),
        ngrams(task, alike, None),
        ngrams(task, blank, None),
        ngrams(task, rows, rows),
    ]
    assert [one.answers for one in found] == [None] * 5
    reasons = [str(one.reason) for one in found]
    assert "at least 10" in reasons[0]
    assert "only one label to learn: positive" in reasons[1]
    assert "same text" in reasons[2]
    assert "no words" in reasons[3]
    assert "no texts to learn from" in reasons[4]


def _arguments() -> list[Gold]:
    """Texts of a greeting, a claim and a premise, told by their words."""
    made = []
    for i in range(30):
        parts = [f"Hello number {i}.", f"We should ban thing {i}.", f"Because thing {i} costs money."]
        text, second = " ".join(parts), len(parts[0]) + 1
        third = second + len(parts[1]) + 1
        spans = ((second, third - 1, "claim"), (third, len(text), "premise"))
        made.append(Gold(i, {"text": text, "lang": "en"}, {}, "argument", spans))
    return made


def test_sentences_are_the_baseline_of_spans() -> None:
    """Sentences are classified into roles and none, and measured as spans; the constant gives all one role."""
    rows, task = _arguments(), TASKS["argument"]
    learned, constant = ngrams(task, rows, None), majority(task, rows, None)
    assert constant.name == "every sentence a claim"
    measured = [figures("argument", rows, found.answers or (), None) for found in (learned, constant)]
    assert [m.f1 for m in measured if isinstance(m, SpanFigures)] == [1.0, 0.4]


def test_one_thesis_is_told() -> None:
    """Where all rows share a target the folds are made by text, and the description says so."""
    rows = [Gold(r.line, {**r.row, "target": "one"}, r.given, r.label) for r in _rows()]
    assert ngrams(TASKS["sentiment"], rows, None).training.endswith(
        "60 groups by text; target: most rows are one group"
    )


def test_gold_without_spans_has_no_most_frequent_role() -> None:
    """Where no row has a span there is no role to give, and that is told."""
    rows = [Gold(i, {"text": f"Hello {i}."}, {}, "argument") for i in range(12)]
    assert majority(TASKS["argument"], rows, None).reason == "no gold spans to count"
    assert "only one label" in str(ngrams(TASKS["argument"], rows, None).reason)
