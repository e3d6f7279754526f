"""What comes out does not depend on how the inputs were named, nor on how the corpus was cut into parts."""

from __future__ import annotations

from pathlib import Path

from agorascope.corpus import layers
from tests.corpus.making import DEV, agorascope, analysed, files, reposted, rows

CHEAP = ("--stages", "duplicates,signals", "--kinds", "exact,near", "--part-size", "30", "-q")


def test_inputs_may_be_named_in_any_order(tmp_path: Path) -> None:
    """The same files, the other way round, one of them twice: the same bytes; a run over the one does the other's."""
    forth, back = tmp_path / "forth", tmp_path / "back"
    assert agorascope("analyze", *DEV, "-o", forth, *CHEAP).returncode == 0
    assert agorascope("analyze", *reversed(DEV), DEV[0], "-o", back, *CHEAP).returncode == 0
    assert files(back) == files(forth)
    assert len(files(forth)) == 6 * 2


def test_parts_are_nothing_but_cuts(tmp_path: Path) -> None:
    """With parts of any size the tables hold the same rows in the same order, and discussions the same bytes."""
    sizes = (1, 7, 1000)
    for part in sizes:
        analysed(tmp_path / str(part), reposted(), part=part)
    counts = [len(list((tmp_path / str(part) / "comments").iterdir())) for part in sizes]
    assert counts == [4, 2, 1]
    for layer in layers.LAYERS:
        first, *others = (rows(tmp_path / str(part), layer.name) for part in sizes)
        assert all(other == first for other in others)
    assert len({(tmp_path / str(part) / "discussions.jsonl").read_bytes() for part in sizes}) == 1
