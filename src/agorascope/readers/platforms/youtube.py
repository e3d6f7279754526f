"""YouTube: the .info.json that yt-dlp writes, of any site it knows; what the Data API answers is in `youtube_api`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agorascope.readers.fields import words
from agorascope.readers.json.document import Row, count, document, identity, moment, rows
from agorascope.readers.json.shape import Shape, shape
from agorascope.readers.notation.quotations import quoted
from agorascope.readers.platforms.youtube_api import Answers
from agorascope.readers.threads.drafts import Drafts
from agorascope.readers.threads.notices import Notices
from agorascope.records import Article, Comment, Thread
from agorascope.sources import Source

NAMES = (".info.json", ".info.json.gz")
API = re.compile(rb'"kind"\s*:\s*"youtube#comment')
# What yt-dlp says of every video; three of them are nobody else's, two in a file of that name.
VIDEO = frozenset({
    "webpage_url", "extractor", "extractor_key", "formats", "thumbnails", "uploader", "uploader_id", "channel_id",
    "upload_date", "automatic_captions", "comments", "comment_count", "view_count", "duration", "live_status",
})  # fmt: skip
SURE = 3
UNASKED = "the file holds no comments: yt-dlp writes them when asked, `yt-dlp --skip-download --write-comments ADDRESS`"


class YoutubeReader:
    """YouTube: yt-dlp's .info.json with comments, or the Data API's commentThreads."""

    name = "youtube"
    suffixes = (".json",)
    columns = ""

    def sniff(self, head: bytes, name: str) -> float:
        """Know a video by what yt-dlp says of it, an answer of the API by the kind it names."""
        found = shape(head)
        if found is None:
            return 0.0
        is_answer = "items" in found.keys and API.search(head) is not None
        is_thread = found.words.get("kind", "").startswith("youtube#comment")
        return 0.95 if is_answer or is_thread or _is_video(found, head, name) else 0.0

    def read(self, source: Source) -> Iterator[Thread]:
        """Give a thread for each video; raises `ReadError` where there is none."""
        whole, told = document(source)
        found = Drafts()
        answers = Answers(found)
        for thing in _things(whole, found.notices):
            if (words(thing, "kind") or "").startswith("youtube#"):
                answers.take(thing)
            elif thing.get("_type", "video") != "video":
                found.notices.add("no-comments", "a list of videos, or a video that is only named, without comments")
            elif VIDEO & thing.keys():
                _take_video(thing, found)
            else:
                found.notices.add("bad-item", "neither a video nor a comment; left out")
        answers.tell_missing()
        yield from found.threads(source, self.name, told)


def _things(whole: object, notices: Notices) -> Iterator[Row]:
    """Give videos, comment threads and comments, out of the lists and answers that hold them."""
    waiting: list[object] = [whole]
    while waiting:
        thing = waiting.pop()
        if not isinstance(thing, dict | list):
            notices.add("bad-item", "neither a video nor a comment; left out")
            continue
        under = thing if isinstance(thing, list) else thing.get("entries", thing.get("items"))
        if isinstance(under, list):
            waiting += under[::-1]
        elif isinstance(thing, dict):
            yield thing
        if isinstance(thing, dict) and words(thing, "nextPageToken"):
            notices.add("missing-comments", "the answer has further pages (`nextPageToken`); they are not in the file")


def _is_video(found: Shape, head: bytes, name: str) -> bool:
    if found.is_array:
        return False
    if found.keys.get("formats") == "array" and b'"format_id"' in head:  # all that is seen before megabytes of them
        return True
    return len(VIDEO & found.keys.keys()) >= SURE - name.lower().endswith(NAMES)


def _take_video(video: Row, found: Drafts) -> None:
    name = identity(video.get("id")) or ""
    text = words(video, "description") or ""
    article = Article(
        title=words(video, "title") or words(video, "fulltitle"),
        author=words(video, "uploader") or words(video, "channel") or words(video, "creator"),
        published=moment(video.get("upload_date"), video.get("timestamp")),
        url=words(video, "webpage_url") or words(video, "original_url"),
        text=text,
    )
    found.article(name, article, count(video.get("comment_count")))
    comments = video.get("comments")
    if not isinstance(comments, list):
        found.tell(name, "no-comments", UNASKED)
        return
    named = {identity(comment.get("id")) for comment in rows(comments)}
    for number, comment in enumerate(comments, start=1):
        if isinstance(comment, dict):
            found.comment(name, _written(comment, f"comment-{number}", named))
        else:
            found.notices.add("bad-item", "not a comment; left out", f"comment {number}")


def _written(comment: Row, unnamed: str, named: set[str | None]) -> Comment:
    name = identity(comment.get("id")) or unnamed
    parent = identity(comment.get("parent"))
    if parent is None:  # an answer `a.b` stands under `a`
        above = name.rpartition(".")[0]
        parent = above if above in named else None
    text = words(comment, "text") or ""
    return Comment(
        id=name,
        parent=parent,
        author=words(comment, "author"),
        published=moment(comment.get("timestamp")),
        text=text,
        quoted=quoted(text),
        by_article_author=comment.get("author_is_uploader") is True,
    )
