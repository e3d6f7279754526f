"""`duplicates` answers every row in place, in the user's own ids, from and to every kind of table."""

from __future__ import annotations

import csv
import io
import json
import random
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.cli.conftest import Run

MILK = "Loyalty cards look cheap, but in our town they only moved the price of milk from the shelf to the till."
BUS = "The bus to the hospital was cancelled twice this month and nobody at the station could tell us the reason."
GREEK = "Το λεωφορείο για το νοσοκομείο ακυρώθηκε δύο φορές αυτόν τον μήνα και κανείς στον σταθμό δεν ήξερε τον λόγο."
ROWS: list[dict[str, Any]] = [
    {"id": 3, "text": MILK, "author": "ann", "thread": "a", "published": "2026-01-01", "likes": 7},
    {"id": 10, "text": BUS, "author": "bob", "thread": "a", "published": "2026-01-02", "likes": 0},
    {"id": 4, "text": MILK.upper(), "author": "ann", "thread": "b", "published": "2026-01-03", "likes": 1},
    {"id": 11, "text": f"{BUS} www.bus.example", "author": "cat", "thread": "a", "published": "2026-01-04", "likes": 2},
    {"id": 12, "text": "Great!", "author": "dan", "thread": "a", "published": "2026-01-05", "likes": 3},
    {"id": 13, "text": GREEK, "author": "eva", "thread": "b", "published": "2026-01-06", "likes": 4},
]
QUICK = ("--kinds", "exact,near")
NEAR_FIELDS = {"cluster", "of", "kind", "similarity"}


def lines(rows: list[dict[str, Any]]) -> bytes:
    """Write rows as JSONL."""
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def answers(stdout: bytes) -> list[dict[str, Any]]:
    """Read rows of JSONL."""
    return [json.loads(line) for line in stdout.splitlines()]


def records(data: bytes) -> list[dict[str, str]]:
    """Read a CSV as any other program would."""
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def told(rows: list[dict[str, Any]]) -> dict[str, tuple[str, str]]:
    """Give what each row repeats and how, by ids as texts."""
    return {str(r["id"]): (str(r["duplicate"]["of"]), r["duplicate"]["kind"]) for r in rows if r["duplicate"]}


