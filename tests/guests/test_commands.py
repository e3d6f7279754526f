"""`--model` and `--labels` as a user meets them, on every command that labels."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from agorascope.guests import load
from agorascope.settings import Settings
from tests.cli.conftest import PAGES, Run, agorascope  # noqa: F401 - a fixture
from tests.guests.conftest import Build
from tests.guests.server import Body, Server, Turn, data, labels

PAGE = PAGES / "en-dev.txt"
ROWS = [
    {"id": 1, "text": "I love this shop.", "target": "Shops are good."},
    {"id": 2, "text": "Δεν συμφωνώ καθόλου.", "target": "Τα μαγαζιά είναι καλά."},
    {"id": 3, "text": "这家店很好。", "target": "店很好"},
]


def _lines(rows: list[dict[str, Any]]) -> bytes:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def _side(body: Body) -> Turn:
    """Answer like a model that reads one letter: enough to tell comments apart."""
    return labels(("favor", "against", "none")[len(data(body)["text"]) % 3], 0.9)


def test_a_model_of_ones_own_labels_rows(agorascope: Run, tiny: Build) -> None:  # noqa: F811
    """A folder and a mapping: rows keep their order, labels are ours, the evaluation names the model."""
    folder = tiny("LABEL_0", "LABEL_1", name="their-model")
    options = ("--model", f"sentiment={folder}", "--labels", "LABEL_0=negative,LABEL_1=positive")
    done = agorascope("label", "sentiment", *options, stdin=_lines(ROWS))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [1, 2, 3]
    assert all(answer["prediction"]["scores"]["neutral"] == 0 for answer in answers)
    assert done.stderr == b""
    gold = folder.parent / "gold.jsonl"
    gold.write_bytes(_lines([{"text": r["text"], "label": "positive"} for r in ROWS]))
    figures = json.loads(agorascope("evaluate", "sentiment", gold, *options, "--json", "--no-baseline").stdout)
    assert [model["name"] for model in figures["models"]] == ["their-model"]


def test_an_endpoint_labels_rows(agorascope: Run, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    """Said before, counted after, on stderr; the second run asks nothing and prints the same bytes."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
    server.always = _side
    command = ("label", "stance", "--model", f"stance={server.spec}")
    first = agorascope(*command, stdin=_lines(ROWS))
    asked = [data(body)["text"] for body in server.bodies]
    second = agorascope(*command, stdin=_lines(ROWS))
    assert first.returncode == 0
    assert first.stdout == second.stdout
    assert len(server.bodies) == len(asked) == len(ROWS)
    assert sorted(asked) == sorted(str(row["text"]) for row in ROWS)
    told = first.stderr.decode().splitlines()
    assert f"is sent to {server.url} (model tiny)" in told[0]
    assert "3 asked, 300 tokens sent, 21 tokens answered" in told[-1]
    assert "3 already known" in second.stderr.decode()
    assert b"sk-very" not in first.stdout + first.stderr
    assert server.headers[0]["authorization"] == "Bearer sk-very-secret"


def test_a_discussion_names_the_model_that_labelled(agorascope: Run, server: Server) -> None:  # noqa: F811
    """`analyze` asks only for the task chosen; models and settings say so, without the URL's password."""
    server.always = _side
    spec = server.spec.replace("127.0.0.1", "ann:s3cret@127.0.0.1")
    first = agorascope("analyze", PAGE, "--json", "--model", f"stance={spec}")
    second = agorascope("analyze", PAGE, "--json", "--model", f"stance={spec}")
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    found = json.loads(first.stdout)
    named = [model["name"] for model in found["models"]]
    assert f"tiny@{server.url}" in named
    assert found["settings"]["model.stance"] == server.spec
    assert first.stdout == second.stdout
    assert server.bodies
    assert all("Which side" in body["messages"][0]["content"] for body in server.bodies)
    assert b"s3cret" not in first.stdout + first.stderr + second.stderr


