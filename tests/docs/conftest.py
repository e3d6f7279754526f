"""What every page finds: the sample files, models of one's own, and a server that speaks chat completions."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.docs.samples import make
from tests.docs.stands import environment, put
from tests.docs.warm import CALLER, READY
from tests.guests.conftest import tiny
from tests.guests.server import Body, Server, Turn, data, labels, says

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.guests.conftest import Build

__all__ = ["tiny"]
TONES, SIDES = ("negative", "neutral", "positive"), ("against", "none", "favor")
GUESTS = {
    "my-model": TONES,
    "my-stance-model": SIDES,
    "my-nli-model": ("entailment", "neutral", "contradiction"),
    "my-unnamed-model": ("LABEL_0", "LABEL_1", "LABEL_2"),
    "./a": ("LABEL_0", "LABEL_1"),
    "./b": ("LABEL_0", "LABEL_1"),
}
COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the files that every page finds."""
    folder = tmp_path_factory.mktemp("pages") / "samples"
    make(folder)
    return folder


@pytest.fixture(scope="session")
def warm(samples: Path) -> Iterator[Path]:
    """Start the process that runs commands; give a folder with `agorascope` in it and the hub's cache of all pages."""
    with tempfile.TemporaryDirectory(prefix="ag-") as short:  # the name of a socket must not be long
        here = Path(short)
        pages = [str(samples / name) for name in ("a.txt", "b.html", "c.json")]
        (here / "agorascope").write_text(CALLER.format(python=sys.executable, socket=str(here / "socket")))
        (here / "agorascope").chmod(0o755)
        command = [sys.executable, "-m", "tests.docs.warm", str(here / "socket"), *pages]
        known = environment(samples, here) | {"TOKENIZERS_PARALLELISM": "false", "OMP_NUM_THREADS": "1"}
        with subprocess.Popen(  # noqa: S603 - our own program; it ends when its stdin is closed
            command, env=known, cwd=samples, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            assert process.stdout.readline() == READY.encode()
            yield here
            process.stdin.close()


@pytest.fixture
def prepared(samples: Path, warm: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[str], Path]:
    """Give a function that prepares a folder for a page; models are made only where the page names them."""

    def folder_for(text: str) -> Path:
        folder = shutil.copytree(samples, tmp_path / "page", symlinks=True)
        put(folder)
        for name, known in GUESTS.items():
            if f"{name} " in text or f"{name}\n" in text or f'{name}"' in text:
                shutil.copytree(_built(request, known, name), folder / name)
        if "OWNER/NAME" in text:
            _cached(_built(request, TONES, "my-model"), warm / "hub" / "hub" / "models--OWNER--NAME")
        return folder

    return folder_for


def _built(request: pytest.FixtureRequest, known: tuple[str, ...], name: str) -> Path:
    build: Build = request.getfixturevalue("tiny")
    return build(*known, name=name.removeprefix("./"))


def _cached(model: Path, cache: Path) -> None:
    """Put a model where the hub's library keeps what it has fetched."""
    shutil.copytree(model, cache / "snapshots" / COMMIT, dirs_exist_ok=True)
    (cache / "refs").mkdir(exist_ok=True)
    for name in ("main", "REVISION"):
        (cache / "refs" / name).write_text(COMMIT)


@pytest.fixture(scope="session")
def endpoint() -> Iterator[str]:
    """Serve a model that labels by the length of a text and tells a debate by quoting its first point."""
    with Server() as server:
        server.always = _answer
        yield server.url


def _answer(body: Body) -> Turn:
    asked = data(body)
    if "points" in asked:
        first = json.loads(json.dumps(asked))["points"][0]["quotes"][0]
        told = [{"text": f"One says “{first['quote']}”.", "comments": [first["comment"]]}]
        return says(json.dumps({"sentences": told}, ensure_ascii=False))
    known = [line[2:].partition(":")[0] for line in body["messages"][0]["content"].splitlines() if line[:2] == "- "]
    return labels(known[len(str(asked["text"])) % len(known)], 0.9)
