"""`label` and `evaluate` answer every row, in place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

ROWS = [
    {
        "id": 7,
        "text": "Αυτό είναι υπέροχο, μπράβο σας!",
        "target": "Το άρθρο είναι καλό.",
        "parent": "Κακό άρθρο.",
        "key_point": "Είναι καλό.",
    },
    {
        "id": 8,
        "text": "这篇文章太差了，完全不同意。",
        "target": "文章很好。",
        "parent": "写得好！",
        "key_point": "太差",
    },
    {
        "id": 9,
        "text": "I love this shop.",
        "target": "Shops are good.",
        "parent": "I hate it.",
        "key_point": "Shops are good",
    },
]
LABELS = {
    "language": {"el", "zh", "en"},
    "sentiment": {"negative", "neutral", "positive"},
    "stance": {"favor", "against", "none"},
    "reply": {"agree", "disagree", "neutral"},
    "spam": {"spam", "ham"},
    "entailment": {"entailment", "contradiction", "neutral"},
    "keypoint": {"0", "1"},
}


def _lines(rows: list[dict[str, Any]]) -> bytes:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def _answers(stdout: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stdout.splitlines()]


@pytest.mark.parametrize("task", LABELS)
def test_same_rows_in_the_same_order_with_predictions(agorascope: Run, task: str) -> None:
    """Rows keep their fields and order; the scores of a label task are probabilities that add up to one."""
    answers = _answers(agorascope("label", task, "-", stdin=_lines(ROWS)).stdout)
    assert [{k: v for k, v in a.items() if k != "prediction"} for a in answers] == ROWS
    for prediction in (a["prediction"] for a in answers):
        assert prediction["label"] in LABELS[task]
        assert prediction["score"] == prediction["scores"][prediction["label"]]
        assert task == "language" or sum(prediction["scores"].values()) == pytest.approx(1, abs=0.002)


def test_argument_spans_cut_the_text(agorascope: Run) -> None:
    """Argument spans are [start, end, role, score] with offsets into the row's own text."""
    text = "Cards should be banned, because they make people pay more for the same milk."
    [answer] = _answers(agorascope("label", "argument", stdin=_lines([{"text": text}])).stdout)
    assert all(
        0 <= s < e <= len(text) and role in {"claim", "premise"} for s, e, role, _ in answer["prediction"]["spans"]
    )


def test_earlier_turns_of_a_talk_are_read_as_what_a_text_answers(agorascope: Run) -> None:
    """`context` holds them, oldest first; a single one is the parent."""
    row: dict[str, object] = {"text": "No, never.", "target": "Loyalty cards should be banned."}
    told: list[dict[str, object]] = [
        {"parent": "Ban them?"},
        {"context": ["Ban them?"]},
        {"context": ["Cards help.", "Ban them?"]},
        {},
    ]
    answers = _answers(agorascope("label", "stance", stdin=_lines([row | one for one in told])).stdout)
    alone, listed, talk, bare = (answer["prediction"]["scores"] for answer in answers)
    assert alone == listed
    assert len({str(scores) for scores in (alone, talk, bare)}) == 3


@pytest.mark.parametrize("lang", ["zh_CN", "ZH-hant", "cn", "", None])
def test_languages_may_be_written_in_many_ways(lang: str | None, agorascope: Run) -> None:
    """A code that says one of ours is taken, any other is found out from the text: Chinese is never read as English."""
    text = "会员卡应该取消，因为它让人多花钱。比如上个月我多花了三百块。"
    rows: list[dict[str, Any]] = [{"text": text, "lang": lang}, {"text": text, "lang": "zh"}]
    answers = _answers(agorascope("label", "argument", stdin=_lines(rows)).stdout)
    assert answers[0]["prediction"]["spans"] == answers[1]["prediction"]["spans"] != []


def test_words_of_other_languages_are_not_taken_for_an_advert(agorascope: Run) -> None:
    """The words' model has learned three languages; others are judged by signals alone."""
    text = "Acheter maintenant, offre gratuite, gagnez de l'argent facilement"
    [answer] = _answers(agorascope("label", "spam", stdin=_lines([{"text": text}])).stdout)
    assert answer["prediction"]["label"] == "ham"
    assert answer["prediction"]["score"] > 0.9


@pytest.mark.parametrize("task", ["spam", "language", "sentiment"])
def test_labels_that_are_not_sure_enough_are_null(task: str, agorascope: Run) -> None:
    """--abstain is kept by every task that gives a label; scores stay; spans have scores of their own."""
    rows = _lines([{"text": "Well, I do not know about that shop."}])
    [answer] = _answers(agorascope("label", task, "--abstain", "1", stdin=rows).stdout)
    assert answer["prediction"]["label"] is None
    assert answer["prediction"]["scores"]
    refused = agorascope("label", "argument", "--abstain", "0.5", stdin=rows)
    assert (refused.returncode, b"--abstain" in refused.stderr) == (2, True)


def test_bad_rows_keep_their_place(agorascope: Run) -> None:
    """What cannot be labelled is answered with the reason and the line, and the neighbours are labelled."""
    stdin = b'{"text": "good"}\nnot json\n{"id": 3}\n[1]\n{"text": "bad"}\n'
    done = agorascope("label", "sentiment", stdin=stdin)
    answers = _answers(done.stdout)
    assert [a["prediction"] is None for a in answers] == [False, True, True, True, False]
    assert [a["error"].split(":")[0] for a in answers if "error" in a] == ["line 2", "line 3", "line 4"]
    assert b"3 rows" in done.stderr


def test_unknown_task_lists_the_known(agorascope: Run) -> None:
    """A task that does not exist is a usage error that names those that do."""
    done = agorascope("label", "mood", stdin=b"")
    assert done.returncode == 2
    assert b"sentiment" in done.stderr


def test_evaluate_prints_figures_per_language(agorascope: Run, tmp_path: Path) -> None:
    """Gold rows give accuracy, macro F1 with interval, overall and per language; --map names the user's columns."""
    gold = tmp_path / "gold.jsonl"
    gold.write_bytes(
        _lines([{"body": r["text"], "lang": c, "gold": c} for r, c in zip(ROWS, ("el", "zh", "en"), strict=True)])
    )
    done = agorascope("evaluate", "language", gold, "--map", "text=body,label=gold", "--json")
    figures = json.loads(done.stdout)
    assert figures["overall"]["accuracy"] == 1.0
    assert list(figures["by_language"]) == ["el", "en", "zh"]


def test_evaluate_without_gold_does_not_pass(agorascope: Run, tmp_path: Path) -> None:
    """A gold file in which nothing can be compared is refused, never reported as a figure."""
    gold = tmp_path / "gold.jsonl"
    gold.write_bytes(_lines(ROWS))
    done = agorascope("evaluate", "sentiment", gold)
    assert done.returncode == 2
    assert b"label" in done.stderr


def test_evaluation_names_the_models_that_labelled(agorascope: Run, tmp_path: Path) -> None:
    """The spam figures are those of the spam scorer on the encoder, and say so."""
    gold = tmp_path / "gold.jsonl"
    gold.write_bytes(_lines([{"text": r["text"], "label": "ham"} for r in ROWS]))
    figures = json.loads(agorascope("evaluate", "spam", gold, "--json").stdout)
    assert [m["name"] for m in figures["models"]] == ["agorascope-encoder", "agorascope-tasks", "agorascope-spam"]
