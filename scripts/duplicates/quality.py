"""Measure duplicates by kind on `duplicates/dev.jsonl`, beside exact strings and rapidfuzz over all pairs.

Prints one JSON object; the peers have nothing to find translations with. All pairs are quadratic, so that
rapidfuzz and we are compared on a sample of whole clusters.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from agorascope.deduplication import Clusters, Post, find
from agorascope.inference import Models
from agorascope.settings import Settings
from scripts.jsonl import objects

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

_SAMPLE = 1500
_FUZZY = 75.0
_SAMPLES = 1000

Row = dict[str, str]
Pairs = set[tuple[str, str]]


def main() -> None:
    """Read the data folder named on the command line and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of labelled data")
    parser.add_argument("--threads", type=Path, help="folder of annotated discussions")
    given = parser.parse_args()
    every = list(objects(given.data / "duplicates" / "dev.jsonl"))
    rows = [row for row in every if row["kind"] != "translation"]
    sample = [row for row in rows if int(row["cluster"]) % (len(rows) // _SAMPLE) == 0]
    figures: dict[str, object] = {
        "with_translations": {"ours": _measured(every, _ours_with_translations)},
        "all": {"ours": _measured(rows, _ours), "exact_strings": _measured(rows, _exact)},
        "sample": {"ours": _measured(sample, _ours), "rapidfuzz_all_pairs": _measured(sample, _rapidfuzz)},
    }
    if given.threads:
        figures["threads"] = _threads(sorted(given.threads.glob("*.json")), Models(Settings()))
    print(json.dumps(figures, indent=1))


def _ours(rows: list[Row]) -> Pairs:
    return _named(rows, find([Post(row["id"], row["text"]) for row in rows], Settings()))


def _ours_with_translations(rows: list[Row]) -> Pairs:
    found = find([Post(row["id"], row["text"]) for row in rows], Settings(), Models(Settings()))
    return _named(rows, found)


def _named(rows: list[Row], found: Clusters) -> Pairs:
    return _pairs(sorted(rows[place]["id"] for place in cluster.members) for cluster in found.clusters)


def _exact(rows: list[Row]) -> Pairs:
    same: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        same[row["text"]].append(row["id"])
    return _pairs(same.values())


def _rapidfuzz(rows: list[Row]) -> Pairs:
    from rapidfuzz import fuzz, utils

    texts = [(row["id"], utils.default_process(row["text"])) for row in rows]
    return {(a, b) for (a, x), (b, y) in combinations(texts, 2) if fuzz.ratio(x, y, score_cutoff=_FUZZY)}


def _pairs(clusters: Iterable[Iterable[str]]) -> Pairs:
    return {pair for members in clusters for pair in combinations(members, 2)}


def _measured(rows: list[Row], work: Callable[[list[Row]], Pairs]) -> dict[str, object]:
    started = perf_counter()
    found = work(rows)
    seconds = perf_counter() - started
    gold = {row["id"]: row["cluster"] for row in rows}
    right = sum(gold[a] == gold[b] for a, b in found)
    members: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        members[row["cluster"]].append(row["id"])
    wanted = sum(len(cluster) * (len(cluster) - 1) // 2 for cluster in members.values())
    return {
        "comments": len(rows),
        "seconds": round(seconds, 2),
        "precision": round(right / max(1, len(found)), 4),
        "recall": round(right / wanted, 4),
        "recall_by_kind": _by_kind(rows, found),
        "recall_by_language": _by_language(rows, found),
    }


def _by_language(rows: list[Row], found: Pairs) -> dict[str, dict[str, float]]:
    """Give the recall of the clusters whose original is in a language, with a 95 % bootstrap interval over clusters."""
    members: dict[str, list[str]] = defaultdict(list)
    spoken = {row["cluster"]: row["lang"] for row in rows if row["kind"] == "original"}
    for row in rows:
        members[row["cluster"]].append(row["id"])
    counts: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for cluster, ids in members.items():
        pairs = list(combinations(sorted(ids), 2))
        if pairs and cluster in spoken:
            counts[spoken[cluster]].append((sum(pair in found for pair in pairs), len(pairs)))
    return {language: _recall(np.array(hits)) for language, hits in sorted(counts.items())}


def _recall(hits: NDArray[np.int64]) -> dict[str, float]:
    dice = np.random.default_rng(0)
    drawn = hits[dice.integers(len(hits), size=(_SAMPLES, len(hits)))].sum(1)
    low, high = np.percentile(drawn[:, 0] / drawn[:, 1], (2.5, 97.5))
    told = {"recall": hits[:, 0].sum() / hits[:, 1].sum(), "low": low, "high": high}
    return {name: round(float(value), 4) for name, value in told.items()}


def _by_kind(rows: list[Row], found: Pairs) -> dict[str, float]:
    """Give, for every kind of re-post, the share that is found together with its original."""
    originals = {row["cluster"]: row["id"] for row in rows if row["kind"] == "original"}
    hits: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        first = originals.get(row["cluster"])
        if row["kind"] != "original" and first is not None:
            hits[row["kind"]].append((first, row["id"]) in found or (row["id"], first) in found)
    return {kind: round(sum(got) / len(got), 4) for kind, got in sorted(hits.items())}


def _threads(paths: list[Path], models: Models) -> dict[str, int]:
    """Count repeats that are found with the right representative, missed, and claimed without being any."""
    counts = {"discussions": 0, "right": 0, "missed": 0, "wrong": 0}
    for path in paths:
        comments = json.loads(path.read_text(encoding="utf-8"))
        comments = comments.get("comments", []) if isinstance(comments, dict) else []
        if not comments or "duplicate_of" not in comments[0]:
            continue
        kinds = {"exact", "near", "translation"}
        gold = {str(c["n"]): str(c["duplicate_of"]) for c in comments if c["duplicate_kind"] in kinds}
        posts = [Post(str(c["n"]), c["text"], rank=place) for place, c in enumerate(comments)]
        repeats = find(posts, Settings(), models).repeats
        found = {posts[place].id: posts[repeat.of].id for place, repeat in repeats.items()}
        right = sum(found.get(name) == first for name, first in gold.items())
        counts["discussions"] += 1
        counts["right"] += right
        counts["missed"] += len(gold) - right
        counts["wrong"] += sum(name not in gold for name in found)
    return counts


if __name__ == "__main__":
    main()
