"""How time and memory grow with the corpus: each stage's cost of a comment, beside that in the smallest corpus."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scripts.corpus.runs import STAGES, Place, analysed

Row = dict[str, Any]


def growth(place: Place, sizes: Sequence[int], most: int) -> Row:
    """Give the costs by way and stage for each size; all stages up to `most` comments. Raises `Failed`."""
    ways = {way: [size for size in sorted(sizes) if way == "cheap" or size <= most] for way in STAGES}
    runs = {way: [analysed(place, way, size) for size in found] for way, found in ways.items()}
    return {way: _costs(found) for way, found in runs.items() if found}


def _costs(runs: Sequence[Row]) -> Row:
    whole = [_cost(run["comments"], run["seconds"], run["peak_megabytes"]) for run in runs]
    names = [stage["name"] for stage in runs[0]["stages"]]
    return {
        "whole_run": _beside(whole),
        **{name: _beside([_of_stage(run, name) for run in runs]) for name in names},
    }


def _of_stage(run: Row, name: str) -> Row:
    [stage] = [stage for stage in run["stages"] if stage["name"] == name]
    return _cost(run["comments"], stage["seconds"], stage["peak_megabytes"])


def _cost(comments: int, seconds: float, megabytes: float | None) -> Row:
    return {
        "comments": comments,
        "seconds": seconds,
        "peak_megabytes": megabytes,
        "microseconds_a_comment": round(seconds / comments * 1e6, 1),
        "kilobytes_a_comment": None if megabytes is None else round(megabytes * 1e3 / comments, 2),
    }


def _beside(costs: Sequence[Row]) -> list[Row]:
    """Add the ratios to the first: 1 is linear, less is better."""
    first = costs[0]
    return [
        cost
        | {
            f"{name}_to_first": round(cost[name] / first[name], 3) if cost[name] and first[name] else None
            for name in ("microseconds_a_comment", "kilobytes_a_comment")
        }
        for cost in costs
    ]
