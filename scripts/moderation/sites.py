"""Sites for simulated moderators: labelled comments, some with house rules that the general model does not know.

A house rule changes labels by what stands in the data: another label of theirs (a kind of advert, a reason, a
language), or a pattern in the text. No label comes from a model of ours.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from scripts.jsonl import objects

COMMENTS: Final = Path(__file__).resolve().parents[2] / "corpora" / "comments"
SHARE: Final = 0.2
"""Of the comments of a thinned site that are spam, as in what the general model is calibrated for."""
LINK: Final = re.compile(r"https?://|www\.")
OWN_CHANNEL: Final = re.compile(
    r"\bsubscrib|\bsubs\b|\bmy (?:\w+ )?(?:channel|video|song|music|cover|page|youtube|account|rap|beats)"
    r"|check (?:me |us |it |him |her )?out|new (?:channel|video|song)",
    re.IGNORECASE,
)
ELSEWHERE: Final = re.compile(r"https?:|www\.|\.com\b|\.net\b|\$|money|cash|earn|gift", re.IGNORECASE)


class Row(Struct, frozen=True):
    """A comment as the site's moderator labels it."""

    text: str
    spam: bool
    code: str


class Site(Struct, frozen=True):
    """A site: its rule, its comments; `learned`: the general model learned from these texts (with other labels, maybe).

    `chosen`: the layer's priors were chosen on this site among others.
    """

    name: str
    rule: str
    rows: tuple[Row, ...]
    learned: bool
    chosen: bool


def sites(data: Path) -> Iterator[Site]:
    """Give the sites, first those without house rules."""
    yield Site(
        "youtube", "as labelled (YouTube, one unseen video)", rows(video(data, "dev")), learned=False, chosen=False
    )
    yield Site("own", "as labelled (own comments, unseen)", rows(unseen()), learned=False, chosen=True)
    for code, name, chosen in (
        ("zh", "own messages, zh", False),
        ("en", "own messages, en", True),
        ("el", "own messages, el", True),
    ):
        found = [item for item in objects(COMMENTS / "messages.jsonl") if item["lang"].startswith(code)]
        yield Site(name, "as labelled (short messages, half spam)", rows(found), learned=True, chosen=chosen)
    yield fans(data)
    yield no_links(data)
    yield no_greeklish()
    yield classifieds()
    yield shops(data)


def fans(data: Path) -> Site:
    """Give video fans who may point to their own channel, but to nothing else."""
    found = [*video(data, "train"), *video(data, "dev")]
    rule = "own channels and videos are welcome, unless with a link, money or a gift (YouTube, four videos)"
    return Site(
        "fans",
        rule,
        ruled(found, lambda item: spam(item) and not own_channel(item["text"])),
        learned=True,
        chosen=False,
    )


def own_channel(text: str) -> bool:
    """Tell whether a comment points to the writer's channel and nowhere else."""
    return bool(OWN_CHANNEL.search(text)) and not ELSEWHERE.search(text)


def no_links(data: Path) -> Site:
    """Give a site that forbids links: tweets, good ones all of them, a third with a link."""
    found = [item for item in objects(data / "sentiment" / "dev.jsonl") if item["source"] == "semeval2013-16"]
    linked = [item for item in found if LINK.search(item["text"])]
    plain = [item for item in found if not LINK.search(item["text"])]
    mixed = [*some(linked, 200), *some(plain, 400)]
    rule = "no links (SemEval tweets)"
    return Site(
        "no links", rule, ruled(mixed, lambda item: bool(LINK.search(item["text"]))), learned=False, chosen=True
    )


