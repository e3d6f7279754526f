"""Runs that are stopped by signals, in one process: `python -m tests.faults.stopping INPUTS FOLDER UNDISTURBED`.

For each point and signal `agorascope analyze INPUTS -o FOLDER` is begun, and the process sends itself the signal the
moment before the named file takes its name, after those of earlier points did. One process begins them all, so that
models are loaded once; at last two runs are let to their end. What was said and how it ended is told as JSON.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from agorascope.cli import app, ending

SIGNALS = (signal.SIGINT, signal.SIGTERM)
POINTS = {
    "read": "comments/part-00001.parquet",
    "language": "language/part-00001.parquet",
    "duplicates": "duplicates/part-00001.parquet",
    "signals": "signals/part-00001.parquet",
    "spam": "spam/part-00001.parquet",
    "arguments": "arguments/part-00001.parquet",
    "stance": "stance/part-00001.parquet",
    "sentiment": "sentiment/part-00001.parquet",
    "summaries": "summaries/part-00001.parquet",
    "discussions": "discussions.jsonl",
    "reports": "reports/index.html",
}


class _Striker:
    """Sends a signal when a file is about to take its name."""

    def __init__(self) -> None:
        self.name, self.number = "", signal.SIGINT
        sys.addaudithook(self._heard)

    def _heard(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.name and event == "os.rename" and str(arguments[1]).endswith(self.name):
            self.name = ""
            os.kill(os.getpid(), self.number)


def _once(inputs: str, folder: str) -> tuple[int, str]:
    ending.attend()
    ending._heard.clear()
    words = io.StringIO()
    with contextlib.redirect_stderr(words):
        try:
            app(["analyze", inputs, "-o", folder, "-q", "--part-size", "2", "--workers", "1"])
        except SystemExit as done:
            code = ending.interrupted() if done.code == ending.INTERRUPTED else int(done.code or 0)
    return code, words.getvalue()


def main(inputs: str, folder: str, undisturbed: str) -> None:
    """Stop runs at all points, then let two end."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a process of the background has it ignored
    striker, told = _Striker(), dict[str, Any]()
    for stage, name in POINTS.items():
        for number in SIGNALS:
            striker.name, striker.number = name, number
            code, words = _once(inputs, folder)
            left = [str(path) for path in Path(folder).rglob("*.part")]
            record = json.loads((Path(folder) / "run.json").read_bytes())
            told[f"{stage}, {number.name}"] = {
                "struck": not striker.name,
                "code": code,
                "words": words,
                "halves": left,
                "finished": record["finished"],
                "doing": record["doing"],
            }
    told["end"] = [_once(inputs, folder), _once(inputs, undisturbed)]
    sys.stdout.write(json.dumps(told))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
