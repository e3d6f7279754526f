"""The server as it is started: it says where it listens, ends without a word, and tells what it cannot do."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import httpx
import pytest

from agorascope.errors import UsageError
from agorascope.moderation.review import Access, create_app, serve
from agorascope.moderation.review.serving import listening
from tests.moderation.review.making import HOSTS, TOKEN, filled

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = """
import sys
from pathlib import Path
from agorascope.moderation.desk import Desk
from agorascope.moderation.review import Access, create_app, serve
from agorascope.moderation.review.serving import listening
from agorascope.settings import Settings
access = Access("open-sesame", frozenset({"localhost", "127.0.0.1"}))
app = create_app(Desk(Path(sys.argv[1]), Settings()), access, locale=None, who="ann", learner=None)
serve(app, "127.0.0.1", 0, lambda url: print(url, flush=True))
print("ended")
"""


def test_it_listens_when_it_says_so_and_ends_quietly(tmp_path: Path) -> None:
    """Port 0 is whichever is free; the address opens the page; Ctrl-C ends it without a traceback or a log."""
    filled(tmp_path / "desk.db")
    command = [sys.executable, "-c", PROGRAM, str(tmp_path / "desk.db")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own program
        assert process.stdout
        url = process.stdout.readline().strip()
        assert url.startswith("http://127.0.0.1:")
        assert url.endswith("/?token=open-sesame")
        with httpx.Client(follow_redirects=True) as client:
            assert client.get(url).status_code == 200
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (0, "ended\n", "")


def test_answers_do_not_wait_for_one_another() -> None:
    """Connections send what there is at once (no Nagle, RFC 896): an answer comes in several pieces."""
    with listening("127.0.0.1", 0) as found, socket.create_connection(found.getsockname()):
        connection, _ = found.accept()
        with connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    """So is an address that is not of this machine, and a port that cannot be."""
    app = create_app(filled(tmp_path / "desk.db"), Access(TOKEN, HOSTS), locale=None, who="ann", learner=None)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        for host, number in (("127.0.0.1", port), ("192.0.2.1", 0), ("127.0.0.1", 99_999)):
            with pytest.raises(UsageError, match="name another"):
                serve(app, host, number, lambda _: None)
