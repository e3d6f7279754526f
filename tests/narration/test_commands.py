"""`--narrate` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import PAGES, Run
from tests.guests.server import Body, Server, Turn, data, says
from tests.narration.page import answer

PAGE = PAGES / "en-dev.txt"


def _tell(body: Body) -> Turn:
    """Answer like a model that quotes the first point rightly, then wrongly, then forgets to cite."""
    first = json.loads(json.dumps(data(body)))["points"][0]["quotes"][0]
    quote, cited = first["quote"], [first["comment"]]
    return says(answer((f"One says “{quote}”.", cited), (f"One says “{quote} indeed”.", cited), ("So it is.", [])))


def test_a_narrative_is_asked_for_once(agorascope: Run, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Said before, counted after; the second run asks nothing and prints the same bytes; no secret is told."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
    server.always = _tell
    spec = server.spec.replace("127.0.0.1", "ann:s3cret@127.0.0.1")
    first = agorascope("analyze", PAGE, "--json", "-q", "--narrate", spec)
    second = agorascope("analyze", PAGE, "--json", "-q", "--narrate", spec)
    assert first.returncode == 0, first.stderr.decode()
    assert first.stdout == second.stdout
    assert len(server.bodies) == 1
    found = json.loads(first.stdout)
    [sentence] = found["narrative"]["sentences"]
    [quote] = sentence["quotes"]
    texts = {comment["id"]: comment["text"] for comment in found["comments"]}
    assert texts[quote["comment"]][quote["start"] : quote["end"]] == quote["quote"]
    assert found["narrative"]["dropped"] == {"altered-quote": 1, "no-citation": 1}
    assert f"tiny@{server.url}" in [model["name"] for model in found["models"]]
    told = first.stderr.decode().splitlines()
    assert f"are sent to {server.url} (model tiny)" in told[0]
    assert "1 asked, 100 tokens sent, 7 tokens answered" in told[-2]
    assert "1 sentences told, 2 left out: altered-quote 1, no-citation 1" in told[-1]
    assert "1 already known" in second.stderr.decode()
    assert b"s3cret" not in first.stdout + first.stderr + second.stderr
    assert b"sk-very" not in first.stdout + first.stderr


def test_without_the_option_nothing_is_sent(agorascope: Run, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys and addresses in the environment alone start nothing, and there is no narrative."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
    monkeypatch.setenv("OPENAI_BASE_URL", server.url)
    done = agorascope("analyze", PAGE, "--json", "-q")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["narrative"] is None
    assert server.bodies == []


def test_a_server_that_refuses_does_not_lose_the_analysis(agorascope: Run, server: Server) -> None:
    """The discussion is printed without a narrative, the reason is told, and the run has done its work."""
    server.always = lambda _body: Turn(401, b"who are you?")
    done = agorascope("analyze", PAGE, "--json", "-q", "--narrate", server.spec)
    assert done.returncode == 0
    assert json.loads(done.stdout)["narrative"] is None
    assert b"AGORASCOPE_API_KEY" in done.stderr
    assert b"without a narrative" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("--narrate", "./my-model"), "name an endpoint"),
        (("--narrate", "openai:m@http://127.0.0.1:9/v1", "-o", "out"), "agorascope report DIR --narrate"),
    ],
)
def test_mistakes_are_one_line(agorascope: Run, arguments: tuple[str, ...], word: str, tmp_path: Path) -> None:
    """What cannot work is told before any page is read, and a folder of results is not touched."""
    given = [str(tmp_path / one) if one == "out" else one for one in arguments]
    done = agorascope("analyze", PAGE, *given)
    assert (done.returncode, done.stdout) == (2, b"")
    assert word in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()
