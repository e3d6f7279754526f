"""The licence of an installed package: what its metadata say, as an SPDX expression."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Final

from msgspec import Struct, convert

UNKNOWN: Final = "unknown"
COPYLEFT: Final = ("GPL", "MPL", "EPL", "CDDL", "EUPL", "OSL", "SSPL", "BUSL")
"""Parts of the names of licences that ask something of who changes or passes on what is under them."""
STRONG: Final = ("GPL", "SSPL", "BUSL", "EUPL", "OSL")
_LONGEST: Final = 60
_GNU = re.compile(r"gnu (?:affero |lesser |library )?general public license,? v(?:ersion )?[123]|gpl-[123]|gplv[123]")


class _Names(Struct, forbid_unknown_fields=True):
    written: dict[str, str]
    read: dict[str, str]


@cache
def _names() -> _Names:
    return convert(tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8")), _Names)


def licence(name: str) -> str:
    """Give the SPDX expression of a package; `unknown` where its metadata say nothing that we have a name for."""
    if name in _names().read:
        return _names().read[name]
    found = distribution(name).metadata
    if expression := found.get_all("License-Expression"):
        return str(expression[0])
    classified = [one.rpartition("::")[2].strip() for one in found.get_all("Classifier") or [] if one.startswith("Lic")]
    said = [*(str(one).strip() for one in found.get_all("License") or []), *classified]
    named = (_names().written[one] for one in said if len(one) <= _LONGEST and one in _names().written)
    return next(named, None) or (_of_berkeley(name) if any("BSD" in one for one in said) else UNKNOWN)


def _of_berkeley(name: str) -> str:
    """Tell the licences apart that are all called BSD, by the words of the file."""
    text = _words(name)
    if "redistributions in binary form" not in text:
        return UNKNOWN
    return "BSD-3-Clause" if "endorse or promote" in text else "BSD-2-Clause"


def is_copyleft(expression: str, kinds: tuple[str, ...] = COPYLEFT) -> bool:
    """Tell whether a licence asks to pass changes on: of several to choose from (`OR`), whether each does."""
    choices = expression.strip("()").split(" OR ")
    return all(any(kind in choice.upper() for kind in kinds) for choice in choices)


def holds_copyleft(name: str) -> bool:
    """Tell whether a package's own licence files hold a GNU licence: wheels hold libraries of others."""
    return _GNU.search(_words(name)) is not None


def _words(name: str) -> str:
    return " ".join("\n".join(_files(distribution(name))).split()).lower()


def _files(of: Distribution) -> list[str]:
    wanted = ("license", "licence", "copying", "notice")
    inside = [one for one in of.files or [] if ".dist-info" in str(one) and any(w in str(one).lower() for w in wanted)]
    return [Path(str(of.locate_file(one))).read_text(encoding="utf-8", errors="replace") for one in inside]
