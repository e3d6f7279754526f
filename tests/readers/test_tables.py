"""Tables of other people's columns, in any order, of any size."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agorascope.errors import ReadError, UsageError
from agorascope.readers import read
from agorascope.readers.tables import CsvReader, JsonlReader, JsonReader, ParquetReader
from agorascope.records import Thread
from agorascope.sources import Source

READERS = {"csv": CsvReader, "tsv": CsvReader, "jsonl": JsonlReader, "json": JsonReader, "parquet": ParquetReader}


def threads(text: str | bytes, name: str = "rows.csv", columns: Mapping[str, str] | None = None) -> list[Thread]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(READERS[name.rpartition(".")[2]]().read(Source(name, io.BytesIO(data), columns=columns or {})))


@pytest.mark.parametrize(
    "header",
    [
        "id,parent_id,author,published,text",
        "comment_id,comment_parent,comment_author,comment_date_gmt,comment_content",
        "cid,parent_comment_id,nickname,create_time,content",
        "Comment ID;Reply To;User Name;Created At;Comment Text",
        "评论ID\t父评论ID\t用户昵称\t评论时间\t评论内容",
        "ID|απάντηση_σε|συντάκτης|ημερομηνία|σχόλιο",
    ],
)
def test_columns_of_known_exports_are_known(header: str) -> None:
    """Whatever an export calls its columns, delimiter and case included, the rows are the same comments."""
    sign = next(sign for sign in ",;\t|" if sign in header)
    rows = [["2", "1", "Νίκος", "2021-10-05 13:52:00", "δεύτερο"], ["1", "0", "", "2021-10-05 12:00:00", "πρώτο"]]
    (thread,) = threads("\n".join([header, *(sign.join(row) for row in rows)]))
    assert [(c.id, c.parent, c.author, c.published, c.text) for c in thread.comments] == [
        ("1", None, None, "2021-10-05T12:00:00", "πρώτο"),
        ("2", "1", "Νίκος", "2021-10-05T13:52:00", "δεύτερο"),
    ]


def test_named_columns_win() -> None:
    """`--map` decides against a column that would be known by its name."""
    (thread,) = threads("id,text,body,to\n1,a,b,\n2,c,d,1\n", columns={"text": "body", "parent": "to"})
    assert [(c.text, c.parent) for c in thread.comments] == [("b", None), ("d", "1")]


def test_articles_by_column_and_by_file(tmp_path: Path) -> None:
    """Rows name their article by its columns, by its title alone, or by a file beside the table."""
    (one, two) = threads("article_id,article_title,article_text,text\na,T,Text of a.,x\nb,U,,y\na,T,Text of a.,z\n")
    assert (one.id, one.article.title, one.article.text, len(one.comments)) == ("a", "T", "Text of a.", 2)
    assert (two.id, two.article.title, two.article.text) == ("b", "U", "")
    page = (
        "<html><head><title>The card</title></head><body><h1>The card</h1><p>"
        + "It is no favour. " * 30
        + "</p></body></html>"
    )
    (tmp_path / "card.html").write_text(page)
    (tmp_path / "secret.txt").write_text("not beside the table")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "rows.csv").write_text("article_file,text\n../secret.txt,x\n")
    (tmp_path / "rows.csv").write_text("article_file,text\ncard.html,x\nrows.csv,y\n")
    (by_file, itself) = read([str(tmp_path / "rows.csv")])
    assert isinstance(by_file, Thread)
    assert isinstance(itself, Thread)
    assert by_file.article.title == "The card"
    assert by_file.article.text.startswith("It is no favour.")
    assert itself.article.text == ""
    (outside,) = read([str(tmp_path / "sub")])
    assert isinstance(outside, Thread)
    assert outside.article.text == ""
    assert [notice.code for notice in outside.notices] == ["no-article", "no-article"]


def test_one_title_is_no_name() -> None:
    """Where all rows have one title and no id, or none at all, the discussion is called as its file."""
    for rows in ("A fee,Good.\nA fee,Bad.", "A fee,Good.\n,Bad.", ",Good.\nA fee,Bad."):
        (thread,) = threads(f"article_title,text\n{rows}\n", "club.csv")
        assert (thread.id, thread.article.title, len(thread.comments)) == ("club", "A fee", 2)
    row = {"article_title": "A fee", "text": "Good."}
    (thread,) = threads(json.dumps(row), "club.jsonl")
    assert (thread.id, thread.article.title) == ("club", "A fee")


def test_several_titles_are_names() -> None:
    """Titles tell discussions apart where nothing else does, in whatever order; an id is one even if it is a title."""
    found = threads("article_title,text\nA fee,Good.\nB fee,Bad.\nA fee,So so.\n", "club.csv")
    assert [(one.id, len(one.comments)) for one in found] == [("A fee", 2), ("B fee", 1)]
    (thread,) = threads("article_id,article_title,text\na1,A fee,Good.\n", "club.csv")
    assert thread.id == "a1"
    for rows in ("A fee,,Good.\n,A fee,Bad.", ",A fee,Bad.\nA fee,,Good."):
        (thread,) = threads(f"article_id,article_title,text\n{rows}\n", "club.csv")
        assert (thread.id, len(thread.comments)) == ("A fee", 2)


def test_rows_with_missing_fields_are_refused_by_line() -> None:
    """A short or long row, or one without text, is a notice with its line; the others are read."""
    (thread,) = threads("id,text\n1,a\n2\n3,b,c\n4,\n5,d\n")
    assert [c.text for c in thread.comments] == ["a", "", "d"]
    assert [(n.code, n.where) for n in thread.notices] == [
        ("bad-line", "line 3"),
        ("bad-line", "line 4"),
        ("no-article", ""),
        ("empty-comment", "comment 4"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1253", "gb18030"])
def test_encodings_are_found(encoding: str) -> None:
    """A byte-order mark or an old character set is read as what it is; the latter is told."""
    words = "这张会员卡根本不是优惠，而是陷阱" if encoding == "gb18030" else "Η κάρτα δεν σου κάνει καμία χάρη"
    (thread,) = threads((f"id,text\n1,{words}\n" * 1 + f"2,{words} {words}\n" * 20).encode(encoding))
    assert thread.comments[0].text == words
    assert [n.code for n in thread.notices if n.code == "encoding"] == ["encoding"] * (encoding != "utf-8-sig")


def test_all_kinds_of_tables_give_the_same(tmp_path: Path) -> None:
    """JSONL, JSON, CSV, TSV and Parquet with the same rows are the same threads."""
    rows: list[dict[str, str | None]] = [
        {"id": "1", "parent_id": None, "article_id": "a", "author": "Ann", "text": '> you\n\nme, and "more"'},
        {"id": "2", "parent_id": "1", "article_id": "a", "author": "周敏", "text": "不"},
    ]
    (tmp_path / "r.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (tmp_path / "r.json").write_text(json.dumps(rows))
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "r.parquet")
    for sign, ending in ((",", "csv"), ("\t", "tsv")):
        lines = [sign.join(rows[0])] + [
            sign.join('"' + str(value or "").replace('"', '""') + '"' for value in row.values()) for row in rows
        ]
        (tmp_path / f"r.{ending}").write_text("\r\n".join(lines))
    found = [next(read([str(tmp_path / f"r.{end}")])) for end in ("jsonl", "json", "csv", "tsv", "parquet")]
    assert all(isinstance(thread, Thread) for thread in found)
    assert len({thread.comments for thread in found if isinstance(thread, Thread)}) == 1
    assert [thread.format for thread in found if isinstance(thread, Thread)] == [
        "jsonl",
        "json",
        "csv",
        "csv",
        "parquet",
    ]


def test_ids_that_say_whom_they_answer() -> None:
    """Where no row has a parent, `a.b` answers `a`; where one has, ids are only ids."""
    (told,) = threads('{"cid": "Ugx", "text": "a"}\n{"cid": "Ugx.9z", "text": "b"}\n', "r.jsonl")
    assert [c.parent for c in told.comments] == [None, "Ugx"]
    (other,) = threads("id,parent_id,text\n1,,a\n1.1,,b\n2,1,c\n")
    assert sorted((c.id, c.parent) for c in other.comments) == [("1", None), ("1.1", None), ("2", "1")]


def test_pushshift_rows_make_the_tree() -> None:
    """Prefixes of Reddit's ids are taken off wherever they stand; a comment on the post is top-level."""
    rows = [
        {"id": "c2", "link_id": "t3_p", "parent_id": "t1_c1", "author": "b", "body": "no", "created_utc": 1633424200},
        {
            "id": "c1",
            "link_id": "t3_p",
            "parent_id": "t3_p",
            "author": "[deleted]",
            "body": "yes",
            "created_utc": "1633424100",
        },
    ]
    (thread,) = threads("\n".join(map(json.dumps, rows)), "r.jsonl")
    assert [(c.id, c.parent, c.author) for c in thread.comments] == [("c1", None, None), ("c2", "c1", "b")]
    assert thread.comments[0].published == "2021-10-05T08:55:00+00:00"
    assert thread.id == "p"


