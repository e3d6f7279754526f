"""Decisions from our own files, from a spreadsheet, from other people's tables and from exports of sites."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from agorascope.errors import ReadError, UsageError
from agorascope.moderation.feedback import Given, read
from agorascope.records import VERDICTS, Decision
from tests.moderation.deciding import HOSTILE, decision
from tests.moderation.feedback.sources import both, disqus, rest, written, wxr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

COMMENTS = [
    ("12", "Bob", "Buy pills now", "spam"),
    ("13", "Eve", "Fine & good", "1"),
    ("14", "Ann", "Waiting", "0"),
    ("15", "Joe", "Insults", "trash"),
]


def fields(one: Given | Decision) -> dict[str, Any]:
    """Give what a decision and what is read of it have in common."""
    return {name: getattr(one, name) for name in structs.asdict(decision())}


def table(header: Sequence[str], *rows: Sequence[object], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """Write a table."""
    text = io.StringIO(newline="")
    out = csv.writer(text, delimiter=delimiter)
    out.writerows([header, *rows])
    return text.getvalue().encode(encoding)


@pytest.mark.parametrize("to", ["jsonl", "csv"])
def test_our_own_files_come_back(to: str, tmp_path: Path) -> None:
    """All fields, whatever strangers wrote in them; a lone surrogate is U+FFFD, in a CSV control characters too."""
    told = [decision(name or "x", v, text=f"words of {name}=1;=2", author=name or None)
            for name in HOSTILE for v in VERDICTS]  # fmt: skip
    found, notices = both(tmp_path / f"d.{to}", written(told, to))
    lost = "\ud800\0" if to == "csv" else "\ud800"
    clean = str.maketrans(dict.fromkeys(lost, "\ufffd"))
    wanted = [
        {name: value.translate(clean) if value else value for name, value in structs.asdict(one).items()}
        for one in told
    ]
    assert {one.form for one in found} == {"decisions"}  # it does not say what the discussions were
    for one, want in zip(found, wanted, strict=True):
        assert fields(one) == {**want, "author": want["author"] if (want["author"] or "").strip() else None}
    assert notices == []


WORDS = st.text(min_size=1, max_size=200).filter(str.strip)


@given(st.lists(st.builds(
    decision, WORDS, st.sampled_from(VERDICTS), thread=WORDS, text=WORDS, author=st.none() | WORDS
), max_size=4))  # fmt: skip
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_any_decisions_come_back_from_jsonl(tmp_path: Path, told: list[Decision]) -> None:
    """Unicode of every kind."""
    if told:
        found, _ = both(tmp_path / "d.jsonl", written(told))
        assert [fields(one) for one in found] == [structs.asdict(one) for one in told]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1253"])
def test_a_table_that_excel_saved(encoding: str, tmp_path: Path) -> None:
    """Other separators, marks and encodings; verdicts filled in by hand; apostrophes stay where Excel shows them."""
    text = "=Αγοράστε τώρα από το κατάστημά μας;=1\nΜην χάσετε την ευκαιρία που περιμένατε"
    data = written([decision(str(n), text=text) for n in range(3)], "csv")
    header, *rows = list(csv.reader(io.StringIO(data.decode(), newline="")))
    rows[0][2], rows[1][2], rows[2][2] = "Σπαμ", " APPROVED ", ""
    found, notices = both(tmp_path / "d.csv", table(header, *rows, delimiter=";", encoding=encoding))
    assert [(one.id, one.verdict, one.text) for one in found] == [
        ("0", "spam", text),
        ("1", "approve", text),
    ]
    assert [notice.message for notice in notices] == ["1 row without a verdict yet"]


@pytest.mark.parametrize(("word", "verdict"), [
    ("Spam", "spam"), ("JUNK", "spam"), ("垃圾评论", "spam"), ("ανεπιθύμητο", "spam"), ("ham", "approve"),
    ("1", "approve"), ("Approved", "approve"), ("ΕΓΚΡΙΘΗΚΕ", "approve"), ("通過", "approve"), ("re-post", "duplicate"),
    ("重复", "duplicate"), ("not sure", "unsure"), ("?", "unsure"),
])  # fmt: skip
def test_words_for_verdicts(word: str, verdict: str, tmp_path: Path) -> None:
    """In three languages, in any case, with and without accents."""
    [found], _ = both(tmp_path / "d.csv", table(["id", "verdict"], ["5", word]))
    assert (found.id, found.verdict, found.who) == ("5", verdict, "imported")


@pytest.mark.parametrize("word", ["trash", "Deleted", "0", "hold", "", "pending", "διαγραφή"])
def test_words_for_no_verdict(word: str, tmp_path: Path) -> None:
    """What waits is not decided; what was taken off the site for an unknown reason is not taken for spam."""
    found, [notice] = both(tmp_path / "d.csv", table(["id", "verdict"], ["5", word]))
    assert found == []
    assert notice.code in {"removed", "undecided"}
    assert notice.message.startswith("1 ")


def test_yes_or_no(tmp_path: Path) -> None:
    """Where a column asks for spam, 1 is yes; elsewhere it approves. A program's labels are no decisions."""
    rows = ['{"id": 5, "is_spam": true}', '{"id": 6.0, "is_spam": 0}', '{"id": "7", "is_spam": "1"}']
    data = "\n".join([*rows, '{"id": 8, "is_spam": null}']).encode()
    found, notices = both(tmp_path / "d.jsonl", data, {"verdict": "is_spam"})
    assert [(one.id, one.verdict) for one in found] == [("5", "spam"), ("6", "approve"), ("7", "spam")]
    assert [notice.code for notice in notices] == ["undecided"]
    [found_one], _ = both(tmp_path / "d.csv", table(["id", "decision"], ["5", "1"]))
    assert found_one.verdict == "approve"
    for column in ("is_spam", "label", "spam", "prediction"):
        with pytest.raises(ReadError, match="--map verdict=COLUMN"):
            both(tmp_path / "d.csv", table(["id", "text", column], ["5", "words", "1"]))


