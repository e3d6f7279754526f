"""`feedback` as a user runs it: decisions out, forgotten, and in again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from agorascope.moderation.desk import Desk
from agorascope.moderation.out import FORMATS
from tests.cli.conftest import Run
from tests.moderation.deciding import HOSTILE
from tests.moderation.feedback.sources import wxr
from tests.moderation.making import put, thread_of

TEXTS = ["Buy pills now", "=HYPERLINK(1)", "I agree", "Διαφωνώ"]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Make a desk in a file, with a decision of every kind."""
    from agorascope.settings import Settings

    desk = Desk(tmp_path / "desk.db", Settings(near_threshold=0.8))
    numbers = put(desk, thread_of(TEXTS, "7", "wxr"))
    for number, verdict in zip(numbers, ("spam", "duplicate", "approve", "unsure"), strict=True):
        desk.decide([number], verdict, "anna")  # type: ignore[arg-type] # each is a verdict
    return desk


def told(done: subprocess.CompletedProcess[bytes]) -> str:
    """Give what was said."""
    return done.stderr.decode()


@pytest.mark.parametrize("to", ["jsonl", "csv"])
def test_export_reset_import(to: str, desk: Desk, tmp_path: Path, agorascope: Run) -> None:
    """The same decisions stand as before; twice is once; every step says what it did, on stderr."""
    before = desk.standing()
    out = agorascope("feedback", "export", "--index", desk.path, "--to", to)
    assert (out.returncode, told(out).splitlines()[0][:23]) == (0, "agorascope: 4 decisions")
    gone = agorascope("feedback", "reset", "--index", desk.path, "--yes")
    assert (gone.returncode, gone.stdout, desk.standing()) == (0, b"", [])
    [kept] = tmp_path.glob("*.jsonl")
    assert f"4 decisions forgotten; kept in {kept}" in told(gone)
    back = agorascope("feedback", "import", "-", "--index", desk.path, stdin=out.stdout)
    assert (back.returncode, back.stdout, desk.standing()) == (0, b"", before)
    assert "stdin: 4 decisions: 4 taken" in told(back)
    assert "4 decisions on " in told(back)
    assert "the site's own layer is learned at the next flag or review" in told(back)
    again = agorascope("feedback", "import", kept, "--index", desk.path)
    assert "4 decisions: 4 known already" in told(again)
    assert desk.standing() == before


