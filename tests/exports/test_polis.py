"""`polis`: files that read as those of a Polis conversation, and votes that people cast."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from agorascope.exports import export
from agorascope.exports.polis import folder_name
from agorascope.exports.polis.moments import moment, printed
from tests.exports.making import Row, comment, corpus, point, talk

FILES = ["comments.csv", "participants-votes.csv", "summary.csv", "votes.csv"]
FAVOR, AGAINST = {"label": "favor"}, {"label": "against"}


def read(path: Path) -> list[dict[str, str]]:
    """Read a CSV as any other program would."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def answer(side: str | None, label: str = "none") -> Row:
    """Make the stance of an answer."""
    return {"label": label, "reply": side, "reply_score": 0.9}


def exported(tmp_path: Path, *talks: Row) -> Path:
    """Export talks; give where."""
    path = corpus(tmp_path / "found", talks)
    list(export(path, "polis"))
    return path / "exports" / "polis"


def votes(out: Path) -> dict[tuple[int, int], int]:
    """Read the votes by statement and voter."""
    return {(int(row["comment-id"]), int(row["voter-id"])): int(row["vote"]) for row in read(out / "votes.csv")}


def test_the_columns_are_those_of_polis(tmp_path: Path) -> None:
    """Names and order of the columns are what pol.is writes in its reports."""
    made = comment("1", "Fees are bad", author="Ann", published="2024-11-13T19:43:55+00:00", stance=AGAINST)
    out = exported(tmp_path, talk("d", made, points=[point("Fees are bad", "against", "d#1")], title='The "fees"'))
    assert sorted(path.name for path in out.iterdir()) == FILES
    assert (out / "comments.csv").read_text() == (
        "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
        '1731527035,Wed Nov 13 2024 19:43:55 GMT+0000 (Coordinated Universal Time),0,0,1,0,1,"Fees are bad"\n'
    )
    assert (out / "votes.csv").read_text() == (
        "timestamp,datetime,comment-id,voter-id,vote\n"
        "1731527035,Wed Nov 13 2024 19:43:55 GMT+0000 (Coordinated Universal Time),0,0,1\n"
    )
    assert (out / "participants-votes.csv").read_text() == (
        "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0\n0,,1,1,1,0,1\n"
    )
    assert (out / "summary.csv").read_text() == (
        'topic,"The ""fees"""\nurl,\nvoters,1\nvoters-in-conv,1\ncommenters,1\ncomments,1\ngroups,0\n'
        'conversation-description,""\n'
    )


def test_who_makes_a_point_agrees_and_who_answers_votes(tmp_path: Path) -> None:
    """Makers vote 1; an answer to a maker that agrees votes 1, one that disagrees -1, another 0."""
    out = exported(
        tmp_path,
        talk(
            "d",
            comment("1", "No fees", author="Ann", stance=AGAINST),
            comment("2", author="Bob", parent="1", stance=answer("disagree", "favor")),
            comment("3", author="Cleo", parent="1", stance=answer("agree", "against")),
            comment("4", author="Dan", parent="1", stance=answer("neutral")),
            comment("5", author="Eva", parent="1", stance=answer(None)),
            comment("6", author="Fay", parent="2", stance=answer("disagree")),
            comment("7", "Fees", author="Bob", stance=FAVOR),
            points=[point("No fees", "against", "d#1"), point("Fees", "favor", "d#7")],
        ),
    )
    assert votes(out) == {(0, 0): 1, (0, 1): -1, (0, 2): 1, (0, 3): 0, (1, 1): 1}
    first, second = read(out / "comments.csv")
    assert (first["author-id"], first["agrees"], first["disagrees"]) == ("0", "2", "1")
    assert (second["author-id"], second["agrees"], second["disagrees"]) == ("1", "1", "0")
    bob = read(out / "participants-votes.csv")[1]
    assert [bob[name] for name in ("participant", "n-comments", "n-votes", "n-agree", "n-disagree")] == list("11211")
    assert (bob["0"], bob["1"]) == ("-1", "1")


def test_a_participant_has_one_vote_on_a_statement(tmp_path: Path) -> None:
    """Who makes a point agrees with it whatever they answer; of answers with a side the last counts, then any other."""
    out = exported(
        tmp_path,
        talk(
            "d",
            comment("1", "No fees", author="Ann", stance=AGAINST),
            comment("2", author=" ANN ", parent="1", stance=answer("disagree")),
            comment("3", author="Bob", parent="1", stance=answer("disagree"), published="2024-01-01"),
            comment("4", author="Bob", parent="1", stance=answer("agree"), published="2024-01-02"),
            comment("5", author="Bob", parent="1", stance=answer("neutral"), published="2024-01-03"),
            comment("6", parent="1", stance=answer("neutral")),
            comment("7", parent="1", stance=answer("neutral")),
            points=[point("No fees", "against", "d#1")],
        ),
    )
    assert votes(out) == {(0, 0): 1, (0, 1): 1, (0, 2): 0, (0, 3): 0}
    assert read(out / "votes.csv")[1]["datetime"].startswith("Tue Jan 02 2024 00:00:00")


@pytest.mark.parametrize(
    "silenced",
    [
        {"spam": {"is_spam": True}},
        {"duplicates": {"thread_of": "d#1", "thread_kind": "near"}},
        {"site_status": "trash"},
        {"site_status": "deleted"},
    ],
)
def test_who_has_no_voice_does_not_vote(silenced: Row, tmp_path: Path) -> None:
    """Spam, re-posts and comments taken down vote neither as makers nor as answers."""
    out = exported(
        tmp_path,
        talk(
            "d",
            comment("1", "No fees", author="Ann", stance=AGAINST),
            comment("2", "No fees!", author="Bob", stance=AGAINST, **silenced),
            comment("3", author="Cleo", parent="1", stance=answer("disagree"), **silenced),
            points=[point("No fees", "against", "d#1", "d#2")],
        ),
    )
    assert votes(out) == {(0, 0): 1}


