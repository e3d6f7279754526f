"""What the site learns from its moderators: its own layer, trained anew whenever decisions have changed.

The layer never acts silently: every flag names who decided, and `Site.told` says whether the layer is used, and if not,
why.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import Struct, structs

from agorascope.errors import ModelMismatchError
from agorascope.moderation import layer as layers
from agorascope.moderation.seeing import Eyes
from agorascope.moderation.store import decisions, flags, learned, pages, threads

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from agorascope.inference import Models
    from agorascope.moderation.desk import Desk
    from agorascope.moderation.layer import Decided, SiteLayer
    from agorascope.moderation.store.threads import Stored
    from agorascope.records import Flag, Spam

LEARNED_FROM: Final = {"spam": True, "approve": False}
"""Verdicts that say whether a comment is spam; `duplicate` and `unsure` say nothing of that."""


class LayerTold(Struct, frozen=True, kw_only=True):
    """What there is to say about the site's own layer: `used`, or why not (`too-few`, `one-sided`, `no-better`).

    The losses are logarithmic, of decisions that were held out, by the general model and by the layer; null where none
    could be measured. `of` names what it was learned from.
    """

    standing: str
    decisions: int
    spam: int
    approved: int
    loss_general: float | None = None
    loss_site: float | None = None
    of: str = ""


class Site:
    """The site's own layer as it stands: what it says of comments where it is used."""

    def __init__(self, layer: SiteLayer | None, told: LayerTold | None, eyes: Eyes) -> None:
        """Take a trained layer, or None where nobody has decided anything."""
        self.told, self._eyes = told, eyes
        self.layer = layer if told and told.standing == "used" else None

    def scores(self, waiting: Sequence[Stored], verdicts: Sequence[Spam]) -> list[float | None]:
        """Give the layer's probability of spam for each comment; None where it is not used or there are no words."""
        if self.layer is None:
            return [None] * len(waiting)
        seen = self._eyes.features(waiting, [spam.score for spam in verdicts])
        places = [place for place, one in enumerate(seen) if one is not None]
        told = self.layer.probability([one for one in seen if one is not None])
        by_place = dict(zip(places, told, strict=True))
        return [by_place.get(place) for place in range(len(waiting))]

    def kept(self, waiting: Sequence[Stored], told: Sequence[Flag | None]) -> list[learned.Row]:
        """Give what the layer sees of flagged spam, to be kept: a later layer can then judge it without reading it."""
        flagged = [(stored, flag) for stored, flag in zip(waiting, told, strict=True) if flag and flag.kind == "spam"]
        return self._eyes.rows([stored for stored, _ in flagged], [flag.general for _, flag in flagged])


def refreshed(desk: Desk, models: Models) -> Site:
    """Give the site's layer, trained anew if decisions or models have changed since it was; raises `ModelError`.

    What waits on the desk is scored anew with it: nothing leaves the queue by that, but its order changes.
    """
    eyes = Eyes(models)
    with desk.reading() as connection:
        decided, last = _decided(connection), learned.last(connection)
    of = _named(decided, eyes.model)
    if not decided:
        if last is not None:
            _forget(desk, eyes)
        return Site(None, None, eyes)
    if last is not None:
        told = msgspec.json.decode(last[0], type=LayerTold)
        if told.of == of:
            with suppress(ModelMismatchError):  # a broken file: what it held is learned again
                return Site(layers.SiteLayer.from_bytes(last[1], eyes.model), told, eyes)
    return _trained(desk, decided, of, eyes)


def _forget(desk: Desk, eyes: Eyes) -> None:
    """Let the general model decide again where all decisions were taken back."""
    with desk.writing() as connection:
        rescore(connection, None, eyes.model)
        learned.forget(connection)


def _decided(connection: sqlite3.Connection) -> list[tuple[Stored, bool]]:
    """Give the comments that somebody decided about, with whether they are spam."""
    return [
        (stored, LEARNED_FROM[told.verdict])
        for stored, told in decisions.standing(connection)
        if told.verdict in LEARNED_FROM and stored.comment.text.strip()
    ]


def _named(decided: Sequence[tuple[Stored, bool]], model: str) -> str:
    """Name decisions and models: the same name, the same layer."""
    rows = sorted(threads.digest(stored.comment.text).hex() + str(spam) for stored, spam in decided)
    return blake2b("\0".join([model, *rows]).encode(), digest_size=16).hexdigest()


def _trained(desk: Desk, decided: Sequence[tuple[Stored, bool]], of: str, eyes: Eyes) -> Site:
    layer = layers.train(_examples(desk, decided, eyes), eyes.model)
    told = LayerTold(
        standing=layer.standing,
        decisions=layer.decisions,
        spam=layer.spam,
        approved=layer.approved,
        loss_general=layer.loss_general,
        loss_site=layer.loss_site,
        of=of,
    )
    with desk.writing() as connection:
        learned.write(connection, desk.time(), msgspec.json.encode(told), layer.to_bytes())
        rescore(connection, layer if told.standing == "used" else None, eyes.model)
    return Site(layer, told, eyes)


def _examples(desk: Desk, decided: Sequence[tuple[Stored, bool]], eyes: Eyes) -> list[Decided]:
    digests = [threads.digest(stored.comment.text) for stored, _ in decided]
    with desk.reading() as connection:
        known = learned.kept(connection, digests, eyes.model)
        new = [stored for (stored, _), digest in zip(decided, digests, strict=True) if digest not in known]
        under = pages.read(connection, [stored.thread for stored in new])
    rows = eyes.read(new, under, desk.settings)
    known.update({digest: packed for digest, _, packed in rows})
    with desk.writing() as connection:
        learned.keep(connection, rows)
    return [
        layers.Decided(digest.hex(), layers.unpacked(known[digest]), is_spam)
        for (_, is_spam), digest in zip(decided, digests, strict=True)
    ]


def rescore(connection: sqlite3.Connection, layer: SiteLayer | None, model: str) -> int:
    """Score anew what waits as spam, by a layer or, for None, by the general model; give how many flags changed.

    What a moderator or a comparison decided stays, and so does what the layer has not seen.
    """
    changed = 0
    waiting = [row for row in flags.open_ones(connection) if row[2].layer in {"general", "site"}]
    known = learned.kept(connection, [digest for _, digest, _ in waiting], model) if layer else {}
    seen = [(number, flag, known[digest]) for number, digest, flag in waiting if digest in known]
    scores = layer.probability([layers.unpacked(packed) for _, _, packed in seen]) if layer else []
    told = dict(zip([number for number, _, _ in seen], scores, strict=True))
    for number, _, flag in waiting:
        score = told.get(number, flag.general)
        new = structs.replace(flag, score=score, layer="site" if number in told else "general")
        if new != flag:
            flags.change(connection, number, new)
            changed += 1
    return changed
