"""Checks a line that begins with `scripts/` without running it: the script is there and knows the options."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

from tests.docs.blocks import ROOT

_MODULE = re.compile(r"-m (scripts\.[\w.]+)")
TAKES_ALL = {"demo": "agorascope analyze", "test": "pytest"}  # these give their words to another program


def main() -> None:
    """Say what is wrong with a command line; exit code 2."""
    name, *words = sys.argv[1:]
    wrong = faults(name, words)
    if wrong:
        sys.exit(wrong)


def faults(name: str, words: list[str]) -> str:
    """Give what is wrong with `scripts/NAME WORDS`, or nothing."""
    path = ROOT / "scripts" / name
    if not path.is_file():
        return f"scripts/{name}: there is no such script"
    if not os.access(path, os.X_OK):
        return f"scripts/{name} is not executable"
    if subprocess.run(["sh", "-n", path], check=False).returncode:  # noqa: S603, S607 - reads, runs nothing
        return f"scripts/{name}: a shell cannot read it"
    given = {word.partition("=")[0] for word in words if re.match(r"--?\w", word)}
    unknown = sorted(given - options(name)) if name not in TAKES_ALL else []
    return f"scripts/{name} knows no {', '.join(unknown)}" if unknown else ""


@cache
def options(name: str) -> frozenset[str]:
    """Give the options that the module behind a script names, itself or in modules it imports."""
    found = _MODULE.search((ROOT / "scripts" / name).read_text("utf-8"))
    if not found:
        return frozenset()
    tree = ast.parse(_source(found[1]).read_text("utf-8"))
    taken = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    trees = [tree, *(ast.parse(_source(one).read_text("utf-8")) for one in taken if one.startswith("scripts."))]
    strings = (node.value for one in trees for node in ast.walk(one) if isinstance(node, ast.Constant))
    return frozenset(text for text in strings if isinstance(text, str) and re.fullmatch(r"--?[a-z][\w-]*", text))


def _source(module: str) -> Path:
    path = ROOT / Path(*module.split("."))
    if path.is_dir():
        return path / ("__main__.py" if (path / "__main__.py").is_file() else "__init__.py")
    return path.with_suffix(".py")


if __name__ == "__main__":
    main()
