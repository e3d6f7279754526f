"""Nothing that is read can be a program: no format that runs code when it is opened, no parser that fetches."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Final

import pytest

import agorascope

SOURCE: Final = Path(agorascope.__file__).parent
NEVER: Final = {"pickle", "cPickle", "dill", "cloudpickle", "marshal", "shelve", "yaml", "xmlrpc", "telnetlib", "pty"}
"""Modules that run what they read, or others' programs."""
OURS: Final = {("cli/options/theses.py", "pickle")}
"""What is written and read again in a nameless temporary file of this process."""
CALLS: Final = {
    "eval", "exec", "compile", "__import__", "os.system", "os.popen", "joblib.load", "torch.load", "pickle.loads",
    "yaml.load", "enable_load_extension", "load_extension", "extractall", "extract", "from_string", "mktemp",
}  # fmt: skip
WORDS: Final = {
    "np.load": ("allow_pickle", False),
    "from_pretrained": ("trust_remote_code", False),
    "XMLParser": ("resolve_entities", False),
    "Environment": ("autoescape", True),
}
"""Calls that have to say something, and what."""


@cache
def trees() -> list[tuple[str, ast.Module]]:
    """Read every module."""
    return [
        (path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(SOURCE.rglob("*.py"))
    ]


def calls(tree: ast.Module) -> list[tuple[str, ast.Call]]:
    """Give every call with what it is called by."""
    return [(ast.unparse(node.func), node) for node in ast.walk(tree) if isinstance(node, ast.Call)]


def test_no_module_runs_what_it_reads() -> None:
    """No pickle, no YAML, no program of others: but for our own temporary file."""
    found = {(name, module) for name, tree in trees() for node in ast.walk(tree) for module in _named(node)}
    assert {one for one in found if one[1] in NEVER | {"subprocess"}} == OURS


def test_the_engine_of_models_reports_nothing() -> None:
    """ONNX Runtime reports its use to its maker unless it is told not to before it is loaded: here, by who loads it."""
    loading = [name for name, tree in trees() for node in ast.walk(tree) if "onnxruntime" in _named(node)]
    assert loading == ["inference/engine.py"]
    script = "import os, agorascope.inference.engine; print(os.environ['ORT_DISABLE_TELEMETRY'])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)  # noqa: S603 - our own words
    assert done.stdout == b"1\n"


def _named(node: ast.AST) -> list[str]:
    """Name the modules that a statement imports."""
    if isinstance(node, ast.Import):
        return [one.name.partition(".")[0] for one in node.names]
    return [(node.module or "").partition(".")[0]] if isinstance(node, ast.ImportFrom) else []


def test_no_call_runs_a_text() -> None:
    """No `eval`, no shell, no loader of programs; archives are read and never unpacked to a disk."""
    found = [
        f"{name}: {ast.unparse(node)[:80]}"
        for name, tree in trees()
        for called, node in calls(tree)
        if (called in CALLS or called.rpartition(".")[2] in CALLS - {"eval", "compile", "exec"})
        or any(word.arg == "shell" for word in node.keywords)
    ]
    assert found == []


@pytest.mark.parametrize("called", sorted(WORDS))
def test_careful_calls(called: str) -> None:
    """Arrays without objects, models without code of theirs, XML without entities, templates that escape."""
    word, value = WORDS[called]
    found = [
        (name, node, {one.arg: one.value for one in node.keywords})
        for name, tree in trees()
        for said, node in calls(tree)
        if said == called or said.endswith(f".{called}")
    ]
    assert found
    assert [
        name
        for name, node, words in found
        if None not in words and not (isinstance(told := words.get(word), ast.Constant) and told.value is value)
    ] == []
