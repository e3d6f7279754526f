"""Discussions with something in every field: small ones by hand, long ones by rule, hostile ones on purpose."""

from __future__ import annotations

from itertools import pairwise

from msgspec import structs

from agorascope.records import (
    Accord,
    ArticleReport,
    Between,
    CommentReport,
    Counts,
    Debate,
    Discussion,
    Duplicate,
    DuplicateCluster,
    HeldArgument,
    KeyPoint,
    Label,
    Language,
    ModelUsed,
    Narrative,
    Notice,
    Objection,
    Period,
    Person,
    Quality,
    Quote,
    Reason,
    Section,
    Sentence,
    Spam,
    Speaker,
    StanceCounts,
    Strand,
    Summary,
    Turn,
    Variant,
    Whole,
)
from agorascope.summary.voices import controversy, stance_by_language, stance_of_comments, stance_of_voices
from tests.making import claim, comment, discussion, label

ARTICLE = {
    "en": (
        "Why fees help",
        "Fees help the club. Ann says fees are fair. Bob says they are too high. Both like the club.",
    ),
    "el": (
        "Γιατί βοηθά η συνδρομή",
        "Η συνδρομή βοηθά. Η Άννα λέει ότι είναι δίκαιη. Ο Πέτρος λέει ότι είναι ακριβή. Και οι δύο αγαπούν τη λέσχη.",
    ),
    "zh": ("会费为什么有用", "会费有好处。小安说会费很公平。阿伯说会费太贵了。两人都喜欢这个俱乐部。"),
}
WORDS = {
    "en": (
        "Fees are fair to everybody.",
        "Nobody reads the small print.",
        "What time is it?",
        "But members stay longer.",
    ),
    "el": (
        "Η συνδρομή είναι δίκαιη για όλους.",
        "Κανείς δεν διαβάζει τα ψιλά γράμματα.",
        "Τι ώρα είναι;",
        "Μα τα μέλη μένουν.",
    ),
    "zh": ("会费对大家都公平。", "没有人会看那些小字。", "现在几点了？", "可是会员留得更久。"),
}
ADVERT = "Cheap pills at http://pills.example now"


def full(code: str = "en") -> Discussion:
    """Make a discussion in a language in which every section of a report has something to say."""
    fair, small, chat, stay = WORDS[code]
    comments = (
        comment("1", stance="favor", code=code, author="Eva", text=f"{fair} {stay}", published="2024-03-01T10:00:00",
                arguments=(claim(f"{fair} {stay}", fair), claim(f"{fair} {stay}", stay, 2))),
        comment("2", stance="against", code=code, author="Βασίλης", parent="1", depth=1, text=f"{fair}\n{small}",
                quoted=((0, len(fair)),), reply=label("disagree"), published="2024-03-02T11:00:00",
                arguments=(claim(f"{fair}\n{small}", small),)),
        comment("3", stance="none", code=code, author="王明", parent="2", depth=2, text=chat,
                published="2024-03-02T12:00:00",                reply=label("neutral")),
        comment("4", stance="favor", code="en", author="Ann Article", text="Members stay longer, I think.", parent="2",
                depth=2, by_article_author=True, reply=label("disagree"), published="2024-03-03T09:00:00"),
        comment("5", stance="against", code=code, author="Nick", text=f"{small}!", published="2024-03-04T09:00:00",
                duplicate=Duplicate("d1", "2", "near", 0.91)),
        comment("6", code="en", author="Deals", text=ADVERT, published="2024-03-04T10:00:00",
                spam=Spam(is_spam=True, score=0.97, reasons=(
                    Reason("link", "http://pills.example", 15, 35), Reason("advertising", "Cheap pills", 0, 11)))),
        comment("7", stance="against", code="el-Latn", signature="Gio", text="Den diavazei kaneis.",
                published="2024-03-05T10:00:00", site_status="pending"),
        structs.replace(comment("8", code=code, text="…", published="2024-03-05T11:00:00"),
                        stance=Label(None, 0.4, {}), language=Language("und", None, 0.0)),
    )  # fmt: skip
    return structs.replace(
        discussion(*comments, summary=_summary(comments, fair, small, stay), duplicates=_reposts()),
        id=f"page-{code}",
        language=Language(code, "Hans" if code == "zh" else None, 0.99),
        article=_article(code),
        declared_comments=9,
        quality=Quality((Notice("comment-count", "the page says 9 comments, 8 are here"),), {"form": 2, "number": 8}),
        people=_people(),
        narrative=_narrative(small),
        models=(ModelUsed("agorascope-tasks", "1", "MIT", "ab" * 32),),
        settings={"abstain": 0.0, "spam_threshold": 0.5},
    )


