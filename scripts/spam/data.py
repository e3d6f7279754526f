"""Reads the rows that the weights of the spam score are fitted and measured on, in one form.

Ham is everywhere: our own comments, and a sample of reviews, tweets, posts and arguments in three
languages, those with links, addresses and numbers first.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from msgspec import Struct

from scripts.jsonl import objects

HAM = {
    "semeval2013-16": 1200,
    "smp-ewect": 750,
    "online-shopping": 350,
    "skroutz": 700,
    "c-stance": 650,
    "zs-csd": 200,
    "iac": 350,
    "debagreement": 200,
    "subreddit-agreement": 150,
    "fanchuan": 450,
    "vast": 150,
}
HAM_FILES = ("sentiment", "stance", "reply", "threads-fanchuan")
UNSEEN_HAM = 250
COMMENTS = Path(__file__).resolve().parents[2] / "corpora" / "comments"
CONTACT = re.compile(r"https?:|www\.|@\w+\.|\d{8,}|微信|viber|whatsapp|€|\$|免费|δωρεάν", re.IGNORECASE)


class Row(Struct, frozen=True):
    """A text with its label; rows of the same `group` are kept in the same fold."""

    text: str
    spam: bool
    code: str
    group: str
    source: str
    article: str = ""
    reasons: tuple[str, ...] = ()


def fitting_rows(data: Path) -> list[Row]:
    """Give rows that the multi-task model has not seen: our own dev comments, a YouTube video, half of unseen ham."""
    return [*own_rows("dev"), *youtube_rows(data, "dev"), *unseen_ham(data)[::2]]


def own_rows(part: str) -> list[Row]:
    """Give our own comments; the title and the thesis stand for the article."""
    return [
        Row(
            text=item["text"],
            spam=item["spam"],
            code=item["lang"],
            group=item["thesis_id"],
            source="own",
            article=f"{item['title']}\n{item['thesis']}",
            reasons=tuple(item["spam_reasons"]),
        )
        for item in objects(COMMENTS / f"{part}.jsonl")
    ]


def youtube_rows(data: Path, part: str) -> list[Row]:
    """Give YouTube comments."""
    return [
        Row(item["text"], item["label"] == "spam", item["lang"], _rank(item["text"]), "youtube")
        for item in objects(data / "spam" / f"{part}.jsonl")
        if item["source"].startswith("youtube")
    ]


def thread_rows(threads: Path) -> list[Row]:
    """Give the comments of annotated discussions, each with its whole article."""
    return [
        Row(
            text=comment["text"],
            spam=comment["spam"],
            code=comment["language"],
            group=found["id"],
            source="threads",
            article="\n".join([found["article"]["title"], *found["article"]["paragraphs"]]),
            reasons=tuple(comment["spam_reasons"]),
        )
        for path in sorted(threads.glob("*.json"))
        if re.fullmatch(r"[a-z]{2}-(?:dev|\d+)", path.stem)
        for found in [json.loads(path.read_text(encoding="utf-8"))]
        for comment in found["comments"]
    ]


def unseen_ham(data: Path) -> list[Row]:
    """Give good texts that were not trained on, half of them with links, numbers or prices."""
    return _general_ham(data, "dev", dict.fromkeys(HAM, UNSEEN_HAM))


def _general_ham(data: Path, part: str, wanted: dict[str, int]) -> list[Row]:
    sources: dict[str, list[Row]] = {source: [] for source in wanted}
    for folder in HAM_FILES:
        path = data / folder / f"{part}.jsonl"
        for item in objects(path) if path.is_file() else []:
            if item["source"] in sources:
                row = Row(item["text"], spam=False, code=item["lang"], group=_rank(item["text"]), source="general")
                sources[item["source"]].append(row)
    return [row for source, rows in sources.items() for row in _with_contacts_first(rows, wanted[source])]


def _with_contacts_first(rows: list[Row], wanted: int) -> list[Row]:
    """Take up to half of the rows from those with links, numbers and prices, the others as they come."""
    unique = sorted({row.group: row for row in rows}.values(), key=lambda row: row.group)
    hard = [row for row in unique if CONTACT.search(row.text)][: wanted // 2]
    taken = {row.group for row in hard}
    return [*hard, *[row for row in unique if row.group not in taken][: wanted - len(hard)]]


def _rank(text: str) -> str:
    """Order texts as if shuffled, but the same in every run."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
