"""The errors that a caller can catch, from the classes themselves."""

from __future__ import annotations

from agorascope import errors
from scripts.website.commands import exits
from scripts.website.writing import code, paragraph, spoken, table


def classes() -> list[type[errors.AgorascopeError]]:
    """Give the classes in the order of their definition, the root first."""
    return [
        found
        for found in vars(errors).values()
        if isinstance(found, type) and issubclass(found, errors.AgorascopeError)
    ]


def page() -> str:
    """Give the page of errors and exit codes."""
    rows = [
        (
            f'<span id="{found.__name__}">{code(found.__name__)}</span>',
            code(found.__base__.__name__ if found.__base__ else ""),
            code(str(found.exit_code)),
            spoken((found.__doc__ or "").strip()),
        )
        for found in classes()
    ]
    return (
        "# Errors and exit codes\n\n"
        + paragraph(
            "Everything that agorascope raises on purpose is an `AgorascopeError`. Its message says what happened, "
            "where, and what to do next; the command line prints it as one line and ends with the exit code."
        )
        + "\n"
        + table(("error", "is a", "exit code", "when"), rows)
        + "## Exit codes {#exit-codes}\n\n"
        + exits()
    )
