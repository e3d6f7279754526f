"""Rows of CSV files, every cell a text, as `csv.DictReader` gives them. New columns come behind the old ones."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from agorascope.records import FlagKind, Layer, Stance, Verdict


def _like(pattern: str) -> Meta:
    return Meta(extra_json_schema={"pattern": pattern})


_NUMBER = "[0-9]+([.][0-9]+)?(e-?[0-9]+)?"
Whole = Annotated[str, _like("^[0-9]+$")]
Number = Annotated[str, _like(f"^{_NUMBER}$")]
MaybeWhole = Annotated[str, _like("^(-?[0-9]+)?$")]
MaybeNumber = Annotated[str, _like(f"^({_NUMBER})?$")]
_WORDPRESS: Final = {"comment": "comment_ID", "post": "comment_post_ID", "status": "comment_approved"}
MaybeTrue = Literal["true", "false", ""]
MaybeKind = Literal["exact", "near", "translation", ""]
MaybeSide = Literal["favor", "against", "none", ""]


class SheetComment(Struct, frozen=True):
    """A row of comments.csv for spreadsheets: a comment with all that was found; empty where nothing is known."""

    discussion_id: str
    """The discussion."""
    discussion_title: str
    """Its article's title."""
    comment_id: str
    """The comment, `DISCUSSION#ID`."""
    parent_comment_id: str
    """The comment that it answers."""
    number: MaybeWhole
    """Its printed number, or its place."""
    depth: Whole
    """How deep it stands in the tree of answers: 0 is top level."""
    author: str
    """The name that it is published under."""
    signature: str
    """The name that it is signed with in its text."""
    by_article_author: Literal["true", "false"]
    """Whether the article's author wrote it."""
    published: str
    """When it was published: ISO 8601."""
    site_status: Literal["approved", "pending", "spam", "trash", "deleted", ""]
    """The site's own verdict."""
    text: str
    """Its text, with an apostrophe before what could be a formula."""
    language: str
    """The code of its language."""
    language_confidence: MaybeNumber
    """How sure we are of the code."""
    stance: MaybeSide
    """The side towards the thesis."""
    stance_score: MaybeNumber
    """Its probability."""
    reply: Literal["agree", "disagree", "neutral", ""]
    """How it stands to what it answers."""
    reply_score: MaybeNumber
    """The probability of that."""
    sentiment: Literal["negative", "neutral", "positive", ""]
    """The tone of the text."""
    sentiment_score: MaybeNumber
    """Its probability."""
    is_spam: MaybeTrue
    """Whether it is spam."""
    spam_score: MaybeNumber
    """The probability of that."""
    spam_reasons: str
    """The codes of the reasons, with ` | ` between them."""
    duplicate_of: str
    """What it repeats in the corpus."""
    duplicate_kind: MaybeKind
    """The kind of re-post."""
    duplicate_similarity: MaybeNumber
    """How alike the two are."""
    duplicate_of_in_discussion: str
    """What it repeats within the discussion."""
    duplicate_kind_in_discussion: MaybeKind
    """The kind of re-post within the discussion."""
    campaign_authors: MaybeWhole
    """Of how many authors the campaign is that it is part of."""
    campaign_hours: MaybeNumber
    """Within how many hours."""
    arguments: str
    """Its claims and premises, with ` | ` between them."""