def _reposts() -> tuple[DuplicateCluster, ...]:
    return (DuplicateCluster("d1", "near", ("2", "5"), ("Βασίλης", "Nick"), ("en",)),)


def _summary(comments: tuple[CommentReport, ...], fair: str, small: str, stay: str) -> Summary:
    for_it = Quote("1", 0, len(fair), fair)
    against = Quote("2", len(fair) + 1, len(fair) + 1 + len(small), small)
    again = Quote("7", 0, 20, "Den diavazei kaneis.")
    loose = Quote("1", len(fair) + 1, len(fair) + 1 + len(stay), stay)
    stance = stance_of_voices(comments)
    return Summary(
        counts=Counts(len(comments), 1, 1, 6),
        stance=stance,
        stance_raw=stance_of_comments(comments),
        controversy=controversy(stance),
        key_points=(
            KeyPoint(fair, "favor", ("1",), (for_it,), 0.25, ("en",), "k1", 1, "k2"),
            KeyPoint(small, "against", ("2", "7"), (against, again), 0.5, ("en", "el-Latn"), "k2", 2, "k1"),
        ),
        unmatched=("4",),
        by_language=stance_by_language(comments),
        headline="Six voices.",
        loose=(loose,),
        whole=_whole(against),
        abstract=(
            Sentence("headline", "Six voices.", ("1", "2")),
            Sentence("points", "Most is said of small print.", ("2", "7"), (against,)),
        ),
    )


def _whole(objection: Quote) -> Whole:
    return Whole(
        between=(
            Between("Βασίλης", "Eva", 0, 1, 0, ("2",)),
            Between("王明", "Βασίλης", 0, 0, 1, ("3",)),
            Between("Ann Article", "Βασίλης", 0, 1, 0, ("4",)),
            Between("Eva", "Ann Article", 2, 0, 0, ("1",)),
        ),
        by_time=(
            Period("2024-03-01", StanceCounts(1, 0, 0), ("1",)),
            Period("2024-03-02", StanceCounts(0, 1, 1), ("2", "3")),
            Period("2024-03-03", StanceCounts(1, 0, 0), ("4",)),
            Period("2024-03-05", StanceCounts(0, 2, 1), ("7", "8")),
        ),
        turn=Turn("4", StanceCounts(3, 1, 0), StanceCounts(0, 4, 0), 0.02),
        objections=(Objection("2", objection, ("4",)), Objection("7", None, ())),
    )


def _article(code: str) -> ArticleReport:
    title, text = ARTICLE[code]
    mark = "。" if code == "zh" else ". "
    starts = [0, *(at + len(mark) for at in range(len(text) - 1) if text.startswith(mark, at))]
    spans = [(a, b - (len(mark) - 1)) for a, b in pairwise([*starts[:4], len(text) + len(mark) - 1])]
    one, ann, bob, both = ((start, end, text[start:end]) for start, end in spans)
    arguments = (
        HeldArgument("a1", *one, "claim", None, None, 0.9),
        HeldArgument("a2", *ann, "claim", "Ann", "a1", 0.8),
        HeldArgument("a3", *bob, "premise", "Bob", None, 0.7),
    )
    speakers = (
        Speaker("Ann", (), ("a2",), label("favor")),
        Speaker("Bob", ("Bob", "Βασίλης"), ("a3",), label("against")),
    )
    return ArticleReport(
        title=title,
        author="Ann Article",
        published="2024-02-29",
        url="https://example.org/fees",
        text=text,
        thesis=one[2],
        sentiment=label("positive"),
        arguments=arguments,
        speakers=speakers,
        accords=(Accord("agree", ("Ann", "Bob"), ("a2", "a3"), *both),),
        sections=(
            Section(None, 0, ann[0], ("a1",)),
            Section(ann[2][:3], ann[0], len(text), ("a2", "a3")),
        ),
    )


