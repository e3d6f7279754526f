"""Measure the index at the size of a moderators' desk: adding, looking up, clusters, translations, two processes.

Prints one JSON object. One index grows through all sizes, of comments with known re-posts (see `corpus`), a portion at
a time; what was done is kept in the folder of `--keep`, so that a run that was stopped goes on. Look-ups are of new
comments, each added and asked about alone.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sqlite3
import sys
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

from agorascope.deduplication.index import file, opened
from agorascope.deduplication.posts import Post
from agorascope.settings import Settings
from scripts.duplicates import at_once, corpus, speed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from agorascope.deduplication.index import Index

SETTINGS = Settings()
PORTION = 500
FILE = "desk.db"
_BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
_EVERY, _LATE = 20, 600  # seconds between two comments, and that one may come late
_WINDOW = 20_000
_TIMES = 10  # that new comments may be looked up: at each size, and again where a file of figures was taken away
_SHARES = {"p50": 0.50, "p95": 0.95, "p99": 0.99, "most": 1.0}
_MEGABYTE = 1_000_000


def main() -> None:
    """Read what the command line asks for and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of labelled data")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000], help="comments, ascending")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lookups", type=int, default=1000, help="new comments looked up at each size")
    parser.add_argument("--translate", action="store_true", help=f"the newest {_WINDOW} texts too: many minutes")
    parser.add_argument("--keep", type=Path, help="folder that the corpus and the index are kept in and taken from")
    given = parser.parse_args()
    with TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        total = max(given.sizes) + _TIMES * given.lookups + PORTION
        path, facts = speed.corpus_of(given.data, total, given.seed, folder)
        posts = dated(corpus.load(path), given.seed)
        with held() as locks:
            sizes = {str(size): _at(size, posts, folder, given.lookups, locks) for size in sorted(given.sizes)}
        told = {"corpus": facts, "portion": PORTION, "sizes": sizes, "processes": at_once.measured(posts, folder)}
        if given.translate:
            told["translations"] = _translated(posts, folder)
    print(json.dumps(told, ensure_ascii=False, indent=1))


def dated(comments: Sequence[corpus.Comment], seed: int) -> list[Post]:
    """Give comments as posts: one every twenty seconds by its time, but seen up to ten minutes after that."""
    draw = random.Random(seed)  # noqa: S311 - repeatable, nothing secret
    posts = []
    for number, comment in enumerate(comments):
        at = _BEGIN + timedelta(seconds=number * _EVERY - draw.randrange(_LATE))
        posts.append(Post(comment.id, comment.text, f"a{draw.randrange(50_000)}", None, at.isoformat()))
    return posts


@contextmanager
def held() -> Iterator[list[float]]:
    """Time every transaction that writes, in seconds, from when it has the lock until it has given it up."""
    found: list[float] = []

    transaction = file.transaction

    @contextmanager
    def timed(connection: sqlite3.Connection) -> Iterator[None]:
        with transaction(connection):
            started = perf_counter()
            yield
        found.append(perf_counter() - started)

    file.transaction = timed
    try:
        yield found
    finally:
        file.transaction = transaction


def _at(size: int, posts: Sequence[Post], folder: Path, lookups: int, locks: list[float]) -> dict[str, Any]:
    """Let the index grow to a size, and measure it there; what was measured before is told again."""
    about = folder / f"desk-{size}.json"
    if not about.is_file():
        with opened(folder / FILE, SETTINGS) as index:
            _grown(index, size, posts, folder, locks)
            told = _looked_up(index, posts[_count(folder) :][:lookups]) | _asked(index, posts, folder / FILE)
        about.write_text(json.dumps(told | _added(size, folder)), encoding="utf-8")
    known: dict[str, Any] = json.loads(about.read_text(encoding="utf-8"))
    return known


