"""What the lines of a page that are neither article nor comment are called."""

from __future__ import annotations

from agorascope.phrases import phrases


def named(kind: str, locale: str) -> str:
    """Name a kind of line that the readers set aside; a kind that is not known here stays as it is."""
    say = phrases("pages", locale)
    return {
        "number": say.gettext("numbers of comments"),
        "form": say.gettext("form labels"),
        "anti-spam": say.gettext("anti-spam notices"),
        "tags": say.gettext("tags"),
        "share": say.gettext("share buttons"),
        "navigation": say.gettext("navigation"),
        "related": say.gettext("related links"),
        "footer": say.gettext("page footer"),
        "caption": say.gettext("captions"),
        "author": say.gettext("about the author"),
        "byline": say.gettext("bylines"),
        "heading": say.gettext("headings"),
        "control": say.gettext("buttons under comments"),
        "site": say.gettext("lines of the site"),
        "site-before": say.gettext("lines of the site above"),
        "site-after": say.gettext("lines of the site below"),
    }.get(kind, kind)
