"""`analyze` and what goes with it: one discussion, several, very many, comments that are in Python already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from agorascope.api import reading
from agorascope.api.asking import Mapped, Named, models_for, settings_of
from agorascope.api.discussion import Discussion
from agorascope.api.discussions import Discussions
from agorascope.api.given import Rows
from agorascope.api.reading import Input, Map, Wanted
from agorascope.errors import ReadError
from agorascope.settings import Settings

if TYPE_CHECKING:
    from agorascope.records import Notice, Thread

Progress = Callable[[int, Discussion], object]


def analyze(  # noqa: PLR0913 - the options of the command
    source: Input,
    *,
    format: str | None = None,  # noqa: A002 - the command's name
    map: Map = None,  # noqa: A002 - the command's name
    ui: str | None = None,
    abstain: float | None = None,
    near_threshold: float | None = None,
    spam_threshold: float | None = None,
    model: Named = None,
    labels: Mapped = None,
    pseudonymize: bool = False,
    pseudonym_key: str | Path | None = None,
    fetch: bool = False,
    threads: int | None = None,
    settings: Settings | None = None,
) -> Discussion:
    """Tell who argues what in one discussion: a page, an export or a table that holds one.

    `source` is a path, or a thread made by `ag.thread`; an address only with `fetch=True`. The other keywords are the
    options of `agorascope analyze`: `format` forces a reader (`ag.formats()`), `map` names columns, `ui` is the
    language of headline and abstract, labels under `abstain` are None, `model` and `labels` put another model in the
    place of ours (docs/models.md), `threads` is how many work at once. `settings` are changed by the keywords.

    Models are loaded at the first call and kept. Raises `ReadError` for what cannot be read, `UsageError` where there
    are several discussions (then call `analyze_all`), `ModelError` for a model that cannot be used.

    >>> import agorascope as ag
    >>> d = ag.analyze("page.txt")
    >>> d.language.code, d.summary.stance.favor > 0
    ('en', True)
    """
    given = settings_of(
        settings, ui=ui, abstain=abstain, near_threshold=near_threshold, spam_threshold=spam_threshold,
        model=model, labels=labels, threads=threads,
    )  # fmt: skip
    wanted = Wanted((source,), format, map, pseudonymize, pseudonym_key, fetch)
    return _analysed(reading.one(_first(wanted), _name(source)), given)


def analyze_text(
    text: str | bytes,
    *,
    name: str = "text",
    format: str | None = None,  # noqa: A002 - the command's name
    ui: str | None = None,
    settings: Settings | None = None,
) -> Discussion:
    r"""Analyse a page that is in memory: its text as copied from a browser, or its HTML, or an export.

    `name` becomes the discussion's `id`. Raises as `analyze` does.

    >>> import agorascope as ag
    >>> d = ag.analyze_text("Shorter weeks work\n\nThe trial went well.\n\n1 comment\n\n1. Anna: I agree.")
    >>> len(d.comments)
    1
    """
    return _analysed(reading.page(text, name, format), settings_of(settings, ui=ui))


def analyze_comments(  # noqa: PLR0913 - an article's own fields
    comments: Rows,
    article: str = "",
    *,
    title: str | None = None,
    author: str | None = None,
    published: str | None = None,
    url: str | None = None,
    name: str = "comments",
    map: Map = None,  # noqa: A002 - the command's name
    ui: str | None = None,
    settings: Settings | None = None,
) -> Discussion:
    """Analyse comments that are in Python already: texts, dicts or a data frame, under an article or under none.

    What the columns may be is told at `ag.thread`. Stance is to the article's thesis, so without its text nobody takes
    a side. Raises as `ag.thread` and `analyze` do.

    >>> import agorascope as ag
    >>> rows = [{"id": 1, "author": "Anna", "text": "I agree."}, {"id": 2, "parent": 1, "text": "I do not."}]
    >>> d = ag.analyze_comments(rows, "Paid clubs beat discounts.", title="Clubs")
    >>> d.comment(2).parent
    '1'
    """
    made = reading.thread(
        comments, article, title=title, author=author, published=published, url=url, name=name, map=map
    )
    return _analysed(made, settings_of(settings, ui=ui))


def analyze_all(  # noqa: PLR0913 - the options of the command
    *sources: Input | Iterable[Input],
    format: str | None = None,  # noqa: A002 - the command's name
    map: Map = None,  # noqa: A002 - the command's name
    ui: str | None = None,
    abstain: float | None = None,
    near_threshold: float | None = None,
    spam_threshold: float | None = None,
    model: Named = None,
    labels: Mapped = None,
    pseudonymize: bool = False,
    pseudonym_key: str | Path | None = None,
    fetch: bool = False,
    threads: int | None = None,
    progress: Progress | None = None,
    settings: Settings | None = None,
) -> Discussions:
    """Tell who argues what in every discussion of files, folders, globs, archives and threads.

    What cannot be read stands in `.errors`, in its order, and stops nothing. `progress(number, discussion)` is called
    as each is finished. All are held in memory: for very many call `iterate`, or `analyze_corpus`, which goes on where
    it was stopped. The other keywords are those of `analyze`. Raises `UsageError`, `ModelError`.

    >>> import agorascope as ag
    >>> found = ag.analyze_all("pages/", ui="en")
    >>> len(found), found.to_pandas("arguments").empty
    (3, False)
    """
    given = settings_of(
        settings, ui=ui, abstain=abstain, near_threshold=near_threshold, spam_threshold=spam_threshold,
        model=model, labels=labels, threads=threads,
    )  # fmt: skip
    wanted = Wanted(flat(sources), format, map, pseudonymize, pseudonym_key, fetch)
    errors: list[ReadError] = []
    notices: list[Notice] = []
    found: list[Discussion] = []
    for one in _each(reading.threads(wanted, notices.append), given, errors.append):
        found.append(one)
        if progress:
            progress(len(found), one)
    return Discussions(found, errors, notices)


def iterate(  # noqa: PLR0913 - the options of the command
    *sources: Input | Iterable[Input],
    on_error: Callable[[ReadError], object] | None = None,
    format: str | None = None,  # noqa: A002 - the command's name
    map: Map = None,  # noqa: A002 - the command's name
    ui: str | None = None,
    pseudonymize: bool = False,
    pseudonym_key: str | Path | None = None,
    fetch: bool = False,
    settings: Settings | None = None,
) -> Iterator[Discussion]:
    """Give one discussion after the other, reading and analysing each when it is asked for; none is kept.

    `on_error` is called with what cannot be read, and the next follows; without it the first `ReadError` is raised.
    What makes no sense raises `UsageError` at once.

    >>> import agorascope as ag
    >>> sum(len(d.comments) for d in ag.iterate("pages/"))
    13
    """
    given = settings_of(settings, ui=ui)
    wanted = Wanted(flat(sources), format, map, pseudonymize, pseudonym_key, fetch)
    return _each(reading.threads(wanted), given, on_error or _raised)


def load(path: str | Path) -> Discussions:
    """Read what `agorascope analyze --json` printed, or the `discussions.jsonl` of a folder; nothing is analysed.

    Debates among the lines are passed over. Raises `ReadError` for a file that holds something else.
    """
    from msgspec import DecodeError

    try:
        with Path(path).open("rb") as lines:
            return Discussions(Discussion.from_json(line) for line in lines if b'"agorascope/debate/' not in line[:40])
    except OSError as error:
        raise ReadError(str(path), f"cannot be opened: {error.strerror}") from error
    except DecodeError as error:
        raise ReadError(
            str(path), f"no discussion: {error}", "Give what `agorascope analyze --json` printed"
        ) from error


def flat(sources: Iterable[Input | Iterable[Input]]) -> tuple[Input, ...]:
    """Give inputs one by one where some of them came as a list."""
    found: list[Input] = []
    for source in sources:
        if isinstance(source, list | tuple | set | frozenset | Iterator):
            found += sorted(source, key=str) if isinstance(source, set | frozenset) else source
        else:
            reading.check(source, fetch=True)
            found.append(source)  # type: ignore[arg-type]  # checked
    return tuple(found)


def _first(wanted: Wanted) -> list[Thread | ReadError]:
    """Read one discussion, and as many more as an error message needs to name."""
    from itertools import islice

    return list(islice(reading.threads(wanted), reading.NAMED + 1))


def _name(source: Input) -> str:
    return str(source) if isinstance(source, str | Path) else source.source


def _analysed(thread: Thread, settings: Settings) -> Discussion:
    from agorascope.pipeline import analyze_thread

    return Discussion.of(analyze_thread(thread, models_for(settings), settings))


def _each(
    found: Iterable[Thread | ReadError], settings: Settings, on_error: Callable[[ReadError], object]
) -> Iterator[Discussion]:
    for one in found:
        if isinstance(one, ReadError):
            on_error(one)
        else:
            yield _analysed(one, settings)


def _raised(error: ReadError) -> None:
    raise error
