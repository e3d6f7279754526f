"""Rows of the files that `export --to polis` writes. Their layout is that of Polis and changes when Polis's does."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from agorascope.schemas.cells import Whole

_STATEMENTS: Final = {
    "^[0-9]+$": {"enum": ["1", "-1", "0", ""], "description": "The vote on the statement of that number; empty: none."}
}


class PolisComment(Struct, frozen=True, rename="kebab"):
    """A row of comments.csv of Polis: a key point as a statement."""

    timestamp: Whole
    """When it was said, in seconds since 1970; 0 where no time is known."""
    datetime: str
    """The same as JavaScript prints a date."""
    comment_id: Whole
    """Its number."""
    author_id: Whole
    """The number of the person whose words it is in."""
    agrees: Whole
    """Votes for it."""
    disagrees: Whole
    """Votes against it."""
    moderated: Literal["1"]
    """1: let in."""
    comment_body: str
    """Its words."""


class PolisVote(Struct, frozen=True, rename="kebab"):
    """A row of votes.csv of Polis."""

    timestamp: Whole
    """When it was said, in seconds since 1970; 0 where no time is known."""
    datetime: str
    """The same as JavaScript prints a date."""
    comment_id: Whole
    """The number of the statement."""
    voter_id: Whole
    """The number of the person."""
    vote: Literal["1", "-1", "0"]
    """1 agrees, -1 disagrees, 0 passes."""


class PolisParticipant(Struct, frozen=True, rename="kebab"):
    """A row of participants-votes.csv of Polis; a column for the number of every statement stands behind these."""

    participant: Whole
    """The number of the person."""
    group_id: Literal[""]
    """Nobody is in a group."""
    n_comments: Whole
    """Statements in the person's words."""
    n_votes: Whole
    """Votes of the person."""
    n_agree: Whole
    """Those that agree."""
    n_disagree: Whole
    """Those that disagree."""


PolisParticipants = Annotated[PolisParticipant, Meta(extra_json_schema={"patternProperties": _STATEMENTS})]


class PolisSummary(Struct, frozen=True, rename="kebab"):
    """The lines of summary.csv of Polis, a name and a value each, as `dict(csv.reader(file))` gives them."""

    topic: str
    """The article's title."""
    url: str
    """The article's address."""
    voters: Whole
    """People who voted."""
    voters_in_conv: Whole
    """The same."""
    commenters: Whole
    """People whose words are statements."""
    comments: Whole
    """Statements."""
    groups: Literal["0"]
    """Nobody is in a group."""
    conversation_description: str
    """The article's thesis."""


class PolisFolder(Struct, frozen=True, rename="kebab"):
    """A row of discussions.csv: where the files of each discussion are."""

    folder: str
    """The folder."""
    discussion_id: str
    """The discussion."""
    topic: str
    """The article's title."""
    comments: Whole
    """Statements."""
    voters: Whole
    """People who voted."""
    votes: Whole
    """Votes."""
