"""What a command does not use, it does not load."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    "spacy",
    "onnxruntime",
    "transformers",
    "tokenizers",
    "langdetect",
    "numpy",
    "sklearn",
    "rich",
    "torch",
    "daft",
    "ray",
    "pyarrow",
)
COUNT = (
    "import sys, contextlib\nfrom agorascope.cli import app\n{body}\nprint([m for m in {heavy!r} if m in sys.modules])"
)


def _loaded(arguments: list[str]) -> str:
    body = f"with contextlib.suppress(SystemExit), contextlib.redirect_stdout(sys.stderr):\n    app({arguments!r})"
    code = COUNT.format(body=body, heavy=HEAVY)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    return done.stdout.strip()


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["analyze", "--help"],
        ["label", "--help"],
        ["export", "--help"],
        ["schema"],
        ["schema", "--list"],
        ["readers"],
    ],
)
def test_short_commands_load_nothing_heavy(arguments: list[str]) -> None:
    """Help, the schema and the list of formats start at once."""
    assert _loaded(arguments) == "[]"


@pytest.mark.parametrize(
    "code",
    [
        "import agorascope as ag, sys; dir(ag), ag.__doc__",
        "import agorascope as ag, sys; ag.analyze, ag.label, ag.duplicates, ag.flag, ag.debate, ag.Discussion",
        "import sys; from agorascope import *; ag = analyze.__doc__",
    ],
)
def test_importing_the_package_loads_nothing_heavy(code: str) -> None:
    """Neither the package nor its functions load what only a call needs; the stable names are there at once."""
    heavy = (*HEAVY, "pandas", "polars", "altair", "jinja2", "babel", "lxml", "trafilatura")
    command = f"{code}\nprint([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"