def no_greeklish() -> Site:
    """Give a Greek forum that forbids Greek in Latin letters."""
    found = [
        item for item in own("train", "discussions", "dev", "discussions-dev") if item["lang"] in {"el", "el-Latn"}
    ]
    latin = [item for item in found if item["lang"] == "el-Latn"]
    greek = [item for item in found if item["lang"] == "el"]
    rule = "no Greeklish (own Greek comments)"
    mixed = [*some(latin, 120), *some(greek, 300)]
    return Site(
        "no Greeklish",
        rule,
        ruled(mixed, lambda item: spam(item) or item["lang"] == "el-Latn"),
        learned=True,
        chosen=False,
    )


def classifieds() -> Site:
    """Give a Greek site where craftsmen may leave their number, but nobody a link or a trap."""
    found = [item for item in own("train", "discussions", "dev", "discussions-dev") if item["lang"].startswith("el")]
    mixed = [*(item for item in found if spam(item)), *some([item for item in found if not spam(item)], 250)]
    rule = "adverts with a number or address and no link are welcome (own Greek adverts, by their annotated reasons)"
    return Site(
        "classifieds", rule, ruled(mixed, lambda item: spam(item) and not welcome(item)), learned=True, chosen=True
    )


def welcome(item: dict[str, Any]) -> bool:
    """Tell whether an advert is one of those that the classifieds are for."""
    reasons = set(item["spam_reasons"])
    return "contact" in reasons and not reasons & {"link", "malicious"}


def shops(data: Path) -> Site:
    """Give a Chinese site where shops may advertise, but nobody else."""
    adverts = [item for item in objects(data / "spam" / "train.jsonl") if item["source"].startswith("fbs-sms")]
    retail = [item for item in adverts if item["source"] == "fbs-sms:AD_Retail"]
    others = [item for item in adverts if item["source"] != "fbs-sms:AD_Retail"]
    good = [item for item in unseen() if item["lang"] == "zh" and not spam(item)]
    mixed = [*retail, *some(others, 350), *some(good, 300)]
    rule = "shops may advertise (FBS messages by their annotated kind: AD_Retail; own Chinese comments)"
    return Site("shops", rule, ruled(mixed, lambda item: spam(item) and item not in retail), learned=True, chosen=False)


def thinned(site: Site) -> Site | None:
    """Give the same site with one comment in five spam; None where there is no more than that anyway."""
    marked = [row for row in site.rows if row.spam]
    good = [row for row in site.rows if not row.spam]
    wanted = round(len(good) * SHARE / (1 - SHARE))
    if len(marked) <= wanted:
        return None
    fewer = sorted(marked, key=lambda row: _rank(row.text))[:wanted]
    rule = f"{site.rule}; one in five is spam"
    return Site(f"{site.name}, thinned", rule, (*fewer, *good), learned=site.learned, chosen=site.chosen)


def video(data: Path, part: str) -> list[dict[str, Any]]:
    """Give YouTube comments."""
    return [item for item in objects(data / "spam" / f"{part}.jsonl") if item["source"].startswith("youtube")]


def unseen() -> list[dict[str, Any]]:
    """Give our own comments that no model learned from."""
    return own("dev", "discussions-dev")


def own(*parts: str) -> list[dict[str, Any]]:
    """Give our own comments."""
    return [item for part in parts for item in objects(COMMENTS / f"{part}.jsonl")]


def rows(found: list[dict[str, Any]]) -> tuple[Row, ...]:
    """Give rows with the labels of the data."""
    return ruled(found, spam)


def ruled(found: list[dict[str, Any]], rule: Callable[[dict[str, Any]], bool]) -> tuple[Row, ...]:
    """Give rows with the labels of a house rule."""
    return tuple(Row(item["text"], rule(item), item["lang"]) for item in found)


def spam(item: dict[str, Any]) -> bool:
    """Give the label of the data."""
    return bool(item["spam"]) if "spam" in item else item["label"] == "spam"


def some(found: list[dict[str, Any]], wanted: int) -> list[dict[str, Any]]:
    """Take so many, as if at random, but the same in every run."""
    return sorted(found, key=lambda item: _rank(item["text"]))[:wanted]


def _rank(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
