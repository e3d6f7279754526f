"""What belongs to a comment's element itself, without the comments inside it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from lxml import etree

from agorascope.readers.markup.naming import is_called, is_item
from agorascope.readers.markup.parsing import Element


class Scope:
    """One comment's element; `others` are the elements of all comments of the page."""

    def __init__(self, element: Element, others: dict[Element, int]) -> None:
        """Take an element among the others."""
        self.element, self._others = element, others

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """The elements of the comment itself in the order of the page, its own first, without boxes of others."""
        inside = {node for box in self.boxes for node in box.iter()}
        return tuple(node for node in self._all if node not in inside)

    @cached_property
    def boxes(self) -> tuple[Element, ...]:
        """Elements inside that are whole comments of others, shown above the words that answer them."""
        worded = [node for node in self._all if is_called(node, "body", "sure")]
        bodies = [node for node in worded if not any(up in worded for up in node.iterancestors())]
        if len(bodies) < 2:  # noqa: PLR2004 -- one comment has one body
            return ()
        boxes = [self._box(body) for body in bodies]
        own = any(box is None for box in boxes)
        return tuple(dict.fromkeys(box for box in boxes if box is not None)) if own else ()

    def _box(self, body: Element) -> Element | None:
        """Give the outermost element around a body that is called a comment, below the comment itself."""
        found = None
        for up in body.iterancestors():
            if up is self.element:
                break
            found = up if is_item(up) else found
        return found

    @cached_property
    def _all(self) -> tuple[Element, ...]:
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
        return node in self._others or node in self.boxes or self.is_answers(node)
