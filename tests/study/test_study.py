"""The study runs from top to bottom as a notebook; its tables, its chart and what it shows are right."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import agorascope as ag
from tests.study.inputs import DATA, files
from tests.study.notebook import cells, executed, notebook_of, outputs

STUDY = DATA.parent / "study.py"
_SPEC = re.compile(r"^  const spec = (\{.*\});$", re.MULTILINE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder as `docs/examples` is."""
    made = tmp_path_factory.mktemp("study") / "examples"
    shutil.copytree(DATA, made / "data")
    return made


@pytest.fixture(scope="module")
def run(folder: Path) -> Any:
    """Run the study once in a real kernel."""
    return executed(STUDY.read_text("utf-8"), folder)


@pytest.fixture(scope="module")
def found(run: Any, folder: Path) -> ag.Discussions:
    """Read the discussions that it exported."""
    assert run
    return ag.load(folder / "out" / "discussions.jsonl")


def test_the_inputs_are_those_of_the_corpora() -> None:
    assert {path.name: path.read_bytes() for path in DATA.iterdir()} == files()


def test_the_script_is_a_notebook() -> None:
    """Prose and code take turns; every cell of code is valid by itself."""
    made = notebook_of(STUDY.read_text("utf-8"))
    kinds = Counter(cell.cell_type for cell in made.cells)
    assert kinds["markdown"] >= 8
    assert kinds["code"] >= 12
    assert made.cells[0].source.startswith("# A small study")
    for kind, source in cells(STUDY.read_text("utf-8")):
        if kind == "code":
            compile(source, "cell", "exec")


def test_three_formats_are_read(found: ag.Discussions) -> None:
    assert [(d.id, d.format, len(d.comments)) for d in found] == [
        ("club", "text", 24),
        ("4", "wxr", 24),
        ("copywriters", "csv", 24),
    ]
    assert all(d.article.thesis for d in found)


def test_results_show_themselves_and_no_cell_complains(run: Any) -> None:
    shown = [html for html in outputs(run, "text/html") if "agorascope-told" in html]
    assert len(shown) == 3
    assert "Charge Them to Belong" in shown[1]
    assert "stance: 18 rows" in shown[2]
    for html in outputs(run, "text/html"):
        assert "<script" not in html or _SPEC.search(html)
        assert 'src="http' not in html
    assert not [
        output
        for cell in run.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if output.get("name") == "stderr"
    ]


def test_every_table_has_rows(run: Any) -> None:
    tables = [html for html in outputs(run, "text/html") if "dataframe" in html]
    assert len(tables) >= 9
    assert all(table.count("<tr") > 1 for table in tables)


def test_the_chart_tells_what_the_json_tells(run: Any, found: ag.Discussions, folder: Path) -> None:
    """Counted anew from the discussions: same languages, sides and numbers."""
    counted = Counter(
        (c.language.code.split("-")[0], c.stance.label)
        for d in found
        for c in d.comments
        if not c.spam.is_spam and c.duplicate is None
    )
    drawn = json.loads((folder / "out" / "stance.json").read_text("utf-8"))
    [rows] = drawn["datasets"].values()
    assert {(row["language"], row["stance"]): row["comments"] for row in rows} == counted
    assert {"el", "en", "zh"} <= {row["language"] for row in rows}
    [shown] = [json.loads(spec[1]) for html in outputs(run, "text/html") if (spec := _SPEC.search(html))]
    assert list(shown["datasets"].values()) == [rows]


def test_the_chart_is_drawn_without_a_network(run: Any, folder: Path) -> None:
    assert run
    svg = (folder / "out" / "stance.svg").read_text("utf-8")
    assert svg.startswith("<svg")
    assert "Stance by language of the comment" in svg
    assert all(f"#{colour}" in svg for colour in ("0f766e", "b4501e", "6b7280"))
    assert (folder / "out" / "stance.png").read_bytes().startswith(b"\x89PNG")
    page = (folder / "out" / "stance.html").read_text("utf-8")
    assert 'src="http' not in page


def test_spam_and_reposts_are_counted(run: Any, found: ag.Discussions) -> None:
    [table] = [html for html in outputs(run, "text/html") if "<th>reposts</th>" in html]
    told = pd.read_html(io.StringIO(table), index_col=0)[0]
    told = told.set_axis(told.columns.get_level_values(0), axis="columns").set_axis(told.index.map(str), axis="index")
    assert len(told) == len(found)
    for d in found:
        row = told.loc[d.id]
        assert int(row["comments"]) == len(d.comments)
        assert int(row["spam"]) == sum(c.spam.is_spam for c in d.comments) == 3
        assert int(row["reposts"]) == sum(c.duplicate is not None for c in d.comments)
    assert {c.duplicate.kind for d in found for c in d.comments if c.duplicate} >= {"exact", "translation"}


def test_what_is_exported_is_what_was_found(found: ag.Discussions, folder: Path) -> None:
    clean = pd.read_parquet(folder / "out" / "comments.parquet")
    voiced = [c for d in found for c in d.comments if not c.spam.is_spam and c.duplicate is None]
    assert list(clean["text"]) == [c.text for c in voiced]
    assert list(clean["stance"]) == [c.stance.label for c in voiced]
    assert len(pd.read_csv(folder / "out" / "comments.csv")) == len(clean)
    assert "<html" in (folder / "out" / "club.html").read_text("utf-8")
