"""`analyze` as a user meets it: good input, bad input, files and streams."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from agorascope.corpus import layers
from agorascope.records import Discussion
from tests.cli.conftest import PAGES, Run

PAGE = PAGES / "en-dev.txt"


def _parsed(line: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(line)
    return found


def test_json_is_one_valid_object_a_line(agorascope: Run) -> None:
    """Every line of --json decodes into the published record, words go to stderr alone."""
    done = agorascope("analyze", PAGE, PAGES / "zh-dev.txt", "--json")
    lines = done.stdout.splitlines()
    assert done.returncode == 0
    assert [msgspec.json.decode(line, type=Discussion).id for line in lines] == ["en-dev", "zh-dev"]


def test_every_quote_is_its_slice(agorascope: Run) -> None:
    """Whatever is quoted anywhere in the output stands at its offsets in the comment's or article's text."""
    found = _parsed(agorascope("analyze", PAGE, "--json").stdout)
    texts = {c["id"]: c["text"] for c in found["comments"]}
    quoted = [(texts[c["id"]], a) for c in found["comments"] for a in c["arguments"]]
    quoted += [(found["article"]["text"], a) for a in found["article"]["arguments"]]
    quoted += [(texts[q["comment"]], q) for p in found["summary"]["key_points"] for q in p["quotes"]]
    assert quoted
    assert all(text[q["start"] : q["end"]] == q["quote"] for text, q in quoted)


def test_order_of_inputs_does_not_change_a_result(agorascope: Run) -> None:
    """A discussion's bytes are the same whatever was analysed before it."""
    pages = [PAGE, PAGES / "el-dev.txt"]
    forth = agorascope("analyze", *pages, "--json").stdout.splitlines()
    back = agorascope("analyze", *reversed(pages), "--json").stdout.splitlines()
    assert forth == back[::-1]


def test_stdin_is_read_for_a_dash(agorascope: Run) -> None:
    """`-` reads a page from a pipe, and gives what the file gives."""
    piped = _parsed(agorascope("analyze", "-", "--json", stdin=PAGE.read_bytes()).stdout)
    filed = _parsed(agorascope("analyze", PAGE, "--json").stdout)
    assert piped["comments"] == filed["comments"]


def test_summary_is_readable_without_a_terminal(agorascope: Run) -> None:
    """Into a pipe the summary has no escape codes, and names the article and its comments."""
    done = agorascope("analyze", PAGE)
    words = done.stdout.decode()
    assert "\x1b" not in words
    assert "Charge Them to Belong" in words
    assert "#1" in words


def test_folder_output_is_whole(agorascope: Run, tmp_path: Path) -> None:
    """-o writes tables, discussions.jsonl, run.json and a report per discussion, and leaves no half files."""
    out = tmp_path / "out"
    done = agorascope("analyze", PAGE, "-o", out)
    assert done.returncode == 0
    names = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    seen = {name for name in names if not name.startswith(".work/")}
    assert seen - {f"{name}/part-00000.parquet" for name in layers.NAMES} == {
        *("discussions.jsonl", "run.json", "reports/en-dev.md", "reports/en-dev.html", "reports/index.html"),
    }
    assert len(seen) == 5 + len(layers.NAMES)
    assert not [name for name in names if name.endswith(".part")]
    assert _parsed((out / "discussions.jsonl").read_bytes())["id"] == "en-dev"


def test_folder_is_also_printed_and_reported(agorascope: Run, tmp_path: Path) -> None:
    """With -o, --json prints discussions.jsonl, which is what --json alone prints; --report writes its one file."""
    (tmp_path / "few.jsonl").write_text('{"text": "I am for it, because it is cheap."}\n', encoding="utf-8")
    alone = agorascope("analyze", tmp_path / "few.jsonl", "--json")
    both = agorascope(
        "analyze", tmp_path / "few.jsonl", "-o", tmp_path / "out", "--json", "--report", tmp_path / "r.md"
    )
    assert both.returncode == 0
    assert both.stdout == alone.stdout == (tmp_path / "out" / "discussions.jsonl").read_bytes()
    assert (tmp_path / "r.md").read_text(encoding="utf-8") == (tmp_path / "out" / "reports" / "few.md").read_text(
        encoding="utf-8"
    )


