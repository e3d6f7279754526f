"""`agorascope review`: the moderators' page, on this machine."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agorascope.cli.options.ui import locale
from agorascope.cli.output.words import say

if TYPE_CHECKING:
    from agorascope.inference import Models
    from agorascope.moderation.desk import Desk

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
DeskOption = Annotated[Path, typer.Option("--index", metavar="DB", help="What `agorascope flag --index DB` made.")]


def run(
    index: DeskOption,
    ui: Annotated[
        str | None, typer.Option("--ui", metavar="LANGUAGE", help="el, en, zh or zh-Hant; else the browser's.")
    ] = None,
    who: Annotated[str | None, typer.Option("--who", metavar="NAME", help="Who decides; your login name.")] = None,
    host: Annotated[
        str, typer.Option("--host", help="Address to listen on; others than loopback let others in.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port; 0 takes any free one.")] = 0,
    allow: Annotated[
        list[str] | None, typer.Option("--allow-host", metavar="NAME", help="A further name that the page is asked by.")
    ] = None,
    show: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in the browser.")] = False,
) -> None:
    """Decide about flagged comments in a browser: approve, spam, re-post, not sure; by mouse or by keys.

    The page is on this machine alone, and opens with the address that is printed, which holds a random
    token. Every decision can be taken back, and nothing is deleted or sent anywhere: `agorascope
    feedback export` gives the decisions to your site. After some twenty decisions the site's own layer
    begins to help; the page says which layer decided. Ctrl-C ends it.

    \b
    Examples:
      agorascope flag export.xml --index desk.db    first fill the desk
      agorascope review --index desk.db             then open the address that is printed
      agorascope review --index desk.db --ui el --who Μαρία --open
      agorascope review --index desk.db --host 0.0.0.0 --port 8760 --allow-host desk.example
                                                    for others: behind a proxy with TLS only
    """
    import secrets

    from agorascope.moderation.background import Background
    from agorascope.moderation.desk import Desk
    from agorascope.moderation.review import Access, create_app, serve

    chosen = locale(ui)
    desk = Desk.existing(index)
    access = Access(secrets.token_urlsafe(32), frozenset({*LOOPBACK, *_names(host), *(allow or [])}))
    if host not in LOOPBACK:
        say(f"{host} is not loopback: who has the address with its token can decide; put TLS before it")
    with Background(desk, lambda: _models(desk), say) as learner:
        app = create_app(desk, access, locale=chosen, who=who or _login(), learner=learner)
        serve(app, host, port, lambda address: _ready(address, show=show))


def _names(host: str) -> set[str]:
    """Give the names that a page is asked by where it listens; an address that stands for all is none."""
    return set() if host in {"0.0.0.0", "::"} else {host.lower()}  # noqa: S104 - refused here


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no login name, as in a container
        return "moderator"


def _models(desk: Desk) -> Models:
    from agorascope.inference import Models

    return Models(desk.settings)


def _ready(address: str, *, show: bool) -> None:
    """Print the address: it is data, so that a script can read it."""
    typer.echo(address)
    say("that address opens the page; Ctrl-C ends it")
    if show:
        typer.launch(address)
