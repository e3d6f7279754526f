"""Reports of discussions into a folder, a discussion at a time, each file whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from agorascope.errors import UsageError
from agorascope.records import Language

if TYPE_CHECKING:
    from agorascope.pages import Entry
    from agorascope.records import Debate, Discussion

INDEX = "index"


class Reports:
    """A folder of reports: takes discussions one by one, then the debates they are part of, then writes the index.

    Without a `locale` each report is in the language that its headline is in. Raises `UsageError` where nothing can be
    written.
    """

    def __init__(self, folder: Path, formats: Sequence[str], locale: str | None) -> None:
        """Make the folder where it is not there."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"{folder}: {error.strerror}; give a folder that can be written") from error
        self._folder, self._formats, self._locale = folder, formats, locale
        self._names, self._written = {INDEX}, set[Path]()
        self._entries: list[Entry] = []
        self._debates: list[Entry] = []
        self._locales: list[str] = []

    def add(self, discussion: Discussion) -> str:
        """Write the reports of a discussion; give the name of its page."""
        from agorascope.pages import entry, render
        from agorascope.reports.markdown import render as as_markdown
        from agorascope.summary import retold

        name = file_name(discussion.id, self._names)
        locale = self._locale or spoken(discussion.settings, [discussion.language])
        told = retold(discussion, locale) if self._locale else discussion
        if "html" in self._formats:
            self._keep(f"{name}.html", render(told, locale))
        if "md" in self._formats:
            self._keep(f"{name}.md", as_markdown([told], locale))
        self._entries.append(entry(told, f"{name}.html"))
        self._locales.append(locale)
        return f"{name}.html"

    def debate(self, debate: Debate, hrefs: Mapping[str, str]) -> None:
        """Write the page of a debate; `hrefs` are the addresses of its discussions and of their comments."""
        from agorascope.pages import debate_entry, render_debate

        if "html" in self._formats:
            name = file_name(f"debate-{debate.id}", self._names)
            locale = self._locale or spoken(debate.settings, [Language(s.language, None, 1.0) for s in debate.strands])
            self._keep(f"{name}.html", render_debate(debate, locale, hrefs))
            self._debates.append(debate_entry(debate, f"{name}.html"))

    def close(self, *, tidy: bool) -> int:
        """Write the index, in the language of most reports, and delete reports of earlier runs if `tidy`; count."""
        from agorascope.pages import index

        if "html" in self._formats:
            locale = self._locale or max(sorted(set(self._locales)), key=self._locales.count, default="en")
            self._keep(f"{INDEX}.html", index(self._entries, locale, self._debates))
        for path in {path for one in self._formats for path in self._folder.glob(f"*.{one}") if tidy} - self._written:
            path.unlink()
        return len(self._entries)

    def _keep(self, name: str, text: str) -> None:
        write_whole(self._folder / name, text)
        self._written.add(self._folder / name)


def write(
    discussions: Iterable[Discussion],
    debates: Sequence[Debate],
    folder: Path,
    formats: Sequence[str],
    locale: str | None,
    *,
    own: bool = True,
) -> int:
    """Write `NAME.html` and `NAME.md` for each discussion, a page for each debate, and `index.html` for all.

    Gives how many discussions there are. In a folder of our `own`, reports of earlier runs that are no more go.
    """
    from agorascope.pages import hrefs

    reports = Reports(folder, formats, locale)
    named = {strand.id for debate in debates for strand in debate.strands}
    addresses: dict[str, str] = {}
    for discussion in discussions:
        page = reports.add(discussion)
        if discussion.id in named:
            addresses |= hrefs(discussion, page)
    for debate in debates:
        reports.debate(debate, addresses)
    return reports.close(tidy=own)


def spoken(settings: Mapping[str, object], languages: Sequence[Language]) -> str:
    """Give the locale that a headline is in: the one that was asked for, else that of the page, or of most pages."""
    from agorascope.phrases import LOCALES, locale_for

    asked = settings.get("ui")
    if isinstance(asked, str) and asked in LOCALES:
        return asked
    found = [locale_for(language) for language in languages]
    return min(found, key=lambda name: (-found.count(name), name), default="en")


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
