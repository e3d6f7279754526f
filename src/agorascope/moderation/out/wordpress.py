"""For WordPress: a script of WP-CLI commands, and a table of comment fields for import plugins.

Syntax and behaviour after WP-CLI's `entity-command` (`wp comment list`, `spam`, `approve`, `unapprove`) and WordPress's
`wp_set_comment_status`: a command stops at the first id that has the status already or does not exist, so the script
asks first which of its ids are to be changed. Nothing goes to the trash, since a site that keeps none deletes at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, Final

from agorascope.amounts import many
from agorascope.moderation.out.numbered import is_number, numbered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agorascope.records import Decision, Verdict

AT_ONCE: Final = 100
"""Ids of one command."""
COLUMNS: Final = ("comment_ID", "comment_post_ID", "comment_approved")
_SITE: Final = "WordPress"
_CHANGES: Final[dict[Verdict, tuple[str, str]]] = {
    "spam": ("spam", "approve,hold"),
    "approve": ("approve", "hold,spam"),
    "duplicate": ("unapprove", "approve"),
}
"""For each verdict the command, and the statuses that it changes."""
_COUNTED: Final[dict[Verdict, tuple[str, str]]] = {
    "spam": ("comment is spam", "comments are spam"),
    "approve": ("is approved", "are approved"),
    "duplicate": ("is a re-post", "are re-posts"),
}
_STATUS: Final[dict[Verdict, str]] = {"spam": "spam", "approve": "1", "duplicate": "0"}
_SCRIPT: Final = """\
#!/bin/sh
# What moderators decided, for WordPress, as commands of WP-CLI (https://wp-cli.org).
# {spam}, {approve}, {duplicate}.
#
# Run it where the site is whose comments these are; what you give is given on to wp:
#     sh decisions.sh
#     sh decisions.sh --path=/var/www/html --url=https://example.org
#
# spam       comments that are approved or pending are marked as spam
# approve    comments that are pending or spam are approved (WordPress may mail the posts' authors)
# unapprove  re-posts that are approved are pending again
# All others are left as they are: those that are so already, in the trash, or gone. A second run changes nothing.
# Nothing is deleted. (A plugin of the site may empty its spam after some days.)
#
# To take it back, with the ids that wp names when it changes them:
#     wp comment unspam ID ...       gives spam the status it had; pending where WordPress no longer knows
#     wp comment unapprove ID ...    or: wp comment spam ID ...
#     wp comment approve ID ...      shows re-posts again
set -efu

change() {{
    verb=$1 status=$2 ids=$3
    shift 3
    found=$(wp comment list --comment__in="$ids" --status="$status" --format=ids "$@" </dev/null)
    changed=
    for id in $found; do
        case ",$ids," in *",$id,"*) changed="$changed $id" ;; esac
    done
    [ -z "$changed" ] || wp comment "$verb" $changed "$@" </dev/null
}}

"""


def script(decisions: Sequence[Decision], file: BinaryIO) -> tuple[str, ...]:
    """Write a script for `sh`, in ASCII: of what strangers wrote, nothing but numbers stands in it."""
    found = numbered(decisions)
    ids = {verdict: [one.id for one in found.decisions if one.verdict == verdict] for verdict in _CHANGES}
    counts = {verdict: many(len(named), *_COUNTED[verdict]) for verdict, named in ids.items()}
    file.write(_SCRIPT.format(**counts).encode("ascii"))
    for verdict, named in ids.items():
        file.writelines(_commands(*_CHANGES[verdict], named))
    return _counted(found.told(_SITE))


def _commands(verb: str, statuses: str, ids: Sequence[str]) -> Iterator[bytes]:
    for start in range(0, len(ids), AT_ONCE):
        yield f'change {verb} {statuses} {",".join(ids[start : start + AT_ONCE])} "$@"\n'.encode("ascii")


def table(decisions: Sequence[Decision], file: BinaryIO) -> tuple[str, ...]:
    """Write the id, the post and the new status of each comment, and no more: an import then changes no more."""
    found = numbered(decisions)
    file.write(",".join(COLUMNS).encode("ascii") + b"\r\n")
    for decision in found.decisions:
        post = decision.thread if is_number(decision.thread) else ""
        file.write(f"{decision.id},{post},{_STATUS[decision.verdict]}\r\n".encode("ascii"))
    return _counted(found.told(_SITE))


def _counted(told: Sequence[tuple[str, int]]) -> tuple[str, ...]:
    from agorascope.exports.files import counted

    return counted(told)
