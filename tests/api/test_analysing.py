"""`ag.analyze` and what goes with it: the same as the command gives, from files, texts, rows and frames."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import msgspec
import pandas as pd
import polars as pl
import pytest

import agorascope as ag
from agorascope import records
from agorascope.api import asking
from tests.api.conftest import PAGES, ROOT, Command

ARTICLE = "A paid membership beats a discount. It costs 39 euros a year."
ROWS = [
    {"id": 1, "author": "Anna", "published": "2026-11-28T09:10:00+02:00", "text": "I agree, a club is worth its fee."},
    {
        "id": 2,
        "parent": 1,
        "author": "Bert",
        "published": None,
        "text": "I disagree, Anna. A club is a tax on loyalty.",
    },
]


def test_it_is_what_the_command_prints(page: ag.Discussion, command: Command) -> None:
    """Byte for byte; and what is read from the JSON equals what was found, whichever class it is."""
    line = command("analyze", str(PAGES / "en-dev.txt"), "--json", "--quiet")
    assert page.to_json().encode() + b"\n" == line
    plain = msgspec.json.decode(line, type=records.Discussion)
    assert page == plain
    assert plain == page
    assert ag.Discussion.from_json(line) == page
    assert page.to_dict() == json.loads(line)
    assert pickle.loads(pickle.dumps(page)) == page  # noqa: S301 - our own


def test_options_reach_the_result(command: Command, samples: Path) -> None:
    """The keywords are the command's options."""
    source = samples / "pages" / "club-zh.json"
    told = ag.analyze(source, ui="zh-Hant", abstain=0.7, near_threshold=0.8, spam_threshold=0.4)
    options = ("--ui", "zh-Hant", "--abstain", "0.7", "--near-threshold", "0.8", "--spam-threshold", "0.4")
    assert told.to_json().encode() + b"\n" == command("analyze", source, "--json", "--quiet", *options)
    settings = ag.Settings(abstain=0.7, near_threshold=0.8)
    assert ag.analyze(source, settings=settings, ui="zh-Hant", spam_threshold=0.4) == told


def test_a_discussion_is_short_to_look_at(page: ag.Discussion) -> None:
    assert repr(page) == "<Discussion 'en-dev': 24 comments, 5 for, 10 against>"
    assert str(page).startswith("Charge Them to Belong")
    assert page.comment(2) is page.comment("2")
    assert page.key_points == page.summary.key_points
    with pytest.raises(KeyError):
        page.comment("nobody")
    with pytest.raises(AttributeError):
        page.id = "other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        hash(page)


def test_texts_and_their_pages_are_the_same(page: ag.Discussion) -> None:
    """A page in memory is read as its file is; only its name is another."""
    text = (PAGES / "en-dev.txt").read_text("utf-8")
    told = ag.analyze_text(text, name="en-dev")
    assert msgspec.structs.replace(told, source=page.source) == page
    assert ag.analyze(ag.page(text.encode(), name="en-dev")) == told


def test_several_are_told_and_errors_are_kept(clubs: ag.Discussions, samples: Path) -> None:
    assert [d.id for d in clubs] == ["club-el", "club-en", "club-zh"]
    [error] = clubs.errors
    assert isinstance(error, ag.ReadError)
    assert error.source.endswith("gone.txt")
    assert repr(clubs) == "<Discussions: 3, 13 comments, 1 could not be read>"
    assert clubs[1:][0] == clubs[1]
    assert isinstance(clubs[:1], ag.Discussions)
    again = pickle.loads(pickle.dumps(clubs))  # noqa: S301 - our own
    assert again == clubs
    assert [str(one) for one in again.errors] == [str(error)]
    with pytest.raises(AttributeError):
        clubs.errors = ()
    paths = [samples / "pages" / name for name in ("club-el.html", "club-en.txt", "club-zh.json")]
    assert list(ag.iterate(paths)) == list(clubs) == list(ag.iterate(*map(str, paths)))


def test_what_comes_one_by_one_is_analysed_one_by_one(samples: Path) -> None:
    """Nothing behind a discussion is read before it is asked for; errors are raised, or told where somebody listens."""
    told: list[ag.ReadError] = []
    found = ag.iterate(samples / "pages" / "club-zh.json", samples / "gone.txt", samples / "a.txt")
    assert next(found).id == "club-zh"
    with pytest.raises(ag.ReadError, match=r"gone\.txt"):
        next(found)
    rest = ag.iterate(samples / "gone.txt", samples / "a.txt", on_error=told.append)
    assert [one.id for one in rest] == ["a"]
    assert len(told) == 1
    with pytest.raises(ag.UsageError):
        ag.iterate(3)  # type: ignore[arg-type]


