"""Pages from templates: escaped, in the reader's language, whole in themselves, and allowed to load nothing."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Environment

    from agorascope.phrases import Phrases

ROOM: Final = "pages"
# What `reports.plain.safe` takes out, as one pattern: a page is cleaned once and as a whole, so that no template and no
# attribute can be forgotten.
STEERING: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_WEB = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def page(template: str, locale: str, *, styles: Sequence[str], scripts: Sequence[str], **told: object) -> str:
    """Fill a template; the result is one HTML file without a control character, with its styles and scripts inside.

    `styles` and `scripts` are texts of our own. Its policy allows these by their hashes, images that stand in the page,
    and nothing else. Raises `KeyError` where the locale is none of ours.
    """
    from importlib.metadata import version

    from markupsafe import Markup

    from agorascope.reports.words import Words

    words = Words(locale)
    style, script = "\n".join(styles), "\n".join(scripts)
    text = (
        _environment(locale)
        .get_template(template)
        .render(
            style=Markup(style),  # noqa: S704 -- our own file
            script=Markup(script),  # noqa: S704 -- our own file
            policy=_policy(style, script),
            words=words,
            tag=words.tag,
            version=version("agorascope"),
            **told,
        )
    )
    return STEERING.sub("\ufffd", text)


def asset(name: str) -> str:
    """Read a style sheet or a script of ours."""
    return (files("agorascope.pages") / "assets" / name).read_text(encoding="utf-8").strip()


def web_address(url: str | None) -> str | None:
    """Give an address that a link may lead to: of the web, nothing that runs; null for any other."""
    return url if url and _WEB.fullmatch(url) else None


def language_tag(code: str, script: str | None = None) -> str:
    """Give the BCP 47 tag for `lang`: Chinese with its script; empty, as HTML has it, where no language is known."""
    if code == "zh" and script in {"Hans", "Hant"}:
        return f"zh-{script}"
    return code if code != "und" and _TAG.fullmatch(code) else ""


def _policy(style: str, script: str) -> str:
    allowed = (f"style-src {_hash(style)}", f"script-src {_hash(script)}", "img-src data:")
    return "; ".join(("default-src 'none'", *allowed, "base-uri 'none'", "form-action 'none'"))


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@cache
def _environment(locale: str) -> Environment:
    from agorascope.pages.evidence import linked
    from agorascope.phrases import phrases
    from agorascope.reports.plain import shares
    from agorascope.reports.words import Words

    say, words = phrases(ROOM, locale), Words(locale)
    made = templates("pages/templates", say)
    made.filters |= {"reason": words.reason, "spoken": lambda code: words.begun(words.language(code))}
    made.filters |= {"number": say.number, "figure": say.figure, "percent": say.percent}
    made.filters |= {"date": say.date, "listed": say.listed}
    made.globals |= {"linked": linked, "shares": shares, "web_address": web_address, "language_tag": language_tag}
    return made


def templates(folder: str, say: Phrases) -> Environment:
    """Make an environment for a folder of templates inside the package: all is escaped, words are those of `say`."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("agorascope", folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it
        say.translations.ugettext, say.translations.ungettext, newstyle=True
    )
    return made
