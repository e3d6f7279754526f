"""Makes `models/translation`: learns the projection, fits the verdict, measures both, writes model and card."""

from __future__ import annotations

import argparse
import hashlib
import io
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from agorascope.deduplication.translations import verdict
from agorascope.deduplication.translations.verdict import Verdict
from agorascope.inference import Models, store
from agorascope.inference import projection as projections
from agorascope.settings import Settings
from scripts.translation import card, data, decide, fit, measure

if TYPE_CHECKING:
    from scripts.translation.data import Vectors

VERSION = "1.0.0"
DATA = (
    store.DataSet(name="own re-posts (corpora/reposts)", licence="CC BY 4.0"),
    store.DataSet(name="XNLI, Greek, Chinese and English (projection)", licence="CC BY-NC 4.0"),
    store.DataSet(name="translations of XQuAD (verdict)", licence="CC BY-SA 4.0"),
)


def main() -> None:
    """Learn, measure, write; print the figures."""
    parser = argparse.ArgumentParser(prog="scripts/train_translation", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of labelled data (JSONL by task)")
    parser.add_argument("--out", type=Path, default=data.ROOT / "models" / projections.FOLDER)
    given = parser.parse_args()
    models = Models(Settings())
    projection = learned(given.data, models)
    write(given.out, projection, decide.unfitted(decide.USUAL), {})
    sets = {
        "labelled duplicates": decide.pairs(data.labelled(given.data), models),
        "own re-posts, dev": decide.pairs(data.own("dev"), models),
        "own, a fact changed": decide.altered(data.own("dev", "same-point"), models),
        "own comments": decide.pairs(data.unrelated(), models, decide.UNRELATED_WEIGHT),
    }
    every = [pair for name in sets for pair in sets[name]]
    weights = decide.fit(every)
    figures = measure.figures(sets, decide.crossed(every), given.data)
    write(given.out, projection, weights, figures)
    (given.out / "README.md").write_text(card.text(figures, weights, VERSION, DATA), encoding="utf-8")
    print(msgspec.json.format(msgspec.json.encode([weights, figures])).decode())


def learned(folder: Path, models: Models) -> bytes:
    """Learn the projection and give it as a file."""
    sentences = data.aligned(folder, models)
    texts = data.own("train")
    vectors = models.embed([projections_text(text.text) for text in texts])
    matrix, centres = fit.fit(sentences, data.centres(sentences), fit.Own(texts, vectors))
    return packed(matrix, centres)


def projections_text(text: str) -> str:
    """Write Greeklish as the model will be shown it."""
    from agorascope.inference.script import readable

    return readable(text)


def packed(matrix: Vectors, centres: Vectors) -> bytes:
    """Put the arrays into one file, in half precision, with the hash of the encoder they belong to."""
    encoder = store.model_for(store.find("encoder"), "encoder").files["upper.onnx"]
    file = io.BytesIO()
    np.savez(
        file,
        matrix=matrix.astype(np.float16),
        centres=centres.astype(np.float16),
        languages=np.array(data.LANGUAGES),
        encoder=np.array(encoder),
    )
    return file.getvalue()


def write(folder: Path, projection: bytes, weights: Verdict, figures: dict[str, float]) -> None:
    """Write the two files and their manifest; forget weights that were read before."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {projections.FILE: projection, verdict.FILE: msgspec.json.format(msgspec.json.encode(weights), indent=1)}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    model = store.Model(
        name="agorascope-translation",
        task=projections.TASK,
        version=VERSION,
        licence="MIT",
        files={name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
        figures=figures,
        data=DATA,
    )
    manifest = msgspec.json.encode(store.Manifest(models=(model,)))
    (folder / store.MANIFEST).write_bytes(msgspec.json.format(manifest, indent=1) + b"\n")
    verdict.forget()


if __name__ == "__main__":
    main()