def test_progress_is_told(samples: Path) -> None:
    seen: list[tuple[int, str]] = []
    ag.analyze_all([samples / "pages"], progress=lambda n, d: seen.append((n, d.id)))
    assert seen == [(1, "club-el"), (2, "club-en"), (3, "club-zh")]


def test_what_the_command_wrote_is_read(clubs: ag.Discussions, tmp_path: Path) -> None:
    path = tmp_path / "found.jsonl"
    path.write_text(clubs.to_json() + '{"schema":"agorascope/debate/1","id":"x"}\n', encoding="utf-8")
    assert ag.load(path) == clubs
    path.write_text("{}\n", encoding="utf-8")
    with pytest.raises(ag.ReadError, match="no discussion"):
        ag.load(path)
    with pytest.raises(ag.ReadError, match="cannot be opened"):
        ag.load(tmp_path / "none.jsonl")


def test_comments_that_are_in_python() -> None:
    told = ag.analyze_comments(ROWS, ARTICLE, title="Clubs", name="mine")
    assert (told.id, told.source, told.format, told.article.title) == ("mine", "mine", "rows", "Clubs")
    assert [(c.id, c.parent, c.author) for c in told.comments] == [("1", None, "Anna"), ("2", "1", "Bert")]
    assert told.comment(1).published == "2026-11-28T09:10:00+02:00"
    assert told.article.text == ARTICLE
    assert told.comment(1).stance.label == "favor"


def test_frames_say_the_same_as_dicts() -> None:
    """Pandas with a doubled index, Polars, Arrow, a generator; columns of any name; times and missing values."""
    told = ag.analyze_comments(ROWS, ARTICLE)
    frame = pd.DataFrame(ROWS, index=["x", "x"]).rename(columns={"text": "what they said"})
    frame["published"] = pd.to_datetime(frame["published"])
    assert ag.analyze_comments(frame, ARTICLE, map={"text": "what they said"}) == told
    assert ag.analyze_comments(pl.DataFrame(ROWS), ARTICLE) == told
    assert ag.analyze_comments(pl.DataFrame(ROWS).to_arrow(), ARTICLE) == told
    assert ag.analyze_comments((row for row in ROWS), ARTICLE) == told
    assert ag.analyze(ag.thread(ROWS, ARTICLE)) == told


def test_rows_that_are_none_are_told() -> None:
    """None, NaN, numbers and rows without text keep their line's number in a notice; nothing stops."""
    frame = pd.DataFrame({"id": [1, 2, 3], "text": ["Fine.", float("nan"), "Bad."]})
    told = ag.thread(frame, ARTICLE)
    assert [c.id for c in told.comments] == ["1", "3"]
    assert [(n.code, n.where) for n in told.notices] == [("bad-line", "line 2")]
    told = ag.thread(["Fine.", None, 3, {"text": 4}, "a lone \ud800 surrogate"], ARTICLE)
    assert [c.text for c in told.comments] == ["Fine.", "a lone \ufffd surrogate"]
    assert [n.where for n in told.notices] == ["line 2", "line 3", "line 4"]


def test_what_is_wrong_with_rows_is_said() -> None:
    with pytest.raises(ag.UsageError, match=r'id, said; name it: map=\{"text": \'said\'\}'):
        ag.thread([{"id": 1, "said": "Fine."}])
    with pytest.raises(ag.UsageError, match="there is no column 'body'; there are id, said"):
        ag.thread([{"id": 1, "said": "Fine."}], map={"text": "body"})
    with pytest.raises(ag.UsageError, match="no column is called nothing"):
        ag.thread([{"id": 1, "said": "Fine."}], map={"nothing": "said"})
    with pytest.raises(ag.UsageError, match="two columns are called 'text'"):
        ag.thread(pd.DataFrame([["a", "b"]], columns=["text", "text"]))
    with pytest.raises(ag.ReadError, match="no comments and no article"):
        ag.thread([])
    with pytest.raises(ag.UsageError, match="LazyFrame"):
        ag.thread(pl.LazyFrame({"text": ["a"]}))
    with pytest.raises(ag.UsageError, match=r"several discussions \(a, b\)"):
        ag.thread([{"text": "One.", "thread": "a"}, {"text": "Two.", "thread": "b"}])
    assert len(ag.thread([{"text": "One.", "thread": "a"}, {"text": "Two.", "thread": "b"}], ARTICLE).comments) == 2


