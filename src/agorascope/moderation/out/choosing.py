"""Which decisions of a desk go out: all, those since a moment, those about comments that a site knows by their ids."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit

from agorascope.deduplication.posts import moment
from agorascope.errors import UsageError
from agorascope.moderation.store import decisions

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from agorascope.moderation.desk import Desk
    from agorascope.moderation.out.formats import Notes
    from agorascope.records import Decision

_TABLES: Final = frozenset({"jsonl", "json", "csv", "parquet"})
_WORDPRESS: Final = frozenset({"wxr", "wordpress", "html"}) | _TABLES
_SOURCES: Final = {
    "wp-cli": _WORDPRESS,
    "wordpress": _WORDPRESS,
    "disqus": frozenset({"disqus"}) | _TABLES,
}
"""Formats of discussions whose ids a site may know: its own exports, and what may be of any site, tables and pages."""
_SHOWN: Final = 5


class _Home(NamedTuple):
    """Where a discussion is from: the format it was read in, and the host of its address, empty for none."""

    form: str
    host: str


def chosen(desk: Desk, to: str, since: float | None = None, site: str | None = None) -> tuple[list[Decision], Notes]:
    """Give what stands on a desk for a format of `FORMATS`, and tell what does not belong in it.

    `since`, in seconds since 1970, leaves out what was decided before; `site`, a host, all discussions but its own.
    Where the format is a site's, discussions that another kind of site or a page without ids gave are left out: their
    numbers would name other comments there. Raises `UsageError` where several sites are left and none is chosen.
    """
    with desk.reading() as connection:
        found = [pair for pair in _standing(connection) if since is None or _since(pair[1].at) >= since]
    sources, host = _SOURCES.get(to), None if site is None else _host(site)
    mine = [(home, told) for home, told in found if host in {None, home.host}]
    kept = [(home, told) for home, told in mine if sources is None or home.form in sources]
    hosts = sorted({home.host for home, _ in kept if home.host})
    if sources is not None and len(hosts) > 1:
        raise UsageError(
            f"decisions about {len(hosts)} sites ({', '.join(hosts[:_SHOWN])}), where the same id names different"
            " comments: choose one with --site HOST"
        )
    others = len(mine) - len(kept)
    notes = (f"left out, of discussions whose ids are not the site's: {others:,}",) if others else ()
    return [told for _, told in kept], notes


def hosts(desk: Desk) -> list[str]:
    """Give the hosts of the sites that decisions on a desk are about, as far as addresses tell them."""
    with desk.reading() as connection:
        return sorted({home.host for home, _ in _standing(connection) if home.host})


def is_for_site(to: str) -> bool:
    """Tell whether a format is for the software of a site, which knows comments by its own ids."""
    return to in _SOURCES


def _standing(connection: sqlite3.Connection) -> Iterator[tuple[_Home, Decision]]:
    rows = connection.execute("SELECT number, format, url FROM thread")
    homes = {number: _Home(form, _host(url or "")) for number, form, url in rows}
    return ((homes[stored.thread], told) for stored, told in decisions.standing(connection))


def _host(address: str) -> str:
    """Give the host of an address, or of a host; `www.` makes no other site."""
    try:
        found = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return found.removeprefix("www.")


def _since(at: str) -> float:
    """Give seconds since 1970; a time that cannot be read is of no time, and never too old."""
    found = moment(at)
    return inf if found is None else found
