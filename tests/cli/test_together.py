"""`analyze --together`, `--topics` and `--thesis` as a user meets them; debates in reports."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest
from lxml import html

from agorascope import readers
from agorascope.cli.options.theses import checked
from agorascope.cli.options.together import Joining
from agorascope.errors import ReadError, UsageError
from agorascope.records import Debate, Discussion, comment_name
from tests.cli.conftest import PAGES as CORPUS
from tests.cli.conftest import Run, run

PAGES = Path(__file__).parents[1] / "together" / "pages"
CLUBS = [PAGES / f"{name}.jsonl" for name in ("club-en", "club-el", "club-zh")]
DOOR = PAGES / "door-el.jsonl"
SAID = ("--thesis", "club-el=against", "--thesis", "club-zh=favor", "--thesis", "club-en=favor")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Analyse three clubs and another page into a folder, with one debate for each subject."""
    out = tmp_path_factory.mktemp("made") / "out"
    done = run("analyze", *CLUBS, DOOR, "-o", out, "--topics", *SAID)
    assert (done.returncode, done.stdout) == (0, b"")
    assert "1 debate in" in done.stderr.decode()
    return out


def _debates(lines: bytes) -> list[Debate]:
    told = [line for line in lines.splitlines() if line.startswith(b'{"schema":"agorascope/debate/1"')]
    return [msgspec.json.decode(line, type=Debate) for line in told]


def _links(folder: Path, page: Path) -> set[tuple[str, str]]:
    """Give the files and spots that a page leads to."""
    found = html.fromstring(page.read_bytes()).xpath("//a/@href")
    split = (str(href).partition("#") for href in found if "://" not in str(href))
    return {(str(folder / name) if name else str(page), spot) for name, _, spot in split}


def _spots(page: str) -> set[str]:
    return {str(spot) for spot in html.fromstring(Path(page).read_bytes()).xpath("//@id")} | {""}


def test_one_more_line(agorascope: Run, made: Path) -> None:
    """--json prints the discussions as without the option, then the debate, whatever the order; -o keeps the same."""
    forth = agorascope("analyze", *CLUBS, "--json", "-q", "--together", *SAID)
    back = agorascope("analyze", *CLUBS[::-1], "--json", "-q", "--together", *SAID)
    assert (forth.returncode, forth.stderr) == (0, b"")
    *discussions, last = forth.stdout.splitlines()
    assert [msgspec.json.decode(line, type=Discussion).id for line in discussions] == ["club-en", "club-el", "club-zh"]
    assert back.stdout.splitlines()[-1] == last
    assert (made / "debates.jsonl").read_bytes() == last + b"\n"
    kept = {line for line in (made / "discussions.jsonl").read_bytes().splitlines() if b'"id":"club' in line}
    assert kept == set(discussions)


def test_terminal_tells_the_debate_last(agorascope: Run) -> None:
    """After the discussions stands the debate: what was told as one, points with the names of their discussions."""
    done = agorascope("analyze", *CLUBS[:2], "--together", "-q", *SAID[:2])
    words = done.stdout.decode()
    last = words[words.index("2 discussions told as one") :]
    assert words.index("4 φωνές") < words.index("2 discussions told as one")
    for part in ("in 2 discussions", "argues the opposite", "club-el#1", "club-en#2", "The discussions"):
        assert part in " ".join(last.split())


def test_one_input_is_a_debate_of_one(agorascope: Run) -> None:
    """There is nothing to join, and nothing to complain about."""
    done = agorascope("analyze", DOOR, "--together", "--json", "-q")
    [found] = _debates(done.stdout)
    assert (done.returncode, done.stderr) == (0, b"")
    assert [strand.id for strand in found.strands] == ["door-el"]


def test_same_named_inputs_and_no_subject(agorascope: Run, tmp_path: Path) -> None:
    """Two files of one name are told apart; where no two pages are on one subject, that is said."""
    text = '{{"text": "{}"}}\n'
    for folder, words in (("a", "The tram is late."), ("b", "My cat sleeps all day.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "rows.jsonl").write_text(text.format(words), encoding="utf-8")
    done = agorascope("analyze", tmp_path, "--together", "--json", "-q")
    assert [strand.id for strand in _debates(done.stdout)[0].strands] == ["rows", "rows~2"]
    none = agorascope("analyze", tmp_path, "--topics", "--json", "-q")
    assert (none.returncode, _debates(none.stdout)) == (0, [])
    assert "no two of the 2 discussions are on one subject" in none.stderr.decode()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--together", "--topics"), "give one of them"),
        (("--thesis", "club-en=favor"), "--together or --topics"),
        (("--together", "--thesis", "club-en=for"), "favor, against or none"),
        (("--together", "--thesis", "favor"), "favor, against or none"),
        (("--topics", "-o", "OUT", "--stages", "spam"), "name summaries"),
    ],
)
def test_what_makes_no_sense_is_refused(agorascope: Run, tmp_path: Path, asked: tuple[str, ...], told: str) -> None:
    """One line with what could be given, before anything is read."""
    given = [str(tmp_path / "out") if one == "OUT" else one for one in asked]
    done = agorascope("analyze", CLUBS[0], *given)
    assert (done.returncode, done.stdout) == (2, b"")
    assert told in done.stderr.decode()
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_an_unknown_id_ends_the_run(agorascope: Run) -> None:
    """A relation for a discussion that is not there is refused when all is read, and nothing is analysed before."""
    done = agorascope("analyze", DOOR, CLUBS[0], "--together", "--json", "--thesis", "window=against")
    assert (done.returncode, done.stdout) == (2, b"")
    told = "agorascope: --thesis window: there is no discussion of this id; they are: door-el, club-en"
    assert done.stderr.decode().splitlines() == [told]