def test_a_repeat_of_another_discussion_votes_in_its_own(tmp_path: Path) -> None:
    """The same words under two articles are two opinions, as in the summaries."""
    made = comment("1", "No fees", stance=AGAINST, duplicates={"of": "e#9", "kind": "exact"})
    out = exported(tmp_path, talk("d", made, points=[point("No fees", "against", "d#1")]))
    assert votes(out) == {(0, 0): 1}


def test_a_comment_on_another_side_makes_no_vote(tmp_path: Path) -> None:
    """A quote of somebody who took the other side does not agree with the point."""
    made = [comment("1", "No fees", stance=AGAINST), comment("2", "No fees", stance=FAVOR)]
    out = exported(tmp_path, talk("d", *made, points=[point("No fees", "against", "d#1", "d#2")]))
    assert votes(out) == {(0, 0): 1}


def test_the_author_is_whose_words_they_are(tmp_path: Path) -> None:
    """A statement is by the person whose quote it is, at the time of that comment."""
    made = [
        comment("1", "Fees? No", author="Ann", stance=AGAINST),
        comment("2", "No fees", author="Bob", stance=AGAINST, published="1970-01-02"),
    ]
    quotes = [("d#1", "Fees? No"), ("d#2", "No fees")]
    out = exported(tmp_path, talk("d", *made, points=[point("No fees", "against", "d#1", "d#2", quotes=quotes)]))
    [row] = read(out / "comments.csv")
    assert (row["author-id"], row["timestamp"]) == ("1", "86400")


def test_no_names_are_in_the_files(tmp_path: Path) -> None:
    """Participants are numbers."""
    made = comment("1", "No fees", author="Zebedaeus", signature="Zebedaeus", stance=AGAINST)
    out = exported(tmp_path, talk("d", made, points=[point("No fees", "against", "d#1")]))
    assert not [path for path in out.iterdir() if "Zebedaeus" in path.read_text()]


def test_hostile_texts_come_back(tmp_path: Path) -> None:
    """Quotes, commas, line breaks, formulas and NULs in statements, titles and addresses are read as they were."""
    text = '=1+1, "quoted"\r\nnew\rline \x00 Ναι 中'
    made = comment("1", text, stance=AGAINST)
    told = talk("d", made, points=[point(text, "against", "d#1")], title=text, url='http://a.gr/?q=",\n', thesis=text)
    out = exported(tmp_path, told)
    assert [row["comment-body"] for row in read(out / "comments.csv")] == [text]
    with (out / "summary.csv").open(encoding="utf-8", newline="") as file:
        summary = dict(csv.reader(file, strict=True))
    assert summary["topic"] == summary["conversation-description"] == text
    assert summary["url"] == 'http://a.gr/?q=",\n'


def test_many_discussions_have_a_folder_each(tmp_path: Path) -> None:
    """Folders are numbered, named harmlessly, and listed with what they hold; without key points there is no vote."""
    made = comment("1", "No fees", stance=AGAINST)
    out = exported(
        tmp_path,
        talk("../../etc/passwd", made, points=[point("No fees", "against", "../../etc/passwd#1")], title="A, B"),
        talk("Ναι 中文/x", comment("1")),
    )
    names = ["00001-------etc-passwd", "00002-Ναι-中文-x"]
    assert sorted(path.name for path in out.iterdir()) == [*names, "discussions.csv"]
    assert [sorted(path.name for path in (out / name).iterdir()) for name in names] == [FILES, FILES]
    rows = read(out / "discussions.csv")
    assert [row["folder"] for row in rows] == names
    assert rows[0] == {
        "folder": names[0],
        "discussion-id": "../../etc/passwd",
        "topic": "A, B",
        "comments": "1",
        "voters": "1",
        "votes": "1",
    }
    assert read(out / names[1] / "comments.csv") == read(out / names[1] / "votes.csv") == []


def test_what_was_written_is_told_in_all(tmp_path: Path) -> None:
    """Many folders are told together, a line for each kind of file."""
    path = corpus(tmp_path, [talk("d", comment("1")), talk("e", comment("1"))])
    told = {str(one.path.relative_to(path / "exports" / "polis")): one.count for one in export(path, "polis")}
    assert told == {"discussions.csv": 2, **dict.fromkeys([f"*/{name}" for name in FILES], 0), "*/summary.csv": 2}


@pytest.mark.parametrize(
    ("published", "seconds"),
    [
        ("2024-11-13T19:43:55+00:00", 1731527035),
        ("2024-11-13T21:43:55.9+02:00", 1731527035),
        ("2024-11-13T19:43:55", 1731527035),
        ("1970-01-02", 86400),
        (None, 0),
        ("yesterday", 0),
        ("0001-01-01", 0),
    ],
)
def test_moments(published: str | None, seconds: int) -> None:
    """A time without a zone is UTC; what is no time, or before 1970, is 0."""
    assert moment(published) == seconds


def test_printed_moments() -> None:
    """Moments are printed as JavaScript prints them, in English for everybody."""
    assert printed(0) == "Thu Jan 01 1970 00:00:00 GMT+0000 (Coordinated Universal Time)"
    assert printed(1748703235) == "Sat May 31 2025 14:53:55 GMT+0000 (Coordinated Universal Time)"


def test_folder_names() -> None:
    """A name is short, never empty, and no path."""
    assert folder_name(7, "") == "00007"
    assert folder_name(7, "/") == "00007"
    assert len(folder_name(7, "x" * 999)) < 80