def as_csv(rows: list[dict[str, Any]], path: Path) -> Path:
    """Write rows as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, list(rows[0]))
        out.writeheader()
        out.writerows(rows)
    return path


def as_parquet(rows: list[dict[str, Any]], path: Path) -> Path:
    """Write rows as Parquet."""
    pq.write_table(pa.Table.from_pylist(rows), path)
    return path


EXPECTED = {"4": ("3", "exact"), "11": ("10", "near"), "13": ("10", "translation")}


def test_rows_come_back_in_order_with_what_they_repeat(agorascope: Run) -> None:
    """Every row keeps its fields and their types; `duplicate` names the representative, and a cluster is called so."""
    done = agorascope("duplicates", stdin=lines(ROWS))
    found = answers(done.stdout)
    assert [{k: v for k, v in row.items() if k != "duplicate"} for row in found] == ROWS
    assert told(found) == EXPECTED
    for duplicate in (row["duplicate"] for row in found if row["duplicate"]):
        assert set(duplicate) == NEAR_FIELDS
        assert duplicate["cluster"] == duplicate["of"]
        assert 0.5 <= duplicate["similarity"] <= 1
    assert b"6 comments: 1 exact, 1 near, 1 translation, in 2 clusters" in done.stderr


@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet"])
def test_every_table_is_read_alike(agorascope: Run, tmp_path: Path, ending: str) -> None:
    """JSONL, CSV and Parquet give the same repeats; Parquet keeps its types, CSV its texts."""
    path = tmp_path / f"rows.{ending}"
    if ending == "jsonl":
        path.write_bytes(lines(ROWS))
    else:
        (as_csv if ending == "csv" else as_parquet)(ROWS, path)
    found = answers(agorascope("duplicates", path, *QUICK).stdout)
    assert told(found) == {"4": ("3", "exact"), "11": ("10", "near")}
    expected = [{k: str(v) for k, v in row.items()} if ending == "csv" else row for row in ROWS]
    assert [{k: v for k, v in row.items() if k != "duplicate"} for row in found] == expected


@pytest.mark.parametrize("ending", ["csv", "tsv", "parquet", "jsonl"])
def test_every_table_is_written(agorascope: Run, tmp_path: Path, ending: str) -> None:
    """`--out` writes rows by the ending of its name, and nothing else."""
    out = tmp_path / f"out.{ending}"
    done = agorascope("duplicates", "-", "-o", out, "-q", *QUICK, stdin=lines(ROWS))
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert list(tmp_path.iterdir()) == [out]
    assert told(answers(agorascope("duplicates", out, *QUICK).stdout)) == {"4": ("3", "exact"), "11": ("10", "near")}
    if ending == "parquet":
        assert [row["duplicate"] and row["duplicate"]["of"] for row in pq.read_table(out).to_pylist()][2] == 3
    if ending == "csv":
        assert [row["duplicate_of"] for row in records(out.read_bytes())] == ["", "", "3", "10", "", ""]


def test_a_csv_has_the_columns_of_duplicates_always(agorascope: Run, tmp_path: Path) -> None:
    """Also where nothing repeats."""
    out = tmp_path / "out.csv"
    agorascope("duplicates", "-", "--out", out, *QUICK, stdin=lines(ROWS[:2]))
    [first, second] = records(out.read_bytes())
    names = [f"duplicate_{part}" for part in ("cluster", "of", "kind", "similarity")]
    assert list(first) == [*ROWS[0], *names]
    assert {row[name] for row in (first, second) for name in names} == {""}


def test_the_users_columns_are_named(agorascope: Run) -> None:
    """`--map` names the columns to read; the rows keep theirs."""
    own = [{"key": row["id"], "body": row["text"], "text": "the same in all rows"} for row in ROWS]
    found = answers(agorascope("duplicates", "--map", "text=body,id=key", *QUICK, stdin=lines(own)).stdout)
    assert [{k: v for k, v in row.items() if k != "duplicate"} for row in found] == own
    assert [row["duplicate"] and row["duplicate"]["of"] for row in found] == [None, None, 3, 10, None, None]


def test_rows_without_ids_are_called_by_their_lines(agorascope: Run) -> None:
    """A row needs nothing but a text."""
    found = answers(
        agorascope("duplicates", *QUICK, stdin=lines([{"text": MILK}, {"text": BUS}, {"text": MILK}])).stdout
    )
    assert [row["duplicate"] and row["duplicate"]["of"] for row in found] == [None, None, "line-1"]


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ("exact", {"4": ("3", "exact")}),
        ("near", {"11": ("10", "near")}),
        ("translation", {"13": ("10", "translation")}),
        ("translation, exact", {"4": ("3", "exact"), "13": ("10", "translation")}),
    ],
)
def test_only_the_kinds_asked_for_are_told(agorascope: Run, kinds: str, expected: dict[str, tuple[str, str]]) -> None:
    """`--kinds` leaves the others out."""
    assert told(answers(agorascope("duplicates", "--kinds", kinds, stdin=lines(ROWS)).stdout)) == expected


def test_the_threshold_is_the_least_similarity(agorascope: Run) -> None:
    """At one only what holds the other whole or equals it is left; at zero more is found than usually."""
    some = [
        *ROWS[:4],
        {"id": 20, "text": BUS.replace("hospital was cancelled", "market was late").replace("us the", "me a")},
    ]
    counts = []
    for threshold in ("1", "0.75", "0"):
        done = agorascope("duplicates", *QUICK, "--threshold", threshold, stdin=lines(some))
        counts.append(len(told(answers(done.stdout))))
    assert counts == sorted(counts)
    assert counts[0] < counts[2]


def test_scopes_compare_within_a_thread_or_an_author(agorascope: Run) -> None:
    """The same text in two threads is none within threads, but is one within its author's; nobody is no author."""
    assert told(answers(agorascope("duplicates", *QUICK, "--scope", "thread", stdin=lines(ROWS)).stdout)) == {
        "11": ("10", "near")
    }
    assert told(answers(agorascope("duplicates", *QUICK, "--scope", "author", stdin=lines(ROWS)).stdout)) == {
        "4": ("3", "exact")
    }
    nobody = [{"id": n, "text": MILK} for n in range(3)]
    assert told(answers(agorascope("duplicates", *QUICK, "--scope", "author", stdin=lines(nobody)).stdout)) == {}


