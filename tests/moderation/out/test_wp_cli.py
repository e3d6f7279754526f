"""The script for WP-CLI, run by a real shell against a `wp` that behaves as WP-CLI and WordPress do."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from agorascope.moderation.out import write
from tests.moderation.deciding import HOSTILE, decision

SHELLS = [shell for shell in ("dash", "bash", "busybox") if shutil.which(shell)]
WP = f"""#!{sys.executable}
import json, pathlib, sys
here = pathlib.Path(__file__).parent
with (here / "argv").open("a") as log:
    log.write(json.dumps(sys.argv[1:]) + "\\n")
sys.stdin.read()
statuses = json.loads((here / "site").read_text())
words = [word for word in sys.argv[1:] if not word.startswith("--")]
options = dict(word[2:].split("=", 1) for word in sys.argv[1:] if word.startswith("--"))
noun, verb, *ids = words
assert noun == "comment"
if verb == "list":
    wanted = options["status"].split(",")
    print((here / "noise").read_text(), end="")
    print(" ".join(i for i in options["comment__in"].split(",") if statuses.get(i) in wanted))
for one in ids:
    new = {{"spam": "spam", "approve": "approve", "unapprove": "hold", "unspam": "hold"}}[verb]
    if statuses.get(one, new) == new:  # WordPress changes no row, and WP-CLI stops there
        sys.exit(f"Error: Failed: comment {{one}}")
    statuses[one] = new
    (here / "site").write_text(json.dumps(statuses))
    print(f"Success: {{verb}} comment {{one}}")