def _people() -> tuple[Person, ...]:
    forms = (Variant("Ann Article", None, None, None, "full-name"), Variant("Ann", "4", 0, 3, "short-form"))
    return (
        Person("Ann Article", forms, ("4",)),
        Person("Eva", (Variant("Eva", "1", None, None, "full-name"),), ("1",)),
    )


def _narrative(small: str) -> Narrative:
    told = Sentence("told", f"Some say that {small}", ("2",))
    return Narrative(model="some-model", sentences=(told,), dropped={"no-citation": 2, "altered-quote": 1})


def long(comments: int, answers: int = 4) -> Discussion:
    """Make a long discussion: every branch is a comment and a chain of `answers`; each third comment is against."""
    made = []
    for number in range(1, comments + 1):
        deep = (number - 1) % (answers + 1)
        side = ("favor", "against", "none")[number % 3]
        text = f"Comment number {number} says that this matters. " + "It goes on and on. " * 8
        made.append(
            comment(str(number), stance=side, text=text.strip(), author=f"Writer {number % 997}",
                    parent=str(number - 1) if deep else None, depth=deep,
                    published=f"2024-03-{number * 28 // (comments + 1) + 1:02}T10:00:00")
        )  # fmt: skip
    found = tuple(made)
    stance = stance_of_voices(found)
    points = tuple(_long_point(found[at], f"k{at}") for at in range(0, comments, max(1, comments // 40)))
    summary = Summary(
        counts=Counts(comments, 0, 0, stance.favor + stance.against + stance.none),
        stance=stance,
        stance_raw=stance_of_comments(found),
        controversy=controversy(stance),
        key_points=points,
        unmatched=tuple(c.id for c in found if c.stance.label == "against")[:: max(1, comments // 500)],
        by_language=stance_by_language(found),
        headline=f"{comments} comments.",
    )
    return structs.replace(discussion(*found, summary=summary), id="long")


def _long_point(c: CommentReport, name: str) -> KeyPoint:
    start, end = c.text.index("this"), c.text.index(".")
    quote = Quote(c.id, start, end, c.text[start:end])
    side = c.stance.label
    assert side in {"favor", "against", "none"}
    return KeyPoint(quote.quote, "favor" if side == "favor" else "against", (c.id,), (quote,), 0.01, ("en",), name, 1)


PAYLOADS = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "</style><img src=x onerror=alert(3)>",
    "</template><svg onload=alert(4)>",
    "]]><script>alert(5)</script>",
    "\"'><iframe src=javascript:alert(6)>",
    "{{ 7*7 }}{% raw %}",
    "%(n)s %s %%",
    "\u202egnp.exe\u0000\u001b[2J\u2028\ud800",
    "one\r\ntwo\tthree\x0c\ufffe\ufeff",
    "&lt;b&gt; &#x3c;script&#x3e; <!-- <script>",
)


def hostile() -> Discussion:
    """Make a discussion in which every text, name, address and id of a stranger tries to become something else."""
    texts = [*PAYLOADS, "\n".join(PAYLOADS)]
    comments: list[CommentReport] = []
    for number, text in enumerate(texts, start=1):
        name = f"c{number}{PAYLOADS[number % len(PAYLOADS)]}"
        comments.append(
            comment(
                name,
                stance=("favor", "against")[number % 2],
                text=text,
                author=text,
                signature=text,
                published=text,
                parent=comments[-1].id if comments and number % 3 else None,
                depth=number % 3,
                language=Language(text, text, 1.0),
                quoted=((0, 3), (1, 10_000)),
                arguments=(claim(text, text[:9]),),
                reply=Label(text, 0.5, {}),
                spam=Spam(is_spam=number == 4, score=0.9, reasons=(Reason(text, text, -3, 10_000),)),
            )
        )
    found = tuple(comments)
    quotes = tuple(Quote(c.id, 0, len(c.text), c.text) for c in found)
    points = tuple(
        KeyPoint(
            q.quote,
            ("favor", "against")[at % 2],
            (q.comment,),
            (q,),
            0.5,
            (q.quote,),
            q.comment,
            1,
            found[at - 1].id,
        )
        for at, q in enumerate(quotes)
    )
    worst = "".join(PAYLOADS)
    whole = Whole(
        between=tuple(Between(c.text, worst, 1, 2, 1, (c.id, "no such comment")) for c in found),
        by_time=(Period(worst, StanceCounts(1), (found[0].id,)), Period("2024", StanceCounts(1), (found[1].id,))),
        turn=Turn("no such comment", StanceCounts(1), StanceCounts(0, 1), 0.5),
        objections=tuple(Objection(q.comment, q, ()) for q in quotes),
    )
    summary = Summary(
        counts=Counts(len(found), 1, 2, 8),
        stance=StanceCounts(4, 3, 1),
        stance_raw=StanceCounts(5, 5, 0),
        controversy=0.8,
        key_points=points,
        unmatched=tuple(c.id for c in found),
        by_language={worst: StanceCounts(1)},
        headline=worst,
        loose=quotes,
        whole=whole,
        abstract=(
            Sentence("headline", worst, ()),
            Sentence("x", worst, (worst,), quotes),
        ),
    )
    article = ArticleReport(
        title=worst,
        author=worst,
        published=worst,
        url="javascript:alert(9)",
        text=worst,
        thesis=worst,
        sentiment=None,
        arguments=(HeldArgument(worst, 0, 5, worst[:5], "claim", worst, None, 0.5),),
        speakers=(Speaker(worst, (worst,), (worst,), None),),
        accords=(Accord("differ", (worst,), (), 3, 9, worst[3:9]),),
        sections=(Section(worst, 0, len(worst), ()),),
    )
    return structs.replace(
        discussion(*found, summary=summary),
        id=worst,
        source=worst,
        article=article,
        language=Language(worst, None, 1.0),
        duplicates=(DuplicateCluster("d", "near", tuple(c.id for c in found), (worst,), (worst,)),),
        quality=Quality((Notice(worst, worst, worst),), {worst: 1}),
        people=(
            Person(
                worst, (Variant(worst, found[0].id, 0, 1, worst), Variant(worst, None, None, None, worst)), (worst,)
            ),
        ),
        narrative=Narrative(model=worst, sentences=(Sentence(worst, worst, (found[0].id,)),), dropped={worst: 1}),
        models=(ModelUsed(worst, worst, worst, worst),),
        settings={worst: worst},
    )


def debate(*discussions: Discussion) -> Debate:
    """Tell discussions as one: their comments renamed, their summaries side by side."""
    strands = tuple(
        Strand(
            id=d.id,
            source=d.source,
            title=d.article.title,
            thesis=d.article.thesis,
            language=d.language.code,
            relation=label(("favor", "against", "none")[at % 3]),
            counts=d.summary.counts,
            stance=d.summary.stance,
        )
        for at, d in enumerate(discussions)
    )
    first = discussions[0]
    points = tuple(_renamed(p, d.id) for d in discussions for p in d.summary.key_points)
    summary = structs.replace(
        first.summary,
        key_points=points,
        unmatched=(f"{first.id}#4",),
        loose=(),
        abstract=first.summary.abstract[:1],
        whole=structs.replace(first.summary.whole, turn=None, objections=()),
    )
    return Debate(
        id="debate",
        title=first.article.title,
        thesis=first.article.thesis,
        strands=strands,
        summary=summary,
        warnings=first.quality.warnings,
        models=first.models,
        settings=first.settings,
    )


def _renamed(point: KeyPoint, name: str) -> KeyPoint:
    quotes = tuple(Quote(f"{name}#{q.comment}", q.start, q.end, q.quote) for q in point.quotes)
    counter = f"{name}/{point.counter}" if point.counter else None
    return structs.replace(
        point, id=f"{name}/{point.id}", counter=counter, quotes=quotes, comments=tuple(q.comment for q in quotes)
    )
