"""What is remembered of words: the last few, the short ones."""

from __future__ import annotations

from agorascope.language.remembering import remembering


def test_the_last_are_remembered_and_the_long_are_not() -> None:
    """A function is asked again only about what was forgotten, or is longer than anybody would write twice."""
    asked: list[str] = []

    @remembering(2, longest=3)
    def found(word: str, *, loud: bool = False) -> str:
        asked.append(word)
        return word.upper() if loud else word

    assert [found("a"), found("a"), found("b"), found("a")] == ["a", "a", "b", "a"]
    assert asked == ["a", "b"]
    assert found("c") == "c"  # the second least lately asked about is forgotten
    assert [found("b"), found("a")] == ["b", "a"]
    assert asked == ["a", "b", "c", "b", "a"]
    assert found("a", loud=True) == "A"
    assert [found("long"), found("long")] == ["long", "long"]
    assert asked[-2:] == ["long", "long"]
