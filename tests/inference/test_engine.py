"""How work is shared out, how much of a text is looked at, and what is remembered."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest

from agorascope.inference.engine import each, threads_wanted, usable
from agorascope.inference.memory import Memory


@pytest.mark.parametrize("threads", [1, 2, 7])
@pytest.mark.parametrize("batch_size", [1, 3, 1000])
def test_work_comes_back_in_the_order_of_the_items(threads: int, batch_size: int) -> None:
    """Every item is done once, whatever the batch and the threads; nothing gives nothing."""
    items = list(range(50))
    assert each(items, lambda item: item * item, threads, batch_size) == [item * item for item in items]
    assert each([], abs, threads, batch_size) == []


def test_many_threads_work_at_once() -> None:
    """Two threads meet: with fewer items than a batch, work is still shared out."""
    meeting = threading.Barrier(2, timeout=60)
    assert len(each([1, 2], lambda _: meeting.wait(), 2, 32)) == 2


def test_an_error_of_the_work_is_the_error_of_all() -> None:
    """What goes wrong in a thread is not swallowed."""
    with pytest.raises(ZeroDivisionError):
        each([1, 0, 2], lambda item: 1 / item, 2, 1)


def test_threads_are_at_least_one() -> None:
    """Zero means: as many as there are cores."""
    assert threads_wanted(3) == 3
    assert threads_wanted(0) >= 1


def test_a_huge_text_is_cut_before_the_tokenizer() -> None:
    """Only a bounded beginning of fifty million characters is looked at; short texts stay as they are."""
    assert len(usable("x" * 50_000_000, 256)) == 256 * 32
    assert usable("Γειά, 你好 👍\n", 256) == "Γειά, 你好 👍\n"


def test_what_cannot_be_encoded_is_replaced_in_its_place() -> None:
    """A lone surrogate becomes a question mark and a NUL a space: no character moves."""
    assert usable("a\ud800b\0c", 8) == "a?b c"


def test_a_memory_makes_each_value_once() -> None:
    """Equal keys of one question are made once and together; known ones are not made again."""
    asked: list[list[str]] = []

    def make(keys: Sequence[str]) -> list[str]:
        asked.append([*keys])
        return [key.upper() for key in keys]

    kept: Memory[str, str] = Memory()
    assert kept.of(["b", "a", "b"], make) == ["B", "A", "B"]
    assert kept.of(["a", "c", "b"], make) == ["A", "C", "B"]
    assert kept.of([], make) == []
    assert asked == [["b", "a"], ["c"]]


def test_a_memory_forgets_what_was_not_asked_for_longest() -> None:
    """It holds so many values and no more; one question may be larger than that and is still answered whole."""
    made: list[int] = []

    def make(keys: Sequence[int]) -> Sequence[int]:
        made.extend(keys)
        return keys

    kept: Memory[int, int] = Memory(3)
    kept.of([1, 2, 3], make)
    kept.of([1], make)
    kept.of([4], make)
    kept.of([1, 3], make)
    assert made == [1, 2, 3, 4]
    assert kept.of([2, *range(10, 20)], make) == [2, *range(10, 20)]
    assert made[4:] == [2, *range(10, 20)]


def test_a_failure_is_not_remembered() -> None:
    """After an error the same question can be asked again."""
    kept: Memory[int, float] = Memory()
    with pytest.raises(ZeroDivisionError):
        kept.of([0], lambda keys: [1 / key for key in keys])
    assert kept.of([0], lambda _: [7.0]) == [7.0]