def test_report_file(agorascope: Run, tmp_path: Path) -> None:
    """--report writes one Markdown file, or one page without another file; another suffix is refused as usage."""
    assert agorascope("analyze", PAGE, "--report", tmp_path / "r.md").returncode == 0
    assert (tmp_path / "r.md").read_text(encoding="utf-8").startswith("# Charge Them to Belong")
    assert agorascope("analyze", PAGE, "--report", tmp_path / "r.html").returncode == 0
    assert "<title>Charge Them to Belong" in (tmp_path / "r.html").read_text(encoding="utf-8")
    assert {path.name for path in tmp_path.iterdir()} == {"r.md", "r.html"}
    refused = agorascope("analyze", PAGE, "--report", tmp_path / "r.pdf")
    assert refused.returncode == 2
    assert b".html or .md" in refused.stderr


BAD = {
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 8,
    "picture.png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(100),
}


@pytest.mark.parametrize("name", BAD)
def test_unreadable_file_is_named_and_the_others_are_analysed(agorascope: Run, tmp_path: Path, name: str) -> None:
    """A file that cannot be read costs exit code 3 and one line on stderr, never its neighbours."""
    (tmp_path / name).write_bytes(BAD[name])
    done = agorascope("analyze", tmp_path / name, PAGE, "--json")
    assert done.returncode == 3
    assert name in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert [_parsed(line)["id"] for line in done.stdout.splitlines()] == ["en-dev"]


def test_missing_file_and_empty_folder(agorascope: Run, tmp_path: Path) -> None:
    """What is not there is told by name, with exit code 3."""
    for source in (tmp_path / "nowhere.txt", tmp_path, tmp_path / "*.txt"):
        done = agorascope("analyze", source)
        assert done.returncode == 3
        assert str(source) in done.stderr.decode()
        assert b"Traceback" not in done.stderr


def test_broken_utf8_is_read_with_a_warning(agorascope: Run, tmp_path: Path) -> None:
    """A page with some broken bytes is analysed, and the warning says so."""
    page = tmp_path / "broken.txt"
    page.write_bytes(PAGE.read_bytes().replace(b"siege", b"si\xff\xfege"))
    found = _parsed(agorascope("analyze", page, "--json").stdout)
    assert len(found["comments"]) == 24
    assert "broken-utf8" in {w["code"] for w in found["quality"]["warnings"]}


def test_page_with_only_comments(agorascope: Run, tmp_path: Path) -> None:
    """A thread without an article keeps its comments and says what is missing."""
    text = PAGE.read_text(encoding="utf-8")
    page = tmp_path / "comments.txt"
    page.write_text(text[text.index("37 Comments") :], encoding="utf-8")
    found = _parsed(agorascope("analyze", page, "--json").stdout)
    assert len(found["comments"]) == 24
    assert found["article"]["text"] == ""
    assert "no-article" in {w["code"] for w in found["quality"]["warnings"]}


def test_no_input_is_a_usage_error(agorascope: Run) -> None:
    """Called with nothing to read, the command says so with exit code 2 and no traceback."""
    done = agorascope("analyze")
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_file_name_cannot_steer_the_terminal(agorascope: Run, tmp_path: Path) -> None:
    """Escape sequences in a file's name are not obeyed, neither in errors nor in progress."""
    empty, page = tmp_path / "a\x1b[2Jb.txt", tmp_path / "c\x1b[2Jd.txt"
    empty.write_bytes(b"")
    page.write_bytes(PAGE.read_bytes())
    done = agorascope("analyze", empty, page)
    assert done.returncode == 3
    assert b"\x1b" not in done.stderr + done.stdout
