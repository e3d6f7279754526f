"""Send hostile inputs at full size through the commands, each run in a process of its own.

Prints one JSON object for each run: seconds, the most memory, exit code, what it said last, whether a traceback came,
and whether the neighbours of what is hostile came out.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from scripts.fuzzing.extremes import EXTREMES, Extreme
from scripts.fuzzing.making import FIRST, LAST

SAID: Final = 400
ENOUGH: Final = 1 << 26
"""Bytes of an output that are looked through from each of its ends."""


def main() -> None:
    """Make each input, run the commands, print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="parts of names, with commas between")
    parser.add_argument("--commands", default="", help="first words of commands, with commas between")
    parser.add_argument("--scale", type=float, default=1.0, help="share of the full size")
    parser.add_argument("--seconds", type=int, default=300, help="the most for one run")
    parser.add_argument("--list", action="store_true", help="print the names")
    given = parser.parse_args()
    chosen = [one for one in EXTREMES if any(part in one.name for part in given.only.split(","))]
    for extreme in chosen:
        if given.list:
            print(extreme.name)
            continue
        with TemporaryDirectory(prefix="agorascope-hostile-") as folder:
            path = extreme.make(Path(folder), given.scale)
            for command in extreme.commands:
                if command.startswith(tuple(given.commands.split(","))):
                    print(json.dumps(ran(extreme, command, path, given.seconds), ensure_ascii=False), flush=True)


def ran(extreme: Extreme, command: str, path: Path, most: int) -> dict[str, Any]:
    """Run one command over an input; tell what it took, and what came out."""
    with TemporaryDirectory(prefix="agorascope-out-") as made:
        out = Path(made)
        words = [word.replace("{}", str(path)).replace("{out}", str(out / "tables")) for word in command.split()]
        seconds, peak, code = measured([sys.executable, "-m", "agorascope", *words], out, most)
        said = (out / "stderr").read_text(encoding="utf-8", errors="replace")
        told = "".join(
            part.read_text(encoding="utf-8", errors="replace") for part in sorted((out / "tables").glob("*.jsonl"))
        )
        shown = _ends(out / "stdout") + told
    is_read = command.startswith("readers")
    tells_all = not command.startswith(("readers", "flag")) and "{out}" not in command
    return {
        "input": extreme.name,
        "command": command.partition(" {")[0] if "{out}" not in command else "analyze -o --stages duplicates,signals",
        "exit": code,
        "seconds": round(seconds, 1),
        "peak_mb": round(peak),
        "traceback": "Traceback" in said,
        "neighbours": FIRST in shown and LAST in shown if tells_all and extreme.kept else None,
        "said": (shown[-SAID:] if is_read else "") + said.replace(str(path.parent), "…")[-SAID:],
    }


def measured(command: list[str], out: Path, most: int) -> tuple[float, float, int | str]:
    """Run a program with its output in files; give seconds, the megabytes of its largest process, and how it ended."""
    begun = time.monotonic()
    with (out / "stdout").open("wb") as told, (out / "stderr").open("wb") as words:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=told, stderr=words, start_new_session=True)  # noqa: S603
        late, peak = False, 0.0
        while process.poll() is None:
            peak = max(peak, _megabytes(process.pid))
            if time.monotonic() - begun > most and not late:
                late = True
                os.killpg(process.pid, signal.SIGKILL)
            time.sleep(0.02)
    return time.monotonic() - begun, peak, "too long" if late else process.returncode


def _megabytes(number: int) -> float:
    """Give the most memory that a process has had since its program began."""
    try:
        found = re.search(r"VmHWM:\s*(\d+)", Path(f"/proc/{number}/status").read_text(encoding="ascii"))
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0


def _ends(path: Path) -> str:
    with path.open("rb") as file:
        found = file.read(ENOUGH)
        if path.stat().st_size > 2 * ENOUGH:
            file.seek(-ENOUGH, os.SEEK_END)
        return (found + file.read(ENOUGH)).decode("utf-8", "replace")


if __name__ == "__main__":
    main()
