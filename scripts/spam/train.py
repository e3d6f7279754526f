"""Makes `models/spam`: fits, measures on rows that were not trained on, writes model, manifest and card."""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import msgspec
import numpy as np

from agorascope.inference import Models, store
from agorascope.language import faceless
from agorascope.settings import Settings
from agorascope.spam.judge import far_from
from agorascope.spam.scorer import FILE, Scorer
from agorascope.spam.signals import read
from scripts.spam import card, data, fit, measure
from scripts.tasks.pages import HELD_OUT

ROOT = Path(__file__).resolve().parents[2]
VERSION = "2.1.0"


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="scripts/train_spam", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of labelled data (JSONL by task)")
    parser.add_argument("--threads", type=Path, help="folder of annotated discussions, measured, never trained on")
    parser.add_argument("--out", type=Path, default=ROOT / "models" / "spam")
    return parser.parse_args()


def main() -> None:
    """Fit, measure, write; print the table and what the verdicts got wrong."""
    options = arguments()
    models = Models(Settings())
    fitting = material(data.fitting_rows(options.data), models)
    scorer = fit.fit(fitting, store.model_for(store.find("tasks"), "tasks").sha256)
    found = tests(options, scorer, models)
    alarms = false_alarms(material(data.unseen_ham(options.data)[1::2], models), scorer)
    write(options.out, scorer, found, alarms)
    print(measure.table(found))
    print(msgspec.json.format(msgspec.json.encode(scorer.weights)).decode(), scorer.intercept, scorer.neutral)


def material(rows: list[data.Row], models: Models) -> fit.Material:
    """Read rows with their articles."""
    readings = tuple(read(row.text) for row in rows)
    labels = tuple(models.predict("spam", [faceless(reading.plain) for reading in readings]))
    far = tuple(
        far_from(reading.plain, row.code, row.article, models) for reading, row in zip(readings, rows, strict=True)
    )
    return fit.Material(tuple(rows), readings, labels, far)


def tests(options: argparse.Namespace, scorer: Scorer, models: Models) -> list[measure.Figures]:
    """Measure on all sets; the weights were fitted on the first two, the discussions are the test."""
    sets = {
        "own dev": data.own_rows("dev"),
        "YouTube dev": data.youtube_rows(options.data, "dev"),
    }
    if options.threads:
        sets["discussions"] = data.thread_rows(options.threads)
        sets["held-out discussions"] = [row for row in sets["discussions"] if row.group.partition("-")[2] in HELD_OUT]
    learned = [*data.own_rows("train"), *data.youtube_rows(options.data, "train")]
    found = []
    for name, rows in sets.items():
        test = material(rows, models)
        verdicts = np.array(fit.scores(test, scorer)) >= measure.THRESHOLD
        found += measure.figures(name, "agorascope", rows, verdicts)
        found += measure.figures(name, "character n-grams", rows, measure.char_baseline(learned, rows))
        found += measure.figures(name, "has a link", rows, measure.link_baseline(test.readings))
        show_errors(rows, verdicts)
    return found


def false_alarms(ham: fit.Material, scorer: Scorer) -> dict[str, tuple[int, int]]:
    """Count, by language, good texts of other places and those among them taken for spam."""
    verdicts = np.array(fit.scores(ham, scorer)) >= measure.THRESHOLD
    show_errors(list(ham.rows), verdicts)
    codes = [row.code for row in ham.rows]
    return {
        code: (
            codes.count(code),
            int(sum(verdict for verdict, other in zip(verdicts, codes, strict=True) if other == code)),
        )
        for code in sorted(set(codes))
    }


def show_errors(rows: list[data.Row], verdicts: measure.Verdicts) -> None:
    """Print every wrong verdict, to be read one by one."""
    for row, verdict in zip(rows, verdicts.tolist(), strict=True):
        if verdict != row.spam:
            print("FALSE ALARM" if verdict else "MISSED", row.group, row.code, "|", " ".join(row.text.split()))


def write(folder: Path, scorer: Scorer, found: list[measure.Figures], alarms: dict[str, tuple[int, int]]) -> None:
    """Write the model, its manifest with the SHA-256, and its card."""
    folder.mkdir(parents=True, exist_ok=True)
    content = msgspec.json.format(msgspec.json.encode(scorer), indent=1)
    (folder / FILE).write_bytes(content)
    model = store.Model(
        name="agorascope-spam",
        task="spam",
        version=VERSION,
        licence="MIT",
        files={FILE: hashlib.sha256(content).hexdigest()},
        figures={f"F1 {f.data}, {f.code}": round(f.f1, 4) for f in found if f.method == "agorascope"},
        data=card.DATA,
    )
    manifest = msgspec.json.encode(store.Manifest(models=(model,)))
    (folder / store.MANIFEST).write_bytes(msgspec.json.format(manifest, indent=1) + b"\n")
    (folder / "README.md").write_text(card.text(scorer, found, alarms), encoding="utf-8")


if __name__ == "__main__":
    main()
