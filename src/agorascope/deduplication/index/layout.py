"""The tables of an index, and how a file of an older layout becomes one of this layout: in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.deduplication.index import ranks
from agorascope.deduplication.signatures.buckets import LOOKED_THROUGH
from agorascope.deduplication.signatures.sketch import BANDS

if TYPE_CHECKING:
    import sqlite3

LAYOUT = "3"
CROWDED = LOOKED_THROUGH // BANDS
"""Leading texts of one key. Where none of a text's keys has more, all that share one with it are looked through."""

_NEW = """
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE text (
    number INTEGER PRIMARY KEY, scope TEXT NOT NULL, digest BLOB NOT NULL, copies INTEGER NOT NULL,
    post INTEGER NOT NULL, weight INTEGER NOT NULL, keys BLOB, leader INTEGER, similarity REAL,
    rank BLOB NOT NULL DEFAULT x'', UNIQUE (digest));
CREATE INDEX text_leader ON text (leader) WHERE leader IS NOT NULL;
CREATE TABLE post (
    number INTEGER PRIMARY KEY, identity BLOB NOT NULL UNIQUE, id TEXT NOT NULL, text INTEGER NOT NULL,
    written TEXT NOT NULL, author TEXT, thread TEXT, published TEXT, place BLOB NOT NULL DEFAULT x'');
CREATE TABLE across (text INTEGER PRIMARY KEY, kind TEXT NOT NULL, leader INTEGER NOT NULL, similarity REAL NOT NULL);
CREATE INDEX across_leader ON across (leader);
CREATE TABLE meaning (digest BLOB PRIMARY KEY, vector BLOB NOT NULL, model TEXT NOT NULL) WITHOUT ROWID;
"""
# `band.leader` is 0 for a text that leads: those are what a text is compared with, and stand together for every key.
_SINCE_2 = """
CREATE INDEX text_rank ON text (rank) WHERE keys IS NOT NULL;
CREATE INDEX post_place ON post (text, place);
CREATE TABLE band (key INTEGER, leader INTEGER, text INTEGER, PRIMARY KEY (key, leader, text)) WITHOUT ROWID;
CREATE TABLE crowd (key INTEGER PRIMARY KEY, leaders INTEGER NOT NULL);
CREATE TABLE crowded (key INTEGER, rank BLOB, text INTEGER, PRIMARY KEY (key, rank, text)) WITHOUT ROWID;
CREATE TABLE waiting (number INTEGER PRIMARY KEY, how INTEGER NOT NULL);
"""
_SINCE_3 = """
ALTER TABLE waiting ADD COLUMN rank BLOB NOT NULL DEFAULT x'';
CREATE INDEX waiting_rank ON waiting (rank);
"""
_FROM_1 = f"""
ALTER TABLE text ADD COLUMN rank BLOB NOT NULL DEFAULT x'';
ALTER TABLE post ADD COLUMN place BLOB NOT NULL DEFAULT x'';
UPDATE post SET place = agorascope_place(id, published);
UPDATE text SET rank = agorascope_rank(copies, (SELECT place FROM post WHERE post.number = text.post));
DROP INDEX post_text;
ALTER TABLE band RENAME TO band_1;
{_SINCE_2}{_SINCE_3}
INSERT INTO band SELECT key, coalesce(leader, 0), text FROM band_1 JOIN text ON number = text ORDER BY 1, 2, 3;
DROP TABLE band_1;
INSERT INTO crowd SELECT key, count(*) FROM band WHERE leader = 0 GROUP BY key HAVING count(*) > {CROWDED};
INSERT INTO crowded SELECT crowd.key, rank, text FROM crowd
    CROSS JOIN band ON band.key = crowd.key AND band.leader = 0 JOIN text ON number = text;
UPDATE setting SET value = '3' WHERE name = 'layout';
DELETE FROM setting WHERE name = 'translations'
"""  # noqa: S608 - fixed text
_FROM_2 = f"""{_SINCE_3}
UPDATE waiting SET rank = (SELECT rank FROM text WHERE text.number = waiting.number);
UPDATE setting SET value = '3' WHERE name = 'layout'
"""  # noqa: S608 - fixed text


def begin(connection: sqlite3.Connection) -> None:
    """Make the tables, within the transaction of the caller."""
    _run(connection, _NEW + _SINCE_2 + _SINCE_3)


def migrate(connection: sqlite3.Connection, found: str | None) -> None:
    """Bring a file of an older layout up to date, within the transaction of the caller; tables of others stay."""
    if found == "1":
        connection.create_function("agorascope_place", 2, ranks.place, deterministic=True)
        connection.create_function("agorascope_rank", 2, ranks.rank, deterministic=True)
        _run(connection, _FROM_1)
    elif found == "2":
        _run(connection, _FROM_2)


def _run(connection: sqlite3.Connection, script: str) -> None:
    for statement in script.split(";"):
        connection.execute(statement)
