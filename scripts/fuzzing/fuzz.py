"""Fuzz whatever takes what strangers write, one target after the other, each in a process of its own.

Prints one JSON object for each target: how many inputs were tried in how many seconds, and what was found. Readers are
fuzzed by bytes, guided by coverage (atheris); `label`, `duplicates`, languages and the review page by rows, texts and
requests (Hypothesis). An input that breaks a target stays in the folder of findings.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

from scripts.fuzzing import formats

TARGETS = {"label": "labelling", "duplicates": "reposting", "language": "tongues", "review": "reviewing"}


def main() -> None:
    """Fuzz the targets one after the other, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0, help="for each target; the readers share theirs")
    parser.add_argument("--only", default=",".join(("readers", *TARGETS)), help="which: readers, or formats by name, …")
    parser.add_argument("--findings", type=Path, default=Path("findings"), help="folder for inputs that break a target")
    parser.add_argument("--seed", type=int, default=0, help="where Hypothesis begins; another one tries other inputs")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.here:
        print(json.dumps(_searched(given.only, given.minutes, given.findings, given.seed)), flush=True)
        return
    for name in given.only.split(","):
        if name == "readers":
            for form in formats.names():
                print(
                    json.dumps(formats.fuzzed(form, given.minutes / len(formats.names()), given.findings)), flush=True
                )
        elif name in TARGETS:
            options = ["--minutes", str(given.minutes), "--findings", str(given.findings), "--seed", str(given.seed)]
            command = [sys.executable, "-m", "scripts.fuzzing.fuzz", "--here", "--only", name, *options]
            subprocess.run(command, check=True)  # noqa: S603 - ourselves
        elif name in formats.names():
            print(json.dumps(formats.fuzzed(name, given.minutes, given.findings)), flush=True)
        else:
            parser.error(f"--only {name}: choose of readers, {', '.join((*TARGETS, *formats.names()))}")


def check(target: str, data: bytes) -> None:
    """Try one input on a target, as for a finding that is kept; raises what breaks it."""
    if target in TARGETS:
        import_module(f"scripts.fuzzing.{TARGETS[target]}").check(data)
    else:
        formats.check(target, data)


def _searched(name: str, minutes: float, findings: Path, seed: int) -> dict[str, object]:
    from scripts.fuzzing.searching import Search

    module = import_module(f"scripts.fuzzing.{TARGETS[name]}")
    search = Search(name, module.inputs(), module.check, findings)
    begun = time.monotonic()
    search.run(minutes * 60, seed)
    seconds = round(time.monotonic() - begun, 1)
    return {"target": name, "seconds": seconds, "tried": search.tried, "findings": search.found, "told": search.told}


if __name__ == "__main__":
    main()
