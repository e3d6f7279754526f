"""Every command over exports full of addresses and keys: no network is touched, and none of them is told anywhere."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any, Final

import pytest
import typer.main

from agorascope.cli import app
from tests.corpus.confined import REFUSED
from tests.corpus.making import ROOT
from tests.guests.server import Body, Server, Turn, says
from tests.privacy.looking import holding, texts
from tests.privacy.planted import AGENT, IP, MAIL, NEEDLES, SAID, TEXTS, TOKEN, plant
from tests.sources.test_web import Answer, Site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


DESK: Final = ("--index", "desk.db")
GIVEN_BACK: Final = ("label.out", "duplicates-rows.jsonl")
"""Where the rows of a table come back, every column of them, as they were."""
QUIET: Final = [
    ("models", ["models"]),
    ("readers", ["readers", "--check", "site", "--json"]),
    ("schema", ["schema", "--all", "-o", "schemas"]),
    ("analyze", ["analyze", "site", "--json", "--report", "found.html"]),
    ("analyze-told", ["analyze", "site/wxr.xml", "site/rows.csv", "--report", "told.md", "--ui", "el"]),
    ("analyze-kept", ["analyze", "site", "-o", "out", "--together", "--workers", "1"]),
    ("analyze-named", ["analyze", "site/wxr.xml", "site/disqus.xml", "-o", "named", "--pseudonymize",
                       "--workers", "1"]),
    ("analyze-none", ["analyze", "site/no-such-file.xml", "-o", "none"]),
    ("report", ["report", "out", "--ui", "zh", "-o", "reports"]),
    *((f"export-{to}", ["export", "out", "--to", to]) for to in ("csv", "xlsx-safe-csv", "polis", "conll", "docbin")),
    ("flag", ["flag", "site", *DESK, "--json"]),
    ("flag-told", ["flag", "site", "--ui", "zh"]),
    ("flag-csv", ["flag", "site", *DESK, "--csv"]),
    ("feedback import", ["feedback", "import", "site/wxr.xml", *DESK, "--trust-approved"]),
    *((f"feedback export-{to}", ["feedback", "export", *DESK, "--to", to])
      for to in ("jsonl", "csv", "wp-cli", "wordpress", "disqus")),
    ("feedback reset", ["feedback", "reset", *DESK, "--yes"]),
    ("label", ["label", "sentiment", "site/rows.jsonl"]),
    ("evaluate", ["evaluate", "sentiment", "gold.jsonl", "--no-baseline"]),
    ("duplicates", ["duplicates", "site/rows.jsonl", "-o", "duplicates-rows.jsonl", "--pairs", "pairs.jsonl",
                    "--clusters", "clusters.jsonl", "--border", "border.jsonl", "--index", "seen.db"]),
    ("python", ["python", "from tests.privacy.calling import called; called()"]),
]  # fmt: skip
"""Each begins with the name of a command."""
KEYED: Final = "ada:LEAKTOKEN-pass@"
MODEL: Final = "openai:tiny@"


def commands(group: Any, before: str = "") -> Iterator[str]:
    """Name every command of the program."""
    for name, command in getattr(group, "commands", {}).items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}"


class Done:
    """What came of a plan: exit codes by step, the folder it worked in, its home, what it left where."""

    def __init__(self, folder: Path, codes: dict[str, int], temporary: str) -> None:
        """Read what was written."""
        self.folder, self.codes, self.temporary = folder, codes, temporary
        self.found = texts(folder)


def run(folder: Path, steps: list[tuple[str, list[str]]], network: str, **environment: str) -> Done:
    """Have the driver do steps in a folder; temporary files and the user's home are beside it."""
    beside = {name: folder.parent / name.lower() for name in ("HOME", "TMPDIR")}
    for path in beside.values():
        path.mkdir(exist_ok=True)
    places = {name: str(path) for name, path in beside.items()}
    plan = folder.parent / f"{network}.json"
    told = {"folder": str(folder), "steps": steps, "network": network, "environment": {**places, **environment}}
    plan.write_text(json.dumps(told), encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "AGORASCOPE", "HTTP"))}
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-W", "error", "-m", "tests.privacy.driver", str(plan)],
        cwd=ROOT, env={**kept, **places, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}, capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode == REFUSED:
        pytest.skip("the kernel takes no filter")
    assert (done.returncode, done.stderr.decode()[-2000:]) == (0, "")
    opened = plan.with_suffix(".open")
    codes = json.loads(plan.with_suffix(".results").read_text(encoding="utf-8"))
    return Done(folder, codes, opened.read_text(encoding="utf-8") if opened.exists() else "")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with planted exports, and rows that have their labels."""
    folder = tmp_path_factory.mktemp("privacy") / "work"
    folder.mkdir()
    plant(folder / "site")
    rows = [{"text": text, "label": label} for text in TEXTS for label in ("positive", "negative", "neutral")]
    gold = "".join(json.dumps({**row, "email": MAIL, "ip": IP}) + "\n" for row in rows)
    (folder / "gold.jsonl").write_text(gold, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def quiet(place: Path) -> Done:
    """Run everything that needs no network where there is none."""
    return run(place, QUIET, "none")


@pytest.fixture(scope="module")
def asked(place: Path, quiet: Done) -> Done:
    """Run what asks for this machine alone: the review page, pages that are listed, models that are named."""
    assert quiet
    with Site() as site, Server() as server:
        _answer(site, server)
        url = site.url(f"/page?token={TOKEN}", KEYED)
        missing = site.url(f"/missing?session={TOKEN}", KEYED)
        (place / "urls.txt").write_text(f"{url}\n{missing}\nftp://{KEYED}x.example/?token={TOKEN}\n", encoding="utf-8")
        rows = "site/rows.jsonl"
        steps = [
            ("review", ["python", "from tests.privacy.calling import reviewed; reviewed()"]),
            ("web", ["analyze", "--url-list", "urls.txt", "-o", "web", "--workers", "1"]),
            ("guest", ["label", "sentiment", rows, "--model", f"sentiment={MODEL}{server.url}"]),
            ("refused", ["label", "spam", rows, "--model", f"spam={MODEL}{server.url}/no"]),
            ("login", ["analyze", "site/wxr.xml", "-o", "told", "--workers", "1", "--no-reports",
                       "--model", f"sentiment={MODEL}{server.url.replace('://', f'://{KEYED}')}"]),
            ("narrate", ["analyze", "site/wxr.xml", "--json", "--narrate", f"{MODEL}{server.url}"]),
        ]  # fmt: skip
        done = run(place, steps, "loopback", AGORASCOPE_API_KEY=TOKEN, NO_PROXY="*")
        sent = [f"{headers} {path}" for headers, path in zip(server.headers, server.paths, strict=True)]
        (place.parent / "sent.json").write_text(json.dumps([sent, server.bodies]), encoding="utf-8")
    for name in ("urls.txt",):
        done.found.pop(name)
    return done


def _answer(site: Site, server: Server) -> None:
    page = f'<html><body><h1>Of hours</h1><p>{TEXTS[1]}</p><a href="mailto:{MAIL}">x</a></body></html>'.encode()
    site.tell(f"/page?token={TOKEN}", Answer(page))

    def always(body: Body) -> Turn:
        if "no" in str(server.paths[-1]):
            return Turn(401, json.dumps({"error": f"the key Bearer {TOKEN} is not known"}).encode())
        return says(json.dumps({"label": "neutral", "confidence": 0.8, "sentences": [], "model": body["model"]}))

    server.always = always


def test_every_command_is_run() -> None:
    """A new command without a step here fails."""
    run_here = {name.partition("-")[0] for name, _ in QUIET} | {"review"}
    assert run_here - {"python"} == set(commands(typer.main.get_command(app)))


def test_no_command_touches_the_network(quiet: Done) -> None:
    """Where whoever makes a socket of the internet is killed, all commands and the Python API end as they should."""
    expected = {"analyze-none": 3, "readers": 0}
    wrong = {name: (code, _err(quiet, name)) for name, code in quiet.codes.items() if code != expected.get(name, 0)}
    assert wrong == {}
    assert set(quiet.codes) == {name for name, _ in QUIET}


def test_what_is_asked_goes_where_it_is_asked(asked: Done) -> None:
    """Nobody connects, listens, or asks for a name beyond this machine: not the page, nor what fetches or asks."""
    expected = {"refused": 4, "web": 3}
    wrong = {name: (code, _err(asked, name)) for name, code in asked.codes.items() if code != expected.get(name, 0)}
    assert wrong == {}


def _err(done: Done, name: str) -> str:
    return (done.folder / f"{name}.err").read_text(encoding="utf-8")[-1500:]


def test_the_search_sees(asked: Done) -> None:
    """What a comment says itself is found in every kind of file: so a planted address would be."""
    kinds = {name.rpartition(".")[2] for name, text in asked.found.items() if SAID in text}
    assert kinds >= {"out", "json", "jsonl", "html", "md", "csv", "parquet", "db", "spacy", "conll"}
    visited = [name for name in asked.found if name.startswith("visited/")]
    assert len(visited) > 8
    assert any(SAID in asked.found[name] for name in visited)


@pytest.mark.parametrize("needle", NEEDLES)
def test_no_address_and_no_key_is_told(asked: Done, needle: str) -> None:
    """No e-mail address, IP, user agent or key is in any output, log, table, database, record or page.

    Commands that give a table's rows back give them whole: that is what they are for.
    """
    told = {
        name: text
        for name, text in asked.found.items()
        if not name.startswith(("site/", "gold.jsonl", "guest.out", *GIVEN_BACK))
    }
    assert holding(told, needle) == []


def test_rows_come_back_as_they_were(quiet: Done) -> None:
    """What `label` and `duplicates` give back has the user's own columns, unchanged; what is told of them has not."""
    rows = [json.loads(line) for line in (quiet.folder / "site/rows.jsonl").read_text("utf-8").splitlines()[:6]]
    for name in ("label.out", "duplicates-rows.jsonl"):
        back = [json.loads(line) for line in (quiet.folder / name).read_text("utf-8").splitlines()[:6]]
        assert [{key: row[key] for key in rows[0]} for row in back] == rows
    for name in ("label.err", "duplicates.err", "evaluate.err", "evaluate.out", "duplicates.out"):
        assert not [needle for needle in NEEDLES if needle in quiet.found[name]]


