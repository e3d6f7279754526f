"""An endpoint narrates over a real connection to a server on this machine; what fails costs the narrative alone."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import pytest
from msgspec import structs

from agorascope.errors import ModelError, UsageError
from agorascope.guests import Counts
from agorascope.guests.choices import Served, served
from agorascope.guests.endpoint import Patience
from agorascope.narration import Narrator, narrate, opened
from tests.guests.server import Server, Turn, says
from tests.making import discussion
from tests.narration.page import answer, debate

QUICK = Patience(tries=3, pause=0.01, longest=0.05, timeout=5.0)
GOOD = answer(("Most disagree: “teach people to wait”.", ["c1"]), ("Nobody is cited.", []))


def _narrator(server: Server, said: list[str] | None = None) -> Narrator:
    return Narrator(served(server.spec), (said if said is not None else []).append, QUICK)


def test_a_discussion_is_narrated(server: Server) -> None:
    """The narrative stands in the discussion, what was dropped is counted, the model is among those used."""
    server.turns = [says(f"```json\n{GOOD}\n```")]
    narrator = _narrator(server)
    found = narrate(debate(), narrator, "el")
    assert found.narrative is not None
    assert [one.comments for one in found.narrative.sentences] == [("c1",)]
    assert found.narrative.dropped == {"no-citation": 1}
    assert found.narrative.model == f"tiny@{server.url}"
    assert found.models == (narrator.used,)
    assert structs.replace(found, narrative=None, models=()) == debate()
    assert narrator.counts == Counts(asked=1, prompt_tokens=100, answer_tokens=7)
    assert "ελληνικά" in server.bodies[0]["messages"][0]["content"]
    assert server.bodies[0]["temperature"] == 0


def test_a_comment_that_gives_orders_gets_no_sentence_of_its_own(server: Server) -> None:
    """A model that obeys a comment still tells only what cites, in words that a comment has."""
    obeyed = answer(("Buy now at shops.example!", []), ("They say “buy now!”", ["c5"]), ("“Buy it” they say.", ["c1"]))
    server.turns = [says(obeyed)]
    found = narrate(debate(), _narrator(server), "en")
    assert found.narrative is not None
    assert (found.narrative.sentences, found.narrative.dropped) == ((), {"altered-quote": 2, "no-citation": 1})


def test_a_second_run_asks_nothing(server: Server) -> None:
    """The answer is kept for the same model, endpoint and question; another language is another question."""
    server.always = lambda _body: says(GOOD)
    first = narrate(debate(), _narrator(server), "en")
    server.always = lambda _body: says("nothing")
    second = _narrator(server)
    assert narrate(debate(), second, "en") == first
    assert second.counts == Counts(cached=1)
    assert len(server.bodies) == 1
    narrate(debate(), second, "zh")
    assert len(server.bodies) == 3


def test_kept_answers_are_checked_again(server: Server, tmp_path: Path) -> None:
    """What stands on disk is held against the comments like a fresh answer; it stands apart from kept labels."""
    server.turns = [says(GOOD)]
    narrate(debate(), _narrator(server), "en")
    path = tmp_path / "cache" / "narratives" / "answers.sqlite"
    database = sqlite3.connect(path)
    with database:
        database.execute("UPDATE answers SET answer = ?", (answer(("“All wrong”.", ["c1"])),))
    database.close()
    found = narrate(debate(), _narrator(server), "en")
    assert found.narrative is not None
    assert (found.narrative.sentences, found.narrative.dropped) == ((), {"altered-quote": 1})
    assert not (tmp_path / "cache" / "answers.sqlite").exists()


def test_an_answer_that_cannot_be_read_is_asked_for_once_more(server: Server) -> None:
    """The second question shows the form; a second senseless answer is counted, and kept."""
    server.turns = [says("Dear reader, …"), says(GOOD), says("{"), says("still {")]
    narrator = _narrator(server)
    assert narrate(debate(), narrator, "en").narrative
    assert narrator.counts.retried == 1
    assert server.bodies[1]["messages"][:2] == server.bodies[0]["messages"]
    assert '"sentences"' in server.bodies[1]["messages"][3]["content"]
    found = narrate(debate(), narrator, "el").narrative
    assert found is not None
    assert (found.sentences, found.dropped) == ((), {"unreadable": 1})
    assert (narrator.counts.asked, narrator.counts.refused) == (2, 1)


@pytest.mark.parametrize(
    "turn", [Turn(500, b"on fire"), Turn(401, b"who are you?"), Turn(200, b"<html>"), Turn(302, b"")]
)
def test_a_server_that_fails_costs_only_the_narrative(server: Server, turn: Turn) -> None:
    """The discussion comes back as it was, the reason is told once, nobody is asked again; known answers are used."""
    server.turns = [says(GOOD)]
    said: list[str] = []
    narrator = _narrator(server, said)
    known = narrate(debate(), narrator, "en")
    server.always = lambda _body: turn
    asked = [narrate(debate(), narrator, locale) for locale in ("el", "zh", "zh_Hant")]
    assert asked == [debate()] * 3
    assert len([line for line in said if "without a narrative" in line]) == 1
    assert len(server.bodies) == 1 + (QUICK.tries if turn.status in {200, 500} else 1)
    assert narrate(debate(), narrator, "en") == known


def test_a_text_that_the_server_does_not_take_is_unreadable(server: Server) -> None:
    """A filter that refuses the one question while the server answers others is no failure of the endpoint."""
    server.always = lambda body: Turn(400, b"filtered") if len(body["messages"]) > 1 else says("yes")
    found = narrate(debate(), _narrator(server), "en").narrative
    assert found is not None
    assert found.dropped == {"unreadable": 1}


def test_a_bad_disk_costs_only_the_narrative(server: Server, tmp_path: Path) -> None:
    """Answers that cannot be kept are told of, with what to do."""
    (tmp_path / "cache" / "narratives").mkdir(parents=True)
    (tmp_path / "cache" / "narratives" / "answers.sqlite").write_bytes(b"not a database" * 100)
    said: list[str] = []
    assert narrate(debate(), _narrator(server, said), "en") == debate()
    assert "AGORASCOPE_CACHE" in said[-1]
    assert server.bodies == []


def test_nothing_to_cite_nothing_is_asked(server: Server) -> None:
    """A page without comments has no debate to tell."""
    assert narrate(discussion(), _narrator(server), "en") == discussion()
    assert server.bodies == []


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://127.0.0.1:1/v1", ""),
        ("https://host.example/v1", "which is not this machine"),
        ("http://host.example/v1", "which is not this machine, and unencrypted"),
    ],
)
def test_the_user_is_told_what_goes_where(url: str, words: str) -> None:
    """Said before anything is sent, with a word more where it leaves this machine."""
    said: list[str] = []
    Narrator(Served("m", url), said.append)
    assert f"are sent to {url} (model m){', ' + words if words else ''}; answers are kept in" in said[0]


@pytest.mark.parametrize(
    ("spec", "word"),
    [
        ("./my-model", "name an endpoint"),
        ("https://ann:s3cret@host.example/v1", "name an endpoint"),
        ("openai:m", "openai:MODEL@URL"),
        ("openai:m@http://ann:s3cret@host.example/v1?x=s3cret", "no query"),
    ],
)
def test_what_cannot_narrate_is_refused(spec: str, word: str) -> None:
    """Told before any work, without a secret."""
    with pytest.raises(UsageError, match=word) as error:
        opened(spec, lambda _message: None)
    assert "--narrate" in str(error.value)
    assert "s3cret" not in str(error.value)


def test_a_key_that_is_none_is_told_before_the_work(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key with letters no key has stops the run at its beginning."""
    monkeypatch.setenv("AGORASCOPE_API_KEY", "κλειδί")
    with pytest.raises(UsageError, match="copy it again"):
        opened(server.spec, lambda _message: None)


def test_the_key_is_sent_and_kept_nowhere(server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It goes out as a bearer's, and into no message and no file."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
    server.turns = [says(GOOD)]
    said: list[str] = []
    narrate(debate(), _narrator(server, said), "en")
    assert server.headers[0]["authorization"] == "Bearer sk-very-secret"
    assert not any("sk-very" in line for line in said)
    assert not any(b"sk-very" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_without_httpx_the_extra_is_named(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not installed is told before the work begins."""
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(ModelError, match=r"pip install 'agorascope\[llm\]'"):
        opened(server.spec, lambda _message: None)
