"""The pages of the desk from templates: escaped, in the reader's language, with what steers a page taken out."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from agorascope.pages.environment import STEERING
from agorascope.pages.environment import asset as of_reports
from agorascope.phrases import LOCALES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2 import Environment
    from jinja2.runtime import Context
    from markupsafe import Markup
    from starlette.responses import Response

    from agorascope.moderation.words import DeskWords

_ROOM: Final = "agorascope.moderation.review"
TYPES: Final = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}


def page(template: str, locale: str, told: Mapping[str, object], status: int = 200) -> Response:
    """Fill a template; raises `KeyError` where the locale is none of ours."""
    from starlette.responses import HTMLResponse

    text = _environment().get_template(template).render(**_tongue(locale), **told)
    return HTMLResponse(STEERING.sub("\ufffd", text), status)


def warm() -> None:
    """Read templates and words of all languages, so that nobody's first page is slow."""
    made = _environment()
    for name in made.list_templates():
        made.get_template(name)
    for locale in LOCALES:
        _tongue(locale)


@cache
def words_of(locale: str) -> DeskWords:
    """Give the words of a language, read once."""
    from agorascope.moderation.words import DeskWords

    return DeskWords(locale)


@cache
def assets() -> dict[str, tuple[str, str]]:
    """Give the style sheet (that of the reports, and ours after it) and the script, with their types, by name.

    A name has a digest in it: what a browser keeps is never of another version.
    """
    folder = files(_ROOM) / "assets"
    style, script = ((folder / name).read_text(encoding="utf-8") for name in ("review.css", "review.js"))
    found = {}
    for suffix, text in (("css", f"{of_reports('page.css')}\n{style}"), ("js", script)):
        found[f"{blake2b(text.encode(), digest_size=8).hexdigest()}.{suffix}"] = (text, TYPES[suffix])
    return found


def address(suffix: str) -> str:
    """Give the address of the style sheet (`css`) or of the script (`js`)."""
    return next(f"/assets/{name}" for name in assets() if name.endswith(suffix))


@cache
def _tongue(locale: str) -> dict[str, object]:
    """Give what templates say in a language: the same compiled templates serve all of them."""
    words = words_of(locale)
    say = words.say

    def gettext(message: str, /, **values: object) -> Markup:
        return _filled(say.translations.ugettext(message), values)

    def ngettext(one: str, other: str, n: int, /, **values: object) -> Markup:
        return _filled(say.translations.ungettext(one, other, n), {"n": say.number(n), **values})

    return {"words": words, "locale": locale, "gettext": gettext, "ngettext": ngettext}


def _filled(message: str, values: Mapping[str, object]) -> Markup:
    from markupsafe import Markup

    return Markup(message) % values  # noqa: S704 - our own words; values are escaped


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context

    from agorascope.moderation.review.saying import moment
    from agorascope.moderation.review.tongue import NAMES
    from agorascope.reports.plain import one_line

    def spoken(say: Callable[[DeskWords, object], str]) -> Callable[[Context, object], str]:
        return pass_context(lambda context, value: say(context["words"], value))

    made = Environment(
        loader=PackageLoader(_ROOM, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "number": spoken(lambda words, value: words.say.number(value)),  # type: ignore[arg-type]
        "percent": spoken(lambda words, value: words.say.percent(value)),  # type: ignore[arg-type]
        "listed": spoken(lambda words, value: words.say.listed(value)),  # type: ignore[arg-type]
        "moment": spoken(lambda words, value: moment(words.say, str(value))),
        "begun": lambda name: name[:1].upper() + name[1:],
        "line": one_line,
    }
    made.globals |= {"tongues": NAMES, "style": address("css"), "script": address("js")}
    return made
