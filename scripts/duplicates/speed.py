"""Measure near-duplicate clustering of large threads: time, memory, precision and recall, beside rensa and datasketch.

Prints one JSON object. The threads are made of real comments with known re-posts (see `corpus`); each system works
alone in its process on the same file, one after the other.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scripts.duplicates import alone, corpus, peers
from scripts.duplicates.scores import scores

_SLOW, _SLOW_MOST = "datasketch", 200_000
_DIGITS = 3


def main() -> None:
    """Read what the command line asks for and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of labelled data")
    parser.add_argument("--sizes", type=int, nargs="+", default=[200_000], help="comments, one corpus each")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", choices=alone.SYSTEMS, default=alone.SYSTEMS, help="systems to run")
    parser.add_argument("--all-peers", action="store_true", help=f"{_SLOW} above {_SLOW_MOST} comments too")
    parser.add_argument("--keep", type=Path, help="folder that made corpora are kept in and taken from")
    given = parser.parse_args()
    with TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        sizes = {str(size): _measured(given, size, folder) for size in given.sizes}
    print(json.dumps({"seed": given.seed, "peers": _how(), "sizes": sizes}, ensure_ascii=False, indent=1))


def _measured(given: argparse.Namespace, size: int, folder: Path) -> dict[str, object]:
    path, facts = corpus_of(given.data, size, given.seed, folder)
    comments = corpus.load(path)
    systems: dict[str, dict[str, Any]] = {}
    for system in given.only:
        if system == _SLOW and size > _SLOW_MOST and not given.all_peers:
            _tell(f"{system} left out above {_SLOW_MOST} comments")
            continue
        told = alone.run(system, path)
        _tell(f"{size} comments, {system}: {told['seconds']:.1f} s, {told['peak_mb']:.0f} MB")
        systems[system] = {
            "seconds": round(told["seconds"], 2),
            "comments_per_second": round(size / told["seconds"]),
            "peak_mb": told["peak_mb"],
            **scores(comments, told["found"]),
        }
    return {"corpus": facts, "systems": systems, "ours_beside": _ratios(systems)}


def corpus_of(data: Path, size: int, seed: int, folder: Path) -> tuple[Path, dict[str, object]]:
    """Give the file of a corpus and what it consists of; made where the folder does not hold it."""
    path = folder / f"corpus-{size}-{seed}.jsonl"
    about = path.with_suffix(".about.json")
    if not about.is_file():
        comments, facts = corpus.make(data, size, seed, _tell)
        corpus.write(comments, path)
        about.write_text(json.dumps(facts), encoding="utf-8")
    known: dict[str, object] = json.loads(about.read_text(encoding="utf-8"))
    return path, known


def _ratios(systems: dict[str, dict[str, Any]]) -> dict[str, dict[str, float]]:
    """Give our time and memory as parts of each peer's: 0.5 is half of it."""
    return {
        name: {
            "time": round(systems["ours"]["seconds"] / peer["seconds"], _DIGITS),
            "memory": round(systems["ours"]["peak_mb"] / peer["peak_mb"], _DIGITS),
        }
        for name, peer in systems.items()
        if "ours" in systems and name != "ours"
    }


def _how() -> dict[str, object]:
    return {
        "values": peers.VALUES,
        "bands": peers.BANDS,
        "bands_wide": peers.WIDE,
        "verified_by": f"rapidfuzz Indel normalized similarity >= {peers.ALIKE}",
        "clusters": f"equal texts first, then union-find; a cluster shows {peers.SHOWN} members to later texts",
    }


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
