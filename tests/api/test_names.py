"""The names of `import agorascope`: stable, lazy, beside the rooms, with examples that hold."""

from __future__ import annotations

import doctest
import importlib
import inspect
import os
import subprocess
import sys
from pathlib import Path

import pytest

import agorascope as ag
from tests.api.conftest import ROOT

HEAVY = ("numpy", "pyarrow", "pandas", "polars", "spacy", "onnxruntime", "daft", "sklearn", "jinja2", "msgspec")
MODULES = sorted((ROOT / "src" / "agorascope" / "api").glob("*.py"))


def _python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    return done.stdout.strip()


def test_no_name_is_a_room() -> None:
    """`from agorascope import readers` gives the room, whatever was used before."""
    source = ROOT / "src" / "agorascope"
    rooms = {path.stem for path in source.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    assert rooms >= {"readers", "language", "tasks"}
    assert not set(ag.__all__) & rooms


def test_all_is_sorted_out_and_there() -> None:
    assert len(set(ag.__all__)) == len(ag.__all__)
    for name in ag.__all__:
        assert getattr(ag, name) is getattr(ag, name)
        assert name in dir(ag)
    assert ag.__version__ == importlib.metadata.version("agorascope")
    assert "__version__" in dir(ag)


def test_the_names_for_checkers_are_those_that_are_loaded() -> None:
    """What stands under TYPE_CHECKING is what `__getattr__` finds."""
    import ast

    tree = ast.parse((ROOT / "src" / "agorascope" / "__init__.py").read_text("utf-8"))
    [block] = [node for node in tree.body if isinstance(node, ast.If)]
    shown = {
        alias.name: str(node.module).removeprefix("agorascope.")
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert shown == ag._MODULES
    assert set(shown) == set(ag.__all__)


def test_an_unknown_name_is_told() -> None:
    with pytest.raises(AttributeError, match="no attribute 'analyse'"):
        ag.analyse  # noqa: B018


def test_importing_loads_nothing() -> None:
    code = f"import sys, agorascope; dir(agorascope); print([m for m in {HEAVY!r} if m in sys.modules])"
    assert _python(code) == "[]"


def test_a_star_brings_all_names_and_nothing_heavy() -> None:
    heavy = [name for name in HEAVY if name != "msgspec"]
    code = f"import sys\nfrom agorascope import *\nprint(analyze.__name__, [m for m in {heavy!r} if m in sys.modules])"
    assert _python(code) == "analyze []"


def test_rooms_go_on_working_beside_the_names() -> None:
    code = (
        "import agorascope as ag\nag.formats, ag.label\n"
        "from agorascope import language, readers, tasks\nimport agorascope.settings\n"
        "print(language.__name__, readers.__name__, tasks.__name__, ag.Settings.__name__)"
    )
    assert _python(code) == "agorascope.language agorascope.readers agorascope.tasks Settings"


@pytest.mark.parametrize("name", [name for name in ag.__all__ if inspect.isfunction(getattr(ag, name))])
def test_functions_are_documented_with_their_keywords(name: str) -> None:
    """`help(ag.analyze)` and completion work: every parameter is named, nothing hides behind `**options`."""
    found = getattr(ag, name)
    kinds = [parameter.kind for parameter in inspect.signature(found).parameters.values()]
    assert inspect.Parameter.VAR_KEYWORD not in kinds
    assert found.__doc__
    assert "return" in found.__annotations__


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_the_examples_hold(path: Path, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every `>>>` of the room prints what it shows, in a folder with the sample files."""
    for one in samples.iterdir():
        (tmp_path / one.name).symlink_to(one, target_is_directory=one.is_dir())
    monkeypatch.chdir(tmp_path)
    module = importlib.import_module(f"agorascope.api.{path.stem}" if path.stem != "__init__" else "agorascope.api")
    found = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    assert not found.failed


def test_a_forked_process_loads_its_own_models() -> None:
    """Neither a lock nor a session of the parent is used in the child, and both say the same."""
    if not hasattr(os, "fork"):
        pytest.skip("this system does not fork")
    code = (
        "import os, agorascope as ag\nfrom agorascope.api.asking import models_for\n"
        "texts = ['What a lovely idea!', 'Awful.']\nbefore = list(ag.label('sentiment', texts))\n"
        "own = models_for(ag.Settings())\nread, write = os.pipe()\n"
        "if os.fork() == 0:\n"
        "    same = list(ag.label('sentiment', texts)) == before and models_for(ag.Settings()) is not own\n"
        "    os.write(write, b'1' if same else b'0'); os._exit(0)\n"
        "os.wait(); print(os.read(read, 1).decode(), models_for(ag.Settings()) is own)"
    )
    assert _python(code) == "1 True"
