"""A made debate in which every sentence of an abstract has its facts, and a panel without comments."""

from __future__ import annotations

from msgspec import structs

from agorascope.records import (
    Accord,
    Argument,
    ArticleReport,
    CommentReport,
    Counts,
    Discussion,
    Duplicate,
    KeyPoint,
    Label,
    Objection,
    Quote,
    Spam,
    Speaker,
    Stance,
    StanceCounts,
    Summary,
    Turn,
    Whole,
)
from agorascope.summary.voices import (
    controversy,
    stance_by_language,
    stance_of_comments,
    stance_of_voices,
    voices,
)
from tests.making import comment, discussion, label

TEXT = "Fees pay for the bus. Ada says rain is rare. Both agree that buses are late. They differ on fares."
GREEK = {1: "Ο φόρος είναι δίκαιος", 2: "Ο φόρος είναι δίκαιος για όλους", 3: "Καλά τα λέει."}
ENGLISH = {
    4: "The fee is fair",
    5: "Nobody asked the drivers. Buses are empty",
    6: "Buses are empty!",
    7: "Who pays for it?",
    8: "It costs too much",
}


def _quote(text: str, piece: str, identity: str) -> Quote:
    start = text.index(piece)
    return Quote(identity, start, start + len(piece), piece)


def _spoken(number: int, text: str, code: str, side: str, piece: str) -> CommentReport:
    start = text.index(piece)
    argument = Argument(f"{number}.1", start, start + len(piece), piece, "claim", 0.9)
    return comment(str(number), stance=side, code=code, text=text, author=f"A{number}", arguments=(argument,))


def _comments() -> tuple[CommentReport, ...]:
    greek = [_spoken(n, text, "el", "favor", text.rstrip(".")) for n, text in GREEK.items()]
    english = [
        _spoken(n, text, "en", "favor" if n == 4 else "against", text.split(". ")[-1]) for n, text in ENGLISH.items()
    ]
    answer = comment("9", text="They do not.", by_article_author=True, parent="6")
    advert = comment("10", text="Cheap buses!", spam=Spam(is_spam=True, score=0.9))
    again = comment("11", stance="against", text=ENGLISH[8], duplicate=Duplicate("d1", "8", "exact", 1.0))
    return (*greek, *english, answer, advert, again)


def _point(name: str, side: Stance, counter: str | None, *quotes: Quote, languages: tuple[str, ...]) -> KeyPoint:
    ids = tuple(dict.fromkeys(q.comment for q in quotes))
    return KeyPoint(quotes[0].quote, side, ids, quotes, 0.2, languages, name, len(ids), counter)


def _points() -> tuple[KeyPoint, ...]:
    said = {str(n): text for n, text in (GREEK | ENGLISH).items()}
    fair = [_quote(said[n], said[n], n) for n in ("1", "2", "4")]
    empty = [_quote(said[n], "Buses are empty", n) for n in ("5", "6")]
    good, dear = _quote(said["3"], "Καλά τα λέει", "3"), _quote(said["8"], said["8"], "8")
    return (
        _point("k1", "favor", "k4", *fair, languages=("el", "en")),
        _point("k2", "against", None, *empty, languages=("en",)),
        _point("k3", "favor", None, good, languages=("el",)),
        _point("k4", "against", "k1", dear, languages=("en",)),
    )


def _whole(comments: tuple[CommentReport, ...]) -> Whole:
    texts = {c.id: c.text for c in comments}
    objections = (
        Objection("5", _quote(texts["5"], "Buses are empty", "5"), ()),
        Objection("6", None, ("9",)),
        Objection("7", _quote(texts["7"], texts["7"], "7"), ()),
        Objection("8", _quote(texts["8"], texts["8"], "8"), ()),
    )
    return Whole(turn=Turn("5", StanceCounts(4, 0), StanceCounts(0, 4), 0.03), objections=objections)


def article(**changes: object) -> ArticleReport:
    """Make an article whose two speakers agree on one thing and differ on another."""
    return structs.replace(
        ArticleReport(
            title="Buses", author="Eve", published=None, url=None, text=TEXT, thesis="Fees pay for the bus",
            sentiment=None, arguments=(),
            speakers=(
                Speaker("Ada", (), (), label("favor")),
                Speaker("Bob", (), (), label("against")),
                Speaker("both", ("Ada", "Bob"), (), Label(None, 0.4, {})),
            ),
            accords=(
                Accord("differ", ("Ada", "Bob"), (), TEXT.index("They differ"), len(TEXT), "They differ on fares."),
                Accord("agree", (), (), TEXT.index("buses"), TEXT.index("buses") + 14, "buses are late"),
            ),
        ),
        **changes,
    )  # fmt: skip


def summed(comments: tuple[CommentReport, ...], **changes: object) -> Summary:
    """Sum comments up without a model."""
    stance = stance_of_voices(comments)
    counts = Counts(
        len(comments),
        sum(c.spam.is_spam for c in comments),
        sum(c.duplicate is not None for c in comments),
        len(voices(comments)),
    )
    found = Summary(
        counts=counts,
        stance=stance,
        stance_raw=stance_of_comments(comments),
        controversy=controversy(stance),
        key_points=(),
        unmatched=(),
        by_language=stance_by_language(comments),
        headline="",
    )
    return structs.replace(found, **changes)


def debate() -> Discussion:
    """Make the debate: four for, four against, one answer of the author, an advert and a re-post."""
    comments = _comments()
    summary = summed(comments, key_points=_points(), unmatched=("7",), whole=_whole(comments))
    return discussion(*comments, article=article(), summary=summary)


def panel() -> Discussion:
    """Make an article without comments."""
    return discussion(article=article(), summary=summed(()))
