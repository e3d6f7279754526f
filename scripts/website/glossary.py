"""The glossary: read as it is written in docs/glossary.md, told with an index, languages and a switch between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from scripts.website.writing import table

PAGE = "glossary.md"
SWITCH = "<!-- switch -->"
LANGUAGES = {"en": "English", "el": "Ελληνικά", "zh": "中文"}
TAGS = {"en": "en", "el": "el", "zh": "zh-Hans", "zh-Hant": "zh-Hant"}
_ENTRY = re.compile(
    r"""^\#\#\#[ ](?P<term>.+)\n\n
    \*el\*[ ](?P<el>.+?)[ ]·[ ]\*zh\*[ ](?P<zh>.+?)[ ]·[ ]\*zh-Hant\*[ ](?P<hant>.+)\n\n
    -[ ](?P<in_en>.+)\n-[ ](?P<in_el>.+)\n-[ ](?P<in_zh>.+)\n
    (?:\nSource:[ ](?P<source>.+)\n)?""",
    re.MULTILINE | re.VERBOSE,
)


@dataclass(frozen=True)
class Entry:
    """A term with its names and its meaning, each by language (`en el zh`, names also `zh-Hant`)."""

    names: dict[str, str]
    meanings: dict[str, str]
    source: str | None

    @property
    def anchor(self) -> str:
        """The entry's place on the page."""
        return re.sub(r"\W+", "-", self.names["en"].lower()).strip("-")


def entries(markdown: str) -> list[Entry]:
    """Give the entries of the page; raises `ValueError` where one is not written like the others."""
    found = [_entry(match) for match in _ENTRY.finditer(markdown)]
    if len(found) != (written := len(re.findall(r"^### ", markdown, re.MULTILINE))):
        raise ValueError(f"{PAGE}: {written} entries, of which {len(found)} have all their parts")
    return found


def told(markdown: str) -> str:
    """Give the page as it is shown."""
    found = entries(markdown)
    shown = _ENTRY.sub(lambda match: _shown(_entry(match)), markdown)
    return re.sub(r"^## (.+)$", _headed, shown, flags=re.MULTILINE).replace(SWITCH, _switch() + _index(found))


def _entry(match: re.Match[str]) -> Entry:
    names = {"en": match["term"], "el": match["el"], "zh": match["zh"], "zh-Hant": match["hant"]}
    meanings = {language: match[f"in_{language}"] for language in LANGUAGES}
    return Entry(names, meanings, match["source"])


def _spans(names: dict[str, str]) -> str:
    """Give names, each in its language; one that several languages share is told once."""
    first = {name: language for language, name in reversed(names.items())}
    return " · ".join(
        f'<span lang="{TAGS[language]}">{escape(name)}</span>' for name, language in reversed(first.items())
    )


def _shown(entry: Entry) -> str:
    others = _spans({language: name for language, name in entry.names.items() if language != "en"})
    head = f'### {entry.names["en"]} <span class="names">{others}</span>'
    lines = [f'{head} {{#{entry.anchor} data-toc-label="{entry.names["en"]}"}}\n']
    lines += [f"{meaning}\n{{: lang={TAGS[language]} .meaning }}\n" for language, meaning in entry.meanings.items()]
    if entry.source:
        lines.append(f"{entry.source}\n{{: .source }}\n")
    return "\n".join(lines)


def _headed(match: re.Match[str]) -> str:
    english = match[1].split(" · ")[0]
    spans = _spans(dict(zip(LANGUAGES, match[1].split(" · "), strict=True)))
    anchor = re.sub(r"\W+", "-", english.lower())
    return f'## {spans} {{#{anchor} data-toc-label="{english}"}}'


def _switch() -> str:
    """Give the switch: radio buttons that a style sheet reads, so that it needs no script."""
    ways = {"all": "All · Όλα · 全部", **LANGUAGES}
    buttons = "".join(
        f'<label><input type="radio" name="shown" value="{way}"{" checked" if way == "all" else ""}> '
        f'<span lang="{TAGS.get(way, "en")}">{words}</span></label>'
        for way, words in ways.items()
    )
    return f'<fieldset class="languages"><legend>Language · Γλώσσα · 语言</legend>{buttons}</fieldset>\n\n'


def _index(found: list[Entry]) -> str:
    rows = [
        [
            f'<a href="#{entry.anchor}" lang="{TAGS[language]}">{escape(name)}</a>'
            for language, name in entry.names.items()
        ]
        for entry in sorted(found, key=lambda entry: entry.names["en"].lower())
    ]
    return "## All terms {#terms}\n\n" + table(("English", "Ελληνικά", "简体", "繁體"), rows)
