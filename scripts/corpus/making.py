"""A corpus of any number of comments as JSON Lines, written discussion by discussion; smaller ones begin larger ones.

Only real comments while there are enough, then texts composed of their sentences (`composing`), in the shapes of real
threads (`shapes`) with re-posts and adverts at rates that `posting` tells.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from scripts.corpus import sources
from scripts.corpus.posting import Post
from scripts.corpus.site import SEED, Site, Talk

_BEGINNING = datetime(2021, 3, 1)  # noqa: DTZ001 - exports say no zone
_TOLD_EVERY = 100_000

Tell = Callable[[str], None]
Row = dict[str, Any]


def made(data: Path, folder: Path, comments: int, tell: Tell) -> tuple[Path, Row]:
    """Give the corpus of so many comments, and what it consists of; it is made where the folder has none."""
    path = folder / f"corpus-{comments}.jsonl"
    about = path.with_suffix(".about.json")
    if not about.is_file():
        tell(f"making a corpus of {comments:,} comments …")
        told = write(sources.read(data, SEED), path, comments, tell)
        about.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    known: Row = json.loads(about.read_text(encoding="utf-8"))
    return path, known


def write(texts: sources.Texts, path: Path, comments: int, tell: Tell) -> Row:
    """Write a corpus and give what it consists of."""
    kinds: Counter[str] = Counter()
    langs: Counter[str] = Counter()
    sizes: list[int] = []
    characters = 0
    with path.open("w", encoding="utf-8") as file:
        for talk in _numbered(Site(texts).talks(), comments):
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in _rows(talk))
            kinds.update(post.kind for post in talk.posts)
            langs.update(post.lang for post in talk.posts)
            characters += sum(len(post.text) for post in talk.posts)
            sizes.append(len(talk.posts))
            if (done := sum(kinds.values())) // _TOLD_EVERY > (done - len(talk.posts)) // _TOLD_EVERY:
                tell(f"{done:,} comments written")
    return {
        "comments": sum(sizes),
        "discussions": len(sizes),
        "largest_discussion": max(sizes),
        "languages": dict(sorted(langs.items())),
        "texts_from": dict(sorted(kinds.items())),
        "real_texts": texts.count(),
        "characters_a_comment": round(characters / max(1, sum(sizes))),
        "bytes": path.stat().st_size,
    }


def _numbered(talks: Iterator[Talk], comments: int) -> Iterator[Talk]:
    """Give posts their numbers, and end in the midst of a discussion where there are enough."""
    done = 0
    for talk in talks:
        del talk.posts[comments - done :]
        for done, post in enumerate(talk.posts, start=done + 1):  # noqa: B020 - counted through all discussions
            post.id = done
        yield talk
        if done >= comments:
            return


def _rows(talk: Talk) -> Iterator[Row]:
    article = {"title": talk.title, "author": talk.author, "published": _time(talk.at)}
    url = f"https://example.org/{talk.lang}/{talk.number}"
    yield {"type": "article", "id": talk.number, "url": url, **article, "text": "\n\n".join(talk.paragraphs)}
    yield from (_row(post, talk.number) for post in talk.posts)


def _row(post: Post, article: int) -> Row:
    return {
        "type": "comment",
        "id": post.id,
        "article_id": article,
        "parent_id": post.parent.id if post.parent else None,
        "author": post.author,
        "published": _time(post.at),
        "text": post.text,
    }


def _time(hours: float) -> str:
    return (_BEGINNING + timedelta(hours=hours)).isoformat(timespec="seconds")
