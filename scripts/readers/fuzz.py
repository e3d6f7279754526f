"""Fuzz every reader with atheris: no bytes may raise anything but `ReadError`, and what is read has to hold together.

Prints one JSON object for each format: how many inputs were tried in how many seconds, and what was found. An input
that breaks a reader stays in the folder of findings.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.readers.seeds import seeds

SUFFIXES = {
    "text": ".txt", "html": ".html", "csv": ".csv", "jsonl": ".jsonl", "json": ".json", "parquet": ".parquet",
    "wxr": ".xml", "disqus": ".xml",
}  # fmt: skip
LONGEST = 1 << 15
SLOWEST = 60


def main() -> None:
    """Fuzz the formats one after the other, each in a process of its own, and print what came of it."""
    from agorascope.readers.registry import readers

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0, help="for each format")
    parser.add_argument("--formats", default=",".join(readers()), help="which, with commas between")
    parser.add_argument("--findings", type=Path, default=Path("findings"), help="folder for inputs that break a reader")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("rest", nargs="*", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        _fuzz(given.one, given.rest)
    for name in given.formats.split(","):
        print(json.dumps(_fuzzed(name, given.minutes, given.findings)), flush=True)


def _fuzzed(name: str, minutes: float, findings: Path) -> dict[str, object]:
    findings.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds(name)):
            (Path(corpus) / f"seed-{number}").write_bytes(seed)
        options = [f"-max_total_time={int(minutes * 60)}", f"-max_len={LONGEST}", f"-timeout={SLOWEST}"]
        options += [f"-artifact_prefix={findings}/{name}-", "-print_final_stats=1", "-rss_limit_mb=4096"]
        command = [sys.executable, "-m", "scripts.readers.fuzz", "--one", name, "--", *options, corpus]
        begun = time.monotonic()
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)  # noqa: S603
        seconds = time.monotonic() - begun
    tried = re.search(r"stat::number_of_executed_units:\s*(\d+)", done.stderr)
    broken = sorted(str(path) for path in findings.glob(f"{name}-*"))
    told = [line for line in done.stderr.splitlines() if "Error" in line or "===" in line][-5:] if broken else []
    return {
        "format": name,
        "seconds": round(seconds, 1),
        "tried": int(tried[1]) if tried else 0,
        "findings": broken,
        "told": told,
    }


def _fuzz(name: str, options: list[str]) -> None:
    import atheris

    with atheris.instrument_imports(include=["agorascope"]):
        from agorascope.readers.registry import named

        reader = named(name)

    from agorascope.errors import ReadError
    from agorascope.sources import Source
    from scripts.readers.holding import holds

    def one(data: bytes) -> None:
        import io

        source = Source("input" + SUFFIXES.get(name, ".json"), io.BytesIO(data))
        try:
            reader.sniff(source.head(), source.name)
            for thread in reader.read(source):
                holds(thread)
        except ReadError:
            pass

    atheris.Setup([sys.argv[0], *options], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
