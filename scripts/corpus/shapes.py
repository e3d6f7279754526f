"""The shapes of threads, fitted to the annotated discussions: sizes, reply trees, pauses, people, other languages.

All annotated discussions are of about one size, so the spread of sizes is an assumption: log-normal around theirs, as
the threads of news sites and forums are. Parents lie as deep as a geometric distribution with the annotated mean tells,
at most `_DEEPEST`; a third of the answers goes where others have answered, so that few comments have many.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from statistics import mean, median, stdev
from typing import Any

from msgspec import Struct

DISCUSSIONS = Path(__file__).parents[2] / "corpora" / "discussions"
_SPREAD = 1.2  # of the logarithm of sizes: of a hundred discussions five have 170 comments or more, one 390
_LARGEST = 5_000
_DEEPEST = 12
_POPULAR = 1 / 3
_RECENT = 50
_LONGEST = 60 * 24.0  # hours for which a discussion stays open
_HOUR = 3600

Row = dict[str, Any]


class Shape(Struct, frozen=True):
    """What the annotated discussions are like: shares, and `delay`, the logarithm of hours after the first comment."""

    size: float
    replies: float
    deeper: float
    newcomers: float
    foreign: float
    delay: float
    delay_spread: float

    def draw_size(self, draw: random.Random) -> int:
        """Give the number of comments of a discussion."""
        return min(_LARGEST, max(1, round(draw.lognormvariate(math.log(self.size), _SPREAD))))

    def draw_hours(self, size: int, draw: random.Random) -> list[float]:
        """Give the hours after the article at which its comments come, in order."""
        drawn = (draw.lognormvariate(self.delay, self.delay_spread) for _ in range(size))
        return sorted(hours if hours < _LONGEST else draw.uniform(0, _LONGEST) for hours in drawn)

    def draw_parents(self, size: int, draw: random.Random) -> list[int | None]:
        """Give the place of the comment that each one answers, always an earlier one; None for the top level."""
        levels: list[list[int]] = [[]]
        answered: list[list[int]] = [[]]
        for place in range(size):
            if place and draw.random() < self.replies:
                level = self._level(len(levels), draw)
                answered[level].append(_one(levels[level], answered[level], draw))
                if level + 1 == len(levels):
                    levels.append([])
                    answered.append([])
                levels[level + 1].append(place)
            else:
                levels[0].append(place)
        parents: list[int | None] = [None] * size
        for upper, lower in zip(answered, levels[1:], strict=False):
            for parent, child in zip(upper, lower, strict=True):
                parents[child] = parent
        return parents

    def _level(self, levels: int, draw: random.Random) -> int:
        level = 0
        while level + 1 < min(levels, _DEEPEST) and draw.random() < self.deeper:
            level += 1
        return level


def _one(places: Sequence[int], answered: Sequence[int], draw: random.Random) -> int:
    return draw.choice(answered if answered and draw.random() < _POPULAR else places[-_RECENT:])


def annotated(folder: Path = DISCUSSIONS) -> list[Row]:
    """Read the annotated discussions in the order of their names."""
    return [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]


def fitted(discussions: Sequence[Row]) -> Shape:
    """Fit the shape to annotated discussions."""
    threads = [told["comments"] for told in discussions]
    depths = [depth for thread in threads for depth in _parent_depths(thread)]
    delays = [math.log(hours) for thread in threads for hours in _delays(thread)]
    comments = sum(map(len, threads))
    deep = mean(depths)
    return Shape(
        size=median(map(len, threads)),
        replies=len(depths) / comments,
        deeper=deep / (1 + deep),
        newcomers=sum(len({row["author"] for row in thread}) for thread in threads) / comments,
        foreign=mean(_base(row) != _base(told) for told in discussions for row in told["comments"]),
        delay=median(delays),
        delay_spread=stdev(delays),
    )


def _parent_depths(thread: Sequence[Row]) -> list[int]:
    depths: dict[int, int] = {}
    for row in thread:
        depths[row["n"]] = depths[row["parent"]] + 1 if row["parent"] else 0
    return [depth - 1 for depth in depths.values() if depth]


def _delays(thread: Sequence[Row]) -> list[float]:
    times = sorted(datetime.fromisoformat(row["published"]) for row in thread if row["published"])
    return [(at - times[0]).total_seconds() / _HOUR for before, at in pairwise(times) if at > before]


def _base(row: Row) -> str:
    return str(row["language"]).split("-")[0]
