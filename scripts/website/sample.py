"""Reports of our sample pages, as `agorascope analyze --report` writes them: seen before anything is installed."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = tuple(f"corpora/discussions/{code}-dev.txt" for code in ("el", "en", "zh"))
FOLDER = "sample"


@cache  # `scripts/docs serve` builds again and again
def pages() -> tuple[tuple[str, str], ...]:
    """Give each report's path and its HTML."""
    with tempfile.TemporaryDirectory() as made:
        command = [sys.executable, "-m", "agorascope", "analyze", *PAGES, "--quiet", "--report", f"{made}/all.html"]
        subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 - our own program
        reports = sorted(Path(made, "all_files").glob("*.html"))
        return tuple((f"{FOLDER}/{path.name}", path.read_text(encoding="utf-8")) for path in reports)