def test_article_ids_are_threads(agorascope: Run) -> None:
    """A table of discussions names its threads by `article_id`."""
    rows = [{"id": n, "text": MILK, "article_id": thread} for n, thread in enumerate([1, 2, 1])]
    assert told(answers(agorascope("duplicates", *QUICK, "--scope", "thread", stdin=lines(rows)).stdout)) == {
        "2": ("0", "exact")
    }


@pytest.mark.parametrize(
    ("keep", "expected"), [("first", [3, 10, 12, 13]), ("longest", [3, 11, 12, 13]), ("none", [12, 13])]
)
def test_one_row_a_cluster_is_kept(agorascope: Run, keep: str, expected: list[int]) -> None:
    """`--keep` writes the first or the longest of each cluster, or none of them; all other rows stay, also bad ones."""
    done = agorascope("duplicates", *QUICK, "--keep", keep, stdin=lines(ROWS) + b"\nbad")
    found = answers(done.stdout)
    assert [row["id"] for row in found[:-1]] == expected
    assert found[-1]["error"].startswith("line 7")
    assert f"{6 - len(expected)} rows left out".encode() in done.stderr


def test_pairs_say_what_was_changed(agorascope: Run, tmp_path: Path) -> None:
    """`--pairs` names every repeat with the changed places; a translation has none."""
    out = tmp_path / "pairs.jsonl"
    agorascope("duplicates", "--pairs", out, stdin=lines(ROWS))
    pairs = answers(out.read_bytes())
    texts = {row["id"]: row["text"] for row in ROWS}
    expected = {(int(k), int(of), kind) for k, (of, kind) in EXPECTED.items()}
    assert {(pair["id"], pair["of"], pair["kind"]) for pair in pairs} == expected
    for pair in pairs:
        spans = [
            (texts[pair["id"]][slice(*change["at"])], texts[pair["of"]][slice(*change["was"])])
            for change in pair["changes"] or ()
        ]
        if pair["kind"] == "near":
            assert spans == [(" www.bus.example", "")]
        assert (pair["changes"] is None) == (pair["kind"] == "translation")


def test_clusters_say_how_they_spread(agorascope: Run, tmp_path: Path) -> None:
    """`--clusters` names members, authors, threads, first and last seen and the campaign, the largest cluster first."""
    wave = [
        {"id": f"w{n}", "text": MILK, "author": f"a{n}", "thread": "w", "published": f"2026-02-01T0{n}:00:00"}
        for n in range(5)
    ]
    out = tmp_path / "clusters.jsonl"
    done = agorascope("duplicates", *QUICK, "--clusters", out, stdin=lines([ROWS[1], ROWS[3], *wave]))
    large, small = answers(out.read_bytes())
    assert (large["cluster"], large["size"], large["kind"]) == ("w0", 5, "exact")
    assert large["members"] == [f"w{n}" for n in range(5)]
    assert large["authors"] == [f"a{n}" for n in range(5)]
    assert (large["threads"], large["text"]) == (["w"], MILK)
    assert (large["first_seen"], large["last_seen"]) == ("2026-02-01T00:00:00", "2026-02-01T04:00:00")
    assert large["campaign"] == {"authors": 5, "hours": 4.0}
    assert (small["members"], small["authors"], small["campaign"]) == (["10", "11"], ["bob", "cat"], None)
    assert b"1 campaign" in done.stderr


def test_the_border_shows_both_sides(agorascope: Run, tmp_path: Path) -> None:
    """`--border` gives the pairs around the threshold with both texts, the least similar first."""
    other = BUS.replace("hospital was cancelled", "market was late").replace("tell us the reason", "say anything")
    out = tmp_path / "border.csv"
    agorascope("duplicates", *QUICK, "--border", out, stdin=lines([*ROWS, {"id": 20, "text": other}]))
    pairs = records(out.read_bytes())
    assert [(pair["id"], pair["of"], pair["duplicate"]) for pair in pairs] == [
        ("20", "10", "false"),
        ("11", "10", "true"),
    ]
    for pair in pairs:
        assert (float(pair["similarity"]) >= float(pair["needed"])) == (pair["duplicate"] == "true")
    assert (pairs[0]["text"], pairs[0]["of_text"]) == (other, BUS)


