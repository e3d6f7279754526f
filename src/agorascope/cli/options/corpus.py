"""What may be asked for with `-o`: workers, stages, parts, reports."""

from __future__ import annotations

from typing import Annotated, NamedTuple

import typer

REPORTS = 1_000
WorkersOption = Annotated[
    int, typer.Option("--workers", min=0, help="With -o: processes that work; 0: one a processor.")
]
MemoryOption = Annotated[
    str | None,
    typer.Option("--max-memory", metavar="SIZE", help="With -o: use no more than about this: 2GB."),
]
EngineOption = Annotated[
    str, typer.Option("--engine", help="With -o: native: this machine; ray: a cluster (extra `ray`).")
]
AddressOption = Annotated[
    str | None,
    typer.Option("--address", help="With -o: the Ray cluster: ray://HOST:PORT, HOST:PORT or auto."),
]
StagesOption = Annotated[
    str | None,
    typer.Option("--stages", metavar="A,B", help="With -o: only these and what they need."),
]
ForceOption = Annotated[
    list[str] | None,
    typer.Option("--force", metavar="STAGE", help="With -o: do a stage again that is done, or `all`."),
]
KindsOption = Annotated[
    str | None,
    typer.Option("--kinds", help="With -o: re-posts to find: exact; exact,near; exact,near,translation."),
]
PartOption = Annotated[int | None, typer.Option("--part-size", min=1, help="With -o: comments in one file of a layer.")]
ReportsOption = Annotated[
    bool | None,
    typer.Option(
        "--reports/--no-reports",
        help=f"With -o: HTML and Markdown for each discussion; without a word, where there are {REPORTS:,} or fewer.",
    ),
]


class Corpus(NamedTuple):
    """What was asked for with `-o`."""

    workers: int
    memory: str | None
    engine: str
    address: str | None
    stages: str | None
    force: list[str] | None
    kinds: str | None
    part: int | None
    reports: bool | None


NOTHING_ASKED = Corpus(0, None, "native", None, None, None, None, None, None)
