"""`--ui`, `--report FILE.html`, reports of a folder, and a narrative in them."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from lxml import html

from agorascope.records import Discussion
from tests.cli.conftest import PAGES, Run
from tests.guests.conftest import alone, server
from tests.guests.server import Body, Server, Turn, data, says
from tests.narration.page import answer
from tests.pages.making import full

__all__ = ["alone", "server"]

CLUBS = Path(__file__).parents[1] / "together" / "pages"
CLUB, DOOR = CLUBS / "club-zh.jsonl", CLUBS / "door-el.jsonl"
HEADLINES = {"el": "φωνές", "en": "voices", "zh": "位发言者", "zh-Hant": "位發言者"}


def _told(done: bytes) -> Discussion:
    return msgspec.json.decode(done, type=Discussion)


@pytest.mark.parametrize("ui", HEADLINES)
def test_headline_and_abstract_in_the_readers_language(agorascope: Run, ui: str) -> None:
    """--ui changes what is told of a page, and no finding; the settings say so."""
    found = _told(agorascope("analyze", CLUB, "--json", "-q", "--ui", ui).stdout)
    own = _told(agorascope("analyze", CLUB, "--json", "-q").stdout)
    assert HEADLINES[ui] in found.summary.headline
    assert found.summary.abstract[0].text == found.summary.headline
    assert (found.settings["ui"], own.settings["ui"]) == (ui.replace("-", "_"), "")
    assert (found.comments, found.summary.key_points, found.article) == (
        own.comments,
        own.summary.key_points,
        own.article,
    )
    assert "位发言者" in own.summary.headline


def test_words_on_the_terminal(agorascope: Run) -> None:
    """With --ui every word of ours is in that language; without, labels are English and the headline the page's own."""
    words = agorascope("analyze", CLUB, "-q", "--ui", "el").stdout.decode()
    ours = ("Arguments", "against", "Thesis", "voices", "controversy", "Please")
    assert [word for word in ours if word in words] == []
    assert "Επιχειρήματα" in words
    own = agorascope("analyze", CLUB, "-q").stdout.decode()
    assert "Arguments against" in own
    assert "位发言者" in own


@pytest.mark.parametrize("command", [("analyze", CLUB), ("report", "nowhere")])
def test_a_language_without_words_is_refused(agorascope: Run, command: tuple[str, ...]) -> None:
    """One line with the languages there are."""
    done = agorascope(*command, "--ui", "fr")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "el, en, zh, zh-Hant" in done.stderr.decode()
    assert len(done.stderr.splitlines()) == 1


def test_a_folder_in_another_language(agorascope: Run, tmp_path: Path) -> None:
    """With -o only the summaries are made again for another language; reports are in it, those of `report` too."""
    out = tmp_path / "out"
    assert agorascope("analyze", CLUB, "-o", out, "-q").returncode == 0
    stance = (out / "stance" / "part-00000.parquet").read_bytes()
    done = agorascope("analyze", CLUB, "-o", out, "-q", "--ui", "el")
    assert done.returncode == 0
    told = {stage["name"]: stage["skipped_parts"] for stage in json.loads((out / "run.json").read_bytes())["stages"]}
    assert (told["summaries"], told["stance"]) == (0, 1)
    assert (out / "stance" / "part-00000.parquet").read_bytes() == stance
    page = out / "reports" / "club-zh.html"
    first = page.read_bytes()
    assert html.fromstring(first).get("lang") == "el"
    assert "φωνές" in page.read_text(encoding="utf-8")
    assert agorascope("report", out, "-q").returncode == 0
    assert page.read_bytes() == first


def test_one_discussion_is_one_page(agorascope: Run, tmp_path: Path) -> None:
    """--report FILE.html of one discussion is its page, the same that `report` writes for it."""
    path, out = tmp_path / "page.html", tmp_path / "out"
    assert agorascope("analyze", CLUB, "-q", "--report", path, "-o", out).returncode == 0
    assert path.read_bytes() == (out / "reports" / "club-zh.html").read_bytes()
    assert not (tmp_path / "page_files").exists()


