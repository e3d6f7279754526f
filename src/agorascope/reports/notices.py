"""What the readers and the steps have to say about a page, in the reader's language.

A notice is made in English where it arises. Here its code chooses the words, and its figures are counted anew in the
discussion; those of what is no longer there (comments left out, bytes replaced) are taken from the message.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agorascope.summary.doubts import CLOSE, close_calls, taken_down

if TYPE_CHECKING:
    from collections.abc import Callable

    from agorascope.phrases import Phrases
    from agorascope.records import Discussion, Notice

SOURCE = "en"
MORE = re.compile(r"([\d,]+) more of the kind")
NUMBER = re.compile(r"\s*(\d[\d,]*)")
SEARCHED = re.compile(r"the search found ([\d,]+), ([\d,]+) are in the file")
PLACE = re.compile(r"(line|comment) (.+)", re.DOTALL)
ENCODING = re.compile(r"read as (.+)", re.DOTALL)
MAKER = re.compile(r"loaded from (.+?) and are not in the file")
FIELD = re.compile(r"(.+) cannot be used", re.DOTALL)
NUMBERS = re.compile(r"\d[\d,]*")


class Notices:
    """The notices of a discussion in one language; a code that is not known is told in its own, English message."""

    def __init__(self, say: Phrases) -> None:
        """Take the messages of the reports."""
        self._say = say
        self._counted: dict[str, Callable[[int], str]] = {
            "deleted-comments": self._deleted,
            "not-comments": self._other_things,
            "no-comments": self._other_things,
            "missing-comments": self._missing,
            "broken-utf8": self._replaced,
            "same-page": self._same_page,
            "left-out": self._no_discussions,
            "passed-over": self._passed_over,
        }

    def told(self, notice: Notice, discussion: Discussion) -> str:
        """Give the notice's place, if it has one, and its words."""
        words = notice.message if self._say.locale == SOURCE else self._words(notice, discussion)
        if not notice.where:
            return words
        return self._say.gettext("%(place)s: %(words)s", place=self.place(notice.where), words=words)

    def of_debate(self, notice: Notice) -> str:
        """Give the discussion that a debate's notice is about, if it is about one, the place in it, and its words."""
        words = notice.message if self._say.locale == SOURCE else self._of_debate(notice)
        if not notice.where:
            return words
        name, mark, place = notice.where.rpartition(": ")
        named = f"{name}{mark}{self.place(place)}" if mark else place
        return self._say.gettext("%(place)s: %(words)s", place=named, words=words)

    def _of_debate(self, notice: Notice) -> str:
        """Choose the words by the code; figures are those of the message, for a debate holds no comments."""
        say, numbers = self._say, [_whole(one) for one in NUMBERS.findall(notice.message)]
        if MORE.fullmatch(notice.message):
            return self._more(numbers[0])
        if notice.code == "unrelated-thesis":
            return say.gettext(
                "it is not clear how this article's thesis stands to that of the debate: its comments take no side"
            )
        if notice.code == "read-thesis" and numbers:
            opposite, share = "opposite" in notice.message, say.percent(numbers[0] / 100)
            return (
                say.gettext("the article was read as arguing the opposite (probability %(share)s)", share=share)
                if opposite
                else say.gettext("the article was read as arguing the same (probability %(share)s)", share=share)
            )
        if notice.code == "site-removed" and numbers:
            return self._down(numbers[-1])
        two = {"unsure-stance": self._close, "comment-count": self._counts}.get(notice.code)
        return two(*numbers[:2]) if two and len(numbers) > 1 else self._as_told(notice)

    def place(self, where: str) -> str:
        """Name a line or a comment; any other place is a file's name and stays."""
        found = PLACE.fullmatch(where)
        if not found:
            return where
        kind, name = found.groups()
        if kind == "line":
            return self._say.gettext("line %(number)s", number=name)
        return self._say.gettext("comment %(name)s", name=name)

    def _words(self, notice: Notice, discussion: Discussion) -> str:
        more = MORE.fullmatch(notice.message)
        if more:
            return self._more(_whole(more[1]))
        if notice.code in {"comment-count", "unsure-stance", "site-removed"}:
            return self._recounted(notice.code, discussion)
        return self._as_told(notice)

    def _more(self, n: int) -> str:
        return self._say.ngettext("%(n)s more notice of the kind", "%(n)s more notices of the kind", n)

    def _as_told(self, notice: Notice) -> str:
        """Tell what needs no comments to be told: figures are those of the message."""
        number = NUMBER.match(notice.message)
        if notice.code in self._counted and number:
            return self._counted[notice.code](_whole(number[1]))
        return self._about_a_part(notice) or self._about_the_whole(notice) or notice.message

    def _recounted(self, code: str, discussion: Discussion) -> str:
        comments = discussion.comments
        if code == "comment-count":
            return self._counts(discussion.declared_comments or 0, len(comments))
        if code == "site-removed":
            return self._down(taken_down(comments))
        return self._close(*close_calls(comments))

    def _counts(self, declared: int, here: int) -> str:
        return self._say.gettext(
            "the page says %(declared)s comments, %(here)s are here",
            declared=self._say.number(declared),
            here=self._say.number(here),
        )

    def _down(self, n: int) -> str:
        return self._say.ngettext(
            "%(n)s comment was held as spam or moved to the trash by the site; we did not flag it; it has no voice",
            "%(n)s comments were held as spam or moved to the trash by the site; we did not flag them; they have"
            " no voice",
            n,
        )

    def _close(self, n: int, sided: int) -> str:
        return self._say.ngettext(
            "the side of %(n)s of %(all)s comments is a close call (probability under %(least)s): read the sides as"
            " tendencies",
            "the sides of %(n)s of %(all)s comments are close calls (probability under %(least)s): read the sides as"
            " tendencies",
            n,
            all=self._say.number(sided),
            least=self._say.percent(CLOSE),
        )

    def _deleted(self, n: int) -> str:
        return self._say.ngettext(
            "%(n)s comment that the site deleted is left out", "%(n)s comments that the site deleted are left out", n
        )

    def _other_things(self, n: int) -> str:
        return self._say.ngettext(
            "%(n)s entry is no comment (a trackback, say) and is left out",
            "%(n)s entries are no comments (trackbacks, say) and are left out",
            n,
        )

    def _missing(self, n: int) -> str:
        return self._say.ngettext(
            "%(n)s comment or branch of the thread is not in the file",
            "%(n)s comments or branches of the thread are not in the file",
            n,
        )

    def _replaced(self, n: int) -> str:
        return self._say.ngettext("%(n)s damaged character became U+FFFD", "%(n)s damaged characters became U+FFFD", n)

    def _same_page(self, n: int) -> str:
        return self._say.ngettext(
            "%(n)s more thread of the same page is read as this one",
            "%(n)s more threads of the same page are read as this one",
            n,
        )

    def _no_discussions(self, n: int) -> str:
        return self._say.ngettext(
            "%(n)s entry without a discussion is left out", "%(n)s entries without a discussion are left out", n
        )

    def _passed_over(self, n: int) -> str:
        return self._say.ngettext("%(n)s file was passed over", "%(n)s files were passed over", n)

    def _about_a_part(self, notice: Notice) -> str:
        """Tell of one comment, line or row; what a parser said of it follows in the parser's words."""
        say, detail, field = self._say, notice.message, FIELD.fullmatch(notice.message)
        if notice.code == "repeated-id":
            again = say.gettext("the id came before; this one is left out")
            return again if "left out" in detail else say.gettext("the id came before; this one has a new id")
        if notice.code == "bad-field":
            return say.gettext("the field %(name)s cannot be used", name=field[1] if field else detail)
        return {
            "empty-comment": say.gettext("nothing is written in it"),
            "missing-parent": say.gettext("answers a comment that is not here; now top-level"),
            "parent-cycle": say.gettext("its parents lead back to itself; now top-level"),
            "no-heading": say.gettext("comments without a heading"),
            "repeated-page": say.gettext("leads to a page that was read already"),
            "bad-item": say.gettext("what cannot be read is left out (%(detail)s)", detail=detail),
            "bad-line": say.gettext("what cannot be read is left out (%(detail)s)", detail=detail),
            "bad-row": say.gettext("what cannot be read is left out (%(detail)s)", detail=detail),
            "broken-xml": say.gettext("the XML is broken; read as far as can be (%(detail)s)", detail=detail),
            "broken-file": say.gettext("the file is broken; read as far as can be (%(detail)s)", detail=detail),
        }.get(notice.code, "")

    def _about_the_whole(self, notice: Notice) -> str:
        say, maker = self._say, MAKER.search(notice.message)
        if notice.code == "comments-elsewhere" and maker:
            return say.gettext("the comments are loaded from %(site)s and are not in the file", site=maker[1])
        if notice.code == "encoding":
            encoding = ENCODING.search(notice.message)
            return say.gettext("not UTF-8; read as %(encoding)s", encoding=encoding[1] if encoding else "?")
        searched = SEARCHED.search(notice.message)
        if notice.code == "missing-comments" and searched:
            return self._missing(max(0, _whole(searched[1]) - _whole(searched[2])))
        return {
            "no-article": say.gettext("no article text was found"),
            "comment-numbers": say.gettext("not every comment has a number of its own; ids are positions on the page"),
            "comments-elsewhere": say.gettext("no comment is in the file: scroll to the last one before saving"),
            "missing-comments": say.gettext("further comments are not in the file"),
            "no-comments": say.gettext("the file holds no comments"),
            "broken-utf8": say.gettext("damaged characters became U+FFFD"),
            "not-comments": say.gettext("entries that are no comments are left out"),
        }.get(notice.code, "")


def _whole(digits: str) -> int:
    return int(digits.replace(",", "") or 0)