def _grown(index: Index, size: int, posts: Sequence[Post], folder: Path, locks: list[float]) -> None:
    """Add what is missing, and write down how long each portion took and how long the lock was held at most."""
    with (folder / "desk.times").open("a", encoding="utf-8") as log:
        for at in range(_count(folder), size, PORTION):
            locks.clear()
            started = perf_counter()
            index.add(posts[at : min(size, at + PORTION)])
            print(at, perf_counter() - started, max(locks), file=log, flush=True)
            if at % 10_000 == 0:
                print(f"{at} of {size} comments", file=sys.stderr, flush=True)


def _count(folder: Path) -> int:
    [[found]] = rows(folder / FILE, "SELECT count(*) FROM post")
    return int(found)


def rows(path: Path, query: str) -> list[Any]:
    """Ask the file of an index itself."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def _added(size: int, folder: Path) -> dict[str, Any]:
    lines = [line.split() for line in (folder / "desk.times").read_text(encoding="utf-8").splitlines()]
    portions = [(float(seconds), float(lock)) for at, seconds, lock in lines if int(at) < size]
    last = [seconds for seconds, _ in portions[-20:]]
    return {
        "comments_per_second": round(size / sum(seconds for seconds, _ in portions)),
        "comments_per_second_at_the_end": round(len(last) * PORTION / sum(last)),
        "lock_ms": percentiles([lock for _, lock in portions]),
        "file_mb": round((folder / FILE).stat().st_size / _MEGABYTE),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _looked_up(index: Index, posts: Sequence[Post]) -> dict[str, Any]:
    both, alone, worked = [], [], []
    for post in posts:
        started, began = perf_counter(), process_time()
        index.add([post])
        added = perf_counter()
        index.repeat(post)
        both.append(perf_counter() - started)
        alone.append(perf_counter() - added)
        worked.append(process_time() - began)
    times = {"new_comment_ms": both, "new_comment_processor_ms": worked, "repeat_ms": alone}
    return {name: percentiles(seconds) for name, seconds in times.items()}


def _asked(index: Index, posts: Sequence[Post], path: Path) -> dict[str, Any]:
    """Ask for clusters: of some comments, and of the one that is copied most."""
    of_some = [_timed(partial(index.cluster, post)) for post in posts[:: max(1, len(posts) // 1000)]]
    query = "SELECT id, written, author FROM post WHERE number = (SELECT post FROM text ORDER BY copies DESC LIMIT 1)"
    [[name, text, author]] = rows(path, query)
    post = Post(name, text, author)
    return {
        "cluster_ms": percentiles(of_some),
        "largest_cluster": len(index.cluster(post, len(posts))),
        "largest_cluster_ms": round(1000 * _timed(partial(index.cluster, post)), 2),
    }


def _timed(asked: Callable[[], object]) -> float:
    started = perf_counter()
    asked()
    return perf_counter() - started


def _translated(posts: Sequence[Post], folder: Path) -> dict[str, Any]:
    """Time a first pass over the newest texts, which reads them all, and one after another portion."""
    from agorascope.inference import Models

    models = Models(SETTINGS)
    with opened(folder / FILE, SETTINGS) as index:
        first = _timed(partial(index.translate, models, most=_WINDOW))
        index.add(posts[-PORTION:])
        again = _timed(partial(index.translate, models, most=_WINDOW))
        index.add([Post("one more", posts[0].text, published=posts[-1].published)])
        alone = _timed(partial(index.translate, models, most=_WINDOW))
    times = {"first": first, "after_a_portion": again, "after_one_known_text": alone}
    return {"window": _WINDOW, "seconds": {name: round(seconds, 1) for name, seconds in times.items()}}


def percentiles(seconds: Sequence[float]) -> dict[str, float]:
    """Give times in milliseconds by the share of all that take no longer."""
    ranked = sorted(seconds)
    at = {name: min(len(ranked) - 1, int(share * len(ranked))) for name, share in _SHARES.items()}
    return {name: round(1000 * ranked[place], 2) for name, place in at.items()}


if __name__ == "__main__":
    main()
