"""Read an export alone in this process: `alone WHO FORMAT PATH`, `ours` or `peer`; figures as JSON on stdout.

The peer is the bare loop over a parser that counts comments and keeps nothing: what any reader has to do at least.
"""

from __future__ import annotations

import csv
import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time

_KILOBYTES = 1024
_TOLD_EVERY = 10.0  # seconds


def main() -> None:
    """Read and print the figures; progress goes to stderr."""
    who, name, path = sys.argv[1:]
    started = perf_counter()
    told: dict[str, float] = _ours(name, path) if who == "ours" else {"comments": _PEERS[name](Path(path))}
    told["seconds"] = round(perf_counter() - started, 2)
    told["cpu_seconds"] = round(process_time(), 2)  # on a busy machine the fairer of the two
    told["peak_megabytes"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KILOBYTES)
    print(json.dumps(told))


def _ours(name: str, path: str) -> dict[str, float]:
    from agorascope.errors import ReadError
    from agorascope.readers import read

    discussions = comments = errors = notices = 0
    told = perf_counter()
    for thread in read([path], name):
        if isinstance(thread, ReadError):
            print(thread, file=sys.stderr)
            errors += 1
            continue
        discussions += 1
        comments += len(thread.comments)
        notices += len(thread.notices)
        if perf_counter() - told > _TOLD_EVERY:
            told = perf_counter()
            print(f"{name}: {comments:,} comments read", file=sys.stderr)
    return {"discussions": discussions, "comments": comments, "notices": notices, "errors": errors}


def _xml(path: Path) -> int:
    from lxml import etree

    count = 0
    for _, element in etree.iterparse(path, events=("end",), huge_tree=True, resolve_entities=False):
        count += str(element.tag).endswith(("}comment", "}post"))
        element.clear()
        above = element.getparent()
        while above is not None and element.getprevious() is not None:
            del above[0]
    return count


def _jsonl(path: Path) -> int:
    with path.open(encoding="utf-8") as file:
        return sum(json.loads(line)["type"] == "comment" for line in file)


def _csv(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1


def _html(folder: Path) -> int:
    from lxml import html

    pages = (html.fromstring(path.read_bytes()) for path in folder.iterdir())
    return sum(len(page.xpath("//li[starts-with(@id, 'comment-')]")) for page in pages)


_PEERS: dict[str, Callable[[Path], int]] = {"wxr": _xml, "disqus": _xml, "jsonl": _jsonl, "csv": _csv, "html": _html}

if __name__ == "__main__":
    main()
