"""The files of a Polis export: names, columns and quoting as its server writes them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from agorascope.exports.files import Written, opened
from agorascope.exports.polis.conversations import Conversation
from agorascope.exports.polis.moments import printed

COMMENTS: Final = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body"
VOTES: Final = "timestamp,datetime,comment-id,voter-id,vote"
PARTICIPANTS: Final = "participant,group-id,n-comments,n-votes,n-agree,n-disagree"
APPROVED: Final = 1
"""What moderators let in: readers leave out statements that have other marks or few votes."""
_APART = re.compile(r'[",\r\n]')


def files(one: Conversation, out: Path) -> Iterator[Written]:
    """Write the files of a conversation; tell of each."""
    made = (
        ("comments.csv", "statement", COMMENTS, _comments(one)),
        ("votes.csv", "vote", VOTES, _votes(one)),
        ("participants-votes.csv", "voter", _participants_header(one), _participants(one)),
    )
    for name, what, header, lines in made:
        kept = list(lines)
        _write(out / name, [header, *kept])
        yield Written(out / name, len(kept), what)
    _write(out / "summary.csv", _summary(one))
    yield Written(out / "summary.csv", 1, "conversation")


def _write(path: Path, lines: Iterable[str]) -> None:
    with opened(path) as part, part.open("w", encoding="utf-8", newline="") as file:
        file.writelines(f"{line}\n" for line in lines)


def _row(*values: object) -> str:
    return ",".join(map(str, values))


def quoted(text: str) -> str:
    """Put a text in quotes, as Polis puts every text that somebody wrote."""
    return '"' + text.replace('"', '""') + '"'


def _comments(one: Conversation) -> Iterator[str]:
    tally = Counter((vote.statement, vote.vote) for vote in one.votes)
    for said in one.statements:
        counts = tally[said.number, 1], tally[said.number, -1]
        head = said.moment, printed(said.moment), said.number, said.author
        yield _row(*head, *counts, APPROVED, quoted(said.text))


def _votes(one: Conversation) -> Iterator[str]:
    for vote in one.votes:
        yield _row(vote.moment, printed(vote.moment), vote.statement, vote.voter, vote.vote)


def _participants_header(one: Conversation) -> str:
    return _row(PARTICIPANTS, *(said.number for said in one.statements))


def _participants(one: Conversation) -> Iterator[str]:
    """Give the matrix of votes; nobody is in a group, for groups are what readers of the matrix look for."""
    wrote = Counter(said.author for said in one.statements)
    cast: dict[int, dict[int, int]] = {}
    for vote in one.votes:
        cast.setdefault(vote.voter, {})[vote.statement] = vote.vote
    for who in sorted(cast):
        own = cast[who]
        sides = Counter(own.values())
        counts = wrote[who], len(own), sides[1], sides[-1]
        yield _row(who, "", *counts, *(own.get(said.number, "") for said in one.statements))


def _summary(one: Conversation) -> list[str]:
    voters = len({vote.voter for vote in one.votes})
    return [
        _row("topic", quoted(one.topic)),
        _row("url", quoted(one.url) if _APART.search(one.url) else one.url),
        _row("voters", voters),
        _row("voters-in-conv", voters),
        _row("commenters", len({said.author for said in one.statements})),
        _row("comments", len(one.statements)),
        _row("groups", 0),
        _row("conversation-description", quoted(one.description)),
    ]