def test_a_corpus_tells_what_was_sent(agorascope: Run, server: Server, tmp_path: Path) -> None:  # noqa: F811
    """With `-o` too: said before, counted after and in run.json; secrets stand in no file; done is done."""
    server.always = _side
    spec = server.spec.replace("127.0.0.1", "ann:s3cret@127.0.0.1")
    command = ("analyze", PAGE, "-o", tmp_path / "out", "--part-size", "10", "--model", f"stance={spec}")
    first = agorascope(*command)
    asked = len(server.bodies)
    second = agorascope(*command)
    told = json.loads((tmp_path / "out" / "run.json").read_bytes())
    assert (first.returncode, second.returncode) == (0, 0), first.stderr.decode()
    assert f"is sent to {server.url}" in first.stderr.decode()
    assert f"stance: {asked} asked" in first.stderr.decode()
    assert asked
    assert len(server.bodies) == asked
    assert f"tiny@{server.url}" in [model["name"] for model in told["models"]]
    assert told["asked"] == {}
    assert b"s3cret" not in first.stdout + first.stderr + second.stderr
    assert not [p for p in (tmp_path / "out").rglob("*") if p.is_file() and b"s3cret" in p.read_bytes()]


def test_without_the_option_nothing_is_sent(
    agorascope: Run,  # noqa: F811
    server: Server,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Keys and addresses in the environment alone start nothing."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
    monkeypatch.setenv("OPENAI_BASE_URL", server.url)
    done = agorascope("label", "stance", stdin=_lines(ROWS))
    assert (done.returncode, done.stderr) == (0, b"")
    assert server.bodies == []


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (("label", "stance", "--model", "sentiment=./m"), 2, "asks a model for stance"),
        (("label", "argument", "--model", "argument=./m"), 2, "spans"),
        (("label", "stance", "--model", "stance=./not-there"), 4, "no folder"),
        (("analyze", str(PAGE), "--model", "stance=openai:m"), 2, "openai:MODEL@URL"),
        (("analyze", str(PAGE), "--labels", "A=negative"), 2, "which model"),
        (("evaluate", "stance", "gold.jsonl", "--model", "mood=./m"), 2, "TASK=MODEL"),
    ],
)
def test_mistakes_are_one_line(agorascope: Run, arguments: tuple[str, ...], code: int, word: str) -> None:  # noqa: F811
    """What cannot work is told in one line with its exit code, before any text is read."""
    done = agorascope(*arguments, stdin=_lines(ROWS))
    assert (done.returncode, done.stdout) == (code, b"")
    assert word in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_a_server_that_refuses_ends_the_run(agorascope: Run, server: Server) -> None:  # noqa: F811
    """A missing key is exit code 4 and says which variable to set."""
    server.always = lambda _body: Turn(401, b"who are you?")
    done = agorascope("label", "stance", "--model", f"stance={server.spec}", stdin=_lines(ROWS))
    assert done.returncode == 4
    assert b"AGORASCOPE_API_KEY" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_an_interrupted_run_keeps_what_was_answered(server: Server) -> None:
    """Ctrl-C ends the run without asking for the rest, says what was asked, and the next run goes on from there."""
    server.always = lambda body: Turn(*_side(body)[:3], wait=0.1)
    rows = _lines([{"text": f"comment {'x' * n}", "target": "shops"} for n in range(200)])
    code = "from agorascope.cli import main; main()"
    command = [sys.executable, "-c", code, "label", "stance", "--model", f"stance={server.spec}"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as running:  # noqa: S603 - our own program
        assert running.stdin
        running.stdin.write(rows)
        running.stdin.close()
        while len(server.bodies) < 10 and running.poll() is None:
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        told = running.stderr.read() if running.stderr else b""
        assert running.wait() == 130
    asked = len(server.bodies)
    assert 10 <= asked < 200
    assert f"{asked} asked".encode() in told
    assert b"Traceback" not in told
    guest = load(server.spec, "stance", {}, Settings())
    texts = [data(body)["text"] for body in server.bodies]
    guest.labels("stance", texts, ["shops"] * asked)
    assert len(server.bodies) == asked