def test_an_id_of_what_cannot_be_read_is_explained(agorascope: Run, tmp_path: Path) -> None:
    """Why a discussion is not there is told before."""
    (tmp_path / "window.html").write_bytes(b"")
    done = agorascope("analyze", tmp_path / "window.html", DOOR, "--topics", "-q", "--thesis", "window=none")
    first, last = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout) == (2, b"")
    assert "window.html" in first
    assert last.endswith("they are: door-el")


def test_an_unknown_id_ends_a_run_into_a_folder(agorascope: Run, made: Path, tmp_path: Path) -> None:
    """So it does with -o, where all was read before too; what stood there stays, and the right id goes on."""
    out = tmp_path / "new"
    asked = ("analyze", *CLUBS, "-q", "--no-reports", "--together", "--thesis")
    done = agorascope(*asked, "clubs=against", "-o", out)
    told = "agorascope: --thesis clubs: there is no discussion of this id; they are: club-el, club-en, club-zh"
    assert (done.returncode, done.stderr.decode().splitlines()) == (2, [told])
    assert {path.name for path in out.iterdir() if path.is_dir()} >= {"articles", "comments"}
    assert not (out / "language").exists()
    old = shutil.copytree(made, tmp_path / "old")
    again = agorascope("analyze", *CLUBS, DOOR, "-o", old, "--topics", "--thesis", "clubs=against", "-q")
    assert (again.returncode, (old / "debates.jsonl").read_bytes()) == (2, (made / "debates.jsonl").read_bytes())


def test_all_is_read_first_and_nothing_is_changed(tmp_path: Path) -> None:
    """With --thesis threads wait until all are read: they and what cannot be read come in their order, unchanged."""
    again = shutil.copy(CLUBS[0], tmp_path)
    paths = [str(path) for path in (CLUBS[0], tmp_path / "missing.txt", CORPUS / "en-dev.txt", DOOR, again)]
    read = list(readers.read(paths))
    joined = Joining(together=True, topics=False, theses=(("club-en~2", "favor"), ("en-dev", "none")))
    waited = list(checked(iter(read), joined))
    assert [str(one) if isinstance(one, ReadError) else one for one in waited] == [
        str(one) if isinstance(one, ReadError) else one for one in read
    ]
    with pytest.raises(UsageError, match=r"--thesis club-en~3: .* club-en, en-dev, door-el, club-en~2$"):
        next(checked(iter(read), joined._replace(theses=(("club-en~3", "favor"),))))


def test_folder_has_the_debate_and_its_pages(made: Path) -> None:
    """Topics found the three clubs; the debate has pages in both forms, the index leads to all, all links arrive."""
    [found] = _debates((made / "debates.jsonl").read_bytes())
    assert [strand.id for strand in found.strands] == ["club-el", "club-en", "club-zh"]
    reports = made / "reports"
    names = {"club-el", "club-en", "club-zh", "door-el", "debate-club-en-2"}
    assert {path.name for path in reports.iterdir()} == {
        *(f"{name}.{form}" for name in names for form in ("html", "md")),
        "index.html",
    }
    assert {name for name, _ in _links(reports, reports / "index.html")} >= {str(reports / f"{n}.html") for n in names}
    links = _links(reports, reports / "debate-club-en-2.html")
    assert {Path(name).stem for name, _ in links} == {"club-el", "club-en", "club-zh", "debate-club-en-2"}
    assert any(spot.startswith("comment-1.") for _, spot in links)
    assert [(name, spot) for name, spot in links if spot.partition(".")[0] not in _spots(name)] == []
    text = (reports / "debate-club-en-2.md").read_text(encoding="utf-8")
    assert "[club-el\\#1](club-el.md#comment-1)" in text


def test_done_before_is_not_done_again(agorascope: Run, made: Path, tmp_path: Path) -> None:
    """The same command leaves debates and reports as they are; a damaged file is made anew."""
    out = shutil.copytree(made, tmp_path / "out")
    files = [out / "debates.jsonl", *sorted((out / "reports").iterdir())]
    before = [(path.stat().st_mtime_ns, path.read_bytes()) for path in files]
    asked = ("analyze", *CLUBS, DOOR, "-o", out, "--topics", *SAID, "-q")
    assert agorascope(*asked).returncode == 0
    assert [(path.stat().st_mtime_ns, path.read_bytes()) for path in files] == before
    files[0].write_bytes(b"")
    files[1].unlink()
    assert agorascope(*asked).returncode == 0
    assert [path.read_bytes() for path in files] == [content for _, content in before]


