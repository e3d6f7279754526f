"""What `analyze` and `readers` take: tables, exports, archives, addresses, pseudonyms; what they say of it."""

from __future__ import annotations

import http.server
import json
import re
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>The card does you no favour</title></head><body>
<article><h1>The card does you no favour</h1><p class="byline">by Jane Doe</p><p>{words}</p></article>
<div id="comments"><h2>2 Comments</h2><ol class="comment-list">
<li class="comment" id="comment-7"><div class="comment-author"><b class="fn">Rob Small</b> says:</div>
<div class="comment-content"><p>Dear Jane, you are right. I have wasted a hundred euros on it.</p><p>Rob</p></div>
<div class="reply"><a href="#respond">Reply</a></div>
<ul class="children"><li class="comment" id="comment-8">
<div class="comment-author"><b class="fn">Anna Black</b> says:</div>
<div class="comment-content"><p>Rob, I do not believe a word of it.</p></div></li></ul></li>
</ol></div></body></html>""".format(words="Loyalty cards are a bad deal for almost everybody who carries one. " * 12)
ROWS = "key,reply_to,who,when,body\n1,,Rob,2021-03-01 10:00,I agree with every word of this.\n2,1,Anna,,No.\n3,1\n"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "card.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def found(output: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_a_web_page_is_analysed_with_its_tree(agorascope: Run, page: Path) -> None:
    """A saved page gives article, authors, parents, and the side of each comment."""
    (told,) = found(agorascope("analyze", page, "--json").stdout)
    assert told["format"] == "html"
    assert told["article"]["author"] == "Jane Doe"
    assert [(c["id"], c["parent"], c["author"]) for c in told["comments"]] == [
        ("7", None, "Rob Small"),
        ("8", "7", "Anna Black"),
    ]
    assert told["comments"][1]["reply"]["label"] == "disagree"


def test_a_table_with_named_columns(agorascope: Run, tmp_path: Path) -> None:
    """`--map` names the columns of a table; what was refused stands in the warnings with its line."""
    (tmp_path / "rows.csv").write_text(ROWS)
    (told,) = found(
        agorascope(
            "analyze", tmp_path / "rows.csv", "--json", "--map", "text=body,id=key,author=who,published=when"
        ).stdout
    )
    assert [(c["id"], c["parent"], c["author"], c["published"]) for c in told["comments"]] == [
        ("1", None, "Rob", "2021-03-01T10:00:00"),
        ("2", "1", "Anna", None),
    ]
    assert {(w["code"], w["where"]) for w in told["quality"]["warnings"]} >= {("bad-line", "line 4")}


def test_check_says_what_would_be_read_and_refused(agorascope: Run, tmp_path: Path, page: Path) -> None:
    """`readers --check` names format, numbers, columns and refused lines; exit code 3 where a file cannot be read."""
    (tmp_path / "rows.csv").write_text(ROWS)
    done = agorascope("readers", "--check", tmp_path / "rows.csv", "--map", "text=body,id=key", "--check", page)
    words = done.stdout.decode()
    assert done.returncode == 0
    assert "2 comments in 1 discussion" in words
    assert "text=body, id=key, parent=reply_to" in words
    assert "not read: who, when" in words
    assert "refused  line 4: 2 fields under a header of 5" in words
    assert "card.html: html" in words
    (tmp_path / "bad.csv").write_text("a,b\n1,2\n")
    failed = agorascope("readers", "--check", tmp_path / "bad.csv", "--json")
    assert failed.returncode == 3
    assert "--map text=COLUMN" in found(failed.stdout)[0]["error"]


def test_pseudonyms_are_stable_and_leave_no_name(
    agorascope: Run, page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No name is left in authors, salutations or signatures; the key is made once and told where it is, never shown."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    first = agorascope("analyze", page, "--json", "--pseudonymize")
    again = agorascope("analyze", page, "--json", "--pseudonymize")
    assert first.stdout == again.stdout
    key = tmp_path / "config" / "agorascope" / "pseudonym.key"
    assert str(key).encode() in first.stderr
    assert key.read_bytes().hex().encode() not in first.stderr + first.stdout
    (told,) = found(first.stdout)
    assert told["comments"][1]["addressee"] == told["comments"][0]["author"]
    words = json.dumps([told["comments"], told["article"]["author"]])
    assert not re.findall(r"\b(?:Rob|Small|Anna|Black|Jane|Doe)\b", words)  # a pseudonym may begin with Rob
    (tmp_path / "other.key").write_bytes(b"another key of some length")
    (other,) = found(agorascope("analyze", page, "--json", "--pseudonym-key", tmp_path / "other.key").stdout)
    assert other["comments"][0]["author"] != told["comments"][0]["author"]


def test_an_archive_of_exports(agorascope: Run, page: Path, tmp_path: Path) -> None:
    """A zip of pages and tables is analysed like a folder; other files are counted in a word on stderr."""
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(page, "pages/card.html")
        archive.writestr("rows.csv", "id,text\n1,I agree with this.\n")
        archive.writestr("logo.png", b"\x89PNG")
    done = agorascope("analyze", tmp_path / "all.zip", "--json")
    assert [told["format"] for told in found(done.stdout)] == ["html", "csv"]
    assert b"1 file of other kinds passed over (.png 1)" in done.stderr


@pytest.fixture
def site(page: Path) -> Iterator[str]:
    """Serve the folder of the page, for real, on this machine."""
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=str(page.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_pages_of_the_web_only_when_asked(agorascope: Run, site: str, tmp_path: Path) -> None:
    """`--url-list` fetches its pages, and names what could not be had; an address as INPUT is refused."""
    (tmp_path / "urls.txt").write_text(f"# mine\n{site}/card.html\n{site}/none.html\n")
    done = agorascope("analyze", "--url-list", tmp_path / "urls.txt", "--json")
    assert [told["source"] for told in found(done.stdout)] == [f"{site}/card.html"]
    assert b"none.html" in done.stderr
    assert done.returncode == 3
    refused = agorascope("analyze", f"{site}/card.html", "--json")
    assert refused.returncode == 3
    assert b"--url-list" in refused.stderr
