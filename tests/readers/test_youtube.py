"""YouTube: what yt-dlp writes beside a video, and what the Data API answers."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agorascope.errors import ReadError
from agorascope.readers.platforms.youtube import YoutubeReader
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

READER = YoutubeReader()


def comment(name: str, parent: str | None = "root", **fields: Any) -> dict[str, Any]:
    return {
        "id": name,
        "parent": parent,
        "text": f"Text {name}",
        "author": "@bob",
        "timestamp": 1633424400,
        "author_is_uploader": False,
        "like_count": 3,
        "is_pinned": False,
        **fields,
    }


def video(*comments: Any, **fields: Any) -> dict[str, Any]:
    return {
        "id": "vid",
        "title": "On fees",
        "formats": [{"format_id": "18"}],
        "description": "A fee.\n\n## Why",
        "uploader": "Ann",
        "upload_date": "20211005",
        "webpage_url": "https://www.youtube.com/watch?v=vid",
        "extractor": "youtube",
        "comment_count": len(comments),
        "comments": list(comments),
        **fields,
    }


def answer(name: str, parent: str | None = None, **fields: Any) -> dict[str, Any]:
    snippet = {
        "videoId": "v1",
        "textDisplay": f"Text<br>{name}",
        "authorDisplayName": "@bob",
        "authorChannelId": {"value": "UCb"},
        "publishedAt": "2021-10-05T09:00:00Z",
        "channelId": "UCa",
        **({"parentId": parent} if parent else {}),
        **fields,
    }
    return {"kind": "youtube#comment", "etag": "x", "id": name, "snippet": snippet}


def started(name: str, *replies: Any, video_id: str = "v1", total: int | None = None, **fields: Any) -> dict[str, Any]:
    snippet = {
        "channelId": "UCa",
        "videoId": video_id,
        "topLevelComment": answer(name, videoId=video_id, **fields),
        "totalReplyCount": len(replies) if total is None else total,
    }
    under = {"replies": {"comments": list(replies)}} if replies else {}
    return {"kind": "youtube#commentThread", "etag": "x", "id": name, "snippet": snippet, **under}


def page(*threads: Any, **fields: Any) -> dict[str, Any]:
    return {"kind": "youtube#commentThreadListResponse", "etag": "x", "items": list(threads), **fields}


INFO = video(comment("a"), comment("a.b", "a", author_is_uploader=True), comment("c"))
ANSWER = page(
    started("a", answer("a.1", "a", authorChannelId={"value": "UCa"}), total=4),
    started("b", video_id="v2"),
    nextPageToken="Q",
)


def test_a_video() -> None:
    """The description is the article, comments stand under one another, handles stay, the uploader is the author."""
    (thread,) = read(READER, INFO)
    assert tree(thread) == [("a", None), ("a.b", "a"), ("c", None)]
    assert [(c.author, c.by_article_author) for c in thread.comments] == [
        ("@bob", False),
        ("@bob", True),
        ("@bob", False),
    ]
    assert (thread.id, thread.article.author, thread.article.published) == ("vid", "Ann", "2021-10-05")
    assert [thread.article.text[start:end] for start, end in thread.article.headings] == ["Why"]
    assert (thread.comments[0].published, thread.declared_comments, codes(thread)) == (
        "2021-10-05T09:00:00+00:00",
        3,
        [],
    )


def test_parents_that_only_ids_tell() -> None:
    """Where `parent` is missing, `a.b` answers `a`; a dot alone makes no answer."""
    (thread,) = read(READER, video(comment("a", None), comment("a.b", None), comment("x.y", None)))
    assert tree(thread) == [("a", None), ("a.b", "a"), ("x.y", None)]
    assert codes(thread) == []


@pytest.mark.parametrize("fields", [{"comments": None}, {"comments": None, "comment_count": 1200}])
def test_a_video_without_its_comments(fields: dict[str, Any]) -> None:
    """A file that was written without comments is a discussion that says how to get them."""
    (thread,) = read(READER, video(**fields))
    assert (thread.article.title, thread.comments) == ("On fees", ())
    assert "yt-dlp --skip-download --write-comments" in said(thread, "no-comments")


def test_a_video_that_nobody_comments() -> None:
    """No comments are not the same as comments that were not asked for."""
    (thread,) = read(READER, video())
    assert (thread.declared_comments, codes(thread)) == (0, [])


def test_a_list_of_videos() -> None:
    """Each video of a list is a discussion; one that is only named is told."""
    (thread,) = read(READER, {"_type": "playlist", "entries": [INFO, {"_type": "url", "url": "x"}, None]})
    assert (thread.id, sorted(codes(thread))) == ("vid", ["bad-item", "no-comments"])


def test_a_list_without_videos_is_refused() -> None:
    """What yt-dlp writes of a channel holds no comments, and says so."""
    data = {"id": "UC", "title": "Channel", "_type": "playlist", "webpage_url": "x", "extractor": "youtube:tab"}
    with pytest.raises(ReadError, match="a list of videos"):
        read(READER, data, "Channel.info.json")


def test_detection_before_megabytes_of_formats() -> None:
    """The first 64 KiB of a video may hold nothing but formats."""
    formats = [
        {"format_id": str(n), "fragments": [{"url": "https://example.org/" + "x" * 50}] * 20} for n in range(2000)
    ]
    data = json.dumps(video(formats=formats)).encode()
    assert len(data) > 1 << 20
    assert READER.sniff(data[: 1 << 16], "clip.info.json") > 0.9
    assert READER.sniff(data[: 1 << 16], "clip.json") > 0.9


def test_detection_by_what_is_said() -> None:
    """Two of yt-dlp's keys suffice in a file of its name, three in any; a file's name alone does not."""
    few = json.dumps({"id": "x", "title": "t", "webpage_url": "u", "comments": []}).encode()
    assert READER.sniff(few, "clip.info.json") > 0.9
    assert READER.sniff(few, "clip.json") == 0
    assert READER.sniff(b'{"id": "x", "title": "t"}', "clip.info.json") == 0
    assert READER.sniff(json.dumps(ANSWER).encode(), "x.json") > 0.9
    assert READER.sniff(json.dumps([ANSWER, ANSWER]).encode(), "x.json") > 0.9


def test_the_data_api() -> None:
    """Comment threads are put together by video; kept-back replies and further pages are told."""
    first, second = read(READER, ANSWER)
    assert (first.id, tree(first)) == ("v1", [("a", None), ("a.1", "a")])
    assert (second.id, tree(second)) == ("v2", [("b", None)])
    assert [(c.text, c.by_article_author) for c in first.comments] == [("Text\na", False), ("Text\na.1", True)]
    assert first.article.url == "https://www.youtube.com/watch?v=v1"
    assert "further pages" in said(first, "missing-comments")
    assert "3 replies are not in the file" in said(first, "missing-comments")
    assert "no-article" in codes(second)


def test_further_pages_and_replies_of_the_data_api() -> None:
    """Answers that were put into one array are read together, replies that were asked for by themselves too."""
    replies = {"kind": "youtube#commentListResponse", "items": [answer("a.1", "a"), answer("a.2", "a")]}
    (thread,) = read(READER, [page(started("a")), page(started("b")), replies])
    assert tree(thread) == [("a", None), ("a.1", "a"), ("a.2", "a"), ("b", None)]


def test_texts_of_the_data_api() -> None:
    """What was typed is preferred to its HTML; what the owner of the channel decided stays."""
    typed = started("a", textOriginal="1 < 2\n> quoted", moderationStatus="heldForReview")
    shown = started("b", textDisplay='1 &lt; 2<br><br>See <a href="https://x.example">https://x.example</a>')
    (thread,) = read(READER, page(typed, shown))
    assert [(c.text, c.site_status) for c in thread.comments] == [
        ("1 < 2\n> quoted", "pending"),
        ("1 < 2\n\nSee https://x.example", None),
    ]
    assert thread.comments[0].quoted == ((6, 14),)


def test_things_that_are_no_comments_cost_no_neighbour() -> None:
    """What is no comment is told; the others stay."""
    (thread,) = read(READER, video(7, None, comment("a"), {"text": "Nameless"}))
    assert [c.text for c in thread.comments] == ["Text a", "Nameless"]
    (other,) = read(READER, page(5, started("a", 6, {}), {"kind": "youtube#commentThread"}))
    assert (tree(other), codes(other).count("bad-item")) == ([("a", None)], 4)


@pytest.mark.parametrize("data", ["", "{}", "[]", "nonsense", '{"items": []}', json.dumps(INFO)[:-40]])
def test_what_holds_no_video_is_refused(data: str) -> None:
    """An empty, a foreign and a cut file are refused with their name and the reason."""
    with pytest.raises(ReadError, match=r"export\.json"):
        read(READER, data)


@needs_shared
@pytest.mark.parametrize("language", LANGUAGES)
def test_annotated_discussions(language: str) -> None:
    """The exports of the annotated discussions hold what was annotated."""
    (thread,) = READER.read(Source(str(SHARED / f"{language}-dev.info.json")))
    check_annotated(thread, language)
    check_article(thread, language)


@given(st.binary())
def test_any_bytes(data: bytes) -> None:
    """Nothing that bytes can hold raises anything but `ReadError`."""
    survives(READER, data)


@given(twisted(INFO) | twisted(ANSWER))
def test_twisted_documents(data: bytes) -> None:
    """Nothing that a video or an answer can become raises anything but `ReadError`."""
    survives(READER, data)