"""


class Site:
    """A WordPress with a `wp` on the path."""

    def __init__(self, folder: Path, statuses: dict[str, str], noise: str = "") -> None:
        """Take what is there."""
        self.folder = folder
        (folder / "wp").write_text(WP)
        (folder / "wp").chmod(0o755)
        (folder / "noise").write_text(noise)
        (folder / "site").write_text(json.dumps(statuses))

    def run(self, script: bytes, *options: str, shell: str = "sh", piped: bool = False) -> list[list[str]]:
        """Run a script, as a file or through a pipe, and give what `wp` was called with."""
        (self.folder / "argv").unlink(missing_ok=True)
        (self.folder / "decisions.sh").write_bytes(script)
        command = [shell, *(["sh"] if shell == "busybox" else [])]
        command += ["-s", *options] if piped else ["decisions.sh", *options]
        path = {**os.environ, "PATH": f"{self.folder}:{os.environ['PATH']}"}
        done = subprocess.run(  # noqa: S603 - our own script
            command, cwd=self.folder, env=path, input=script if piped else b"", capture_output=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, b"")
        log = self.folder / "argv"
        return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []

    @property
    def statuses(self) -> dict[str, str]:
        """Give the status of each comment."""
        found: dict[str, str] = json.loads((self.folder / "site").read_text())
        return found


def script(*decided: tuple[str, str]) -> bytes:
    """Write the script of some decisions."""
    file = io.BytesIO()
    write("wp-cli", [decision(name, verdict) for name, verdict in decided], file)
    return file.getvalue()


DECIDED = [("12", "spam"), ("13", "spam"), ("14", "approve"), ("15", "duplicate"), ("16", "unsure")]


def test_only_numbers_reach_a_command(tmp_path: Path) -> None:
    """Whatever strangers write in the place of an id, an author or a text: the shell and `wp` see numbers alone."""
    told = [decision(name, verdict, author=name, text=name, thread=name, who=name)
            for name in HOSTILE for verdict in ("spam", "approve", "duplicate")]  # fmt: skip
    file = io.BytesIO()
    notes = write("wp-cli", [decision("11"), *told, decision("12", "approve", who="$(touch pwned)\ntouch pwned")], file)
    site = Site(tmp_path, {"11": "approve", "12": "hold"})
    calls = site.run(file.getvalue())
    assert notes == (f"left out, ids that are no numbers as WordPress gives them: {3 * len(HOSTILE)}",)
    assert calls == [
        ["comment", "list", "--comment__in=11", "--status=approve,hold", "--format=ids"],
        ["comment", "spam", "11"],
        ["comment", "list", "--comment__in=12", "--status=hold,spam", "--format=ids"],
        ["comment", "approve", "12"],
    ]
    assert b"pwned" not in file.getvalue()
    assert not list(tmp_path.glob("**/pwned*"))
    assert {path.name for path in tmp_path.iterdir()} == {"wp", "noise", "site", "argv", "decisions.sh"}


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("piped", [False, True])
def test_what_it_changes_and_what_not(shell: str, tmp_path: Path, *, piped: bool) -> None:
    """Spam, approvals and re-posts; who was not sure changes nothing; run again, nothing more; it can be undone."""
    before = {"12": "approve", "13": "hold", "14": "spam", "15": "approve", "16": "approve", "17": "approve"}
    site = Site(tmp_path, before)
    assert subprocess.run(["sh", "-n"], input=script(*DECIDED), check=True).returncode == 0  # noqa: S607
    site.run(script(*DECIDED), shell=shell, piped=piped)
    after = {"12": "spam", "13": "spam", "14": "approve", "15": "hold", "16": "approve", "17": "approve"}
    assert site.statuses == after
    assert {call[1] for call in site.run(script(*DECIDED), shell=shell, piped=piped)} == {"list"}
    assert site.statuses == after
    site.run(b"wp comment unspam 12 13\nwp comment unapprove 14\nwp comment approve 15\n")
    assert site.statuses == before | {"12": "hold", "14": "hold"}


def test_what_is_decided_there_already_does_not_stop_it(tmp_path: Path) -> None:
    """An id that is gone, in the trash or spam already is left alone, and those behind it are changed."""
    site = Site(tmp_path, {"12": "spam", "13": "trash", "15": "approve"})
    site.run(script(*[(str(n), "spam") for n in range(12, 16)]))
    assert site.statuses == {"12": "spam", "13": "trash", "15": "spam"}


def test_nothing_but_its_own_ids(tmp_path: Path) -> None:
    """What PHP says among the ids, numbers and patterns too, is not taken for ids."""
    site = Site(tmp_path, {"12": "approve", "13": "trash", "45": "approve"}, "PHP Notice: line 45 of * ; touch pwned\n")
    (tmp_path / "13").touch()  # a file that the pattern would find
    assert site.run(script(("12", "spam"), ("13", "spam")))[-1] == ["comment", "spam", "12"]
    assert site.statuses == {"12": "spam", "13": "trash", "45": "approve"}


def test_batches_and_options(tmp_path: Path) -> None:
    """A hundred ids a command; what the user gives goes to every call; nothing is deleted or put in the trash."""
    site = Site(tmp_path, {str(n): "approve" for n in range(1, 251)})
    calls = site.run(script(*[(str(n), "spam") for n in range(1, 251)]), "--path=/var/www/my site")
    assert [len(call) - 3 for call in calls if call[1] == "spam"] == [100, 100, 50]
    assert all(call[-1] == "--path=/var/www/my site" for call in calls)
    assert set(site.statuses.values()) == {"spam"}
    assert {call[1] for call in calls} == {"list", "spam"}
    commands = [line for line in script(*DECIDED).decode("ascii").splitlines() if not line.startswith("#")]
    assert not [line for line in commands if "delete" in line or "trash" in line or "force" in line]


def test_it_says_what_it_does(tmp_path: Path) -> None:
    """The top counts what it changes and tells how to take it back; without decisions nothing is called."""
    text = script(*DECIDED).decode("ascii")
    assert "# 2 comments are spam, 1 is approved, 1 is a re-post." in text
    assert all(f"wp comment {verb} ID" in text for verb in ("unspam", "unapprove", "approve"))
    assert Site(tmp_path, {}).run(script()) == []
