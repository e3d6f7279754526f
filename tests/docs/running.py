"""Runs the blocks of one page from top to bottom in a folder of its own."""

from __future__ import annotations

import doctest
import json
import re
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from tests.docs.blocks import Block, PageError
from tests.docs.comparing import same
from tests.docs.data import CHECKS
from tests.docs.stands import environment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

ENDPOINTS = ("http://localhost:11434/v1", "https://host.example/v1")
SHELL = ("bash", "-eu", "-o", "pipefail", "-c")
PATIENCE = 300
_EXAMPLE = re.compile(r"^\s*>>> ", re.MULTILINE)
_PROGRESS = re.compile(r"^[a-z][a-z -]*(?:…|: [\d,]+(?: of [\d,]+)?(?:, [\d,]+ s left)?)\n", re.MULTILINE)
"""Lines that are printed only where a step takes longer than some seconds."""


@dataclass
class Running:
    """A page under way: its folder, the server that stands for its endpoints, what was printed last, its Python."""

    name: str
    folder: Path
    server: str
    warm: Path
    printed: Sequence[str] = ()
    _python: subprocess.Popen[str] | None = field(default=None, init=False)

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *error: object) -> None:
        """End the Python process."""
        if self._python is not None:
            with self._python as python:
                assert python.stdin is not None
                python.stdin.close()

    def run(self, block: Block) -> None:
        """Do with a block what its language says; raises `PageError` with its line."""
        if "not run" in block.notes:
            return
        text = self._addressed(block.text)
        if block.title:
            self._write(block.title, text)
        if block.language in CHECKS:
            try:
                CHECKS[block.language](text)
            except (ValueError, SyntaxError) as error:
                raise self._fault(block, f"no {block.language}: {error}") from error
        elif block.title and block.language == "python":
            compile(text, f"{self.name}:{block.line}", "exec")
        elif not block.title:
            self._act(block, text)

    def _act(self, block: Block, text: str) -> None:
        match block.language:
            case "sh" | "bash":
                self.printed = self._shell(block, text, int(block.notes.get("exit", "0")))
            case "console":
                self._session(block, text)
            case "python":
                self._code(block, text)
            case "sql":
                self.printed = (self._query(text),)
            case "text":
                self._shown(block, text)
            case _:
                raise self._fault(block, f"nobody knows how to run {block.language}")

    def _shell(self, block: Block, text: str, code: int) -> tuple[str, ...]:
        """Run a shell's lines; give stdout, stderr (with progress and without), and one behind the other."""
        done = subprocess.run(  # noqa: S603 - the page's own commands
            [*SHELL, text],
            cwd=self.folder,
            env=environment(self.folder, self.warm),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        out, err = (one.decode("utf-8", "replace") for one in (done.stdout, done.stderr))
        if done.returncode != code:
            raise self._fault(block, f"exit code {done.returncode}, not {code}\n{out[-2000:]}\n{err[-4000:]}")
        told = _PROGRESS.sub("", err)
        return tuple(self._unaddressed(one) for one in (out, err, err + out, out + err, told, told + out, out + told))

    def _session(self, block: Block, text: str) -> None:
        """Run each command of a session and compare what it prints."""
        commands = list(_commands(text))
        if not commands:
            raise self._fault(block, "a session without a line that begins with '$ '")
        for place, (command, shown) in enumerate(commands, start=1):
            last = place == len(commands)
            self.printed = self._shell(block, command, int(block.notes.get("exit", "0")) if last else 0)
            self._compare(block, shown)

    def _code(self, block: Block, text: str) -> None:
        """Run Python, whole or example by example."""
        if not _EXAMPLE.search(text):
            self.printed = (self._python_says(block, text, block.line + 1, "exec"),)
            return
        for example in doctest.DocTestParser().get_examples(text):
            self.printed = (self._python_says(block, example.source, block.line + 1 + example.lineno, "single"),)
            self._compare(block, example.want)

    def _python_says(self, block: Block, code: str, line: int, mode: str) -> str:
        python = self._started()
        assert python.stdin is not None
        assert python.stdout is not None
        python.stdin.write(json.dumps({"code": code, "line": line, "page": self.name, "mode": mode}) + "\n")
        python.stdin.flush()
        answer = python.stdout.readline()
        if not answer:
            raise self._fault(block, f"Python ended with {python.wait()}")
        said = json.loads(answer)
        if said["error"]:
            raise self._fault(block, f"{said['printed'][-2000:]}\n{said['error']}")
        return self._unaddressed(said["printed"])

    def _started(self) -> subprocess.Popen[str]:
        if self._python is None:
            command = [sys.executable, "-W", "error", "-m", "tests.docs.worker"]
            self._python = subprocess.Popen(  # noqa: S603 - our own program
                command,
                cwd=self.folder,
                env=environment(self.folder, self.warm),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
        return self._python

    def _query(self, text: str) -> str:
        """Run SQL as DuckDB's shell does in the page's folder."""
        import duckdb

        with duckdb.connect() as database:
            database.execute("SET file_search_path = ?", [str(self.folder)])
            return str(database.sql(text))

    def _shown(self, block: Block, text: str) -> None:
        if "files" in block.notes:
            missing = [path for path in named(text) if not any(self.folder.glob(path))]
            if missing:
                raise self._fault(block, f"not there: {', '.join(missing)}")
        elif block.behind and self.printed:
            self._compare(block, text)
        else:
            raise self._fault(block, "a block of text that shows no output: see tests/docs/README.md")

    def _compare(self, block: Block, shown: str) -> None:
        shown = self._unaddressed(shown)
        if not any(same(shown, one) for one in self.printed):
            printed = "\n--- or ---\n".join(dict.fromkeys(self.printed[:2]))
            raise self._fault(block, f"the page shows\n{shown}\nprinted was\n{printed}")

    def _write(self, title: str, text: str) -> None:
        path = (self.folder / title.removeprefix("~/")).resolve()
        if not path.is_relative_to(self.folder.resolve()):
            raise PageError(f"{self.name}: {title} is outside the page's folder")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def _addressed(self, text: str) -> str:
        for endpoint in ENDPOINTS:
            text = text.replace(endpoint, self.server)
        return text

    def _unaddressed(self, text: str) -> str:
        return text.replace(self.server, ENDPOINTS[0])

    def _fault(self, block: Block, message: str) -> PageError:
        return PageError(f"{self.name}:{block.line}: {message}")


def _commands(text: str) -> Iterator[tuple[str, str]]:
    """Cut a session into commands and what stands below them."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        lines = part.splitlines()
        more = next((n for n, line in enumerate(lines[1:], 1) if not line.startswith("> ")), len(lines))
        yield "\n".join([lines[0], *(line[2:] for line in lines[1:more])]), "\n".join(lines[more:])


def named(text: str) -> Iterator[str]:
    """Give the files that a tree of names shows: names, then two spaces, then words; indented under their folder."""
    above: list[tuple[int, str]] = []
    for line in filter(str.strip, text.splitlines()):
        depth = len(line) - len(line.lstrip())
        above = [(indent, name) for indent, name in above if indent < depth]
        names = re.split(r"\s{2,}", line.strip())[0].split()
        yield from ("/".join([*(one.strip("/") for _, one in above), name.strip("/")]) for name in names)
        above.append((depth, names[0]))
