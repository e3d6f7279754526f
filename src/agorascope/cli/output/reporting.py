"""Reports of discussions and of the debates told from them, one at a time, each file whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from agorascope.errors import UsageError

if TYPE_CHECKING:
    from agorascope.pages import Entry
    from agorascope.records import Debate, Discussion

INDEX = "index"
REPORTED = "reports.json"  # what is remembered of the reports that `analyze` wrote
FILES = "_files"  # as browsers call what belongs to a page


class Place(NamedTuple):
    """Where reports go, in which forms (`html`, `md`) and language; None stands for the one that each was told in.

    In a folder of our `own`, reports of earlier runs that are no more are deleted. `first` is the first page where it
    does not stand in the folder.
    """

    folder: Path
    formats: tuple[str, ...] = ("html", "md")
    locale: str | None = None
    own: bool = True
    first: Path | None = None


class Written(NamedTuple):
    """How many discussions were reported, and in which files."""

    discussions: int
    paths: frozenset[Path]


def write(discussions: Iterable[Discussion], place: Place, debates: Sequence[Debate] = ()) -> Written:
    """Write `NAME.html` and `NAME.md` for each discussion and debate, and `index.html` for all.

    `debates` are told in the language they are to be read in. Raises `UsageError` where nothing can be written.
    """
    try:
        place.folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{place.folder}: {error.strerror}; give a folder that can be written") from error
    site = _Site(place, {strand.id for debate in debates for strand in debate.strands})
    for discussion in discussions:
        site.discussion(discussion)
    for debate in debates:
        site.debate(debate)
    if "html" in place.formats:
        site.index()
    if place.own:
        site.tidy()
    return Written(len(site.entries), frozenset(site.written))


class _Site:
    """What was written so far, and where the discussions of debates stand."""

    def __init__(self, place: Place, joined: set[str]) -> None:
        self.place, self._joined = place, joined
        self._seen = {INDEX}
        self._hrefs: dict[str, dict[str, str]] = {form: {} for form in place.formats}
        self._locales: list[str] = []
        self.entries: list[Entry] = []
        self._debates: list[Entry] = []
        self.written: set[Path] = set()

    def discussion(self, given: Discussion) -> None:
        """Write the reports of one; where the user asked for a language, headline and abstract are told anew in it."""
        from agorascope.pages import entry, hrefs, render
        from agorascope.reports.markdown import render as as_markdown
        from agorascope.reports.words import told_in
        from agorascope.summary import retold

        asked = self.place.locale
        tongue = asked or told_in(given)
        told = retold(given, asked) if asked else given
        name = file_name(told.id, self._seen)
        for form in self.place.formats:
            self._write(name, form, render(told, tongue) if form == "html" else as_markdown([told], tongue))
            if told.id in self._joined:
                self._hrefs[form] |= hrefs(told, f"{name}.{form}")
        self.entries.append(entry(told, self._href(name)))
        self._locales.append(tongue)

    def debate(self, told: Debate) -> None:
        """Write the reports of one, with links to those of its discussions."""
        from agorascope.pages import debate_entry, render_debate
        from agorascope.reports.markdown import render_debate as as_markdown

        name, tongue = file_name(f"debate-{told.id}", self._seen), self.place.locale or told.locale
        for form in self.place.formats:
            write_one = render_debate if form == "html" else as_markdown
            self._write(name, form, write_one(told, tongue, self._hrefs[form]))
        self._debates.append(debate_entry(told, self._href(name)))

    def index(self) -> None:
        """Write the first page, in the language that was asked for or that most reports are in."""
        from agorascope.pages import index

        locales = self._locales
        locale = self.place.locale or max(sorted(set(locales)), key=locales.count, default="en")
        path = self.place.first or self.place.folder / f"{INDEX}.html"
        write_whole(path, index(self.entries, locale, self._debates))
        self.written.add(path)

    def tidy(self) -> None:
        """Delete reports of earlier runs."""
        found = {path for form in self.place.formats for path in self.place.folder.glob(f"*.{form}")}
        for path in found - self.written:
            path.unlink()

    def _write(self, name: str, form: str, text: str) -> None:
        path = self.place.folder / f"{name}.{form}"
        write_whole(path, text)
        self.written.add(path)

    def _href(self, name: str) -> str:
        """Give a page's address as the index has it."""
        return f"{quote(self.place.folder.name)}/{name}.html" if self.place.first else f"{name}.html"


def write_file(
    path: Path, discussions: Iterable[Discussion], debates: Sequence[Debate] = (), locale: str | None = None
) -> None:
    """Write one report file: Markdown holds everything, HTML one discussion.

    Of several discussions, or with a debate, FILE.html leads to pages in the folder FILE_files beside it.
    """
    if path.suffix == ".md":
        from agorascope.reports.markdown import render

        write_whole(path, render(list(discussions), locale, debates))
        return
    first, rest = _two(discussions)
    if len(first) == 1 and not debates:
        from agorascope.pages import render as as_page
        from agorascope.reports.words import told_in

        write_whole(path, as_page(first[0], locale or told_in(first[0])))
        return
    folder = path.with_name(f"{path.stem}{FILES}")
    write(chain(first, rest), Place(folder, ("html",), locale, own=False, first=path), debates)


def _two(discussions: Iterable[Discussion]) -> tuple[list[Discussion], Iterator[Discussion]]:
    rest = iter(discussions)
    return list(islice(rest, 2)), rest


def file_name(identity: str, seen: set[str]) -> str:
    """Make a file name of a stranger's id: letters, digits, dash; a number where two would collide, in any case."""
    kept = "".join(c if c.isalnum() or c in "-_" else "-" for c in identity)[:80] or "discussion"
    name, number = kept, 1
    while name.casefold() in seen:
        number += 1
        name = f"{kept}-{number}"
    seen.add(name.casefold())
    return name


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is there in full or not at all; raises `UsageError` where it cannot be written."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(text, encoding="utf-8", errors="replace")
        part.replace(path)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; give a path that can be written") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