def test_addresses_are_not_names() -> None:
    """An e-mail address in the place of a name loses its domain, an IP is nobody; other columns are never read."""
    (thread,) = threads(
        "text,author,author_email,ip_location\n"
        "a,jane.doe@example.org,jane.doe@example.org,Athens\nb,192.0.2.1,,\nc,2001:db8::1,,\nd,Jane <jane@x.org>,,\n"
    )
    assert [c.author for c in thread.comments] == ["jane.doe", None, None, "Jane"]
    assert "@" not in repr(thread)
    assert "192.0" not in repr(thread)


def test_no_text_column_is_told_with_the_columns_there_are() -> None:
    """The error names the columns and what to write."""
    with pytest.raises(ReadError, match="--map text=COLUMN") as told:
        threads("a,b\n1,2\n")
    assert "a, b" in str(told.value)


def test_many_bad_lines_are_counted_not_kept() -> None:
    """A hundred notices of a kind are kept, then their number."""
    (thread,) = threads("id,text\n1,a\n" + "x\n" * 5000)
    bad = [notice.message for notice in thread.notices if notice.code == "bad-line"]
    assert len(bad) == 101
    assert bad[-1] == "4,900 more of the kind"


# The highest memory of the process itself: what getrusage tells includes that of the process it was forked from.
SCRIPT = """
import re, sys
from agorascope.readers import read
n = sum(len(t.comments) for t in read([sys.argv[1]]))
print(n, int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for the memory")
@pytest.mark.parametrize("ending", ["jsonl", "csv", "json"])
def test_large_tables_are_read_in_little_memory(tmp_path: Path, ending: str) -> None:
    """80 MB of rows of 1,000 articles, interleaved and children first, need less than 200 MB, interpreter included."""
    path = tmp_path / f"rows.{ending}"
    text, count = "The card is a trap and everybody knows it. " * 22, 80_000
    with path.open("w") as file:
        file.write({"csv": "id,parent_id,article_id,text\n", "json": "[", "jsonl": ""}[ending])
        for n in range(count, 0, -1):
            parent = str(n - 1000) if n > 1000 else ""
            row = {"id": str(n), "parent_id": parent, "article_id": str(n % 1000), "text": text}
            if ending == "csv":
                file.write(f"{n},{parent},{n % 1000},{text}\n")
            else:
                file.write(json.dumps(row) + ("," if ending == "json" and n > 1 else "") + "\n")
        file.write("]" if ending == "json" else "")
    done = subprocess.run([sys.executable, "-c", SCRIPT, str(path)], capture_output=True, check=True, text=True)  # noqa: S603
    read_count, peak = map(int, done.stdout.split())
    assert read_count == count
    assert peak < 200


@given(st.binary(max_size=400), st.sampled_from(sorted(READERS)))
def test_no_bytes_raise_anything_but_a_read_error(data: bytes, ending: str) -> None:
    """Whatever a file holds, it is read or refused."""
    try:
        found = threads(data, f"x.{ending}")
    except ReadError:
        return
    assert all(comment.parent is None or comment.depth for thread in found for comment in thread.comments)


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=12), min_size=4, max_size=4),
        max_size=8,
    )
)
@example([["", "", "", "[removed]"], ["", "", "", "kept"]])
def test_any_rows_of_any_text_are_kept(rows: list[list[str]]) -> None:
    """Every row of a well-formed table is a comment, or the counted place of one that is gone, whatever its ids are."""
    import csv

    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["id", "parent_id", "author", "text"])
    writer.writerows(rows)
    if not rows:
        return
    (thread,) = threads(file.getvalue().encode())
    gone = [int(n.message.split()[0]) for n in thread.notices if n.code == "deleted-comments"]
    assert len(thread.comments) + sum(gone) == len(rows)
    assert sum(gone) <= sum(text.strip() in {"[deleted]", "[removed]"} for *_, text in rows)


def test_pushshift_posts_are_articles_and_what_is_gone_holds_the_tree() -> None:
    """A submission is the article, escapes are undone, a removed comment that is answered stays without its text."""
    rows = [
        {"id": "p", "title": "The card", "author": "op", "selftext": "It is no favour.", "created_utc": 1633420800},
        {"id": "c1", "link_id": "t3_p", "parent_id": "t3_p", "author": "x", "body": "[removed]"},
        {"id": "c2", "link_id": "t3_p", "parent_id": "t1_c1", "author": "b", "body": "&gt; you\n\nA &amp; B"},
        {"id": "c3", "link_id": "t3_p", "parent_id": "t3_p", "author": "y", "body": "[deleted]"},
    ]
    (thread,) = threads("\n".join(map(json.dumps, rows)), "r.jsonl")
    assert (thread.article.title, thread.article.text) == ("The card", "It is no favour.")
    assert [(c.id, c.text, c.site_status) for c in thread.comments] == [
        ("c1", "", "deleted"),
        ("c2", "> you\n\nA & B", None),
    ]
    assert [n.code for n in thread.notices] == ["deleted-comments"]


def test_utf_16_as_some_shells_write_it(tmp_path: Path) -> None:
    """JSON and CSV in UTF-16 are found for what they are."""
    (tmp_path / "a.json").write_text('[{"id": "1", "text": "ναι"}]', "utf-16")
    (tmp_path / "b.csv").write_text("id,text\n1,ναι\n", "utf-16")
    found = list(read([str(tmp_path)]))
    assert [(t.format, t.comments[0].text) for t in found if isinstance(t, Thread)] == [("json", "ναι"), ("csv", "ναι")]


def test_arrays_nested_beyond_all_sense_are_refused() -> None:
    """A JSON array 300,000 deep is an error, not a crash; lone surrogates cost nothing."""
    with pytest.raises(ReadError, match="deep"):
        threads("[" * 300_000, "x.json")
    (thread,) = threads('[{"id": "1", "text": "cut \\ud83d"}, {"id": "2", "text": "\\udc00 whole"}]', "x.json")
    assert [c.text for c in thread.comments] == ["cut \ufffd", "\ufffd whole"]


def test_names_of_ours_are_checked(tmp_path: Path) -> None:
    """`parent_id` is as good as `parent`; a name that no column has is refused at once, with those there are."""
    (tmp_path / "r.csv").write_text("id,body,to\n1,a,\n2,b,1\n")
    (thread,) = read([str(tmp_path / "r.csv")], columns={"parent_id": "to"})
    assert isinstance(thread, Thread)
    assert thread.comments[1].parent == "1"
    with pytest.raises(UsageError, match="no column is called parrent; there are text"):
        read([str(tmp_path / "r.csv")], columns={"parrent": "to"})


def test_a_page_that_is_not_there_is_looked_for_once(tmp_path: Path) -> None:
    """A thousand rows that name the same missing page, or a table in its place, make one notice of it."""
    rows = "".join(f"{n},gone.html,x\n" for n in range(1000)) + "1001,other.csv,y\n1002,other.csv,z\n"
    (tmp_path / "rows.csv").write_text("id,article_file,text\n" + rows)
    (tmp_path / "other.csv").write_text("id,text\n1,a\n")
    (first, second) = read([str(tmp_path / "rows.csv")])
    assert isinstance(first, Thread)
    assert isinstance(second, Thread)
    assert (len(first.comments), len(second.comments)) == (1000, 2)
    told = [(notice.where, notice.message) for notice in first.notices if notice.where.startswith("line")]
    assert told == [
        ("line 2", "gone.html: is not in the folder of the table"),
        ("line 1002", "other.csv: is csv, not a page"),
    ]
