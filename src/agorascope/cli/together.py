"""`--together` and `--topics`: several discussions told as one debate, after each was told by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

if TYPE_CHECKING:
    from pathlib import Path

    from agorascope.inference import Models
    from agorascope.records import Debate, Discussion
    from agorascope.settings import Settings

FILE = "debates.jsonl"

TogetherOption = Annotated[
    bool, typer.Option("--together", help="All inputs are on one subject: tell them as one debate, too.")
]
TopicsOption = Annotated[
    bool, typer.Option("--topics", help="Find the inputs that are on one subject, and tell each subject as one debate.")
]


class Joining(NamedTuple):
    """What was asked for: one debate of all, a debate for each subject, or (both false) none."""

    together: bool
    topics: bool

    def __bool__(self) -> bool:
        """Tell whether there is anything to do."""
        return self.together or self.topics


def debates(
    discussions: Sequence[Discussion], joining: Joining, models: Models, settings: Settings
) -> Iterator[Debate]:
    """Give one debate of all discussions, or one for each subject that two or more are on. Raises `ModelError`."""
    from agorascope.together import debate, topics

    if not discussions:
        return
    groups = topics(discussions, models) if joining.topics else [list(range(len(discussions)))]
    for group in groups:
        if len(group) > 1 or joining.together:
            yield debate([discussions[n] for n in group], models, settings, settings.ui or None)


def write(folder: Path, joining: Joining, settings: Settings) -> int:
    """Write the debates of an analysed folder beside its discussions; give how many there are. Raises `ModelError`."""
    import msgspec

    from agorascope.cli.choices import guests
    from agorascope.cli.corpus import discussions
    from agorascope.cli.reporting import write_whole
    from agorascope.inference import Models

    with guests(settings) as others:
        found = debates(list(discussions(folder / "discussions.jsonl")), joining, Models(settings, others), settings)
        lines = [msgspec.json.encode(one).decode() + "\n" for one in found]
    write_whole(folder / FILE, "".join(lines))
    return len(lines)


def read(folder: Path) -> list[Debate]:
    """Read the debates of an analysed folder; none where none were told. Raises `CorpusError`."""
    import msgspec

    from agorascope.errors import CorpusError
    from agorascope.records import Debate

    path = folder / FILE
    if not path.exists():
        return []
    try:
        return [msgspec.json.decode(line, type=Debate) for line in path.read_bytes().splitlines()]
    except (OSError, msgspec.DecodeError) as error:
        raise CorpusError(f"{path}: cannot be read ({error}); run analyze again with --together or --topics") from error