def test_several_discussions_are_an_index(agorascope: Run, tmp_path: Path) -> None:
    """Of several, FILE.html leads to their pages in FILE_files; what else stands there stays."""
    path, files = tmp_path / "all.html", tmp_path / "all_files"
    files.mkdir()
    (files / "mine.html").write_text("mine")
    assert agorascope("analyze", CLUB, DOOR, "-q", "--report", path).returncode == 0
    assert {one.name for one in files.iterdir()} == {"club-zh.html", "door-el.html", "mine.html"}
    found = [str(href) for href in html.fromstring(path.read_bytes()).xpath("//main//a/@href")]
    assert found == ["all_files/club-zh.html", "all_files/door-el.html"]


def test_a_folder_that_nobody_analysed(agorascope: Run, tmp_path: Path) -> None:
    """What is not there, and where, and what to give: without the words of the system, and nothing is made."""
    empty = tmp_path / "empty"
    empty.mkdir()
    for folder, told in (
        (tmp_path / "none", "there is no such folder; give the DIR of `agorascope analyze CORPUS -o DIR`"),
        (empty, f"there is no discussions.jsonl in it; `agorascope analyze CORPUS -o {empty}` writes it"),
    ):
        done = agorascope("report", folder)
        [line] = done.stderr.decode().splitlines()
        assert (done.returncode, done.stdout) == (3, b"")
        assert line.startswith(f"agorascope: {folder}: {told}")
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]
    assert list(empty.iterdir()) == []
    (empty / "discussions.jsonl").mkdir()
    broken = agorascope("report", empty, "--ui", "el").stderr.decode()
    assert "discussions.jsonl: cannot be read (Is a directory); run analyze again" in broken


def test_a_place_that_cannot_be_written(agorascope: Run, tmp_path: Path) -> None:
    """A report under a file costs one line and exit code 2."""
    (tmp_path / "file").write_text("mine")
    for name in ("r.html", "r.md"):
        done = agorascope("analyze", CLUB, "-q", "--report", tmp_path / "file" / name)
        assert done.returncode == 2
        assert name in done.stderr.decode()
        assert b"Traceback" not in done.stderr


def _tell(body: Body) -> Turn:
    """Answer like a model that quotes the first point, and forgets to cite once."""
    first = json.loads(json.dumps(data(body)))["points"][0]["quotes"][0]
    return says(answer((f"One says “{first['quote']}”.", [first["comment"]]), ("So it is.", [])))


def test_a_narrative_in_every_report(agorascope: Run, server: Server, tmp_path: Path) -> None:
    """`report --narrate` asks once a discussion, puts what holds into its pages, and changes no result."""
    made = [full(code) for code in ("en", "el")]
    lines = b"".join(msgspec.json.encode(one) + b"\n" for one in made)
    (tmp_path / "discussions.jsonl").write_bytes(lines)
    server.always = _tell
    done = agorascope("report", tmp_path, "-q", "--narrate", server.spec, "--ui", "en")
    told = done.stderr.decode()
    assert done.returncode == 0
    assert f"are sent to {server.url}" in told
    assert "2 sentences told, 2 left out: no-citation 2" in told
    assert len(server.bodies) == 2
    for one in made:
        assert "One says" in (tmp_path / "reports" / f"{one.id}.html").read_text(encoding="utf-8")
        assert "One says" in (tmp_path / "reports" / f"{one.id}.md").read_text(encoding="utf-8")
    assert (tmp_path / "discussions.jsonl").read_bytes() == lines


def test_reports_of_a_large_page_are_whole(agorascope: Run, tmp_path: Path) -> None:
    """Every quote of the page report of a sample stands in its thread."""
    path = tmp_path / "dev.html"
    assert agorascope("analyze", PAGES / "en-dev.txt", "-q", "--report", path).returncode == 0
    page = html.fromstring(path.read_bytes())
    spots = {str(spot) for spot in page.xpath("//@id")}
    assert {str(h)[1:].partition(".")[0] for h in page.xpath("//a/@href") if str(h).startswith("#")} <= spots