class SheetDiscussion(Struct, frozen=True):
    """A row of discussions.csv for spreadsheets."""

    discussion_id: str
    """The discussion."""
    title: str
    """Its article's title."""
    author: str
    """Its article's author."""
    published: str
    """When the article was published: ISO 8601."""
    url: str
    """Its address."""
    source: str
    """Where it was read from."""
    format: str
    """The reader that read it."""
    declared_comments: MaybeWhole
    """How many comments the page says it has."""
    comments: Whole
    """How many were read."""
    spam: MaybeWhole
    """Those that are spam."""
    duplicates: MaybeWhole
    """Those that repeat others in the thread."""
    voices: MaybeWhole
    """Voices left to count."""
    favor: MaybeWhole
    """Voices for the thesis."""
    against: MaybeWhole
    """Voices against it."""
    none: MaybeWhole
    """Voices without a side."""
    raw_favor: MaybeWhole
    """Comments for the thesis."""
    raw_against: MaybeWhole
    """Comments against it."""
    raw_none: MaybeWhole
    """Comments without a side."""
    controversy: MaybeNumber
    """Twice the share of the smaller side among those who take one."""
    thesis: str
    """What the article argues."""
    headline: str
    """The debate in one sentence."""


class SheetPoint(Struct, frozen=True):
    """A row of key_points.csv for spreadsheets."""

    discussion_id: str
    """The discussion."""
    discussion_title: str
    """Its article's title."""
    place: Whole
    """The place among the key points of the discussion, from 1."""
    stance: Stance
    """The side of those who make it."""
    key_point: str
    """The quote that says it best."""
    prevalence: Number
    """The share of the people who take a side that makes it."""
    comments: Whole
    """How many comments make it."""
    comment_ids: str
    """These comments, with ` | ` between them."""
    quotes: str
    """What they say, with ` | ` between."""
    languages: str
    """The languages it is made in, with ` | ` between them."""
    voices: Whole
    """How many people make it."""
    counter_point: str
    """The strongest key point of the other side on the same matter."""


class SheetReject(Struct, frozen=True):
    """A row of rejects.csv for spreadsheets: what could not be read, was refused or mended."""

    source: str
    """The source."""
    discussion_id: str
    """The discussion."""
    code: str
    """What it is; there may be more codes."""
    place: str
    """A line or a comment; empty for the whole source."""
    message: str
    """What it is, in words."""


class FlagCells(Struct, frozen=True):
    """A row of `flag --csv`."""

    id: str
    """The comment's id in the discussion."""
    thread: str
    """The discussion."""
    author: str
    """The name it is published under."""
    published: str
    """When it was published: ISO 8601."""
    language: str
    """The code of the language it is written in."""
    kind: FlagKind
    """Why it is flagged."""
    score: Number
    """How sure we are of the kind."""
    layer: Layer
    """What decided."""
    codes: str
    """The codes of the reasons, with spaces between them."""
    reasons: str
    """The reasons in words of the language of `--ui`."""
    repeats: str
    """What it repeats; of another discussion `THREAD#ID`."""
    similarity: MaybeNumber
    """How alike the two are."""
    excerpt: str
    """The beginning of the comment, in one line."""
    source: str
    """Where it was read from."""


class DecisionCells(Struct, frozen=True):
    """A row of `feedback export --to csv`."""

    thread: str
    """The discussion."""
    id: str
    """The comment's id in the discussion."""
    verdict: Verdict
    """What was decided."""
    who: str
    """Who decided."""
    at: str
    """When: ISO 8601, UTC."""
    author: str
    """The name that the comment is published under."""
    published: str
    """When it was published: ISO 8601."""
    text: str
    """What it said when it was decided about."""
    title: str
    """The discussion's title."""
    url: str
    """The discussion's address."""


class WordpressCells(Struct, frozen=True, rename=_WORDPRESS):
    """A row of `feedback export --to wordpress`, in columns of WordPress."""

    comment: Whole
    """The comment's number on the site."""
    post: MaybeWhole
    """The post's number on the site."""
    status: Literal["spam", "1", "0"]
    """Its new status: spam, approved, or pending (a re-post)."""


class DisqusCells(Struct, frozen=True):
    """A row of `feedback export --to disqus`."""

    post_id: Whole
    """The post's number at Disqus."""
    thread_id: MaybeWhole
    """The thread's number at Disqus."""
    verdict: Literal["approve", "spam", "duplicate"]
    """What was decided."""
    action: str
    """What to ask Disqus's API for."""
    undo: str
    """What takes it back."""
