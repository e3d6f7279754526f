"""WordPress's REST API: posts, pages and comments in files of their own, read as one site."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agorascope import readers
from agorascope.errors import ReadError
from agorascope.readers import registry
from agorascope.readers.platforms.wordpress import WordpressReader
from agorascope.records import Notice, Thread
from agorascope.sources import Source
from tests.readers.documents import (
    LANGUAGES,
    SHARED,
    check_annotated,
    check_article,
    codes,
    needs_shared,
    read,
    said,
    survives,
    tree,
    twisted,
)

READER = WordpressReader()
OF_JSON = ("reddit", "hackernews", "youtube", "discourse", "wordpress")
EXPORTS = {"reddit.json": "reddit", "hn.json": "hackernews", "info.json": "youtube", "posts.json": "wordpress",
           "comments.json": "wordpress"}  # fmt: skip


def post(name: int, **fields: Any) -> dict[str, Any]:
    return {
        "id": name,
        "date": "2021-10-05T11:00:00",
        "date_gmt": "2021-10-05T08:00:00",
        "slug": f"post-{name}",
        "type": "post",
        "link": f"https://example.org/{name}",
        "title": {"rendered": f"Fees &#8211; {name}"},
        "author": 5,
        "content": {"rendered": f"<h2>Why</h2>\n<p>It&#8217;s {name}.</p>", "protected": False},
        **fields,
    }


def comment(name: int, of: int = 1, parent: int = 0, **fields: Any) -> dict[str, Any]:
    return {
        "id": name,
        "post": of,
        "parent": parent,
        "author": 0,
        "author_name": "Bob",
        "author_email": "bob@example.org",
        "author_ip": "192.0.2.7",
        "author_url": "",
        "date_gmt": "2021-10-05T09:00:00",
        "status": "approved",
        "type": "comment",
        "content": {"rendered": f"<p>Text {name}</p>\n"},
        **fields,
    }


def saved(folder: Path, **files: Any) -> Path:
    """Write files named `posts`, `comments_2` …."""
    for name, found in files.items():
        (folder / f"{name}.json").write_text(found if isinstance(found, str) else json.dumps(found), "utf-8")
    return folder


def taken(path: Path) -> list[Thread]:
    return list(READER.read(Source(str(path))))


def everything(folder: Path | str) -> tuple[list[Thread | ReadError], list[Notice]]:
    told: list[Notice] = []
    return list(readers.read([str(folder)], told=told.append)), told


@pytest.mark.parametrize("given_file", ["posts", "comments", "comments-2"])
def test_a_family_is_read_from_any_of_its_files(tmp_path: Path, given_file: str) -> None:
    """Posts, pages, comments and their further pages are one site; posts that nobody comments are discussions too."""
    site = saved(
        tmp_path,
        posts=[post(1), post(2)],
        pages=[post(3, type="page")],
        comments=[comment(11, parent=10), comment(12, of=3)],
        **{"comments-2": [comment(10)]},
    )
    found = taken(site / f"{given_file}.json")
    assert [(t.id, tree(t)) for t in found] == [
        ("3", [("12", None)]),
        ("1", [("10", None), ("11", "10")]),
        ("2", []),
    ]
    assert [codes(t) for t in found] == [[], [], []]


def test_what_is_read(tmp_path: Path) -> None:
    """Entities and tags are rendered, times are UTC, what identifies people is not read."""
    (thread,) = taken(
        saved(tmp_path, posts=[post(1)], comments=[comment(10, author_name="Bob &amp; Co")]) / "posts.json"
    )
    article, first = thread.article, thread.comments[0]
    assert (article.title, article.text, article.headings) == ("Fees – 1", "Why\n\nIt’s 1.", ((0, 3),))
    assert (article.url, article.published) == ("https://example.org/1", "2021-10-05T08:00:00+00:00")
    assert (first.text, first.published, first.site_status) == ("Text 10", "2021-10-05T09:00:00+00:00", "approved")
    assert "example.org" not in repr(first)
    assert "192.0.2.7" not in repr(thread)


def test_whose_comments_are_the_articles_author(tmp_path: Path) -> None:
    """The number of the account decides; visitors have none."""
    comments = [comment(10, author=5), comment(11, author=6), comment(12, of=2)]
    found = taken(saved(tmp_path, posts=[post(1), post(2, author=0)], comments=comments) / "posts.json")
    assert [c.by_article_author for t in found for c in t.comments] == [True, False, False]


@pytest.mark.parametrize(
    ("status", "meant"),
    [("hold", "pending"), ("spam", "spam"), ("trash", "trash"), ("approved", "approved"), (7, None)],
)
def test_what_the_site_decided(status: object, meant: str | None) -> None:
    """The site's own verdict is kept, and decides nothing."""
    (thread,) = read(READER, [comment(10, status=status)])
    assert [(c.text, c.site_status) for c in thread.comments] == [("Text 10", meant)]


