"""Turns a script of cells (`# %%`) into a notebook, and runs it in a kernel of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

_MARK = re.compile(r"^# %%(?: \[(\w+)\])?.*$")
PATIENCE = 600


def cells(text: str) -> Iterator[tuple[str, str]]:
    """Give kind and source of each cell, as Jupytext and VS Code cut them; what stands before the first is none."""
    kind, lines, begun = "code", list[str](), False
    for line in [*text.splitlines(), "# %%"]:
        found = _MARK.match(line)
        if not found:
            lines.append(line)
            continue
        if begun:
            yield kind, _bare("\n".join(lines).strip("\n"), kind)
        begun, kind, lines = True, found[1] or "code", []


def _bare(source: str, kind: str) -> str:
    return re.sub(r"^# ?", "", source, flags=re.MULTILINE) if kind == "markdown" else source


def notebook_of(text: str) -> Any:
    """Make a notebook of a script."""
    v4: Any = nbformat.v4  # has no types
    makers = {"code": v4.new_code_cell, "markdown": v4.new_markdown_cell}
    made = v4.new_notebook(cells=[makers[kind](source) for kind, source in cells(text)])
    for place, cell in enumerate(made.cells):
        cell.id = f"cell-{place}"  # those of the library are drawn at random
    return made


def executed(text: str, folder: Path) -> Any:
    """Give the notebook of a script with the outputs of its cells, run in a folder; a cell that fails raises."""
    made = notebook_of(text)
    nbformat.validate(made)
    NotebookClient(
        made, timeout=PATIENCE, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    ).execute()
    return made


def outputs(made: Any, kind: str) -> list[str]:
    """Give the outputs of a MIME type, in order."""
    found = [output for cell in made.cells if cell.cell_type == "code" for output in cell.outputs]
    return [output["data"][kind] for output in found if kind in output.get("data", {})]