def test_keys_go_where_they_belong(asked: Done) -> None:
    """The key is sent to the endpoint that was named, in a header; no prompt holds an address of a field."""
    sent, bodies = json.loads((asked.folder.parent / "sent.json").read_text(encoding="utf-8"))
    assert any(TOKEN in one for one in sent)
    assert not [needle for needle in NEEDLES if needle in json.dumps(bodies).lower()]


def test_temporary_files_are_private_and_gone(asked: Done, quiet: Done) -> None:
    """Whatever lies in the temporary folder while a command works is for its owner alone, and nothing is left there."""
    assert "private" in quiet.temporary
    assert [line for line in (quiet.temporary + asked.temporary).splitlines() if not line.startswith("private")] == []
    assert list((quiet.folder.parent / "tmpdir").iterdir()) == []


def test_what_holds_people_is_private(asked: Done) -> None:
    """The desk, the index, the key of pseudonyms, answers that are kept: nobody else may read them."""
    home = asked.folder.parent / "home"
    kept = {str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()}
    answers = {f".cache/agorascope/{folder}answers.sqlite" for folder in ("", "narratives/")}
    assert kept == {".config/agorascope/pseudonym.key", *answers}
    private = [*(home / name for name in kept), *asked.folder.glob("desk.db*"), *asked.folder.glob("seen.db*")]
    assert len(private) > 3
    assert {path.name: oct(path.stat().st_mode & 0o077) for path in private if path.stat().st_mode & 0o077} == {}