def test_the_second_day_finds_the_first(agorascope: Run, tmp_path: Path) -> None:
    """With `--index` a row repeats what an earlier run saw; the same run again says the same and adds nothing."""
    day = ["duplicates", "--index", tmp_path / "seen.db", "-"]
    first = agorascope(*day, stdin=lines(ROWS[:2]))
    assert told(answers(first.stdout)) == {}
    assert b"2 of them new" in first.stderr
    second = agorascope(*day, stdin=lines(ROWS[2:]))
    assert [row["id"] for row in answers(second.stdout)] == [row["id"] for row in ROWS[2:]]
    assert told(answers(second.stdout)) == EXPECTED
    again = agorascope(*day, stdin=lines(ROWS[2:]))
    assert again.stdout == second.stdout
    assert b"0 of them new" in again.stderr


def test_all_that_is_known_is_written(agorascope: Run, tmp_path: Path) -> None:
    """`--known` writes the rows of all runs in their order, as one run would tell them; other files hold all, too."""
    day = ["duplicates", *QUICK, "--index", tmp_path / "seen.db"]
    agorascope(*day, stdin=lines(ROWS[3:]))
    pairs = tmp_path / "pairs.jsonl"
    done = agorascope(*day, "--known", "--pairs", pairs, stdin=lines(ROWS[:3]))
    found = answers(done.stdout)
    assert [row["id"] for row in found] == [row["id"] for row in ROWS]
    assert [row["text"] for row in found] == [row["text"] for row in ROWS]
    assert {row["published"] for row in found} == {row["published"] for row in ROWS}
    assert told(found) == {"4": ("3", "exact"), "11": ("10", "near")}
    assert {(pair["id"], pair["of"]) for pair in answers(pairs.read_bytes())} == {(4, 3), (11, 10)}


def test_an_index_keeps_what_is_new(agorascope: Run, tmp_path: Path) -> None:
    """With `--index --keep first` the second day loses what the first had."""
    day = ["duplicates", *QUICK, "--index", tmp_path / "seen.db", "--keep", "first"]
    agorascope(*day, stdin=lines(ROWS[:2]))
    assert [row["id"] for row in answers(agorascope(*day, stdin=lines(ROWS[2:])).stdout)] == [12, 13]


def test_an_index_needs_ids(agorascope: Run, tmp_path: Path) -> None:
    """A row without an id could not be named tomorrow: it is answered so, in its place."""
    rows = [{"text": MILK}, ROWS[0]]
    done = agorascope("duplicates", *QUICK, "--index", tmp_path / "seen.db", stdin=lines(rows))
    found = answers(done.stdout)
    assert "ids" in found[0]["error"]
    assert found[1]["duplicate"] is None
    assert b"1 row without a comment" in done.stderr


def test_an_index_of_other_settings_is_refused(agorascope: Run, tmp_path: Path) -> None:
    """Another threshold or another file is a usage error that names the file."""
    index = tmp_path / "seen.db"
    agorascope("duplicates", *QUICK, "--index", index, stdin=lines(ROWS[:1]))
    other = tmp_path / "notes.txt"
    other.write_text("nothing of ours " * 99, encoding="utf-8")
    for arguments in ((index, "--threshold", "0.9"), (index, "--scope", "thread"), (other,)):
        done = agorascope("duplicates", *QUICK, "--index", *arguments, stdin=lines(ROWS[:1]))
        assert (done.returncode, done.stdout) == (2, b"")
        assert str(arguments[0]).encode() in done.stderr
        assert b"Traceback" not in done.stderr


def test_bad_rows_are_answered_in_place(agorascope: Run) -> None:
    """What holds no comment comes back with the reason and its line, and is counted; the neighbours are compared."""
    stdin = lines(ROWS[:1]) + b'\nnot json\n{"id": 5}\n[1]\n{"id": 6, "text": 7}\n' + lines(ROWS[2:3])
    done = agorascope("duplicates", *QUICK, stdin=stdin)
    found = answers(done.stdout)
    assert [row.get("id") for row in found] == [3, None, 5, None, 6, 4]
    assert [row["error"].split(":")[0] for row in found if "error" in row] == [f"line {n}" for n in (2, 3, 4, 5)]
    assert told([row for row in found if "id" in row]) == {"4": ("3", "exact")}
    assert b"4 rows without a comment" in done.stderr
    assert b"line 2" in done.stderr
    assert b"1 more" in done.stderr


