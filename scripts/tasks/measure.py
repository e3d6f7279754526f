"""Measures models/tasks as a paper would, fits its temperatures, writes metrics, manifest and card.

`scripts/measure_tasks --data DIR [--float DIR]`
"""

from __future__ import annotations

import argparse
import json
import os
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from agorascope import arguments
from agorascope.evaluation.figures import compare
from agorascope.evaluation.ngrams import Learner, Unit
from agorascope.evaluation.spans import compare_spans
from agorascope.inference import Models, store
from agorascope.inference.tuned import About, softmax_label
from agorascope.settings import Settings
from scripts.encoder.build import digest
from scripts.tasks import calibrate, card, examples, plan, sets
from scripts.tasks.examples import LABELS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agorascope.inference.tuned import Answer
    from agorascope.records import Label
    from scripts.tasks.examples import Example

ROOT = Path(__file__).resolve().parents[2]
CORPORA = ROOT / "corpora"
LEARNED = 15_000
FEWEST = 25
POINT = 0.01
Rows = dict[str, list["Example"]]
Temperatures = dict[str, dict[str, float]]


def arguments_given() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="scripts/measure_tasks", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of labelled data (JSONL by task)")
    parser.add_argument("--corpora", type=Path, default=CORPORA, help="folder of our own texts")
    parser.add_argument("--float", type=Path, help="folder with encoder/ and tasks/ in float32, to compare with")
    parser.add_argument("--most", type=int, default=sets.MOST, help="rows of a public set (default: %(default)s)")
    parser.add_argument("--out", type=Path, default=ROOT / "models" / "tasks")
    return parser.parse_args()


def main() -> None:
    """Measure, calibrate, write."""
    given = arguments_given()
    os.environ[store.VARIABLE] = str(given.out.resolve().parent)  # what is measured is what is described
    rows = sets.measured(given.data, given.corpora, given.most)
    answers = told(rows)
    warmth = calibrate.temperatures(rows, answers)
    write_about(given.out, warmth)
    compared = told(rows, given.float) if given.float else {}
    learners = baselines(plan.round_of(0, 0, plan.sets(given.data, given.corpora)))
    metrics: dict[str, Any] = {"temperatures": warmth}
    metrics["labels"] = {
        name: by_language(name, part, answers[name], warmth, learners, compared.get(name))
        for name, part in rows.items()
    }
    metrics["key points"] = ranked(rows, answers)
    metrics["spans"] = spans(given.data, given.corpora)
    metrics["quantised"] = quantised(metrics["labels"])
    (given.out / "metrics.json").write_text(json.dumps(metrics, indent=1) + "\n")
    card.write(given.out, metrics)
    print(json.dumps({key: metrics[key] for key in ("key points", "spans", "quantised")}, indent=1))


def told(rows: Rows, folder: Path | None = None) -> dict[str, list[Answer]]:
    """Let the model answer every row; `folder` holds another export of it."""
    before = os.environ.get(store.VARIABLE)
    if folder:
        os.environ[store.VARIABLE] = str(folder)
    models = Models(Settings())
    found = {name: models.answers([row.reading for row in part]) for name, part in rows.items()}
    if folder:
        os.environ.pop(store.VARIABLE) if before is None else os.environ.update({store.VARIABLE: before})
    return found