@pytest.mark.parametrize("to", FORMATS)
def test_to_a_file_the_same_bytes(to: str, desk: Desk, tmp_path: Path, agorascope: Run) -> None:
    """As on stdout, for its owner alone; nothing half written stays behind; --quiet says nothing."""
    shown = agorascope("feedback", "export", "--index", desk.path, "--to", to)
    path = tmp_path / f"out{FORMATS[to].suffix}"
    done = agorascope("feedback", "export", "--index", desk.path, "--to", to, "-o", path, "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert path.read_bytes() == shown.stdout != b""
    assert path.stat().st_mode & 0o777 == 0o600
    assert not list(tmp_path.glob("*.part"))


def test_what_is_left_out_is_told(desk: Desk, agorascope: Run) -> None:
    """The ids c1, c2 and so on are none of WordPress; a time that is to come leaves nothing."""
    done = agorascope("feedback", "export", "--index", desk.path, "--to", "wp-cli")
    assert done.returncode == 0
    assert "4 decisions; left out, not sure: 1; left out, ids that are no numbers as WordPress gives them: 3" in told(
        done
    )
    assert "0 decisions" in told(agorascope("feedback", "export", "--index", desk.path, "--since", "2099-01-01"))
    assert agorascope("feedback", "export", "--index", desk.path, "--to", "csv", "--bom").stdout[:3] == b"\xef\xbb\xbf"


def test_hostile_words_on_the_whole_way(tmp_path: Path, desk: Desk, agorascope: Run) -> None:
    """From an export of a site into the desk and out as a script: numbers alone, and no terminal is steered."""
    path = tmp_path / "site.xml"
    names = [name.replace("\0", "").replace("\ud800", "").replace("&", "") for name in HOSTILE if ">" not in name]
    told_there = [
        (f"<![CDATA[{name}]]>", f"<![CDATA[\x9b31m{name}]]>", f"Buy {n} {name}", "spam") for n, name in enumerate(names)
    ]
    path.write_bytes(wxr([*told_there, ("812", "Bob", "$(touch pwned)", "spam")], "9"))
    done = agorascope("feedback", "import", path, "--index", desk.path)
    assert done.returncode == 0
    assert "\x9b" not in told(done)
    script = agorascope("feedback", "export", "--index", desk.path, "--to", "wp-cli").stdout
    calls = [line for line in script.decode("ascii").splitlines() if line.startswith("change ")]
    assert len(calls) == 1
    [ids] = [call.split()[3] for call in calls]
    assert set(ids) <= set("0123456789,")
    assert "812" in ids.split(",")
    assert b"pwned" not in script
    shell = subprocess.run(["sh", "-n"], input=script, capture_output=True, check=False)  # noqa: S607
    assert (shell.returncode, shell.stderr) == (0, b"")


def test_a_sites_export(tmp_path: Path, desk: Desk, agorascope: Run) -> None:
    """Its spam; its approvals only where the user trusts them, who may also say who decided."""
    path = tmp_path / "site.xml"
    path.write_bytes(wxr([("c9", "Bob", "Buy", "spam"), ("c10", "Eve", "Fine words", "1"), ("c1", "x", TEXTS[0], "1")]))
    done = agorascope("feedback", "import", path, "--index", desk.path)
    assert "2 approved by the site, perhaps by itself; --trust-approved takes them" in told(done)
    assert "1 decision: 1 taken" in told(done)
    assert "1 comment that the desk did not know kept with their words" in told(done)
    done = agorascope("feedback", "import", path, "--index", desk.path, "--trust-approved", "--who", "maria")
    assert "7#c1: approve, but anna decided spam and that stands" in told(done)
    assert {(one.id, one.verdict, one.who) for one in desk.standing()} >= {
        ("c9", "spam", "site"),
        ("c10", "approve", "maria"),
    }


def test_a_table_with_other_columns(tmp_path: Path, desk: Desk, agorascope: Run) -> None:
    """--map names them; bad rows are told, the first of each kind, and counted."""
    path = tmp_path / "table.csv"
    path.write_text("nr;disc;urteil;wann\nc3;7;spam;2099-01-01\n" + "c4;7;purple;\n" * 9)
    columns = "id=nr,thread=disc,verdict=urteil,at=wann"
    done = agorascope("feedback", "import", path, "--index", desk.path, "--map", columns)
    assert done.returncode == 0
    assert told(done).count("'purple' is no verdict") == 5
    assert "no-verdict: 4 more" in told(done)
    assert [(one.id, one.who) for one in desk.standing()][-1] == ("c3", "imported")


@pytest.mark.parametrize(("words", "code", "said"), [
    (["export"], 2, "--index"),
    (["export", "--index", "nix.db"], 3, "no such index"),
    (["export", "--index", "desk.db", "--to", "xml"], 2, "jsonl, csv, wp-cli, wordpress, disqus"),
    (["export", "--index", "desk.db", "--to", "wp-cli", "--bom"], 2, "--bom is for --to csv"),
    (["export", "--index", "desk.db", "--since", "soon"], 2, "--since soon"),
    (["export", "--index", "desk.db", "-o", "no/such/folder/x"], 2, "cannot be written"),
    (["import", "nix.jsonl", "--index", "desk.db"], 3, "no such file"),
    (["import", "other.txt", "--index", "desk.db"], 3, "no decision in it"),
    (["import", "table.csv", "--index", "desk.db", "--map", "x=y"], 2, "no column is called x"),
    (["import", "table.csv", "--index", "desk.db", "--map", "x"], 2, "--map"),
    (["import", "table.csv", "--index", "other.txt"], 2, "not an index"),
    (["reset", "--index", "desk.db"], 2, "--yes"),
    (["reset", "--index", "nix.db", "--yes"], 3, "no such index"),
])  # fmt: skip
def test_what_cannot_be_done(
    words: list[str], code: int, said: str, desk: Desk, tmp_path: Path, agorascope: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line that says why, the exit code, and everything as it was."""
    (tmp_path / "other.txt").write_text("A page without comments.\n" * 20)
    (tmp_path / "table.csv").write_text("id,verdict\nc1,approve\n")
    monkeypatch.chdir(tmp_path)
    before, files = desk.standing(), sorted(tmp_path.iterdir())
    done = agorascope("feedback", *words)
    assert (done.returncode, done.stdout) == (code, b"")
    assert said in told(done)
    assert "Traceback" not in told(done)
    assert (desk.standing(), sorted(tmp_path.iterdir())) == (before, files)


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of another kind")
@pytest.mark.parametrize(("answer", "left"), [(b"n\n", 4), (b"y\n", 0)])
def test_on_a_terminal_it_asks(answer: bytes, left: int, desk: Desk) -> None:
    """And only a yes forgets."""
    import pty

    mine, theirs = pty.openpty()
    os.write(mine, answer)
    command = [sys.executable, "-c", "from agorascope.cli import main; main()"]
    words = ["feedback", "reset", "--index", str(desk.path), "--no-backup"]
    done = subprocess.run([*command, *words], stdin=theirs, capture_output=True, check=False)  # noqa: S603
    os.close(mine)
    os.close(theirs)
    assert (done.returncode, len(desk.standing())) == (0, left)
    assert b"Forget 4 decisions of " in done.stderr
    assert not list(desk.path.parent.glob("*.jsonl"))


def test_help_loads_nothing_heavy() -> None:
    """Help shows the formats and examples of each command and loads no library of models."""
    code = (
        "import sys, contextlib\nfrom agorascope.cli import app\n"
        "for name in ('import', 'export', 'reset'):\n"
        "    with contextlib.suppress(SystemExit):\n        app(['feedback', name, '--help'])\n"
        "print([m for m in ('spacy', 'pyarrow', 'numpy', 'onnxruntime', 'starlette') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip().endswith("[]")
    assert all(f"{name}  " in done.stdout for name in FORMATS)
    assert done.stdout.count("agorascope feedback ") >= 8
