"""`--ui`: the language that a command speaks."""

from __future__ import annotations

from typing import Annotated

import typer

from agorascope.errors import UsageError

UiOption = Annotated[
    str | None,
    typer.Option("--ui", metavar="LANGUAGE", help="el, en, zh or zh-Hant; else each page in its own language."),
]


def locale(ui: str | None) -> str | None:
    """Give the locale that `--ui` names; raises `UsageError` for a language that nothing is translated into."""
    from agorascope.phrases import LOCALES, locale_named

    if ui is None:
        return None
    found = locale_named(ui)
    if found is None:
        raise UsageError(f"--ui {ui}: give {', '.join(name.replace('_', '-') for name in LOCALES)}")
    return found
