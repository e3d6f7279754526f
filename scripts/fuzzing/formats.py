"""Readers, fuzzed with atheris: no bytes may raise anything but `ReadError`, and what is read holds together."""

from __future__ import annotations

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


def names() -> list[str]:
    """Give the formats that there is a reader for."""
    from agorascope.readers.registry import readers

    return list(readers())


def check(name: str, data: bytes) -> None:
    """Read bytes in a format; raises what breaks the reader, or `AssertionError` for what does not hold together."""
    import io

    from agorascope.errors import ReadError
    from agorascope.readers.registry import named
    from agorascope.sources import Source
    from scripts.readers.holding import holds

    reader = named(name)
    source = Source("input" + SUFFIXES.get(name, ".json"), io.BytesIO(data))
    try:
        reader.sniff(source.head(), source.name)
        for thread in reader.read(source):
            holds(thread)
    except ReadError:
        pass


def fuzzed(name: str, minutes: float, findings: Path) -> dict[str, object]:
    """Fuzz a format in a process of its own; inputs that break it stay in the folder of findings."""
    findings.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds(name)):
            (Path(corpus) / f"seed-{number}").write_bytes(seed)
        options = [f"-max_total_time={int(minutes * 60)}", f"-max_len={LONGEST}", f"-timeout={SLOWEST}"]
        options += [f"-artifact_prefix={findings}/{name}-", "-print_final_stats=1", "-rss_limit_mb=4096"]
        command = [sys.executable, "-m", "scripts.fuzzing.formats", name, *options, corpus]
        begun = time.monotonic()
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)  # noqa: S603
        seconds = time.monotonic() - begun
    tried = re.search(r"stat::number_of_executed_units:\s*(\d+)", done.stderr)
    broken = sorted(str(path) for path in findings.glob(f"{name}-*"))
    told = [line for line in done.stderr.splitlines() if "Error" in line or "===" in line][-5:] if broken else []
    return {
        "target": name,
        "seconds": round(seconds, 1),
        "tried": int(tried[1]) if tried else 0,
        "findings": broken,
        "told": told,
    }


def main() -> None:
    """Fuzz one format, named first; the other arguments are libFuzzer's."""
    import atheris

    name, *options = sys.argv[1:]
    with atheris.instrument_imports(include=["agorascope"]):
        from agorascope.readers.registry import named

        named(name)
    atheris.Setup([sys.argv[0], *options], lambda data: check(name, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
