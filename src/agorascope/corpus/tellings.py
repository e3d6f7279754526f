"""What is told of discussions as rows of the layers: summaries, people, who answers whom, an article's speakers."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from agorascope.corpus.layers import SIDES
from agorascope.corpus.threads import Row, comment_id
from agorascope.records import Discussion, KeyPoint, Objection, Quote, Speaker


def summary_row(told: Discussion) -> Row:
    """Give the row of `summaries`."""
    name, found = told.id, told.summary
    raw = {f"raw_{side}": count for side, count in structs.asdict(found.stance_raw).items()}
    turn = found.whole.turn
    return {
        "discussion_id": name,
        "thesis": told.article.thesis,
        "headline": found.headline,
        **structs.asdict(found.counts),
        **structs.asdict(found.stance),
        **raw,
        "controversy": found.controversy,
        "key_points": [_point(name, point) for point in found.key_points],
        "unmatched": _ids(name, found.unmatched),
        "loose": [_quote(name, quote) for quote in found.loose],
        "abstract": [{"kind": s.kind, "text": s.text, "comment_ids": _ids(name, s.comments)} for s in found.abstract],
        "turn": comment_id(name, turn.comment) if turn else None,
        "turn_p": turn.p if turn else None,
        "objections": [_objection(name, one) for one in found.whole.objections],
    }


def people_rows(told: Discussion) -> Iterator[Row]:
    """Give the rows of `people`: one for each form of each name."""
    for person in told.people:
        for form in person.variants:
            where = comment_id(told.id, form.comment) if form.comment is not None else None
            name = {"discussion_id": told.id, "comment_id": where, "person": person.name, "form": form.form}
            yield name | {"start": form.start, "end": form.end, "reason": form.reason}


def between_rows(told: Discussion) -> Iterator[Row]:
    """Give the rows of `between`."""
    for edge in told.summary.whole.between:
        row = structs.asdict(edge)
        yield {"discussion_id": told.id, "comment_ids": _ids(told.id, row.pop("comments")), **row}


def speaker_rows(told: Discussion) -> Iterator[Row]:
    """Give the rows of `speakers`."""
    return (_speaker(told.id, speaker) for speaker in told.article.speakers)


def _speaker(name: str, speaker: Speaker) -> Row:
    side = speaker.stance
    return {
        "discussion_id": name,
        "speaker": speaker.name,
        "members": list(speaker.members),
        "argument_ids": list(speaker.claims),
        "label": side.label if side else None,
        "score": side.score if side else None,
        **{one: side.scores[one] if side else None for one in SIDES},
    }


def _objection(name: str, one: Objection) -> Row:
    quote = one.quote.quote if one.quote else None
    return {"comment_id": comment_id(name, one.comment), "quote": quote, "answers": _ids(name, one.answers)}


def _ids(name: str, comments: tuple[str, ...]) -> list[str]:
    return [comment_id(name, one) for one in comments]


def _quote(name: str, quote: Quote) -> Row:
    return {
        "comment_id": comment_id(name, quote.comment),
        "start": quote.start,
        "end": quote.end,
        "quote": quote.quote,
    }


def _point(name: str, point: KeyPoint) -> Row:
    return {
        "id": point.id,
        "text": point.text,
        "stance": point.stance,
        "voices": point.voices,
        "prevalence": point.prevalence,
        "counter": point.counter,
        "comment_ids": _ids(name, point.comments),
        "quotes": [_quote(name, quote) for quote in point.quotes],
        "languages": list(point.languages),
    }
