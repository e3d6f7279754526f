"""Discourse: a topic as `/t/NUMBER.json` gives it; its first post is the article, the others are the comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agorascope.amounts import many
from agorascope.readers.fields import words
from agorascope.readers.json.document import Row, count, document, identity, moment, row, rows
from agorascope.readers.json.shape import shape
from agorascope.readers.markup.parsing import Element, TooDeepError, fragment
from agorascope.readers.markup.rendering import Rendered, plain, rendered
from agorascope.readers.threads.drafts import Drafts
from agorascope.records import Article, Comment, Thread
from agorascope.sources import Source

# Small actions ('closed this topic') and whispers among the staff.
NO_COMMENTS = frozenset({3, 4})
GONE = ("deleted_at", "user_deleted", "hidden")
LATER = "not in the file; `/t/NUMBER.json?print=true` gives up to 1,000, `?page=2` the next ones"


class DiscourseReader:
    """Discourse: a topic's JSON (its address with .json at the end)."""

    name = "discourse"
    suffixes = (".json",)
    columns = ""

    def sniff(self, head: bytes, name: str) -> float:
        """Know a topic by its stream of posts."""
        del name
        found = shape(head)
        return 0.95 if found is not None and found.keys.get("post_stream.posts") == "array" else 0.0

    def read(self, source: Source) -> Iterator[Thread]:
        """Give the thread of a topic, or of each of several in an array; raises `ReadError` where there is none."""
        whole, told = document(source)
        found = Drafts()
        for topic in rows(whole):
            if isinstance(row(topic, "post_stream").get("posts"), list):
                _take_topic(topic, found)
        yield from found.threads(source, self.name, told)


def _take_topic(topic: Row, found: Drafts) -> None:
    stream = row(topic, "post_stream")
    posts = rows(stream["posts"])
    name = identity(topic.get("id")) or next((i for post in posts if (i := identity(post.get("topic_id")))), "")
    first = next((post for post in posts if _number(post) == 1), {})
    said = [post for post in posts if post is not first and _is_said(post)]
    passed = len(posts) - len(said) - bool(first)
    found.article(name, _article(topic, first), _declared(topic, len(said), passed))
    owner = identity(first.get("user_id")) or identity(row(topic, "details", "created_by").get("id"))
    names = {_number(post): _name(post) if _is_said(post) else None for post in reversed(posts)}
    for post in said:
        found.comment(name, _comment(post, names, owner))
    if passed:
        found.tell(name, "no-comments", f"{passed} small actions and whispers are no comments; left out")
    for _ in range(len(stream["posts"]) - len(posts)):
        found.notices.add("bad-item", "not a post; left out")
    here = {identity(post.get("id")) for post in posts}
    listed = stream.get("stream")
    later = {identity(each) for each in listed} - here - {None} if isinstance(listed, list) else set()
    if later:
        found.tell(name, "missing-comments", f"{many(len(later), 'post is', 'posts are')} {LATER}")


def _declared(topic: Row, said: int, passed: int) -> int | None:
    """Give how many comments a topic says it has: its posts without the first; some versions count small actions."""
    posts = count(topic.get("posts_count"))
    if posts is None:
        return None
    return said if posts - 1 == said + passed else max(0, posts - 1)


def _article(topic: Row, first: Row) -> Article:
    text = _cooked(first)
    return Article(
        title=words(topic, "title"),
        author=words(first, "username") or words(first, "name"),
        published=moment(first.get("created_at"), topic.get("created_at")),
        text=text.text,
        headings=text.headings,
    )


def _comment(post: Row, names: dict[int | None, str | None], owner: str | None) -> Comment:
    text, number, to = _cooked(post), _number(post), count(post.get("reply_to_post_number"))
    return Comment(
        id=_name(post),
        number=number,
        parent=names.get(to, f"post {to}") if to not in {None, 0, 1} else None,
        author=words(post, "username") or words(post, "name"),
        published=moment(post.get("created_at")),
        text=text.text,
        quoted=text.quoted,
        links=text.links,
        by_article_author=owner is not None and identity(post.get("user_id")) == owner,
        site_status="deleted" if any(post.get(key) for key in GONE) else None,
    )


def _name(post: Row) -> str:
    return identity(post.get("id")) or f"post-{_number(post)}"


def _is_said(post: Row) -> bool:
    return count(post.get("post_type")) not in NO_COMMENTS


def _number(post: Row) -> int | None:
    return count(post.get("post_number"))


def _cooked(post: Row) -> Rendered:
    """Render what Discourse made of the Markdown: quotes without their headers, previews of links as their address."""
    markup = words(post, "cooked") or ""
    try:
        element = fragment(markup) if "<aside" in markup or "lightbox" in markup else None
    except TooDeepError:
        element = None
    if element is None:
        return plain(markup)
    for aside in list(element.iter("aside")):
        kinds = _kinds(aside)
        if "quote" in kinds:
            aside.tag = "blockquote"
        elif "onebox" in kinds:
            _as_address(aside)
    return rendered(element, _is_furniture)


def _as_address(preview: Element) -> None:
    address = preview.get("data-onebox-src") or next((a.get("href") for a in preview.iter("a") if a.get("href")), "")
    preview.clear(keep_tail=True)
    preview.tag, preview.text = "p", address


def _is_furniture(node: Element) -> bool:
    """Know the 'name:' above a quote and the file name under a picture."""
    above = node.getparent()
    if above is None or not isinstance(node.tag, str):
        return False
    kinds = _kinds(node)
    return ("title" in kinds and "quote" in _kinds(above)) or ("meta" in kinds and "lightbox" in _kinds(above))


def _kinds(node: Element) -> Sequence[str]:
    return (node.get("class") or "").split()
