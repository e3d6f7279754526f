"""What the steps find as rows of the layers, and rows as findings again; the same values in both directions.

Every function takes the threads of a part with their names (`Held`); rows come in the order of the corpus.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import convert, structs

from agorascope import steps
from agorascope.corpus.layers import REPLIES, SIDES, TONES, column
from agorascope.corpus.threads import Held, Row, comment_id
from agorascope.records import Argument, Duplicate, HeldArgument, KeyPoint, Label, Language, Reason, Spam, Summary

CORPUS = ("cluster", "of", "kind", "similarity", "campaign_authors", "campaign_hours")


def _names(held: Held) -> list[Row]:
    return [{"discussion_id": held.thread.id, "comment_id": name} for name in held.comment_ids]


def _about(held: Held) -> Row:
    return {"discussion_id": held.thread.id, "comment_id": None}


class Found:
    """The rows of a part of one layer, by discussion: those of the comments in order, and those of the article."""

    def __init__(self, rows: Iterable[Row]) -> None:
        """Sort rows out; those of `arguments` are several for a comment, or none."""
        self.article: dict[str, list[Row]] = defaultdict(list)
        self.comments: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            (self.article if row.get("comment_id") is None else self.comments)[row["discussion_id"]].append(row)


def language_rows(held: Held, said: steps.Spoken) -> Iterator[Row]:
    """Give rows of `language`: the article's, then the comments'."""
    yield _about(held) | structs.asdict(said.page)
    yield from (name | structs.asdict(one) for name, one in zip(_names(held), said.comments, strict=True))


def spoken(held: Held, found: Found) -> steps.Spoken:
    """Read rows of `language`."""
    [page] = found.article[held.thread.id]
    return steps.Spoken(_language(page), tuple(map(_language, found.comments[held.thread.id])))


def _language(row: Row) -> Language:
    return Language(row["code"], row["script"], row["confidence"])


def thread_reposts(held: Held, reposts: steps.Reposts) -> Iterator[Row]:
    """Give the columns of `duplicates` that tell of the thread alone."""
    for name, mark, campaign in zip(_names(held), reposts.marked, reposts.campaigns, strict=True):
        yield name | {
            "thread_cluster": mark.cluster if mark else None,
            "thread_of": comment_id(held.thread.id, mark.of) if mark else None,
            "thread_kind": mark.kind if mark else None,
            "thread_similarity": mark.similarity if mark else None,
            "thread_campaign": campaign,
        }


def corpus_repost(row: Row | None) -> Row:
    """Give the columns of `duplicates` that tell of the corpus, from a row of `found` or from none."""
    return {name: row[name] if row else None for name in CORPUS}


def marked(held: Held, found: Found) -> tuple[Duplicate | None, ...]:
    """Read what each comment repeats within its thread."""
    own = dict(zip(held.comment_ids, (c.id for c in held.thread.comments), strict=True))
    return tuple(_mark(row, own) for row in found.comments[held.thread.id])


def _mark(row: Row, own: Mapping[str, str]) -> Duplicate | None:
    if row["thread_of"] is None:
        return None
    return Duplicate(row["thread_cluster"], own[row["thread_of"]], row["thread_kind"], row["thread_similarity"])


def campaigns(held: Held, found: Found) -> list[str | None]:
    """Read the campaign that each comment is part of, in the corpus or else in its thread."""
    return [
        steps.campaign(row["campaign_authors"], row["campaign_hours"])
        if row["campaign_authors"] is not None
        else row["thread_campaign"]
        for row in found.comments[held.thread.id]
    ]


def signal_row(name: Row, signals: Mapping[str, float], reasons: Sequence[Reason]) -> Row:
    """Give the row of `signals` of the comment with that name."""
    return name | {column(one): value for one, value in signals.items()} | {"reasons": _reasons(reasons)}


def signal_rows(held: Held, told: Sequence[tuple[Mapping[str, float], Sequence[Reason]]]) -> Iterator[Row]:
    """Give rows of `signals`."""
    return (signal_row(name, *one) for name, one in zip(_names(held), told, strict=True))


def spam_rows(held: Held, verdicts: Sequence[Spam]) -> Iterator[Row]:
    """Give rows of `spam`."""
    for name, verdict in zip(_names(held), verdicts, strict=True):
        told = {"is_spam": verdict.is_spam, "score": verdict.score, "reasons": _reasons(verdict.reasons)}
        yield name | told


def _reasons(reasons: Sequence[Reason]) -> list[Row]:
    return [structs.asdict(reason) for reason in reasons]


def verdicts(held: Held, found: Found) -> tuple[Spam, ...]:
    """Read rows of `spam`."""
    rows = found.comments[held.thread.id]
    return tuple(
        Spam(row["is_spam"], row["score"], tuple(convert(one, Reason) for one in row["reasons"])) for row in rows
    )


def argument_rows(held: Held, argued: steps.Argued) -> Iterator[Row]:
    """Give rows of `arguments`: the article's, then each comment's."""
    for claim in argued.article:
        yield _about(held) | _argument(claim)
    for name, claims in zip(_names(held), argued.comments, strict=True):
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
    rows = zip(_names(held), sided.stances, sided.replies, sided.marginals, strict=True)
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
    return Label(best, scores[best], scores)


def _label(row: Row, names: Sequence[str]) -> Label:
    return Label(row["label"], row["score"], {one: row[one] for one in names})


def tone_rows(held: Held, toned: steps.Toned) -> Iterator[Row]:
    """Give rows of `sentiment`: the article's where it has a text, then the comments'."""
    if toned.article:
        yield _about(held) | _tone(toned.article)
    yield from (name | _tone(tone) for name, tone in zip(_names(held), toned.comments, strict=True))


def _tone(tone: Label) -> Row:
    return {"label": tone.label, "score": tone.score} | {one: tone.scores[one] for one in TONES}


def toned(held: Held, found: Found) -> steps.Toned:
    """Read rows of `sentiment`."""
    about = found.article[held.thread.id]
    rows = found.comments[held.thread.id]
    return steps.Toned(_label(about[0], TONES) if about else None, tuple(_label(row, TONES) for row in rows))


def summary_row(held: Held, thesis: str | None, told: Summary) -> Row:
    """Give the row of `summaries`."""
    raw = {f"raw_{name}": count for name, count in structs.asdict(told.stance_raw).items()}
    name = held.thread.id
    return {
        "discussion_id": name,
        "thesis": thesis,
        "headline": told.headline,
        **structs.asdict(told.counts),
        **structs.asdict(told.stance),
        **raw,
        "controversy": told.controversy,
        "key_points": [_point(name, point) for point in told.key_points],
        "unmatched": [comment_id(name, one) for one in told.unmatched],
    }


def _point(discussion: str, point: KeyPoint) -> Row:
    quotes = [
        {"comment_id": comment_id(discussion, q.comment), "start": q.start, "end": q.end, "quote": q.quote}
        for q in point.quotes
    ]
    return {
        "text": point.text,
        "stance": point.stance,
        "prevalence": point.prevalence,
        "comment_ids": [comment_id(discussion, one) for one in point.comments],
        "quotes": quotes,
        "languages": list(point.languages),
    }
