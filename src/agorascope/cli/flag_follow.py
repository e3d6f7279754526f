"""`agorascope flag --follow`: flagged comments as they come, until somebody ends it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import typer

from agorascope.amounts import many
from agorascope.cli import ending, memory
from agorascope.cli.options.choices import guests
from agorascope.cli.output.flagged import write
from agorascope.cli.output.noticed import noticed
from agorascope.cli.output.words import say
from agorascope.cli.waiting import Ending
from agorascope.errors import IndexBusyError, ReadError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.cli.options.reading import Asked
    from agorascope.cli.output.flagged import Shown
    from agorascope.cli.output.progress import Watching
    from agorascope.moderation.desk import Desk
    from agorascope.moderation.flagging.following import Part, Round, Rounds
    from agorascope.readers.following import Came
    from agorascope.settings import Settings

REMEMBERED: Final = 1024
"""Texts whose results stay in memory: whoever posts again does so soon, and the process runs for months."""
_UNSAID: Final = frozenset({"comment-count", "deleted-comments", "empty-comment"})


def follow(asked: Asked, desk: Desk, settings: Settings, shown: Shown, every: float) -> None:
    """Tell what is flagged of all that comes, looking `every` so many seconds; ends with the code of a signal."""
    from agorascope.cli.output.progress import Watching
    from agorascope.inference import Models
    from agorascope.moderation.flagging.following import Rounds
    from agorascope.readers.fields import named_columns
    from agorascope.readers.following import Coming
    from agorascope.rows import mapping
    from agorascope.sources.following import Followed

    with guests(settings) as others, Ending() as end, Watching(quiet=shown.quiet) as line:
        rounds = Rounds(desk, Models(settings, others, remembered=REMEMBERED))
        followed = Followed(asked.inputs, rounds.places())
        coming = Coming(followed, asked.format_name, named_columns(mapping(asked.columns)))
        for name in followed.missing:
            say(f"{name}: no such file yet; waiting for it")
        following = _Following(rounds, desk, shown, line, end)
        try:
            following.begin()
            while not end.heard:
                came = coming.came()
                following.take(came)
                if followed.ended:
                    break
                if not came.more:
                    end.wait(every)
        finally:
            followed.close()
    following.count()
    _leave(end.code, failed=following.failed)


class _Following:
    """What is told and counted, round after round."""

    def __init__(self, rounds: Rounds, desk: Desk, shown: Shown, line: Watching, end: Ending) -> None:
        from agorascope.moderation.words import DeskWords

        self._rounds, self._desk, self._shown, self._line, self._end = rounds, desk, shown, line, end
        self._words = DeskWords(shown.locale)
        self._comments, self._begun = 0, False
        self._kinds: Counter[str] = Counter()
        self.failed = False

    def begin(self) -> None:
        """Tell what a process judged that was killed before it told."""
        left = self._rounds.unfinished()
        if left is not None:
            self._tell(left)
            self._rounds.ended(left, {})

    def take(self, came: Came) -> None:
        """Judge and tell what came; where another run holds the index, wait for it."""
        from agorascope.moderation.flagging.following import Part

        self._say(came)
        parts = [Part(thread, stem) for thread, stem in came.parts]
        while parts or came.places:
            try:
                self._round(parts, came)
            except IndexBusyError as error:
                say(f"{error}; trying again")
                self._end.wait(1)
                if self._end.heard:
                    return
            else:
                return

    def _round(self, parts: Sequence[Part], came: Came) -> None:
        done = self._rounds.judge(parts)
        self._comments += done.read
        self._tell(done)
        self._rounds.ended(done, came.places)
        memory.give_back()

    def _tell(self, done: Round) -> None:
        from agorascope.moderation.flagging.telling import reports, tell

        with self._desk.reading() as connection:
            told = tell(connection, done.numbers, self._shown.since, self._desk.settings.spam_threshold)
            found = list(reports(connection, told.numbers))
        if found or not self._begun:
            with self._line.aside():
                write(found, self._shown, self._words, header=not self._begun)
            self._begun = True
        self._kinds.update(told.kinds)
        self._line.told(self._comments, self._kinds.total())

    def _say(self, came: Came) -> None:
        said = [f"{error}; it is not followed" for error in came.failed]
        self.failed = self.failed or bool(said)
        notices = {code: count for code, count in came.notices.items() if code not in _UNSAID}
        said += [noticed(notices)] if notices else []
        if said:
            with self._line.aside():
                for sentence in said:
                    say(sentence)

    def count(self) -> None:
        """Count on stderr."""
        if not self._shown.quiet:
            kinds = ", ".join(f"{self._kinds[kind]:,} {kind}" for kind in ("spam", "duplicate") if self._kinds[kind])
            told = f"{many(self._comments, 'comment')}, {self._kinds.total():,} flagged"
            say(told + (f": {kinds}" if kinds else ""))


def _leave(code: int, *, failed: bool) -> None:
    if code and code != ending.INTERRUPTED:
        say("interrupted; what was printed or written so far is complete")
    if code or failed:
        raise typer.Exit(code or ReadError.exit_code)
