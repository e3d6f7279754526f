"""Two runs at once: into one folder never, into one index one after the other, beside the review page all the time."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import httpx
from filelock import FileLock

from tests.faults.making import ROOT, WITHOUT_MODELS, agorascope, command, inputs, layers, table
from tests.moderation.making import desk_of, put, thread_of

if TYPE_CHECKING:
    from pathlib import Path


def test_a_folder_belongs_to_one_run(tmp_path: Path) -> None:
    """A second run changes nothing and says so; a lock file that a killed run left behind locks nobody out."""
    given, out = inputs(tmp_path / "in"), tmp_path / "out"
    asked = ("analyze", given, "-q", *WITHOUT_MODELS, "-o", out)
    (out / ".work").mkdir(parents=True)
    with FileLock(out / ".work" / "lock"):
        done = agorascope(*asked)
    assert (done.code, done.out) == (2, "")
    assert done.words == f"agorascope: {out}: another run works in this folder; wait for it, or give another -o\n"
    assert layers(out) == {}
    (out / ".work" / "lock").write_text("left by a run that was killed")
    assert agorascope(*asked).code == 0
    assert {name.split("/")[0] for name in layers(out)} >= {"comments", "signals"}


def test_two_runs_and_the_page_on_one_desk(tmp_path: Path) -> None:
    """Two `flag` at once each wait for the other where they must; meanwhile a moderator looks and decides."""
    desk, rows = tmp_path / "desk.db", [table(tmp_path / f"{name}.jsonl") for name in ("one", "two")]
    begun = desk_of(desk)
    [number] = put(begun, thread_of(["waits to be decided"]))
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "cwd": ROOT}
    page = subprocess.Popen(command("review", "--index", desk, "--who", "ann"), **pipes)  # type: ignore[call-overload] # noqa: S603 - our own program
    flags = [
        subprocess.Popen(command("flag", path, "--index", desk, "--json", "-q"), env=os.environ, **pipes)  # type: ignore[call-overload] # noqa: S603 - our own program
        for path in rows
    ]
    with page, httpx.Client(follow_redirects=True) as client:
        opened = client.get(page.stdout.readline().strip())
        begun.decide([number], "spam", "ben")
        ended = [(one.communicate(), one.returncode) for one in flags]
        assert (opened.status_code, client.get(f"{opened.url.scheme}://{opened.url.netloc.decode()}/").status_code) == (
            200,
            200,
        )
        page.terminate()
        page.communicate()
    assert [code for _, code in ended] == [0, 0]
    assert all("Traceback" not in words for (_, words), _ in ended)
    assert all('"kind":"spam"' in out for (out, _), _ in ended)
    told = [(decision.verdict, decision.who) for decision in begun.standing()]
    assert told == [("spam", "ben")]
    assert begun.counts().open >= 2