def test_bad_records_of_a_csv_are_answered_in_place(agorascope: Run) -> None:
    """A ragged record is answered like a bad line."""
    done = agorascope("duplicates", *QUICK, stdin=f'id,text\n1,"{MILK}"\n2\n3,"{MILK}"\n'.encode())
    found = answers(done.stdout)
    assert [(row.get("id"), "error" in row) for row in found] == [("1", False), (None, True), ("3", False)]
    assert found[2]["duplicate"]["of"] == "1"


@pytest.mark.parametrize("data", [b'{"key": 1, "body": "a"}\n', b"key,body\n1,a\n"])
def test_without_a_text_the_columns_are_named(agorascope: Run, data: bytes) -> None:
    """A table whose texts have another name is unreadable; its columns are named, and how to name the right one."""
    done = agorascope("duplicates", stdin=data)
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"key, body" in done.stderr
    assert b"--map text=" in done.stderr


@pytest.mark.parametrize(
    "data", [b"just some words\nof a page\n", b"not json\n{bad\n", b"\x89PNG\r\n\x1a\n\0\0", b"PAR1PAR1"]
)
def test_what_is_no_table_is_unreadable(agorascope: Run, data: bytes) -> None:
    """Another kind of file is refused in words, and nothing is written."""
    done = agorascope("duplicates", stdin=data)
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"stdin" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--kinds", "exact,same"), b"exact, near, translation"),
        (("--kinds", ","), b"exact, near, translation"),
        (("--keep", "best"), b"first, longest, none"),
        (("--scope", "site"), b"all, thread, author"),
        (("--known",), b"--index"),
        (("--threshold", "1.1"), b"--threshold"),
        (("--map", "text"), b"name=column"),
        (("--out", "rows.xlsx"), b".parquet"),
    ],
)
def test_wrong_words_are_usage_errors(agorascope: Run, arguments: tuple[str, ...], words: bytes) -> None:
    """Each is refused before anything is written, and the message names what there is."""
    done = agorascope("duplicates", *QUICK, *arguments, stdin=lines(ROWS))
    assert (done.returncode, done.stdout) == (2, b"")
    assert words in done.stderr


def test_nothing_is_answered_with_nothing(agorascope: Run) -> None:
    """An empty table is no error."""
    done = agorascope("duplicates", stdin=b"")
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"0 comments" in done.stderr


def test_order_does_not_matter(agorascope: Run) -> None:
    """A shuffled table has the same clusters, kinds and similarities."""
    expected = {row["id"]: row["duplicate"] for row in answers(agorascope("duplicates", stdin=lines(ROWS)).stdout)}
    mixed = random.Random(3).sample(ROWS, len(ROWS))  # noqa: S311 - a shuffle
    assert {
        row["id"]: row["duplicate"] for row in answers(agorascope("duplicates", stdin=lines(mixed)).stdout)
    } == expected


def test_repeated_ids_are_told(agorascope: Run) -> None:
    """Two rows of one id are both compared, and somebody is told that `of` is ambiguous."""
    done = agorascope("duplicates", *QUICK, stdin=lines([ROWS[0], ROWS[0]]))
    assert [row["duplicate"] is None for row in answers(done.stdout)] == [True, False]
    assert b"1 row with an id that stood before" in done.stderr


def test_what_an_earlier_run_told_is_told_anew(agorascope: Run, tmp_path: Path) -> None:
    """Columns of an earlier run do not stand beside the new answer."""
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    agorascope("duplicates", "-", "-o", first, *QUICK, stdin=lines(ROWS))
    agorascope("duplicates", first, "-o", second, "--scope", "thread", *QUICK)
    assert [row["duplicate_of"] for row in records(second.read_bytes())] == ["", "", "", "10", "", ""]


@pytest.mark.parametrize("kinds", ["exact", "exact,near", "exact,near,translation"])
def test_an_index_tells_the_kinds_asked_for_as_one_run_does(agorascope: Run, tmp_path: Path, kinds: str) -> None:
    """What was remembered with other kinds does not hide the ones that are asked for."""
    day = ["duplicates", "--index", tmp_path / "seen.db"]
    copies = [{**ROWS[3], "id": 20 + n, "published": f"2026-02-0{1 + n}"} for n in range(2)]
    rows = [*ROWS, *copies]
    agorascope(*day, stdin=lines(rows))
    indexed = agorascope(*day, "--kinds", kinds, stdin=lines(rows))
    assert answers(indexed.stdout) == answers(agorascope("duplicates", "--kinds", kinds, stdin=lines(rows)).stdout)
