"""Blocks of data: each has to be what its language says."""

from __future__ import annotations

import configparser
import csv
import io
import json
import tomllib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def _jsonl(text: str) -> None:
    for line in text.splitlines():
        json.loads(line)


def _csv(text: str) -> None:
    widths = {len(row) for row in csv.reader(io.StringIO(text), strict=True)}
    if len(widths) != 1:
        raise ValueError(f"rows of {sorted(widths)} fields")


def _html(text: str) -> None:
    from lxml import etree

    parser = etree.HTMLParser()
    etree.fromstring(text, parser)
    wrong = [one.message for one in parser.error_log if one.type_name != "HTML_UNKNOWN_TAG"]  # HTML 5 is newer
    if wrong:
        raise ValueError(wrong[0])


def _xml(text: str) -> None:
    from lxml import etree

    etree.fromstring(text.encode())


def _yaml(text: str) -> None:
    import yaml  # type: ignore[import-untyped]

    yaml.safe_load(text)


def _po(text: str) -> None:
    from babel.messages.pofile import read_po

    read_po(io.StringIO(text), abort_invalid=True)


def _ini(text: str) -> None:
    configparser.ConfigParser().read_string(text)


CHECKS: dict[str, Callable[[str], object]] = {
    "json": json.loads,
    "jsonl": _jsonl,
    "toml": tomllib.loads,
    "yaml": _yaml,
    "csv": _csv,
    "html": _html,
    "xml": _xml,
    "po": _po,
    "ini": _ini,
}
