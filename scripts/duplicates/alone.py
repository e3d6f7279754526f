"""Cluster a corpus by one system alone in its process: `alone SYSTEM CORPUS RESULT` writes time and clusters as JSON.

Timed from texts in memory to clusters, imports of the system included.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path
from time import perf_counter, sleep
from typing import TYPE_CHECKING, Any

from scripts.duplicates import peers
from scripts.jsonl import objects

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PEERS = {"rensa": peers.rensa, "rensa_wide": peers.rensa_wide, "datasketch": peers.datasketch}
SYSTEMS = ("ours", *PEERS)
_KILOBYTES = 1024
_PAUSE = 0.1  # seconds between two looks at the memory


def main() -> None:
    """Run the system named first on the corpus named second, and write what comes out to the third."""
    system, corpus, result = sys.argv[1:]
    ids, texts = [], []
    for row in objects(Path(corpus)):
        ids.append(row["id"])
        texts.append(row["text"])
    started = perf_counter()
    found = _ours(ids, texts) if system == "ours" else PEERS[system](texts)
    seconds = perf_counter() - started
    highest = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    told = {"seconds": seconds, "peak_mb": highest / _KILOBYTES, "found": found}
    Path(result).write_text(json.dumps(told), encoding="utf-8")


def run(system: str, corpus: Path) -> dict[str, Any]:
    """Run a system in a process of its own: `seconds`, `peak_mb`, `found` (a cluster number for each comment).

    The peak is the highest resident size of the process, texts included, and of those it started, added up. Raises
    `subprocess.CalledProcessError` where it fails.
    """
    result = corpus.with_name(f"{corpus.stem}-{system}.json")
    command = [sys.executable, "-m", "scripts.duplicates.alone", system, str(corpus), str(result)]
    peak = 0
    with subprocess.Popen(command) as process:  # noqa: S603  our own interpreter and fixed names
        while process.poll() is None:
            peak = max(peak, sum(map(_highest, _with_started(process.pid))))
            sleep(_PAUSE)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    told: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    # The kernel's own figure counts workers only when they have ended, and of those the largest.
    told["peak_mb"] = round(peak / _KILOBYTES if peak else told["peak_mb"], 1)
    return told


def _ours(ids: Sequence[str], texts: Sequence[str]) -> list[int]:
    from agorascope.deduplication import Post, find
    from agorascope.settings import Settings

    told = find([Post(name, text) for name, text in zip(ids, texts, strict=True)], Settings())
    found = list(range(len(texts)))
    for cluster in told.clusters:
        for place in cluster.members:
            found[place] = cluster.members[0]
    return found


def _with_started(process: int | str) -> Iterator[str]:
    """Give a process and all that descend from it, as far as the kernel tells."""
    yield str(process)
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        for child in _read(path).split():
            yield from _with_started(child)


def _highest(process: str) -> int:
    """Give the highest resident size that a process has had, in kilobytes; 0 where nobody tells."""
    lines = _read(Path(f"/proc/{process}/status")).splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:  # ended meanwhile, or another system than Linux
        return ""


if __name__ == "__main__":
    main()
