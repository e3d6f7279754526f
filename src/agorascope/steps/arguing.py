"""What is argued, by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

from agorascope import arguments, people
from agorascope.language import facts
from agorascope.people import Named
from agorascope.steps.found import Argued, Attributed
from agorascope.steps.words import facts_codes, own_words_of, target_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.inference import Models
    from agorascope.records import Spam, Thread
    from agorascope.settings import Settings
    from agorascope.steps.found import Spoken


def argued(thread: Thread, said: Spoken, verdicts: Sequence[Spam], models: Models) -> Argued:
    """Find the thesis and the arguments. Raises `ModelError`."""
    code = facts.serving(said.page.code)
    mined = arguments.mine_all(own_words_of(thread), facts_codes(said), models)
    return Argued(
        arguments.thesis(thread.article, code, models).text or None,
        arguments.mine_article(thread.article, code, models),
        tuple(() if verdict.is_spam else claims for verdict, claims in zip(verdicts, mined, strict=True)),
    )


def attributed(thread: Thread, said: Spoken, found: Argued, models: Models, settings: Settings) -> Attributed:
    """Tell whose claims the article reports, and link the names of the page to people. Raises `ModelError`."""
    article, code = thread.article, facts.serving(said.page.code)
    target = target_of(article, found.thesis) if found.thesis else None
    told = arguments.attributed(article, code, found.article, target, models)
    named = [Named(*one) for one in told.named]
    speakers = tuple(
        structs.replace(one, stance=one.stance and one.stance.if_sure(settings.abstain)) for one in told.speakers
    )
    return Attributed(speakers, told.accords, told.sections, people.people(article, named, thread.comments))
