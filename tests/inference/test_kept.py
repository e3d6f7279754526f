"""What was read once is kept on disk, shared by processes, and is the same to the last bit."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from agorascope.inference import Models
from agorascope.inference.inputs import Reading
from agorascope.inference.kept import Kept
from agorascope.settings import Settings

READINGS = [Reading("Prices went up again, and nobody asked us."), Reading("I agree.", "Prices are fair.", "They are.")]


def test_kept_answers_are_the_models_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers, tags and vectors come out of the file as they went in, from a model that reads nothing again."""
    settings = Settings()
    alone = Models(settings)
    first = Models(settings, kept=tmp_path / "kept")
    first.answers(READINGS)
    first.meanings(["Οι τιμές ανέβηκαν."], ["el"])
    second = Models(settings, kept=tmp_path / "kept")
    monkeypatch.setattr(second, "_each", _never)
    for one, other in zip(alone.answers(READINGS), second.answers(READINGS), strict=True):
        assert one.logits == other.logits
        assert one.writing == other.writing
        assert (one.roles is None) == (other.roles is None)
        if one.roles is not None and other.roles is not None:
            assert one.roles.tobytes() == other.roles.tobytes()
    asked = (["Οι τιμές ανέβηκαν."], ["el"])
    assert np.array_equal(alone.meanings(*asked), second.meanings(*asked))


def _never(*_: object) -> list[object]:
    pytest.fail("a model was asked")


def test_equal_keys_are_made_once(tmp_path: Path) -> None:
    """A key that is asked for twice at once is made once, and given at both places."""
    asked: list[list[int]] = []

    def make(places: list[int]) -> list[bytes]:
        asked.append(places)
        return [b"%d" % place for place in places]

    kept = Kept(tmp_path / "kept")
    assert kept.of([b"a", b"b", b"a"], make) == [b"0", b"1", b"0"]
    assert kept.of([b"b", b"c"], make) == [b"1", b"1"]
    assert asked == [[0, 1], [1]]


def test_a_broken_file_costs_only_time(tmp_path: Path) -> None:
    """A file that is no database is begun anew; one that cannot be written is done without."""
    (tmp_path / "kept").write_bytes(b"not a database" * 100)
    kept = Kept(tmp_path / "kept")
    assert kept.of([b"a"], lambda _: [b"told"]) == [b"told"]
    assert Kept(tmp_path / "kept").of([b"a"], lambda _: [b"other"]) == [b"told"]
    nowhere = Kept(tmp_path / "no" / "folder" / "kept")
    assert nowhere.of([b"a"], lambda _: [b"told"]) == [b"told"]
