"""Measure `flag` on many comments: seconds and comments a second by step, memory, size of the index, then once more.

The comments are made (see `made`), in threads of some forty or all in one. The real command reads them with an index;
the second run over the same file has nothing new to judge, and tells the same. With `--keep` a run that was killed is
gone on with by the same call, as whoever flags a million comments would do: its seconds are those of the last part
then. With `--only desk` nothing is judged: the file is read, and put on the desk and into the index.
Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from scripts.load import made
from scripts.load.follow import COMMAND
from scripts.load.watching import MEGABYTE

if TYPE_CHECKING:
    from collections.abc import Sequence

READING: Final = "from scripts.load.reading import main; main()"
_STEPS: Final = ("reading", "indexing", "comparing", "reading meanings", "judging")


def main() -> None:
    """Read what the command line asks for and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--comments", type=int, default=10_000)
    parser.add_argument("--threads", type=int, help="all there are (default: one for every forty comments)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=("reading", "desk"), help="only read; or put on the desk and compare")
    parser.add_argument("--keep", type=Path, help="folder that the comments and the index are kept in and taken from")
    given = parser.parse_args()
    with TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        print(json.dumps(measured(given, folder), indent=1))


def measured(given: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Make the comments and flag them twice."""
    named = f"{given.comments}-{given.threads or 'many'}-{given.seed}"
    path, index = folder / f"{named}.jsonl", folder / f"{named}.db"
    made.write(path, given.comments, given.seed, given.threads)
    told = {"comments": given.comments, "threads": given.threads, "shares": made.SHARES, "seed": given.seed}
    if given.only:
        command = ["-c", READING, str(path), *([str(index)] if given.only == "desk" else [])]
        return told | {f"only {given.only}": _run(command, given.comments, folder), "index_mb": _megabytes(index)}
    command = ["-c", COMMAND, "flag", str(path), "--index", str(index), "--json"]
    first = _run(command, given.comments, folder)
    return told | {"first": first, "index_mb": _megabytes(index), "again": _run(command, given.comments, folder)}


def _run(command: Sequence[str], comments: int, folder: Path) -> dict[str, Any]:
    """Run a program of ours to its end, and give what was seen of it."""
    begun = time.monotonic()
    steps: dict[str, list[float]] = {}
    words: list[str] = []
    with (folder / "flagged.jsonl").open("wb") as out:
        process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, *command], stdout=out, stderr=subprocess.PIPE, text=True
        )
        for line in process.stderr or ():
            step = line.partition(":")[0].strip("…\n")
            if step in _STEPS:
                at = time.monotonic() - begun
                steps.setdefault(step, [at, at])[1] = at
            else:
                words.append(line.strip())
        _, code, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(code)
    seconds = time.monotonic() - begun
    with (folder / "flagged.jsonl").open("rb") as found:
        flagged = sum(1 for _ in found)
    return {
        "exit_code": process.returncode,
        "seconds": round(seconds, 1),
        "comments_per_second": round(comments / seconds, 1),
        "steps_s": {step: round(last - first, 1) for step, (first, last) in steps.items()},
        "processor_s": round(used.ru_utime + used.ru_stime, 1),
        "peak_mb": round(used.ru_maxrss / MEGABYTE, 1),
        "flagged": flagged,
        "words": words,
    }


def _megabytes(path: Path) -> float | None:
    return round(path.stat().st_size / 1e6, 1) if path.is_file() else None


if __name__ == "__main__":
    main()
