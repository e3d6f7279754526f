"""The command line: one short module per command; each imports what it needs when it runs."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

import typer

from agorascope.cli import (
    analyze,
    duplicates,
    ending,
    evaluate,
    export,
    feedback,
    flag,
    label,
    models,
    readers,
    report,
    review,
    schema,
)
from agorascope.cli.output.words import say
from agorascope.errors import AgorascopeError

app = typer.Typer(
    name="agorascope",
    help="Who argues what: articles and their comment threads in Greek, Chinese and English, read offline.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Data goes to stdout, words to stderr. Exit codes: 0 done, 1 findings with --fail-on, 2 usage,"
    " 3 input unreadable or no room to write, 4 model missing, 130 interrupted, 143 ended by SIGTERM. Nothing is"
    " sent anywhere unless --model or --narrate asks for it.",
)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"agorascope {version('agorascope')}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Show the version."),
) -> None:
    pass


for command in (analyze, label, duplicates, flag, review, evaluate, export, report, models, readers, schema):
    app.command(command.__name__.rsplit(".", 1)[-1], help=getattr(command, "HELP", None))(command.run)

app.add_typer(feedback.app, name="feedback")


def main() -> None:
    """Run the command line; every error made on purpose becomes one line on stderr and its exit code."""
    ending.attend()
    try:
        app()
    except AgorascopeError as error:
        say(str(error))
        _leave(error.exit_code)
    except SystemExit as done:
        if done.code == ending.INTERRUPTED:  # Typer turns Ctrl-C into this exit code without a word
            _leave(ending.interrupted())
        _leave(done.code if isinstance(done.code, int) else int(done.code is not None))
    except BrokenPipeError:
        # The reader (head, less) has gone: point stdout elsewhere so that the exit flush stays quiet.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _leave(0)
    except OSError as error:
        _leave(ending.hindered(error))
    except MemoryError:
        _leave(ending.exhausted())


def _leave(code: int) -> None:
    """End with a code; at once where the dataframe engine runs, whose threads do not survive Python's own way out."""
    if "daft" in sys.modules:
        with suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)
    sys.exit(code)
