"""Inline code that names a command, a script or a file: it exists, and takes the options that stand there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import typer

from agorascope.cli import app
from tests.docs.blocks import ROOT, Code, codes_of, pages
from tests.docs.scripts import faults
from tests.docs.stands import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

PAGES = {str(page.relative_to(ROOT)): page for page in pages()}
FOLDERS = ("corpora", "docs", "models", "scripts", "src", "tests")
_OPTION = re.compile(r"--?[a-z][a-z-]*")


def _command_faults(words: list[str]) -> str:
    """Walk the tree of commands along the words; give what is not there."""
    command = typer.main.get_command(app)
    path = ["agorascope"]
    rest = list(words)
    while rest and hasattr(command, "commands") and not rest[0].startswith(("-", "…")):
        if rest[0].isupper() or "|" in rest[0]:
            return ""
        if rest[0] not in command.commands:
            return f"{' '.join(path)} has no command {rest[0]}"
        path.append(rest.pop(0))
        command = command.commands[path[-1]]
    known = {"-h", "--help"} | {name for one in command.params for name in (*one.opts, *one.secondary_opts)}
    unknown = sorted({word.partition("=")[0] for word in _options(rest)} - known)
    return f"{' '.join(path)} has no option {', '.join(unknown)}" if unknown else ""


def _options(words: Iterable[str]) -> list[str]:
    return [word for word in words if _OPTION.fullmatch(word.partition("=")[0])]


def _fault(code: Code) -> str:
    words = words_of(code.text)
    for place, word in enumerate(words):  # of a pipe or a list each command
        rest = words[place + 1 :]
        end = next((n for n, one in enumerate(rest) if one in {"|", "||", "&&", ";", ">", "<"}), len(rest))
        if word == "agorascope" and (wrong := _command_faults(rest[:end])):
            return wrong
        if re.fullmatch(r"scripts/\w+", word) and place == 0 and not (ROOT / word).is_dir():
            return faults(word.removeprefix("scripts/"), rest[:end])
    return ""


@pytest.mark.parametrize("name", PAGES)
def test_commands_in_the_text_exist(name: str) -> None:
    """Commands, scripts and options named between words are those that there are."""
    wrong = {f"{name}:{code.line}: {code.text}": _fault(code) for code in codes_of(PAGES[name].read_text("utf-8"))}
    assert {code: fault for code, fault in wrong.items() if fault} == {}


@pytest.mark.parametrize("name", PAGES)
def test_files_in_the_text_exist(name: str) -> None:
    """A path that begins with a folder of the repository is there; `<…>` and `*` stand for any name."""
    missing = []
    for code in codes_of(PAGES[name].read_text("utf-8")):
        path = code.text.split(" ")[0].rstrip("/")
        if re.match(rf"(?:{'|'.join(FOLDERS)})/", path) and not _there(path):
            missing.append(f"{name}:{code.line}: {code.text}")
    assert missing == []


def _there(path: str) -> bool:
    pattern = re.sub(r"<[^>]*>|…|\b[A-Z]{2,}\b", "*", path)
    return any(ROOT.glob(pattern))


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_links_lead_somewhere(name: str) -> None:
    """A link to a file of the repository finds it; those of the site are followed where it is built."""
    page = PAGES[name]
    links = re.findall(r"\]\(([^)#\s]+?\.\w+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("agorascope analyse page.txt", "agorascope has no command analyse"),
        ("agorascope feedback exprt", "agorascope feedback has no command exprt"),
        ("agorascope analyze page.txt --jason", "agorascope analyze has no option --jason"),
        ("agorascope analyze a | agorascope label stance --maap x=y", "agorascope label has no option --maap"),
        ("scripts/bench_corpus --data DIR --floder DIR", "scripts/bench_corpus knows no --floder"),
        ("agorascope label TASK --abstain 0.6", ""),
        ("agorascope feedback export --index desk.db --to wp-cli", ""),
        ("agorascope analyze … -o DIR --stages duplicates", ""),
        ("scripts/train_tasks --data DIR --checkpoint CKPT --run RUN --resume", ""),
    ],
)
def test_a_wrong_command_is_found(text: str, words: str) -> None:
    """The check above says no to what does not exist, and to nothing else."""
    assert _fault(Code(1, text)) == words
