"""Two processes that add to one index at once, and one that is killed; `at_once PATH CORPUS PART PARTS` is one of them.

What comes out is compared with one run over all posts.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Any

from agorascope.deduplication import Post, find
from agorascope.deduplication.index import opened
from agorascope.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.deduplication import Clusters

_POSTS, _PORTION = 10_000, 500
_KILLED_AFTER = 5  # portions
_SETTINGS = Settings()


def main() -> None:
    """Add a part of the posts of a file to an index, and tell of each portion how many seconds it took."""
    path, corpus, part, parts = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    posts = [Post(*fields) for fields in json.loads(corpus.read_text(encoding="utf-8"))[part::parts]]
    print("ready", flush=True)
    sys.stdin.readline()
    with opened(path, _SETTINGS) as index:
        for at in range(0, len(posts), _PORTION):
            started = perf_counter()
            index.add(posts[at : at + _PORTION])
            print(perf_counter() - started, flush=True)


def measured(posts: Sequence[Post], folder: Path) -> dict[str, Any]:
    """Measure two processes at once, and what a killed one leaves, over the first ten thousand posts."""
    posts = posts[:_POSTS]
    expected = _told(posts, find(posts, _SETTINGS))
    with TemporaryDirectory(dir=folder) as temporary:
        corpus = Path(temporary) / "posts.json"
        fields = [(post.id, post.text, post.author, post.thread, post.published) for post in posts]
        corpus.write_text(json.dumps(fields), encoding="utf-8")
        return {
            "posts": len(posts),
            "one": _together(Path(temporary) / "one.db", corpus, 1, expected),
            "two_at_once": _together(Path(temporary) / "two.db", corpus, 2, expected),
            "killed": _killed(Path(temporary) / "killed.db", corpus, posts, expected),
        }


def _together(path: Path, corpus: Path, parts: int, expected: object) -> dict[str, Any]:
    processes = [_process(path, corpus, part, parts) for part in range(parts)]
    for process in processes:
        _line(process)
    started = perf_counter()
    for process in processes:
        _begin(process)
    told = [process.communicate()[0].split() for process in processes]
    seconds = perf_counter() - started
    with opened(path, _SETTINGS) as index:
        known = index.known()
    return {
        "comments_per_second": round(len(known.posts) / seconds),
        "slowest_portion_s": round(max(float(line) for lines in told for line in lines), 2),
        "as_in_one_run": _told(known.posts, known.found) == expected,
    }


def _killed(path: Path, corpus: Path, posts: Sequence[Post], expected: object) -> dict[str, Any]:
    with _process(path, corpus, 0, 1) as process:
        _line(process)
        _begin(process)
        for _ in range(_KILLED_AFTER):
            _line(process)
        process.send_signal(signal.SIGKILL)
    with opened(path, _SETTINGS) as index:
        kept = len(index.known().posts)
        index.add(posts)
        known = index.known()
    return {
        "kept": kept,
        "whole_portions": kept % _PORTION == 0,
        "as_in_one_run": _told(known.posts, known.found) == expected,
    }


def _process(path: Path, corpus: Path, part: int, parts: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "scripts.duplicates.at_once", str(path), str(corpus), str(part), str(parts)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603  our own interpreter


def _line(process: subprocess.Popen[bytes]) -> None:
    if process.stdout is None or not process.stdout.readline():
        raise RuntimeError("a process that adds has ended too early")


def _begin(process: subprocess.Popen[bytes]) -> None:
    if process.stdin is not None:
        process.stdin.write(b"\n")
        process.stdin.flush()


def _told(posts: Sequence[Post], found: Clusters) -> dict[str, tuple[str, str, float]]:
    return {posts[n].id: (posts[r.of].id, r.kind, r.similarity) for n, r in found.repeats.items()}


if __name__ == "__main__":
    main()
