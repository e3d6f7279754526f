"""Simulates moderators on labelled comments and measures the site's own layer beside its rivals: prints JSON.

Figures are means over seeded streams with 95 % bootstrap intervals over these streams; `gain` is the general model's
error less the layer's, of the same streams. `harmed` is the share of streams in which the layer's error is higher.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from agorascope.evaluation.bootstrap import Sample, rounded
from agorascope.inference import Models
from agorascope.moderation.layer import Features, features
from agorascope.settings import Settings
from agorascope.spam import judge
from scripts.jsonl import objects
from scripts.moderation import sites as places
from scripts.moderation.streams import AFTER, JUDGES, METHODS, QUEUES, Good, Point, read, stream

if TYPE_CHECKING:
    from agorascope.evaluation.bootstrap import Counts, Figure

GOOD = 300


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="scripts/eval_site_layer", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of labelled data (JSONL by task)")
    parser.add_argument("--streams", type=int, default=10, help="moderators that are simulated of each kind")
    parser.add_argument("--sites", help="only sites whose name begins so")
    return parser.parse_args()


def main() -> None:
    """Read the sites, simulate, print."""
    options = arguments()
    models = Models(Settings())
    good = elsewhere(options.data, models)
    told: dict[str, Any] = {}
    for site in places.sites(options.data):
        for one in (site, places.thinned(site)):
            if one is not None and one.name.startswith(options.sites or ""):
                told[one.name] = measured(one, seen(one.rows, models), good, options.streams)
                show(one.name, told[one.name])
    print(json.dumps(told, ensure_ascii=False))


def show(name: str, found: dict[str, Any]) -> None:
    """Print the errors of a site for whoever waits."""
    for queue in QUEUES:
        for after, told in found[queue].items():
            errors = " ".join(f"{method} {told[method]['error'][0]:.3f}" for method in METHODS)
            print(f"{name} | {queue} {after}: {errors}, harmed {told['harmed']:.2f}", file=sys.stderr, flush=True)


def seen(rows: Sequence[places.Row], models: Models) -> list[Features]:
    """Give what the layer sees of comments."""
    texts, codes = [row.text for row in rows], [row.code for row in rows]
    scores = [found.score for found in judge(texts, codes, "", models, Settings())]
    return features(texts, codes, scores, models)


def elsewhere(data: Path, models: Models) -> Good:
    """Give good comments of other places: our own, and tweets with links (which most adverts have, too)."""
    own = [item for item in places.unseen() if not places.spam(item) and item["lang"] != "el-Latn"]
    tweets = [
        item
        for item in objects(data / "sentiment" / "dev.jsonl")
        if item["source"] == "semeval2013-16" and places.LINK.search(item["text"])
    ]
    found = {"own comments": places.some(own, GOOD), "tweets with links": places.some(tweets, GOOD)}
    return {
        kind: seen([places.Row(item["text"], spam=False, code=item["lang"]) for item in those], models)
        for kind, those in found.items()
    }


def measured(site: places.Site, looked: Sequence[Features], good: Good, streams: int) -> dict[str, Any]:
    """Give the figures of one site, by queue and number of decisions."""
    found = read(site, looked)
    told: dict[str, Any] = {
        "rule": site.rule,
        "comments": len(site.rows),
        "spam": sum(row.spam for row in site.rows),
        "general model learned from these texts": site.learned,
        "priors were chosen here": site.chosen,
    }
    for queue in QUEUES:
        points = [stream(found, queue, seed, good) for seed in range(streams)]
        told[queue] = {
            str(after): summary([point for one in points for point in one if point.after == after])
            for after in AFTER
            if any(point.after == after for one in points for point in one)
        }
    return told


def summary(points: Sequence[Point]) -> dict[str, Any]:
    """Give means over streams, with intervals."""
    told: dict[str, Any] = {
        "streams": len(points),
        "standing": dict(sorted(Counter(point.standing for point in points).items())),
        "alarms elsewhere": {
            kind: {name: _mean([p.alarms[kind][n] for p in points]) for n, name in enumerate(JUDGES)}
            for kind in points[0].alarms
        },
    }
    for method in METHODS:
        names = points[0].figures[method]
        told[method] = {name: interval([p.figures[method][name] for p in points]) for name in names}
    gains = [p.figures["general"]["error"] - p.figures["site"]["error"] for p in points]
    told["gain"] = interval(gains)
    told["harmed"] = _mean([float(gain < 0) for gain in gains])
    return told


def interval(values: Sequence[float]) -> list[float | None]:
    """Give the mean and its interval over streams; those without a value (nothing was told spam) are left out."""
    known = [value for value in values if not np.isnan(value)]
    if not known:
        return [None, None, None]
    sample = Sample(known)
    mean = _over(np.array(sample.kinds))
    return [sample.value(mean), *sample.interval(mean)]


def _over(values: Figure) -> Callable[[Counts], Figure]:
    def mean(drawn: Counts) -> Figure:
        found: Figure = drawn @ values / drawn.sum(axis=1)
        return found

    return mean


def _mean(values: Sequence[float]) -> float:
    return rounded(float(np.mean(values)))


if __name__ == "__main__":
    main()
