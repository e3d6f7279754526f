"""What the steps find of opinions as rows of the layers and back: arguments, stance, tone.

See `findings`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import convert, structs

from agorascope import steps
from agorascope.corpus.findings import Found, about, names
from agorascope.corpus.layers import REPLIES, SIDES, TONES
from agorascope.corpus.threads import Held, Row
from agorascope.records import Argument, HeldArgument, Label


def argument_rows(held: Held, argued: steps.Argued) -> Iterator[Row]:
    """Give rows of `arguments`: the article's, then each comment's."""
    for claim in argued.article:
        yield about(held) | _argument(claim)
    for name, claims in zip(names(held), argued.comments, strict=True):
        for one in claims:
            yield name | _argument(one) | {"holder": None, "supports": None}


def _argument(argument: Argument | HeldArgument) -> Row:
    told = structs.asdict(argument)
    return {"argument_id": told.pop("id"), **told}


def thesis_row(held: Held, argued: steps.Argued) -> Row:
    """Give the row of `theses`."""
    return {"discussion_id": held.thread.id, "thesis": argued.thesis}


def argued(held: Held, found: Found, theses: Mapping[str, str | None]) -> steps.Argued:
    """Read rows of `arguments`; `theses` are by discussion."""
    name = held.thread.id
    by_comment: dict[str, list[Argument]] = defaultdict(list)
    for row in found.comments[name]:
        by_comment[row["comment_id"]].append(convert(_own(row, Argument), Argument))
    article = tuple(convert(_own(row, HeldArgument), HeldArgument) for row in found.article[name])
    return steps.Argued(theses[name], article, tuple(tuple(by_comment[own]) for own in held.comment_ids))


def _own(row: Row, kind: type[Argument | HeldArgument]) -> Row:
    return {"id": row["argument_id"]} | {name: row[name] for name in kind.__struct_fields__ if name != "id"}


def stance_rows(held: Held, sided: steps.Sided) -> Iterator[Row]:
    """Give rows of `stance`."""
    rows = zip(names(held), sided.stances, sided.replies, sided.marginals, strict=True)
    for name, side, reply, marginal in rows:
        answer = reply.scores if reply else dict.fromkeys(REPLIES)
        yield (
            name
            | {"label": side.label, "score": side.score}
            | {one: side.scores[one] for one in SIDES}
            | {"reply": reply.label if reply else None, "reply_score": reply.score if reply else None}
            | {one: answer[one] for one in REPLIES}
            | {f"marginal_{one}": marginal.scores[one] for one in SIDES}
        )


def sided(held: Held, found: Found) -> steps.Sided:
    """Read rows of `stance`."""
    rows = found.comments[held.thread.id]
    return steps.Sided(
        tuple(_reply(row) for row in rows),
        tuple(_marginal(row) for row in rows),
        tuple(_label(row, SIDES) for row in rows),
    )


def _reply(row: Row) -> Label | None:
    if row["reply_score"] is None:
        return None
    return Label(row["reply"], row["reply_score"], {one: row[one] for one in REPLIES})


def _marginal(row: Row) -> Label:
    scores = {one: row[f"marginal_{one}"] for one in SIDES}
    best = max(SIDES, key=lambda one: (scores[one], -SIDES.index(one)))
    return Label(best, scores[best], scores)  # as it was written: not rounded again


def _label(row: Row, names: Sequence[str]) -> Label:
    return Label(row["label"], row["score"], {one: row[one] for one in names})


def tone_rows(held: Held, toned: steps.Toned) -> Iterator[Row]:
    """Give rows of `sentiment`: the article's where it has a text, then the comments'."""
    if toned.article:
        yield about(held) | _tone(toned.article)
    yield from (name | _tone(tone) for name, tone in zip(names(held), toned.comments, strict=True))


def _tone(tone: Label) -> Row:
    return {"label": tone.label, "score": tone.score} | {one: tone.scores[one] for one in TONES}


def toned(held: Held, found: Found) -> steps.Toned:
    """Read rows of `sentiment`."""
    article = found.article[held.thread.id]
    rows = found.comments[held.thread.id]
    return steps.Toned(_label(article[0], TONES) if article else None, tuple(_label(row, TONES) for row in rows))