def test_no_place_of_this_machine_is_told(asked: Done) -> None:
    """Results name inputs as the user did; where they lie on this machine, and whose it is, stands in no file."""
    told = {name: text for name, text in asked.found.items() if not name.endswith(".err")}
    assert holding(told, str(asked.folder.parent).lower()) == []


def test_pseudonyms_stand_for_all_names(asked: Done) -> None:
    """Of a run with pseudonyms no file has a name, and no file of any run has the key in any form."""
    named = {name: text for name, text in asked.found.items() if name.startswith("named")}
    assert any(SAID in text for text in named.values())
    assert [*holding(named, "anna karr"), *holding(named, "secret.person")] == []
    assert holding(asked.found, "anna karr")
    key = (asked.folder.parent / "home/.config/agorascope/pseudonym.key").read_bytes()
    forms = (key.hex(), base64.b64encode(key).decode().lower(), base64.urlsafe_b64encode(key).decode().lower())
    assert not [name for form in forms for name in holding(asked.found, form)]
    assert not [path for path in asked.folder.rglob("*") if path.is_file() and key in path.read_bytes()]


def test_no_agent_but_ours(asked: Done) -> None:
    """The review page's log has neither its token nor who visited."""
    log: Any = asked.found["review.err"] + asked.found["served.err"] + asked.found["served.out"].partition("token=")[0]
    assert "token=" not in log
    assert AGENT.lower() not in log
