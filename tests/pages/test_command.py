"""`agorascope report` as a user runs it."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from msgspec import structs

from agorascope.records import Discussion
from tests.cli.conftest import Run, agorascope
from tests.making import discussion
from tests.pages.making import WORDS, debate, full
from tests.pages.reading import found, parsed

__all__ = ["agorascope"]


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """Make an analysed folder: three languages, two ids that make one file name, one called as the index is."""
    made: list[Discussion] = [full("en"), full("el"), full("zh")]
    made += [structs.replace(discussion(), id=name) for name in ("a b", "a/b", "a-b-2", "index")]
    folder = tmp_path / "results"
    folder.mkdir()
    (folder / "discussions.jsonl").write_bytes(b"".join(msgspec.json.encode(d) + b"\n" for d in made))
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """Read every file of a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_pages_for_all_and_an_index(results: Path, agorascope: Run) -> None:
    """Every discussion has both reports under a name of its own, and the index leads to all pages."""
    done = agorascope("report", results)
    assert (done.returncode, done.stdout) == (0, b"")
    assert "index.html: 7 discussions" in done.stderr.decode()
    names = {"page-en", "page-el", "page-zh", "a-b", "a-b-2", "a-b-2-2", "index-2"}
    written = files(results / "reports")
    assert set(written) == {f"{name}.{form}" for name in names for form in ("html", "md")} | {"index.html"}
    assert set(found(parsed(written["index.html"].decode()), "//tbody//a/@href")) == {f"{name}.html" for name in names}


def test_each_page_is_in_its_own_language(results: Path, agorascope: Run) -> None:
    """Without `--ui` pages speak the language of their discussion, with it all speak one, headlines too."""
    agorascope("report", results)
    own = files(results / "reports")
    tags = {name: found(parsed(own[f"page-{name}.html"].decode()), "/html/@lang") for name in ("en", "el", "zh")}
    assert tags == {"en": ["en"], "el": ["el"], "zh": ["zh-Hans"]}
    agorascope("report", results, "--ui", "zh-Hant", "--out", results / "hant", "--format", "html")
    hant = files(results / "hant")
    assert {tuple(found(parsed(page.decode()), "/html/@lang")) for page in hant.values()} == {("zh-Hant",)}
    assert "位發言者" in hant["page-el.html"].decode()
    assert set(hant) == {name for name in own if name.endswith(".html")}


def test_the_same_bytes_and_no_stale_pages(results: Path, agorascope: Run) -> None:
    """A second run writes the same; among the folder's own reports what is no more is gone, elsewhere nothing is."""
    agorascope("report", results, "--quiet")
    first = files(results / "reports")
    (results / "reports" / "old.html").write_text("old")
    (results / "reports" / "notes.txt").write_text("mine")
    again = agorascope("report", results, "--quiet")
    assert again.stderr == b""
    assert files(results / "reports") == {**first, "notes.txt": b"mine"}
    other = results / "site"
    other.mkdir()
    (other / "old.html").write_text("mine")
    agorascope("report", results, "-o", other, "--format", "html")
    assert (other / "old.html").read_text() == "mine"


def test_debates_have_pages_of_their_own(results: Path, agorascope: Run) -> None:
    """What `--together` told stands beside the discussions: a page whose quotes lead into theirs, and in the index."""
    told = debate(full("en"), full("el"))
    (results / "debates.jsonl").write_bytes(msgspec.json.encode(told) + b"\n")
    agorascope("report", results)
    written = files(results / "reports")
    tree = parsed(written["debate-debate.html"].decode())
    for href in found(tree, "//*[@id='points']//a/@href"):
        name, _, spot = href.partition("#")
        assert not name or found(parsed(written[name].decode()), f"//*[@id='{spot}']")
    fair, small, *_ = WORDS["el"]
    spot = f"page-el.html#comment-2.{len(fair) + 1}-{len(fair) + 1 + len(small)}"
    assert spot in found(tree, "//*[@id='points']//a/@href")
    index = parsed(written["index.html"].decode())
    assert found(index, "//ul[contains(@class, 'debates')]//a/@href") == ["debate-debate.html"]


@pytest.mark.parametrize(
    ("asked", "code", "told"),
    [
        (["--ui", "fr"], 2, "zh-Hant"),
        (["--format", "pdf"], 2, "html,md"),
        (["-o", "results/discussions.jsonl/x"], 2, "folder"),
    ],
)
def test_errors_are_one_line(results: Path, agorascope: Run, asked: list[str], code: int, told: str) -> None:
    """What cannot be done is said in a line, with what could."""
    done = agorascope("report", results, *[a.replace("results", str(results)) if "/" in a else a for a in asked])
    assert done.returncode == code
    assert told in done.stderr.decode()
    assert len(done.stderr.splitlines()) == 1


def test_no_analysed_folder(tmp_path: Path, agorascope: Run) -> None:
    """A folder of something else is an input that cannot be read."""
    done = agorascope("report", tmp_path)
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1