def write_about(out: Path, warmth: Temperatures) -> None:
    """Put the temperatures beside the network; the manifest follows with the card."""
    content = msgspec.json.encode(About(labels=LABELS, temperatures=warmth))
    (out / "about.json").write_bytes(msgspec.json.format(content, indent=1) + b"\n")
    manifest = json.loads((out / store.MANIFEST).read_text())
    manifest["models"][0]["files"]["about.json"] = digest(out / "about.json")
    (out / store.MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n")


def baselines(shown: Sequence[Example]) -> dict[str, Learner]:
    """Fit the plain learner of each task on at most 15,000 rows of a round as the model saw it."""
    learners = {}
    for task in LABELS:
        rows = [one for row in shown for one in sets.single(row) if task in one.labels]
        drawn = random.Random(3).sample(rows, min(LEARNED, len(rows)))  # noqa: S311
        learners[task] = Learner([unit(task, row) for row in drawn])
    return learners


def unit(task: str, row: Example) -> Unit:
    """Show a row to the plain learner."""
    return Unit(row.reading.text, row.reading.target or row.reading.parent, row.labels[task])


def by_language(
    name: str,
    rows: Sequence[Example],
    answers: Sequence[Answer],
    warmth: Temperatures,
    learners: Mapping[str, Learner],
    compared: Sequence[Answer] | None,
) -> dict[str, Any]:
    """Give the figures of one set, all of it and each language of it."""
    task = name.partition("/")[0]
    labels = [labelled(task, answer, warmth) for answer in answers]
    plain = [label for label, _ in learners[task].predict([unit(task, row) for row in rows])]
    floats = [labelled(task, answer, warmth) for answer in compared] if compared else None
    codes = [row.lang.partition("-")[0] for row in rows]
    found = {}
    for code in ["all", *sorted(set(codes))]:
        chosen = [n for n, own in enumerate(codes) if code in ("all", own)]
        if len(chosen) >= FEWEST and (code == "all" or len(chosen) < len(rows)):
            found[code] = _figures(task, rows, chosen, labels, plain, floats)
    return found


def labelled(task: str, answer: Answer, warmth: Temperatures) -> Label:
    """Label as the run time does."""
    return softmax_label(answer.logits[task], warmth[task].get(answer.writing, warmth[task]["other"]), LABELS[task])


def _figures(
    task: str,
    rows: Sequence[Example],
    chosen: Sequence[int],
    labels: Sequence[Label],
    plain: Sequence[str],
    floats: Sequence[Label] | None,
) -> dict[str, Any]:
    gold = [rows[n].labels[task] for n in chosen]
    ours = compare(gold, [str(labels[n].label) for n in chosen], [labels[n].score for n in chosen])
    theirs = compare(gold, [plain[n] for n in chosen])
    most = max(sorted(set(gold)), key=gold.count)
    found = {
        "rows": ours.rows,
        "macro_f1": ours.macro_f1,
        "interval": ours.interval,
        "accuracy": ours.accuracy,
        "ece": ours.ece,
        "ngrams": theirs.macro_f1,
        "majority": compare(gold, [most] * len(gold)).macro_f1,
    }
    if floats:
        exact = compare(gold, [str(floats[n].label) for n in chosen])
        same = sum(floats[n].label == labels[n].label for n in chosen)
        found["float32"] = {
            "macro_f1": exact.macro_f1,
            "accuracy": exact.accuracy,
            "same": round(same / len(chosen), 4),
        }
    return found


def quantised(found: Mapping[str, Any]) -> dict[str, Any]:
    """Say what integers cost against float32: the share of the same labels, and the sets that lose over a point."""
    pairs = [(f"{name} {code}", row) for name, part in found.items() for code, row in part.items() if "float32" in row]
    if not pairs:
        return {}
    same = sum(row["float32"]["same"] * row["rows"] for _, row in pairs) / sum(row["rows"] for _, row in pairs)
    lost = {name: round(row["float32"]["macro_f1"] - row["macro_f1"], 4) for name, row in pairs}
    over = {name: points for name, points in lost.items() if points > POINT}
    return {
        "sets": len(pairs),
        "same": round(same, 4),
        "mean lost": round(sum(lost.values()) / len(lost), 4),
        "over": over,
    }


def ranked(rows: Rows, answers: Mapping[str, Sequence[Answer]]) -> dict[str, float]:
    """Give the mean average precision of key-point matching over topics and sides, for each set of it.

    As in the shared task of Friedman et al. (2021), but over all pairs of argument and key point.
    """
    from sklearn.metrics import average_precision_score

    found = {}
    for name, part in rows.items():
        by_group: dict[str, list[tuple[bool, float]]] = {}
        for row, answer in zip(part, answers[name], strict=True):
            if "keypoint" in row.labels:
                no, yes = answer.logits["keypoint"]
                by_group.setdefault(row.group, []).append((row.labels["keypoint"] == "1", yes - no))
        kept = [pairs for pairs in by_group.values() if any(right for right, _ in pairs)]
        if kept:
            each = [average_precision_score(*zip(*pairs, strict=True)) for pairs in kept]
            found[name] = round(float(sum(each) / len(each)), 4)
    return found


def spans(data: Path, corpora: Path) -> dict[str, Any]:
    """Measure argument spans as the program finds them: essays, our own comments, the discussions."""
    models = Models(Settings())
    rows = [*examples.essays(data, "dev"), *sets.ours(corpora)]
    by_set: dict[str, list[Example]] = {}
    for row in rows:
        if row.spans is not None and row.labels.get("spam") != "spam" and row.lang != "el-Latn":
            by_set.setdefault(f"{row.source} {row.lang}", []).append(row)
    found = {}
    for name, part in sorted(by_set.items()):
        mined = arguments.mine_all([row.reading.text for row in part], [row.lang for row in part], models)
        ours = [[(a.start, a.end, a.role) for a in one] for one in mined]
        figures = compare_spans([list(row.spans or ()) for row in part], ours)
        found[name] = {key: getattr(figures, key) for key in ("rows", "precision", "recall", "f1", "interval")}
    return found


if __name__ == "__main__":
    main()
