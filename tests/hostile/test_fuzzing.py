"""The fuzzers themselves: they find what is broken, keep it, and try each target with inputs that reach it."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from scripts.fuzzing.fuzz import TARGETS
from scripts.fuzzing.laws import BrokenLawError, must
from scripts.fuzzing.searching import Search, SlowError, limited

FEW = {"label": 3, "duplicates": 12, "language": 40, "review": 12}


@pytest.mark.parametrize("target", TARGETS)
def test_a_few_inputs_break_nothing(target: str) -> None:
    """A short run of each target, always the same inputs; `scripts/fuzz` goes on from there."""
    module = import_module(f"scripts.fuzzing.{TARGETS[target]}")
    check: Callable[[bytes], None] = module.check
    inputs: st.SearchStrategy[bytes] = module.inputs()

    def tried(data: bytes) -> None:
        check(data)

    asked = settings(
        max_examples=FEW[target], database=None, phases=[Phase.generate], suppress_health_check=[*HealthCheck]
    )
    seed(10)(asked(given(inputs)(tried)))()


def test_a_search_finds_and_keeps_what_breaks(tmp_path: Path) -> None:
    """One input of each kind of mistake, made small; the same mistake is not found again."""

    def check(data: bytes) -> None:
        must(data.count(b"x") < 2, "two of them")
        if len(data) > 9:
            raise ZeroDivisionError

    search = Search("toy", st.binary(max_size=20) | st.sampled_from((b"xx", b"axbxc")), check, tmp_path)
    search.run(2)
    kept = sorted(path.read_bytes() for path in tmp_path.iterdir())
    assert len(search.found) == len(kept) == len(search.told) == 2
    assert b"xx" in kept
    assert min(len(data) for data in kept if data != b"xx") == 10
    assert search.tried > 20


def forever() -> None:
    """Never end."""
    while True:
        pass


def test_what_never_ends_is_stopped() -> None:
    """An input that takes too long counts as a finding."""
    with pytest.raises(SlowError), limited(1):
        forever()


def sent(*requests: dict[str, object]) -> None:
    """Send requests to the review page."""
    from scripts.fuzzing.reviewing import check

    plain = {"method": "POST", "path": "/decide", "session": True, "fields": [], "body": ""}
    headers = [["host", "localhost"], ["content-type", "application/x-www-form-urlencoded"]]
    check(json.dumps([plain | {"headers": headers} | request for request in requests]).encode())


def test_forms_of_ours_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    """The requests that are made reach the desk: a decision that could not be undone would be a finding."""
    from agorascope.moderation.desk import Desk

    form = [["csrf", "{csrf}"], ["decide", "spam {1}"], ["seen", "open"]]
    sent({"fields": form}, {"path": "/undo", "fields": [["csrf", "{csrf}"], ["batch", "1"]]})
    monkeypatch.setattr(Desk, "undo", lambda *_: None)
    with pytest.raises(BrokenLawError, match="cannot be taken back"):
        sent({"fields": form})


def test_a_write_without_a_session_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The law about sessions is one that can be broken."""
    from agorascope.moderation.review.access import Access

    form = [["csrf", "x"], ["decide", "spam {1}"], ["seen", "open"]]
    sent({"fields": form, "session": False}, {"fields": form})
    monkeypatch.setattr(Access, "form_token", lambda *_: "x")
    with pytest.raises(BrokenLawError, match="without a session"):
        sent({"fields": form, "session": False})
