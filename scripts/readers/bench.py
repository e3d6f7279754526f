"""Measure how fast exports are read and in how much memory, beside the bare loop over a parser that counts comments.

Prints one JSON object for each format. The exports are made of our own annotated discussions; one is on disk at a time.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scripts.readers.exports import FORMATS, Made, make

_PEERS = {
    "wxr": "lxml.etree.iterparse",
    "disqus": "lxml.etree.iterparse",
    "jsonl": "json.loads",
    "csv": "csv.reader",
    "html": "lxml.html.fromstring",
}


def main() -> None:
    """Read what the command line asks for and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gigabytes", type=float, default=1.0, help="size of each export, 10^9 bytes")
    parser.add_argument("--formats", default=",".join(FORMATS), help="which, with commas between")
    parser.add_argument("--folder", type=Path, help="where the exports are made (default: a temporary folder)")
    given = parser.parse_args()
    names = given.formats.split(",")
    if unknown := set(names) - set(FORMATS):
        parser.error(f"no such format: {', '.join(sorted(unknown))}; there are {', '.join(FORMATS)}")
    for name in names:
        with TemporaryDirectory(dir=given.folder) as folder:
            made = make(name, Path(folder), int(given.gigabytes * 1e9), _tell)
            print(json.dumps({"format": name, **_measured(name, made)}), flush=True)


def _measured(name: str, made: Made) -> dict[str, Any]:
    ours, peer = (_alone(who, name, made) for who in ("ours", "peer"))
    _tell(f"{name}: {ours['seconds']} s, the bare loop {peer['seconds']} s")
    return {
        "bytes": made.bytes,
        "written": {"discussions": made.discussions, "comments": made.comments},
        **ours,
        "peer": {"what": _PEERS[name], **peer},
        "times_the_peers": {
            key: round(ours[key] / max(0.01, peer[key]), 2) for key in ("seconds", "cpu_seconds", "peak_megabytes")
        },
    }


def _alone(who: str, name: str, made: Made) -> dict[str, Any]:
    """Read an export in a process of its own; raises `subprocess.CalledProcessError` where that fails."""
    _tell(f"{name}: {'reading' if who == 'ours' else _PEERS[name]} …")
    command = [sys.executable, "-m", "scripts.readers.alone", who, name, str(made.path)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)  # noqa: S603  our own interpreter and names
    told: dict[str, Any] = json.loads(done.stdout)
    seconds = max(0.01, told["seconds"])
    return {
        **told,
        "megabytes_per_second": round(made.bytes / 1e6 / seconds, 1),
        "comments_per_second": round(told["comments"] / seconds),
    }


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