def test_outdated_debates_are_told_and_left_out(agorascope: Run, made: Path, tmp_path: Path) -> None:
    """After a run over other discussions the old debate stays, is said to be old, and stands in no report."""
    out = shutil.copytree(made, tmp_path / "out")
    kept = (out / "debates.jsonl").read_bytes()
    more = agorascope("analyze", *CLUBS, "-o", out, "-q")
    assert (more.returncode, (out / "debates.jsonl").read_bytes()) == (0, kept)
    assert "told from other discussions" in more.stderr.decode()
    assert "debate-club-en-2.html" not in {path.name for path in (out / "reports").iterdir()}
    told = agorascope("report", out, "-q")
    assert "told from other discussions" in told.stderr.decode()
    assert "debate-club-en-2.html" not in {path.name for path in (out / "reports").iterdir()}
    shutil.rmtree(out / ".work")
    assert agorascope("report", out, "-q").stderr == b""


def test_debates_are_printed_where_they_were_asked_for(agorascope: Run, made: Path, tmp_path: Path) -> None:
    """With -o, --json prints the debates of this run after the discussions, and none where none were asked for."""
    out = shutil.copytree(made, tmp_path / "out")
    asked = ("analyze", *CLUBS, DOOR, "-o", out, "-q", "--json", "--no-reports")
    with_them, without = agorascope(*asked, "--topics", *SAID), agorascope(*asked)
    discussions, debates = (out / "discussions.jsonl").read_bytes(), (out / "debates.jsonl").read_bytes()
    assert with_them.stdout == discussions + debates
    assert without.stdout == discussions


def test_report_in_another_language(agorascope: Run, made: Path, tmp_path: Path) -> None:
    """`report --ui` tells the debate anew: headline, abstract, labels and warnings in the reader's language."""
    done = agorascope("report", made, "--ui", "zh", "-o", tmp_path / "zh")
    assert "4 discussions, 1 debate" in done.stderr.decode()
    page = (tmp_path / "zh" / "debate-club-en-2.html").read_text(encoding="utf-8")
    assert "3篇讨论中有" in page
    assert 'lang="zh-Hans"' in page
    text = (tmp_path / "zh" / "debate-club-en-2.md").read_text(encoding="utf-8")
    assert "立场均针对《Keep the Price Tag Honest" in text
    assert "agree" not in text


def test_one_markdown_file_of_everything(agorascope: Run, tmp_path: Path) -> None:
    """The debate stands before its discussions; every link leads to a comment that is there once."""
    path = tmp_path / "all.md"
    assert agorascope("analyze", *CLUBS, "--together", "-q", "--report", path, *SAID).returncode == 0
    text = path.read_text(encoding="utf-8")
    anchors = [line.split('"')[1] for line in text.splitlines() if '<a id="' in line]
    assert len(set(anchors)) == len(anchors) == 13
    linked = {part.split(")")[0] for part in text.split("](#")[1:]}
    assert linked <= set(anchors)
    assert "[club-zh\\#1](#discussion-3-comment-1)" in text
    assert text.index("3 discussions told as one") < text.index("## The thread")


def test_one_page_leads_to_several(agorascope: Run, tmp_path: Path) -> None:
    """FILE.html of a debate is the way to its pages in FILE_files; blanks in the name break no link."""
    path = tmp_path / "my clubs #1.html"
    assert agorascope("analyze", *CLUBS[:2], "--together", "-q", "--report", path).returncode == 0
    files = tmp_path / "my clubs #1_files"
    assert {one.name for one in files.iterdir()} == {"club-el.html", "club-en.html", "debate-club-en-1.html"}
    found = {str(href) for href in html.fromstring(path.read_bytes()).xpath("//main//a/@href")}
    assert found == {f"my%20clubs%20%231_files/{one.name}" for one in files.iterdir()}


def test_names_in_the_pages_are_those_of_the_debate(agorascope: Run, tmp_path: Path) -> None:
    """Two inputs of one name, with a mark in it, have pages of their own, and links from the debate to both."""
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        shutil.copy(CLUBS[0], tmp_path / folder / "no#1.jsonl")
        rows = (tmp_path / folder / "no#1.jsonl").read_text(encoding="utf-8").replace('"id": "club-en", ', "")
        (tmp_path / folder / "no#1.jsonl").write_text(rows, encoding="utf-8")
    done = agorascope("analyze", tmp_path, "--together", "-q", "--json", "--report", tmp_path / "r.html")
    [found] = _debates(done.stdout)
    assert [strand.id for strand in found.strands] == ["no#1", "no#1~2"]
    named = {comment for sentence in found.summary.abstract for comment in sentence.comments}
    assert {comment_name("no#1", "1"), comment_name("no#1~2", "1")} <= named
    files = tmp_path / "r_files"
    links = _links(files, files / "debate-no-1-1.html")
    assert {Path(name).stem for name, _ in links} == {"no-1", "no-1-2", "debate-no-1-1"}
    assert [(name, spot) for name, spot in links if spot.partition(".")[0] not in _spots(name)] == []
