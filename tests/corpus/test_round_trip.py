"""Threads and findings as rows of Parquet, and rows as the same threads and findings again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from agorascope import steps
from agorascope.corpus import findings, layers, opinions, reading, threads
from agorascope.corpus.findings import Found
from agorascope.corpus.folder import Folder, content_of
from agorascope.corpus.layers import REPLIES, SIDES, TONES
from agorascope.corpus.threads import Held, comment_id
from agorascope.errors import ReadError
from agorascope.records import (
    Argument,
    Article,
    Chrome,
    Comment,
    Duplicate,
    HeldArgument,
    Label,
    Language,
    Link,
    Notice,
    Reason,
    Spam,
    Thread,
)
from tests.corpus.making import Rows, thread

FEW = settings(max_examples=50)
TEXT = st.text(max_size=20) | st.sampled_from(
    ["", "\x00", "#", "%", "a#b%23", "\r\n", "👩‍👩‍👧", "\U0010ffff", "﷽", "null", " "]
)
SURE = st.floats(0, 1)
NUMBER = st.integers(0, 2**40)
MAYBE = st.none() | TEXT
SPAN = st.tuples(NUMBER, NUMBER)
SPANS = st.lists(SPAN, max_size=3).map(tuple)
NOTICE = st.builds(Notice, TEXT, TEXT, TEXT)
ARTICLE = st.builds(Article, title=MAYBE, author=MAYBE, published=MAYBE, url=MAYBE, text=TEXT, headings=SPANS)
COMMENT = st.builds(
    Comment,
    id=TEXT,
    number=st.none() | NUMBER,
    parent=MAYBE,
    depth=NUMBER,
    author=MAYBE,
    author_url=MAYBE,
    published=MAYBE,
    text=TEXT,
    quoted=SPANS,
    links=st.lists(st.builds(Link, NUMBER, NUMBER, TEXT), max_size=3).map(tuple),
    signature=MAYBE,
    addressee=MAYBE,
    by_article_author=st.booleans(),
    site_status=st.sampled_from([None, "approved", "pending", "spam", "trash", "deleted"]),
)
COMMENTS = st.lists(COMMENT, max_size=4, unique_by=lambda comment: comment.id).map(tuple)
THREAD = st.builds(
    Thread,
    id=TEXT,
    source=TEXT,
    format=TEXT,
    article=ARTICLE,
    comments=COMMENTS,
    declared_comments=st.none() | NUMBER,
    chrome=st.lists(st.builds(Chrome, NUMBER, TEXT, TEXT), max_size=4).map(tuple),
    notices=st.lists(NOTICE, max_size=3).map(tuple),
)
THREADS = st.lists(THREAD, max_size=4, unique_by=lambda thread: thread.id)
REASONS = st.lists(st.builds(Reason, TEXT, TEXT, NUMBER, NUMBER), max_size=3).map(tuple)
LANGUAGE = st.builds(Language, TEXT, MAYBE, SURE)


def through(name: str, rows: Iterable[dict[str, Any]]) -> Rows:
    """Take rows through a file of the layer."""
    with TemporaryDirectory() as place:
        folder = Folder(Path(place))
        folder.put(name, 0, list(rows), "made")
        return folder.rows(name, 0)


def named(thread: Thread) -> Held:
    return Held(thread, tuple(comment_id(thread.id, comment.id) for comment in thread.comments))


def told(name: str, held: Held, values: Any, rows: Any) -> tuple[Held, Found]:
    """Give what a layer holds of findings in a thread."""
    return held, Found(through(name, rows(held, values)))


@FEW
@given(THREADS)
def test_threads_come_back(found: list[Thread]) -> None:
    """What a reader gave is read from the tables; of the lines it set aside, kinds and counts are."""
    articles = through("articles", map(threads.article_row, found))
    comments = through("comments", (row for one in found for row in threads.comment_rows(one)))
    back = list(threads.held(articles, comments))
    kinds = [tuple(Chrome(0, kind, "") for kind in sorted(c.kind for c in one.chrome)) for one in found]
    assert [held.thread for held in back] == [
        structs.replace(one, chrome=chrome) for one, chrome in zip(found, kinds, strict=True)
    ]
    assert [held.comment_ids for held in back] == [named(one).comment_ids for one in found]


@FEW
@given(st.lists(st.tuples(TEXT, TEXT), unique=True, max_size=6))
def test_comment_ids_are_unique(names: list[tuple[str, str]]) -> None:
    """No two comments have one name in the corpus, whatever their discussions and they are called."""
    assert len({comment_id(*name) for name in names}) == len(names)


@pytest.mark.parametrize(
    ("one", "other"), [(("a", "b#c"), ("a#b", "c")), (("a%23b", "c"), ("a#b", "c")), (("a", "%23"), ("a", "#"))]
)
def test_marks_in_ids_are_no_borders(one: tuple[str, str], other: tuple[str, str]) -> None:
    """Ids that hold the sign between discussion and comment, or what stands for it, are kept apart."""
    assert comment_id(*one) != comment_id(*other)


@FEW
@given(st.lists(st.sampled_from(["x", "x~2", "x~3", "x~2~2", "y", ""]) | TEXT, max_size=12))
def test_discussions_get_names_of_their_own(names: list[str]) -> None:
    """Each has a name no other has, the first of a name keeps it, the order stays, and errors pass in their places."""
    found = [thread(name, source=str(n)) for n, name in enumerate(names)]
    given_out = list(reading.named([*found, ReadError("torn", "torn")]))
    told = [item for item in given_out if isinstance(item, Thread)]
    assert [item.source for item in told] == [str(n) for n in range(len(names))]
    assert len({item.id for item in told}) == len(names)
    assert all(
        item.id == name or names.index(name) < n or item.id.startswith(f"{name}~")
        for n, (item, name) in enumerate(zip(told, names, strict=True))
    )
    assert isinstance(given_out[-1], ReadError)


def test_same_name_in_two_folders() -> None:
    """The second discussion of a name is the second, the third the third; a name that is taken is passed over."""
    found = [thread(name) for name in ("x", "x", "x~2", "x", "y", "x~3")]
    assert [item.id for item in reading.named(found) if isinstance(item, Thread)] == [
        "x",
        "x~2",
        "x~2~2",
        "x~3",
        "y",
        "x~3~2",
    ]


@st.composite
def _filled(draw: st.DrawFn, each: st.SearchStrategy[Any]) -> tuple[Held, tuple[Any, ...]]:
    """Draw a thread and a finding for each of its comments."""
    held = named(draw(THREAD))
    return held, tuple(draw(each) for _ in held.thread.comments)


@FEW
@given(_filled(LANGUAGE), LANGUAGE)
def test_languages_come_back(filled: tuple[Held, tuple[Language, ...]], page: Language) -> None:
    """The language of the page and of each comment, to the last bit."""
    spoken = steps.Spoken(page, filled[1])
    assert findings.spoken(*told("language", filled[0], spoken, findings.language_rows)) == spoken


@FEW
@given(_filled(st.builds(Spam, st.booleans(), SURE, REASONS)))
def test_verdicts_come_back(filled: tuple[Held, tuple[Spam, ...]]) -> None:
    """Verdicts with their reasons and where these are."""
    assert findings.verdicts(*told("spam", *filled, findings.spam_rows)) == filled[1]


@FEW
@given(st.data(), THREAD)
def test_reposts_come_back(data: st.DataObject, found: Thread) -> None:
    """What repeats what within the thread, and the campaign: the corpus's where there is one, else the thread's."""
    held = named(found)
    ids = [comment.id for comment in found.comments]
    mark = st.builds(Duplicate, TEXT, st.sampled_from(ids or [""]), st.sampled_from(["exact", "near"]), SURE)
    marked = tuple(data.draw(st.none() | mark) for _ in ids)
    waves = tuple(data.draw(MAYBE) for _ in ids)
    wide = [data.draw(st.none() | st.tuples(st.integers(4, 900), st.floats(0, 24))) for _ in ids]
    rows = [
        row | findings.corpus_repost(_wide(wave))
        for row, wave in zip(findings.thread_reposts(held, steps.Reposts(marked, waves)), wide, strict=True)
    ]
    back = Found(through("duplicates", rows))
    assert findings.marked(held, back) == marked
    assert findings.campaigns(held, back) == [
        steps.campaign(*wave) if wave else own for own, wave in zip(waves, wide, strict=True)
    ]


def _wide(wave: tuple[int, float] | None) -> dict[str, Any] | None:
    if wave is None:
        return None
    row = dict.fromkeys(findings.CORPUS) | {"cluster": "c", "of": "o", "kind": "exact", "similarity": 1.0}
    return row | {"campaign_authors": wave[0], "campaign_hours": wave[1]}


ROLE = st.sampled_from(["claim", "premise"])
CLAIMS = st.lists(st.builds(Argument, TEXT, NUMBER, NUMBER, TEXT, ROLE, SURE), max_size=3).map(tuple)
HELD_CLAIMS = st.lists(st.builds(HeldArgument, TEXT, NUMBER, NUMBER, TEXT, ROLE, MAYBE, MAYBE, SURE), max_size=3).map(
    tuple
)


@FEW
@given(_filled(CLAIMS), MAYBE, HELD_CLAIMS)
def test_arguments_come_back(filled: tuple[Held, tuple[Any, ...]], thesis: str | None, article: Any) -> None:
    """Who argues what in the article, what each comment argues, comments that argue nothing, and the thesis."""
    held, claims = filled
    argued = steps.Argued(thesis, article, claims)
    theses = {row["discussion_id"]: row["thesis"] for row in through("theses", [opinions.thesis_row(held, argued)])}
    assert opinions.argued(*told("arguments", held, argued, opinions.argument_rows), theses) == argued


def _labels(names: Sequence[str], *, may_abstain: bool = False) -> st.SearchStrategy[Label]:
    """Give labels over these names; the best one names it, unless it abstains."""

    def label(scores: tuple[float, ...], abstains: bool) -> Label:  # noqa: FBT001 - drawn
        best = max(range(len(names)), key=lambda n: (scores[n], -n))
        name = None if abstains and may_abstain else names[best]
        return Label(name, scores[best], dict(zip(names, scores, strict=True)))

    return st.builds(label, st.tuples(*[SURE] * len(names)), st.booleans())


@FEW
@given(
    _filled(st.tuples(st.none() | _labels(REPLIES, may_abstain=True), _labels(SIDES), _labels(SIDES, may_abstain=True)))
)
def test_sides_come_back(filled: tuple[Held, tuple[Any, ...]]) -> None:
    """Answers, sides as told and sides as the reply tree gave them; not knowing is kept apart from no answer."""
    held, drawn = filled
    sided = steps.Sided(*(tuple(one[n] for one in drawn) for n in range(3)))
    assert opinions.sided(*told("stance", held, sided, opinions.stance_rows)) == sided


@FEW
@given(_filled(_labels(TONES, may_abstain=True)), st.none() | _labels(TONES, may_abstain=True))
def test_tones_come_back(filled: tuple[Held, tuple[Any, ...]], article: Label | None) -> None:
    """The tone of the article, where there is one, and of each comment."""
    toned = steps.Toned(article, filled[1])
    assert opinions.toned(*told("sentiment", filled[0], toned, opinions.tone_rows)) == toned


@pytest.mark.parametrize("layer", [layer.name for layer in (*layers.LAYERS, *layers.WORK)])
def test_layers_without_rows_keep_their_columns(layer: str, tmp_path: Path) -> None:
    """A layer of a corpus in which nothing was found has its columns with their types, and no rows."""
    mark = Folder(tmp_path).put(layer, 0, [], "made")
    table = Folder(tmp_path).table(layer, 0)
    assert (mark.rows, table.num_rows) == (0, 0)
    assert table.schema.remove_metadata() == layers.schema(layer)


def test_content_is_told_whatever_the_chunks() -> None:
    """A part's name is its values': slices, chunks and metadata make no other one, another value does."""
    table = pa.table({"text": ["a", None, "c"], "n": [1, 2, 3]})
    chunked = pa.concat_tables([table.slice(0, 1), table.slice(1)])
    assert content_of(chunked.replace_schema_metadata({"b": "c"})) == content_of(table)
    assert content_of(table.slice(1)) == content_of(pa.table({"text": [None, "c"], "n": [2, 3]}))
    assert content_of(table) != content_of(pa.table({"text": ["a", "", "c"], "n": [1, 2, 3]}))


def test_lone_surrogates_are_written_as_the_sign_of_what_is_not_known(tmp_path: Path) -> None:
    """Half a character, which UTF-8 cannot hold, costs itself alone: all else of the part stands as it is."""
    row = threads.reject("unreadable", "no", source="\udcff.txt", discussion="x") | {"place": "😀"}
    Folder(tmp_path).put("rejects", 0, [row, row | {"source": None}], "made")
    back = Folder(tmp_path).rows("rejects", 0)
    assert [one["source"] for one in back] == ["\ufffd.txt", None]
    assert [one["place"] for one in back] == ["😀", "😀"]
