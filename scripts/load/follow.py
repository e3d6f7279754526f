"""Measure `flag --follow` for as long as is asked for: is its memory flat, what is told how late, is anything lost.

A writer appends comments (see `made`) to a file, some each second and ten times as many in one second of a minute;
every seven minutes the file is renamed and begun anew, every eleven it is copied and cut, as logrotate does; now and
then a line is broken, or half of one waits for a second. The real command reads it with an index. Prints one JSON
object; the slope of the memory is that of the means of minutes after the first ones (`--warm`), with a 95 % interval
from blocks of five minutes.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from scripts.load import made
from scripts.load.watching import Watched, shares, slope

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMAND: Final = "import sys; from agorascope.cli import main; main()"
MINUTE: Final = 60
RENAMED, CUT = 7, 11  # minutes
BURST: Final = 10
BROKEN, HALVES = 0.002, 0.005  # shares of lines
TOLD_AT: Final = (5, 15, 30, 45, 60, 75, 90, 120)


class Writer:
    """Writes comments to a file as a site would; `at` says when each was written, by its id."""

    def __init__(self, path: Path, rate: float, seed: int) -> None:
        """Begin an empty file."""
        self._path, self._rate, self._rows = path, rate, made.rows(seed)
        self._draw = random.Random(seed)  # noqa: S311 - repeatable, nothing secret
        self.at: dict[str, float] = {}
        self.broken = self.renamed = self.cut = 0
        self._file = path.open("ab", buffering=0)

    def second(self, number: int) -> None:
        """Write what comes in one second."""
        minute, second = divmod(number, MINUTE)
        if second == 0 and minute and minute % CUT == 0:
            self._copy_and_cut()
        elif second == 0 and minute and minute % RENAMED == 0:
            self._rename()
        often = self._rate * (BURST if second == MINUTE // 2 else 1)
        for row in islice(self._rows, int(often) + (self._draw.random() < often % 1)):
            self._write(json.dumps(row, ensure_ascii=False).encode() + b"\n", row["id"])

    def _write(self, line: bytes, name: str) -> None:
        if self._draw.random() < BROKEN:
            self._file.write(b'{"id": "broken", "text": \n')
            self.broken += 1
        if self._draw.random() < HALVES:
            self._file.write(line[: len(line) // 2])
            time.sleep(1)
            line = line[len(line) // 2 :]
        self._file.write(line)
        self.at[name] = time.monotonic()

    def _rename(self) -> None:
        self._file.close()
        self.renamed += 1
        self._path.rename(f"{self._path}.{self.renamed}")
        self._file = self._path.open("ab", buffering=0)

    def _copy_and_cut(self) -> None:
        self.cut += 1
        shutil.copyfile(self._path, f"{self._path}.copy-{self.cut}")
        self._file.truncate(0)


def main() -> None:
    """Read what the command line asks for and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--rate", type=float, default=5, help="comments a second")
    parser.add_argument("--every", type=float, default=1, help="as --every of the command")
    parser.add_argument("--warm", type=int, default=5, help="minutes at first that are not counted for the slope")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where the file and the index are made (default: temporary)")
    given = parser.parse_args()
    with TemporaryDirectory(dir=given.folder) as folder:
        print(json.dumps(measured(given, Path(folder)), ensure_ascii=False, indent=1))


def measured(given: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Let the command follow a file for so long, and give what was seen."""
    path, index = folder / "comments.jsonl", folder / "desk.db"
    writer = Writer(path, given.rate, given.seed)
    command = [sys.executable, "-c", COMMAND, "flag", str(path), "--follow", "--json", "--index", str(index)]
    command += ["--every", str(given.every)]
    told: dict[str, list[float]] = {}
    with (folder / "words").open("wb") as words:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=words)  # noqa: S603 - our own program
        reader = threading.Thread(target=_read, args=(process, told), daemon=True)
        reader.start()
        watched = Watched(process.pid)
        for number in _seconds(given.minutes * MINUTE, process):
            writer.second(number)
            watched.look()
        until = time.monotonic() + 600
        while _read_so_far(index) < len(writer.at) and time.monotonic() < until and process.poll() is None:
            time.sleep(1)
            watched.look()
        process.send_signal(signal.SIGTERM)
        code = process.wait(600)
        reader.join()
    delays = [times[0] - writer.at[name] for name, times in told.items() if name in writer.at]
    return {
        "minutes": given.minutes,
        "rate": given.rate,
        "every": given.every,
        "written": len(writer.at),
        "broken_lines": writer.broken,
        "renamed": writer.renamed,
        "copied_and_cut": writer.cut,
        "read": _read_so_far(index),
        "flagged": len(told),
        "told_twice": sum(len(times) > 1 for times in told.values()),
        "exit_code": code,
        "delay_s": shares(delays),
        "index_mb": round(index.stat().st_size / 1e6, 1),
        "memory_mb": watched.at(TOLD_AT),
        "memory_slope_mb_per_hour": slope(watched.samples, given.seed, given.warm),
        "most": watched.most(),
        "processor_share": watched.busy(),
        "words": (folder / "words").read_text(encoding="utf-8").splitlines()[-3:],
    }


def _seconds(most: float, process: subprocess.Popen[bytes]) -> Iterator[int]:
    """Count seconds as they go by, as long as the process lives."""
    begun = time.monotonic()
    for number in range(int(most)):
        time.sleep(max(0.0, begun + number - time.monotonic()))
        if process.poll() is not None:
            return
        yield number


def _read(process: subprocess.Popen[bytes], told: dict[str, list[float]]) -> None:
    for line in process.stdout or ():
        told.setdefault(json.loads(line)["id"], []).append(time.monotonic())


def _read_so_far(index: Path) -> int:
    if not index.is_file():
        return 0
    with closing(sqlite3.connect(f"{index.as_uri()}?mode=ro", uri=True, timeout=60)) as connection:
        [[count]] = connection.execute("SELECT count(*) FROM comment WHERE judged > 0").fetchall()
        return int(count)


if __name__ == "__main__":
    main()
