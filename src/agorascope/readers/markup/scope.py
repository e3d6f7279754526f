"""What belongs to a comment's element itself, without the comments inside it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from lxml import etree

from agorascope.readers.markup.naming import is_called
from agorascope.readers.markup.parsing import Element


class Scope:
    """One comment's element; `others` are the elements of all comments of the page."""

    def __init__(self, element: Element, others: dict[Element, int]) -> None:
        """Take an element among the others."""
        self.element, self._others = element, others

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """The elements of the comment itself in the order of the page, its own first."""
        return tuple(self._walked())

    def _walked(self) -> Iterator[Element]:
        walk = etree.iterwalk(self.element, events=("start",))
        for _, node in walk:
            if node is not self.element and (node in self._others or self.is_answers(node)):
                walk.skip_subtree()
            else:
                yield node

    def is_answers(self, node: Element) -> bool:
        """Tell whether an element inside holds the answers to the comment."""
        return is_called(node, "beside", "children") and node.tag in {"ol", "ul", "div", "section", "dl"}

    def is_other(self, node: Element) -> bool:
        """Tell whether an element inside belongs to another comment."""
        return node in self._others or self.is_answers(node)
