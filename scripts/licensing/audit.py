"""Asks for known vulnerabilities with pip-audit, and does not take what could not be looked up for sound."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

CONSTRAINTS: Final = Path(__file__).parents[2] / "constraints.txt"
KNOWN, NOT_ALL = 1, 2


def main() -> int:
    """Look up the packages of a file of constraints; print what came of it."""
    listed = Path(sys.argv[1]) if len(sys.argv) > 1 else CONSTRAINTS
    found = asked(listed)
    told = summed(found)
    print(json.dumps(told, indent=1))
    return code(told)


def asked(listed: Path) -> list[dict[str, Any]]:
    """Give pip-audit's answer for each package; nothing is installed, and nothing but names and versions is sent."""
    with tempfile.NamedTemporaryFile("r", suffix=".json") as answer:
        words = [
            "-r",
            str(listed),
            "--no-deps",
            "--disable-pip",
            "-f",
            "json",
            "-o",
            answer.name,
            "--progress-spinner",
            "off",
        ]
        done = subprocess.run(  # noqa: S603 - our own words
            [sys.executable, "-m", "pip_audit", *words], capture_output=True, text=True, check=False
        )
        text = answer.read()
    if not text.strip():
        sys.exit(f"pip-audit gave no answer: {done.stderr.strip()[-500:]}")
    dependencies: list[dict[str, Any]] = json.loads(text)["dependencies"]
    return dependencies


def summed(found: list[dict[str, Any]]) -> dict[str, Any]:
    """Count what was looked up, and name what is known and what could not be looked up."""
    skipped = {one["name"]: one["skip_reason"] for one in found if "skip_reason" in one}
    known = {
        f"{one['name']} {one['version']}": {each["id"]: each["fix_versions"] for each in one["vulns"]}
        for one in found
        if one.get("vulns")
    }
    return {"packages": len(found), "looked_up": len(found) - len(skipped), "known": known, "not_looked_up": skipped}


def code(told: dict[str, Any]) -> int:
    """Give the exit code: something is known, not all was looked up, or neither."""
    if told["known"]:
        return KNOWN
    return NOT_ALL if told["not_looked_up"] or not told["packages"] else 0


if __name__ == "__main__":
    sys.exit(main())
