"""The discussions of one document that is in memory anyway; rows without end are for `gathering`."""

from __future__ import annotations

from collections.abc import Iterator

from agorascope.errors import ReadError
from agorascope.readers.threads.finishing import Draft, finished
from agorascope.readers.threads.notices import Notices
from agorascope.records import Article, Comment, Notice, Thread
from agorascope.sources import Source


class Drafts:
    """Articles and comments of one document, by discussion, in the order of first mention."""

    def __init__(self) -> None:
        """Begin with none."""
        self._articles: dict[str, Article] = {}
        self._comments: dict[str, list[Comment]] = {}
        self._declared: dict[str, int | None] = {}
        self._told: dict[str, list[Notice]] = {}
        self.notices = Notices()

    def article(self, thread: str, article: Article, declared: int | None = None) -> None:
        """Take the article of a discussion, and how many comments it is said to have; only its first one counts."""
        self._comments.setdefault(thread, [])
        if thread not in self._articles:
            self._articles[thread], self._declared[thread] = article, declared

    def comment(self, thread: str, comment: Comment) -> None:
        """Take a comment; `thread` is empty where nothing names its article."""
        self._comments.setdefault(thread, []).append(comment)

    def tell(self, thread: str, code: str, message: str) -> None:
        """Take a notice that is about one discussion."""
        self._told.setdefault(thread, []).append(Notice(code, message))

    def threads(self, source: Source, format_name: str, told: tuple[Notice, ...] = ()) -> Iterator[Thread]:
        """Give every discussion, the first with what was `told` of the document; raises `ReadError` for none."""
        said = [*told, *self.notices.handed_over()]
        if not self._comments:
            reason = said[-1].message if said else f"no article and no comment of {format_name} in it"
            advice = f"`agorascope readers` says what {format_name} files are; --format forces another format"
            raise ReadError(source.name, reason, advice)
        for thread, comments in self._comments.items():
            said += self._told.get(thread, ())
            article = self._articles.get(thread, Article())
            if not article.title and not article.text:
                said.append(Notice("no-article", "the article itself is not in the file"))
            draft = Draft(
                id=thread or source.stem,
                article=article,
                comments=comments,
                declared=self._declared.get(thread),
            )
            yield finished(draft, source.name, format_name, said)
            said = []
