"""The rules of the house that a machine can check."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from agorascope.language.folding import fold

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "agorascope"
MODULES = sorted(SOURCE.rglob("*.py"))
SEEDS = ROOT.parent / "shared" / "seeds"
TASK_ROOMS = {"deduplication", "spam", "sentiment", "arguments", "stance", "summary"}
BASE = {"records", "errors", "settings", "amounts"}
BELOW: dict[str, set[str]] = {
    "records": set(),
    "errors": set(),
    "amounts": set(),
    "settings": set(),
    "language": BASE,
    "inference": BASE | {"language"},
    "syntax": BASE | {"language", "inference"},
    "phrases": BASE,
    "guests": BASE | {"language", "inference"},
    **{room: BASE | {"language", "inference"} for room in TASK_ROOMS - {"summary"}},
    "summary": BASE | {"language", "inference", "phrases"},
    "people": BASE | {"language"},
    "narration": BASE | {"inference", "guests", "phrases"},
    "sources": BASE,
    "rows": BASE | {"sources"},
    "readers": BASE | {"language", "sources", "rows"},
    "reports": BASE | {"language", "inference", "phrases", "summary"},
    "pages": BASE | {"language", "inference", "phrases", "reports", "summary"},
    "exports": BASE | {"language", "corpus", "rows", "reports", "summary"},
    "reposts": BASE | {"deduplication", "rows", "readers", "reports"},
    "tasks": BASE | {"language", "inference"} | TASK_ROOMS,
    "evaluation": BASE | {"language", "inference", "tasks", "rows", "reports", "summary"},
    "steps": BASE | {"language", "inference", "people"} | TASK_ROOMS,
    "pipeline": BASE | {"inference", "people", "readers", "steps", "summary"},
    "together": BASE | {"language", "inference", "phrases", "deduplication", "people", "summary", "pipeline"},
    "corpus": BASE | {"inference", "guests", "deduplication", "spam", "steps", "pipeline"},
    "components": BASE | {"language", "inference", "guests", "arguments", "tasks"},
    "schemas": BASE,
    "moderation": BASE
    | {"language", "inference", "phrases", "deduplication", "spam", "steps", "sources", "readers", "rows"}
    | {"reports", "pages", "exports"},
    "api": BASE
    | {"language", "inference", "guests", "phrases", "sources", "readers", "rows", "deduplication", "tasks"}
    | {"evaluation", "schemas", "syntax"}
    | {
        "pipeline",
        "together",
        "narration",
        "reports",
        "pages",
        "corpus",
        "exports",
        "reposts",
        "moderation",
        "components",
    },
}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "core"}
MAX_MODULE, MAX_FUNCTION = 300, 50


def _room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def _imports(path: Path) -> set[str]:
    """Names of our rooms that a module imports, under TYPE_CHECKING or not."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("agorascope"):
            parts = node.module.split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        if isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("agorascope.")}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_go_one_way(path: Path) -> None:
    """A room imports only itself and the rooms below it; task rooms never import one another."""
    room = _room(path)
    if room in BELOW:
        assert _imports(path) <= BELOW[room] | {room}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_modules_and_functions_stay_small(path: Path) -> None:
    """Nothing in the package is longer than a reader can hold, and no module is named for nothing."""
    text = path.read_text(encoding="utf-8")
    functions = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert path.stem not in FORBIDDEN_NAMES
    assert text.count("\n") <= MAX_MODULE
    assert [f.name for f in functions if (f.end_lineno or 0) - f.lineno > MAX_FUNCTION] == []


def test_one_room_knows_the_engine() -> None:
    """Daft and Ray are named in `corpus` alone: another engine would change nothing else."""
    engines = re.compile(r"^\s*(?:import|from) (?:daft|ray)\b", re.MULTILINE)
    knowing = {_room(path) for path in MODULES if engines.search(path.read_text(encoding="utf-8"))}
    assert knowing == {"corpus"}


def test_pipes_show_spacy_their_types() -> None:
    """Where pipes are made annotations are values: spaCy 3.8.7 cannot read the postponed ones of a factory."""
    making = [path for path in MODULES if "@Language.factory" in path.read_text(encoding="utf-8")]
    assert making
    assert not [p for p in making if "from __future__ import annotations" in p.read_text(encoding="utf-8")]


def test_only_known_rooms_exist() -> None:
    """Every room is in the table of arrows above: a new room takes its place on purpose."""
    assert {_room(path) for path in MODULES} <= set(BELOW) | {"cli", "__init__", "__main__"}


def test_no_machine_paths() -> None:
    """The repository names no machine's folders."""
    fragments = ("/" + "work/", "/" + "root/")
    assert not [p for p in _texts() if any(f in p.read_text(encoding="utf-8", errors="replace") for f in fragments)]


def _passages(text: str) -> set[str]:
    """Give every run of five Greek words and of ten Chinese characters, without accents, marks and spaces."""
    words = re.findall(r"[α-ω]+", fold(text))
    characters = "".join(re.findall(r"[\u4e00-\u9fff]", text))
    greek = {" ".join(words[i : i + 5]) for i in range(len(words) - 4)}
    return greek | {characters[i : i + 10] for i in range(len(characters) - 9)}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed pages are not part of the repository")
def test_no_passage_of_the_seed_texts() -> None:
    """Nothing of the two pages that are others' property is here; phrases that our own pages also use are nobody's."""
    common = set().union(*(_passages(p.read_text(encoding="utf-8")) for p in (ROOT / "corpora").rglob("*.txt")))
    # The notice of a widespread anti-spam plugin stands on a million sites and is known to the reader as chrome.
    written = [line for p in SEEDS.glob("*.txt") for line in p.read_text(encoding="utf-8").splitlines()]
    theirs = set().union(*(_passages(line) for line in written if "Akismet" not in line)) - common
    assert theirs
    lines = ((p, line) for p in _texts() for line in p.read_text(encoding="utf-8", errors="replace").splitlines())
    assert not [(p.name, found) for p, line in lines if len(line) < 50_000 and (found := _passages(line) & theirs)]


def _texts() -> list[Path]:
    folders = ("src", "tests", "scripts", "docs", "corpora", ".ci")
    suffixes = {".py", ".md", ".toml", ".txt", ".json", ".jsonl", ".sh", ""}
    inside = [p for folder in folders for p in (ROOT / folder).rglob("*") if p.is_file() and p.suffix in suffixes]
    return [p for p in (*inside, *ROOT.glob("*.md"), ROOT / "pyproject.toml") if "__pycache__" not in p.parts]