def test_other_peoples_columns(tmp_path: Path) -> None:
    """Known by many names, and else named by the user, whose names come first."""
    data = table(["comment_id", "post_id", "moderator", "decided_at", "decision", "comment_text", "their"],
                 ["5", "7", "Μαρία", "2026-11-30 10:00", "spam", "Buy", "ham"])  # fmt: skip
    [one], _ = both(tmp_path / "d.csv", data)
    assert (one.id, one.who, one.at, one.text, one.verdict) == (
        "5",
        "Μαρία",
        "2026-11-30T10:00:00+00:00",
        "Buy",
        "spam",
    )
    [one], _ = both(tmp_path / "d.csv", data, {"verdict": "their", "thread": "post_id", "id": "decision"})
    assert (one.id, one.thread, one.verdict) == ("spam", "7", "approve")


def test_columns_that_are_none(tmp_path: Path) -> None:
    """A name that is none of ours, and a column that is not there, are refused with those there are."""
    path = tmp_path / "d.csv"
    path.write_bytes(table(["id", "verdict"], ["5", "spam"]))
    with pytest.raises(UsageError, match="thread, id, verdict, who, at, author, published, text"):
        read(str(path), {"nix": "id"})
    with pytest.raises(UsageError, match="--map verdict=nix: no such column; there are id, verdict"):
        list(read(str(path), {"verdict": "nix"}))


def test_bad_rows_are_told_with_their_lines(tmp_path: Path) -> None:
    """Rows that are broken, say nothing known, or name nobody cost no other row."""
    rows = ['{"id": "1", "verdict": "spam"}', "{broken", '{"id": "2", "verdict": "purple"}', '{"verdict": "spam"}']
    found, notices = both(tmp_path / "d.jsonl", "\n".join([*rows, '{"id": "3"}', "[]"]).encode())
    assert [one.id for one in found] == ["1"]
    assert [(notice.where, notice.code) for notice in notices] == [
        ("line 2", "bad-line"), ("line 3", "no-verdict"), ("line 4", "nameless"), ("line 5", "no-verdict"),
        ("line 6", "bad-line"),
    ]  # fmt: skip


