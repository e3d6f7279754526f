"""The settings with their defaults, and the variables of the environment that are read."""

from __future__ import annotations

import re
from inspect import cleandoc

import msgspec

from agorascope.settings import Settings
from scripts.website.writing import code, paragraph, spoken, table

_NAMED = re.compile(r"((?:`\w+`, )*`\w+`): ")

ENVIRONMENT = (
    ("AGORASCOPE_MODELS", "a folder of model folders, which is searched before the models that travel with us"),
    ("AGORASCOPE_CACHE", "the folder where answers of endpoints are kept"),
    ("AGORASCOPE_API_KEY", "the key for an endpoint that you name with `--model` or `--narrate`"),
    ("OPENAI_API_KEY", "the same, where the other is not set; sent only over https or to this machine"),
    ("XDG_CACHE_HOME", "where folders for caches are, if `AGORASCOPE_CACHE` is not set"),
    ("XDG_CONFIG_HOME", "where the key of pseudonyms is kept"),
)


def described() -> dict[str, str]:
    """Give what the docstring of `Settings` says of each name; several names may share one description."""
    words = " ".join(cleandoc(Settings.__doc__ or "").split())
    _, *parts = _NAMED.split(words)
    told: dict[str, str] = {}
    for names, text in zip(parts[::2], parts[1::2], strict=True):
        told |= dict.fromkeys(re.findall(r"\w+", names), text.strip().rstrip(",.;"))
    return told


def page() -> str:
    """Give the page of settings."""
    words = described()
    rows = [
        (
            f'<span id="{field.name}">{code(field.name)}</span>',
            code(str(Settings.__annotations__[field.name])),
            code(repr(field.default)),
            spoken(words[field.name]),
        )
        for field in msgspec.structs.fields(Settings)
    ]
    return (
        "# Settings\n\n"
        + paragraph(
            "Every number that a run depends on, in one frozen value: `agorascope.Settings`. Results name the settings "
            "they were made with. Options of the command line change them by name (`--spam-threshold`, `--abstain` …); "
            "in Python: `Settings.with_(abstain=0.6)`."
        )
        + "\n"
        + table(("setting", "type", "default", "what it is"), rows)
        + "## Environment {#environment}\n\n"
        + table(("variable", "what it is"), ((code(name), spoken(what)) for name, what in ENVIRONMENT))
    )
