"""Archives, compressed files, folders: every page in them is found, the rest is counted, nothing is unpacked."""

from __future__ import annotations

import gzip
import io
import sys
import zipfile
from pathlib import Path

import pytest

from agorascope.errors import ReadError
from agorascope.readers import read
from agorascope.records import Notice, Thread
from agorascope.sources import Source

PAGE = "A Title Of Some Length\n\n" + "A sentence of the article that goes on for long enough. " * 3 + "\n"
ROWS = "id,parent_id,text\n1,,first\n2,1,second\n"


def found(*inputs: str | Path, told: list[Notice] | None = None) -> list[str]:
    got = read([str(given) for given in inputs], told=(told if told is not None else []).append)
    return [f"{t.format} {t.source}" if isinstance(t, Thread) else f"{t.source}: {t.reason}" for t in got]


def packed(path: Path, members: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_an_archive_is_read_as_a_folder(tmp_path: Path) -> None:
    """Members are named by archive and path, in sorted order; hidden ones are none; others are counted."""
    path = packed(
        tmp_path / "all.zip",
        {
            "b/page.txt": PAGE,
            "a.csv": ROWS,
            "pic.png": b"\x89PNG",
            "__MACOSX/a.csv": "x",
            ".hidden.txt": PAGE,
            "d/": "",
        },
    )
    told: list[Notice] = []
    assert found(path, told=told) == [f"csv {path}/a.csv", f"text {path}/b/page.txt"]
    assert [(notice.where, notice.message) for notice in told] == [
        (str(path), "1 file of other kinds passed over (.png 1)")
    ]


def test_what_is_compressed_is_read_by_its_content(tmp_path: Path) -> None:
    """`.gz` is undone for a named file, in a folder and in an archive, whatever the format inside."""
    (tmp_path / "rows.csv.gz").write_bytes(gzip.compress(ROWS.encode()))
    (tmp_path / "page.gz").write_bytes(gzip.compress(PAGE.encode()))
    assert found(tmp_path) == [f"text {tmp_path}/page.gz", f"csv {tmp_path}/rows.csv.gz"]
    inside = packed(tmp_path / "z.zip", {"rows.csv.gz": gzip.compress(ROWS.encode())})
    assert found(inside) == [f"csv {inside}/rows.csv.gz"]
    assert Source(str(tmp_path / "rows.csv.gz")).stem == "rows"


def test_archives_come_through_a_pipe(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Standard input may be compressed or an archive."""
    data = packed(tmp_path / "x.zip", {"page.txt": PAGE}).read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert found("-") == ["text -/page.txt"]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(PAGE.encode()))))
    assert found("-") == ["text -"]


def test_broken_archives_are_errors_that_cost_nobody_else(tmp_path: Path) -> None:
    """Cut, foreign, empty and locked archives are refused with a reason; their neighbours are read."""
    whole = packed(tmp_path / "w.zip", {"page.txt": PAGE * 40}).read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "cut.txt.gz").write_bytes(gzip.compress(PAGE.encode() * 50)[:-30])
    packed(tmp_path / "sheet.xlsx", {"xl/workbook.xml": "<x/>"})
    packed(tmp_path / "empty.zip", {"readme.rtf": "x"})
    got = found(*(tmp_path / name for name in ("cut.zip", "w.zip", "cut.txt.gz", "sheet.xlsx", "empty.zip")))
    assert "a broken archive" in got[0]
    assert got[1] == f"text {tmp_path}/w.zip/page.txt"
    assert "broken or cut off" in got[2]
    assert "a spreadsheet" in got[3]
    assert "an archive without pages" in got[4]


def test_a_damaged_member_is_an_error_of_its_own(tmp_path: Path) -> None:
    """A member whose checksum is wrong is refused, the others are read."""
    path = packed(tmp_path / "d.zip", {"a.txt": PAGE * 30, "b.txt": PAGE})
    data = bytearray(path.read_bytes())
    data[60:70] = b"\xff" * 10
    path.write_bytes(data)
    bad, good = found(path)
    assert f"{path}/a.txt" in bad
    assert "broken or cut off" in bad
    assert good == f"text {path}/b.txt"


def test_more_than_a_page_can_be_is_refused() -> None:
    """A page of more than the limit, as a bomb unpacks to, is refused before it fills the memory."""
    bomb = Source("bomb.txt", io.BytesIO(gzip.compress(bytes(50_000_000))))
    with pytest.raises(ReadError, match="more than 1 MB in one piece"):
        bomb.data(1 << 20)


def test_pictures_saved_beside_a_page_are_not_pages(tmp_path: Path) -> None:
    """`page_files/` beside `page.html` holds frames and scripts of that page; other folders are read."""
    (tmp_path / "page_files").mkdir()
    (tmp_path / "other_files").mkdir()
    (tmp_path / "page.html").write_text("<html><body><p>Text of the page itself.</p></body></html>")
    (tmp_path / "page_files" / "frame.html").write_text("<html><body>advert</body></html>")
    (tmp_path / "other_files" / "a.txt").write_text(PAGE)
    assert found(tmp_path) == [f"text {tmp_path}/other_files/a.txt", f"html {tmp_path}/page.html"]


def test_unknown_files_in_folders_are_told_and_named_ones_are_errors(tmp_path: Path) -> None:
    """A JSON file that is no discussion is passed over in a folder, refused when it is named."""
    (tmp_path / "a.txt").write_text(PAGE)
    (tmp_path / "package.json").write_text('{"name": "x",\n "version": 1}')
    (tmp_path / "logo.svg").write_text("<svg/>")
    told: list[Notice] = []
    assert found(tmp_path, told=told) == [f"text {tmp_path}/a.txt"]
    assert [notice.message for notice in told] == [
        "1 file of other kinds passed over (.svg 1)",
        f"1 file that no reader recognises passed over: {tmp_path}/package.json",
    ]
    (refused,) = found(tmp_path / "package.json")
    assert "no reader recognises the content" in refused


def test_an_address_is_not_fetched_unasked() -> None:
    """An address among the inputs is an error that says how to ask for it."""
    (error,) = read(["https://example.org/page"])
    assert isinstance(error, ReadError)
    assert "--url-list" in error.advice