def test_pingbacks_are_counted_and_left_out(tmp_path: Path) -> None:
    """Only comments and reviews are comments."""
    rows = [comment(10), comment(11, type="pingback"), comment(12, type="trackback"), comment(13, type="review")]
    (thread,) = taken(saved(tmp_path, posts=[post(1)], comments=rows) / "posts.json")
    assert [c.id for c in thread.comments] == ["10", "13"]
    assert said(thread, "no-comments") == "other than comments, left out: 1 pingback, 1 trackback"


def test_comments_alone() -> None:
    """Without posts there are comments by article, whose texts are missing and told."""
    found = read(READER, [comment(10), comment(11, of=2)])
    assert [(t.id, t.article.text, len(t.comments), codes(t)) for t in found] == [
        ("1", "", 1, ["no-article"]),
        ("2", "", 1, ["no-article"]),
    ]


def test_what_is_embedded(tmp_path: Path) -> None:
    """`?_embed` names the author and holds some comments; those that comments.json holds too are read from there."""
    embedded = {
        "author": [{"id": 5, "name": "Ann"}],
        "replies": [[{k: v for k, v in comment(n).items() if k not in {"post", "status"}} for n in (10, 11)]],
    }
    site = saved(tmp_path, posts=[post(1, _embedded=embedded)], comments=[comment(10)])
    (thread,) = taken(site / "posts.json")
    assert thread.article.author == "Ann"
    assert [(c.id, c.site_status) for c in thread.comments] == [("10", "approved"), ("11", None)]
    assert codes(thread) == []


def test_pages_that_overlap(tmp_path: Path) -> None:
    """A comment that slipped to the next page between two requests is read once and told."""
    site = saved(tmp_path, posts=[post(1)], posts_2=[post(1)], comments=[comment(10)], comments_page2=[comment(10)])
    (thread,) = taken(site / "posts.json")
    assert ([c.id for c in thread.comments], codes(thread)) == (["10"], ["repeated-id", "repeated-id"])


def test_single_objects_and_pages_in_one_array() -> None:
    """A post that was asked for by its number is an object; pages that were put together are arrays in an array."""
    assert [t.id for t in read(READER, post(1))] == ["1"]
    assert [t.id for t in read(READER, [[post(1)], [post(2)]])] == ["1", "2"]


def test_families_have_one_name(tmp_path: Path) -> None:
    """Files of another site, of other programs and of another name are not taken."""
    saved(tmp_path, posts=[post(1)], comments=[comment(10)], notes=[comment(11)], **{"other-comments": [comment(12)]})
    saved(tmp_path, **{"comments-old": [{"text": "a table of comments"}], "comments-3": "[]"})
    (tmp_path / "comments-4.json.gz").write_bytes(gzip.compress(json.dumps([comment(13)]).encode()))
    (thread,) = taken(tmp_path / "posts.json")
    assert [c.id for c in thread.comments] == ["10", "13"]


def test_a_folder_and_an_archive_are_read_once(tmp_path: Path) -> None:
    """Files that were read with another of their family are not read again."""
    site = tmp_path / "site"
    site.mkdir()
    saved(site, posts=[post(1)], pages=[post(2)], comments=[comment(10)], comments_2=[comment(11)])
    packed = tmp_path / "site.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in site.iterdir():
            archive.write(path, f"export/{path.name}")
    for given_path in (site, packed):
        found, told = everything(given_path)
        assert [(t.id, len(t.comments)) for t in found if isinstance(t, Thread)] == [("2", 0), ("1", 2)]
        assert (len(found), told) == (2, [])


def test_a_file_that_breaks_off_costs_no_neighbour(tmp_path: Path) -> None:
    """What came before the break is kept, the other files too; the break is told with its place."""
    cut = json.dumps([comment(11), comment(12)])[:-30]
    (tmp_path / "comments-3.json.gz").write_bytes(
        gzip.compress(json.dumps([comment(n) for n in range(20, 900)]).encode())[:-99]
    )
    site = saved(tmp_path, posts=[post(1)], comments=[comment(10)], **{"comments-2": cut})
    (thread,) = taken(site / "comments-2.json")
    assert [c.id for c in thread.comments][:2] == ["10", "11"]
    assert codes(thread)[0] == "broken-file"
    assert said(thread, "broken-file").startswith("read as far as item 1: not JSON, or cut off")


