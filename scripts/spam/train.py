"""Makes `models/spam`: fits, measures on rows that were not trained on, writes model, manifest and card."""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import msgspec
import numpy as np

from agorascope.inference import Models, store
from agorascope.settings import Settings
from agorascope.spam.scorer import FILE, Scorer
from agorascope.spam.signals import read
from scripts.spam import card, data, fit, measure

ROOT = Path(__file__).resolve().parents[2]
VERSION = "1.0.0"
CHUNK = 256


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="scripts/train_spam", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of labelled data (JSONL by task)")
    parser.add_argument("--threads", type=Path, help="folder of annotated discussions, measured, never trained on")
    parser.add_argument("--out", type=Path, default=ROOT / "models" / "spam")
    parser.add_argument("--features", type=Path, help="a file (.npz) that keeps the encoded texts between runs")
    return parser.parse_args()


def main() -> None:
    """Train, measure, write; print the table and what the verdicts got wrong."""
    options = arguments()
    memory = Memory(options.features)
    train = material(data.training_rows(options.data), memory)
    scorer = fit.fit(train, memory.encoder)
    found = [*held_out(train, scorer), *tests(options, train, scorer, memory)]
    alarms = false_alarms(material(data.unseen_ham(options.data), memory), scorer)
    write(options.out, scorer, found, alarms)
    print(measure.table(found))
    print(msgspec.json.format(msgspec.json.encode(scorer.weights)).decode(), scorer.intercept, scorer.neutral)


class Memory:
    """The encoder, with the features of every text it has seen, kept in a file if there is one."""

    def __init__(self, path: Path | None) -> None:
        """Load what the file holds, if it was made by the installed encoder."""
        self.models = Models(Settings())
        self.encoder = store.model_for(store.find("encoder"), "encoder").sha256
        self.path, self.kept = path, {}
        if path and path.is_file():
            with np.load(path) as held:
                if held["encoder"] == self.encoder:
                    self.kept = dict(zip(held["keys"].tolist(), held["features"], strict=True))

    def features(self, texts: list[str]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
        """Give the features of texts, encoding only new ones."""
        keys = [hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() for text in texts]
        new = [(key, text) for key, text in dict(zip(keys, texts, strict=True)).items() if key not in self.kept]
        for start in range(0, len(new), CHUNK):
            chunk = new[start : start + CHUNK]
            rows = self.models.features([text for _, text in chunk]).astype(np.float16)
            self.kept.update(zip([key for key, _ in chunk], rows, strict=True))
            print(f"encoded {start + len(chunk)} of {len(new)}", flush=True)
        if self.path and new:
            held = np.stack(list(self.kept.values()))
            np.savez(self.path, keys=list(self.kept), features=held, encoder=self.encoder)
        return np.stack([self.kept[key] for key in keys]).astype(np.float32)


def material(rows: list[data.Row], memory: Memory) -> fit.Material:
    """Read and encode rows with their articles."""
    readings = tuple(read(row.text) for row in rows)
    vectors = memory.features([*(reading.plain for reading in readings), *(row.article for row in rows)])
    return fit.Material(tuple(rows), readings, vectors[: len(rows)], vectors[len(rows) :])


def held_out(train: fit.Material, scorer: Scorer) -> list[measure.Figures]:
    """Measure on our own training comments, whose logits come from heads that have not seen their thesis."""
    logits = fit.held_out_logits(train)
    verdicts = np.array(fit.scores(train, scorer, logits)) >= measure.THRESHOLD
    own = np.array([row.source == "own" for row in train.rows])
    rows = [row for row in train.rows if row.source == "own"]
    return measure.figures("own train, cross-fitted", "agorascope", rows, verdicts[own])


def tests(options: argparse.Namespace, train: fit.Material, scorer: Scorer, memory: Memory) -> list[measure.Figures]:
    """Measure every method on the sets that were not trained on."""
    sets = {
        "own dev": data.own_rows(options.data, "dev"),
        "YouTube dev": data.youtube_rows(options.data, "dev"),
    }
    if options.threads:
        sets["discussions"] = data.thread_rows(options.threads)
    found = []
    for name, rows in sets.items():
        test = material(rows, memory)
        verdicts = np.array(fit.scores(test, scorer)) >= measure.THRESHOLD
        found += measure.figures(name, "agorascope", rows, verdicts)
        found += measure.figures(name, "character n-grams", rows, measure.char_baseline(train.rows, rows))
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