@pytest.mark.parametrize("data", [
    table(["id", "verdict"], ["1", "purple"]), b"", b"\x89PNG\r\n\x1a\n\0\0", table(["id", "text"], ["1", "words"]),
    b'{"id": 1, "text": "words"}\n', b"<html><body>no comments</body></html>", wxr([]),
])  # fmt: skip
def test_files_without_decisions(data: bytes, tmp_path: Path) -> None:
    """One error that names the file; never silence."""
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(ReadError, match="file: "):
        list(read(str(path)))


def test_times_of_any_zone(tmp_path: Path) -> None:
    """A time keeps its zone; one without is UTC; what is no time is none."""
    times = ("2026-11-30T12:00:00+02:00", "2026-11-30T10:00:00", "yesterday-ish", "1796032800")
    data = table(["id", "verdict", "at"], *[[str(n), "spam", at] for n, at in enumerate(times)])
    found, _ = both(tmp_path / "d.csv", data)
    assert [one.at for one in found] == [
        "2026-11-30T12:00:00+02:00", "2026-11-30T10:00:00+00:00", None, "2026-11-30T10:00:00+00:00"
    ]  # fmt: skip


@pytest.mark.parametrize(("data", "thread"), [
    (wxr(COMMENTS), "7"),
    (rest([(n, a, t, {"1": "approved", "0": "hold"}.get(s, s)) for n, a, t, s in COMMENTS]), "7"),
    (disqus([(n, a, t, {"spam": "isSpam", "trash": "isDeleted"}.get(s, "")) for n, a, t, s in COMMENTS]), "55"),
    (table(["comment_ID", "comment_post_ID", "comment_author", "comment_content", "comment_approved"],
           *[(n, "7", a, t, s) for n, a, t, s in COMMENTS]), "7"),
])  # fmt: skip
def test_exports_of_sites(data: bytes, thread: str, tmp_path: Path) -> None:
    """Spam is the site's decision; what it approved only where the user trusts that; trash is neither."""
    found, notices = both(tmp_path / "export", data)
    assert [(one.thread, one.id, one.verdict, one.who, one.at, one.text) for one in found] == [
        (thread, "12", "spam", "site", None, "Buy pills now")
    ]
    assert "approved" in {notice.code for notice in notices}
    trusted, notices = both(tmp_path / "export", data, trust=True)
    assert {("12", "spam"), ("13", "approve")} <= {(one.id, one.verdict) for one in trusted}
    assert not {"15"} & {one.id for one in trusted}
    assert "approved" not in {notice.code for notice in notices}


def test_the_user_says_who(tmp_path: Path) -> None:
    """Where the source names nobody; where it does, it is right."""
    path = tmp_path / "d"
    path.write_bytes(wxr(COMMENTS))
    assert [one.who for one in read(str(path), who="Maria") if isinstance(one, Given)] == ["Maria"]
    path.write_bytes(table(["id", "verdict", "who"], ["1", "spam", "Anna"], ["2", "spam", ""]))
    assert [one.who for one in read(str(path), who="Maria") if isinstance(one, Given)] == ["Anna", "Maria"]


def test_a_folder_of_exports(tmp_path: Path) -> None:
    """All that is in it; what cannot be read is told."""
    (tmp_path / "a.xml").write_bytes(wxr(COMMENTS))
    (tmp_path / "b.xml").write_bytes(disqus([("91", "Bob", "Buy more", "isSpam")]))
    found = [one for one in read(str(tmp_path)) if isinstance(one, Given)]
    assert [(one.thread, one.id) for one in found] == [("7", "12"), ("55", "91")]