def test_objects_that_are_none_cost_no_neighbour() -> None:
    """What is neither a post nor a comment is told."""
    rows = [post(1), comment(10), 7, None, {"code": "rest_no_route"}, comment(11, content=None), comment(12, id=None)]
    (thread,) = read(READER, rows)
    assert [c.id for c in thread.comments] == ["10", "11", "comment-1"]
    assert codes(thread) == ["bad-item"] * 3 + ["empty-comment"]


def test_ten_thousand_levels_within_a_comment() -> None:
    """What is nested in a field that nobody reads costs nothing."""
    deep = json.dumps([comment(10)])[:-2] + ', "meta": ' + "[" * 10_000 + "]" * 10_000 + "}]"
    (thread,) = read(READER, deep)
    assert [c.id for c in thread.comments] == ["10"]


def test_broken_signs() -> None:
    """Lone surrogates, also where two reads of the stream part them, become U+FFFD and are told; whole ones stay."""
    pad = "x" * (1 << 18)
    for shift in range(14):
        data = json.dumps([comment(10, content={"rendered": pad[shift:] + "SIGNS"})])
        (thread,) = read(READER, data.replace("SIGNS", r"\ud83d\ude00 \\ud83d \ud83d \ude00"))
        assert thread.comments[0].text.endswith("x😀 \\ud83d \ufffd \ufffd")
        assert said(thread, "broken-utf8").startswith("2 broken bytes or lone surrogates")


@pytest.mark.parametrize("data", ["", "[]", "nonsense", '{"code": "rest_forbidden", "data": {"status": 401}}', "[[["])
def test_what_holds_no_post_is_refused(data: str) -> None:
    """An empty, a foreign and a cut file are refused with their name and the reason."""
    with pytest.raises(ReadError, match=r"export\.json"):
        read(READER, data)


def test_detection() -> None:
    """Posts and comments are known by what they say, whatever their files are called; media and tables are not."""
    assert READER.sniff(json.dumps([comment(10)]).encode(), "x.json") > 0.9
    assert READER.sniff(json.dumps(post(1)).encode(), "x.json") > 0.9
    long = post(1, content={"rendered": "<p>" + "word " * 20_000})
    assert READER.sniff(json.dumps([long]).encode()[: 1 << 16], "x.json") > 0.9
    assert READER.sniff(json.dumps([post(1, media_type="image")]).encode(), "posts.json") == 0
    assert READER.sniff(b'[{"id": 1, "post": 2, "content": "A table"}]', "comments.json") == 0


@needs_shared
@pytest.mark.parametrize("given_file", ["posts.json", "comments.json"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_annotated_discussions(language: str, given_file: str) -> None:
    """The exports of the annotated discussions hold what was annotated, whichever file is given."""
    (thread,) = READER.read(Source(str(SHARED / f"{language}-dev.wp" / given_file)))
    check_annotated(thread, language)
    check_article(thread, language)


@needs_shared
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_folder_of_an_annotated_discussion_is_one_thread(language: str) -> None:
    """A folder of a site's files is read once, as one discussion."""
    found, told = everything(SHARED / f"{language}-dev.wp")
    assert [t.format for t in found if isinstance(t, Thread)] == ["wordpress"]
    assert (len(found), told) == (1, [])


@needs_shared
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_export_is_for_one_reader(language: str) -> None:
    """Of all readers exactly one is surest of each export of JSON, and the five refuse every other file."""
    files = [path for path in SHARED.rglob("*") if path.is_file() and f"{language}-dev" in str(path)]
    assert len(files) == 12
    for path in files:
        source = Source(str(path))
        sure = {name: reader.sniff(source.head(), source.name) for name, reader in registry.readers().items()}
        meant = next((reader for ending, reader in EXPORTS.items() if path.name.endswith(ending)), None)
        assert [name for name in OF_JSON if sure[name]] == ([meant] if meant else [])
        if meant:
            assert registry.chosen(source).name == meant
            assert sorted(sure.values())[-2] < sure[meant]


@given(st.binary())
def test_any_bytes(data: bytes) -> None:
    """Nothing that bytes can hold raises anything but `ReadError`."""
    survives(READER, data)


@given(twisted([post(1, _embedded={"replies": [[comment(9)]]}), comment(10, author=5), comment(11, parent=10)]))
def test_twisted_documents(data: bytes) -> None:
    """Nothing that a site's files can become raises anything but `ReadError`."""
    survives(READER, data)
