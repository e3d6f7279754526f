"""The command line, a page a command, from the tree that `--help` is printed from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import dedent
from typing import Any

import typer.main

from agorascope import errors
from agorascope.cli import app
from scripts.website.writing import code, definitions, fenced, paragraph, spoken, table

ROOT = "agorascope"
FOLDER = "reference/cli"
DEEP = " " * 20  # a line that begins so goes on with the words of the one above
RAW = "\b"  # a paragraph behind this mark is printed as it is written

Command = Any  # Typer's own copy of Click has no public names


def commands() -> dict[str, Command]:
    """Give the commands by name, in the order in which `agorascope --help` lists them."""
    return dict(_tree().commands)


def pages() -> Iterator[tuple[str, str]]:
    """Give each page's path and its Markdown: an overview, then the commands."""
    yield f"{FOLDER}/index.md", _overview()
    for name, command in commands().items():
        yield f"{FOLDER}/{name}.md", _page(name, command)


def nav() -> list[str | dict[str, str]]:
    """Give these pages as the navigation lists them."""
    return [f"{FOLDER}/index.md", *({name: f"{FOLDER}/{name}.md"} for name in commands())]


def exits() -> str:
    """Give the exit codes with what they mean."""
    rows = [
        ("0", "done"),
        ("1", "there are findings, and `flag --fail-on` asked for this"),
        (str(errors.UsageError.exit_code), "the request makes no sense: an unknown option, an impossible combination"),
        (str(errors.ReadError.exit_code), "something could not be read or written; what could be was"),
        (str(errors.ModelError.exit_code), "a model is missing, or its file is not the one that its manifest names"),
        ("130", "interrupted; what was printed or written before is whole"),
    ]
    return table(("code", "meaning"), ((code(number), spoken(what)) for number, what in rows))


def _tree() -> Command:
    return typer.main.get_command(app)


def _overview() -> str:
    rows = [(f"[`{ROOT} {name}`]({name}.md)", spoken(_summary(command))) for name, command in commands().items()]
    tree = _tree()
    return (
        "# Command line\n\n"
        + paragraph(tree.help)
        + table(("command", "what it does"), rows)
        + paragraph("`agorascope COMMAND --help` prints what these pages say.")
        + "\n## Options of the program itself {#options}\n\n"
        + _options(tree, _context(tree, ROOT))
        + "## Streams and exit codes {#exit-codes}\n\n"
        + paragraph(
            "Data go to stdout, words to stderr. Nothing is sent anywhere unless `--model` or `--narrate` asks for it."
        )
        + "\n"
        + exits()
    )


def _page(name: str, command: Command) -> str:
    inner = getattr(command, "commands", {})
    parts = [f"# {ROOT} {name} {{#{name}}}\n\n", _told(command, f"{ROOT} {name}", 2)]
    for child, its in inner.items():
        parts += [f"## {ROOT} {name} {child} {{#{child}}}\n\n", _told(its, f"{ROOT} {name} {child}", 3, f"{child}-")]
    return "".join(parts)


def _told(command: Command, path: str, level: int, prefix: str = "") -> str:
    context = _context(command, path)
    usage = command.get_usage(context).removeprefix("Usage: ")
    words, examples = _help(command.help or "")
    return (
        "".join(map(paragraph, words))
        + "\n"
        + fenced(usage, "text")
        + "".join(_example(title, text, level, prefix) for title, text in examples)
        + _heading(level, "Arguments and options", f"{prefix}options")
        + _options(command, context, prefix)
        + "Exit codes: [all commands have the same](index.md#exit-codes).\n\n"
    )


def _example(title: str, text: str, level: int, prefix: str) -> str:
    return _heading(level, title, prefix + re.sub(r"\W+", "-", title.lower())) + _pairs(text)


def _pairs(text: str) -> str:
    """Give commands with what they do behind them; deep lines go on with what stands above."""
    pairs: list[list[str]] = []
    for line in filter(str.strip, text.splitlines()):
        if line.startswith(DEEP) and pairs:
            pairs[-1].append(line.strip())
        else:
            pairs.append(re.split(r"\s{2,}", line.strip(), maxsplit=1))
    items = (f"<li>{code(command)} {spoken(' '.join(words))}</li>\n" for command, *words in pairs)
    return f'<ul class="examples">\n{"".join(items)}</ul>\n\n'


def _heading(level: int, title: str, anchor: str) -> str:
    return f"{'#' * level} {title} {{#{anchor}}}\n\n"


def _help(text: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Part a help text into paragraphs and blocks with their titles."""
    words: list[str] = []
    blocks: list[tuple[str, str]] = []
    for block in re.split(r"\n\s*\n", dedent(text).strip()):
        if RAW not in block:
            words.append(block)
            continue
        title, _, rest = block.replace(RAW, "").strip("\n").partition("\n")
        blocks.append((title.strip().rstrip(":"), dedent(rest)))
    return words, blocks


def _options(command: Command, context: Any, prefix: str = "") -> str:  # noqa: ANN401 - Typer's own copy of Click
    return definitions(
        (prefix + _anchor(param), _names(record[0]), _linked(spoken(record[1])))
        for param in command.get_params(context)
        if (record := _record(param, context)) is not None
    )


def _record(param: Any, context: Any) -> tuple[str, str] | None:  # noqa: ANN401 - Typer's own copy of Click
    found: tuple[str, str] | None = param.get_help_record(context)
    return found


def _anchor(param: Any) -> str:  # noqa: ANN401 - Typer's own copy of Click
    """Give the longest way to write an option, or an argument's name."""
    return max((str(way) for way in param.opts), key=len)


def _names(text: str) -> str:
    return ", ".join(code(way) for way in re.split(r",\s+(?=-)", text))


def _linked(told: str) -> str:
    """Make links of the pages that a help text names."""
    return re.sub(r"\bdocs/(\w+)\.md\b", r'<a href="../../\1.html">\1</a>', told)


def _summary(command: Command) -> str:
    return _help(command.help or "")[0][0]


def _context(command: Command, path: str) -> Any:  # noqa: ANN401 - Typer's own copy of Click
    return command.context_class(command, info_name=path, **command.context_settings)