def test_what_is_wrong_with_sources_is_said(samples: Path, tmp_path: Path) -> None:
    with pytest.raises(ag.UsageError, match=r"several discussions \(club-el, club-en, club-zh\); call ag\.analyze_all"):
        ag.analyze(samples / "pages")
    with pytest.raises(ag.ReadError, match=r"none\.txt"):
        ag.analyze(tmp_path / "none.txt")
    with pytest.raises(ag.ReadError, match="a folder without pages"):
        ag.analyze(tmp_path)
    with pytest.raises(ag.UsageError, match="nothing is fetched unless asked: fetch=True"):
        ag.analyze("https://example.org/page")
    with pytest.raises(ag.UsageError, match=r"ag\.analyze_text"):
        ag.analyze("An article.\n\n1. A comment.")
    with pytest.raises(ag.UsageError, match=r"ag\.analyze_comments"):
        ag.analyze(pd.DataFrame({"text": ["a"]}))
    with pytest.raises(ag.UnknownFormatError):
        ag.analyze(samples / "page.txt", format="docx")
    with pytest.raises(ag.ReadError):
        ag.analyze_text("   ")


@pytest.mark.parametrize(
    ("keywords", "words"),
    [
        ({"abstain": 2}, "abstain=2: give a number from 0 to 1"),
        ({"ui": "fr"}, "give el, en, zh, zh-Hant"),
        ({"model": {"argument": "x"}}, "arguments are spans"),
        ({"model": {"language": "x"}}, "TASK=MODEL"),
        ({"labels": {"A": "negative"}}, "say of which model"),
        ({"model": {"stance": "openai:m@http://h/v1"}, "labels": {"A": "favor"}}, "nothing to map"),
        ({"model": {"stance": "x"}, "labels": {"reply": {"A": "agree"}}}, "no model is given"),
    ],
)
def test_what_is_wrong_with_keywords_is_said(keywords: dict[str, object], words: str) -> None:
    with pytest.raises(ag.UsageError, match=words):
        ag.analyze(PAGES / "en-dev.txt", **keywords)  # type: ignore[arg-type]


def test_models_of_ones_own_are_named_both_ways() -> None:
    """As mappings or in the command's words, a call asks for the same settings."""
    one = asking.settings_of(None, model={"sentiment": "./m"}, labels={"A": "negative", "B": "positive"})
    two = asking.settings_of(None, model="sentiment=./m", labels="A=negative,B=positive")
    three = asking.settings_of(None, model=["sentiment=./m"], labels={"sentiment": {"A": "negative", "B": "positive"}})
    assert one == two == three


def test_models_are_loaded_once_and_few_are_kept() -> None:
    """What changes only the telling shares them; the third set lets the oldest go."""
    asking.forget()
    first = asking.models_for(ag.Settings())
    assert asking.models_for(ag.Settings(abstain=0.5, ui="el")) is first
    asking.models_for(ag.Settings(max_tokens=64))
    assert asking.models_for(ag.Settings()) is first
    asking.models_for(ag.Settings(max_tokens=32))
    assert asking.models_for(ag.Settings()) is first
    assert asking.KEPT == 2


def test_pseudonyms(samples: Path, tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_bytes(b"0123456789abcdef0123456789abcdef")
    source = samples / "pages" / "club-zh.json"
    plain, told = ag.analyze(source), ag.analyze(source, pseudonym_key=key)
    names = {c.author for c in plain.comments if c.author}
    assert names
    assert not names & {c.author for c in told.comments}
    assert ag.analyze(source, pseudonymize=True, pseudonym_key=str(key)) == told


def test_a_report_is_that_of_the_command(page: ag.Discussion, clubs: ag.Discussions, tmp_path: Path) -> None:
    from agorascope.cli.output.reporting import write_file

    for name in ("one.html", "one.md"):
        write_file(tmp_path / f"cli-{name}", [page])
        assert page.report(tmp_path / name).read_bytes() == (tmp_path / f"cli-{name}").read_bytes()
    write_file(tmp_path / "cli-all.md", list(clubs))
    assert clubs.report(tmp_path / "all.md").read_bytes() == (tmp_path / "cli-all.md").read_bytes()
    with pytest.raises(ag.UsageError, match="a page holds one discussion"):
        clubs.report(tmp_path / "all.html")
    with pytest.raises(ag.UsageError, match=r"\.html or \.md"):
        page.report(tmp_path / "one.pdf")
    with pytest.raises(ag.UsageError, match="cannot be written"):
        page.report(ROOT / "pyproject.toml" / "one.md")
