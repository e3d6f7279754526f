"""Texts made ready for comparison, remembered from one change to the next: a wave is compared with the same text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.deduplication.forms.form import Form

if TYPE_CHECKING:
    from agorascope.deduplication.signatures.prepare import View

_MOST = 4_000_000  # characters of texts that are remembered; each is held some five times


class Forms:
    """Forms by text; all are forgotten when they grow too many."""

    def __init__(self) -> None:
        """Begin with none."""
        self._forms: dict[str, Form] = {}
        self._size = 0

    def of(self, text: str) -> Form:
        """Give the form of a text."""
        return self._forms.get(text) or self._kept(Form(text))

    def keep(self, text: str, view: View) -> None:
        """Remember a text whose normal form, near form and weight are known."""
        if text not in self._forms:
            self._kept(Form(text, *view))

    def _kept(self, form: Form) -> Form:
        self._size += len(form.text)
        if self._size > _MOST:
            self._forms, self._size = {}, len(form.text)
        self._forms[form.text] = form
        return form
