"""What a native reader knows about adverts in one language, and how those phrases are matched.

Phrase syntax in the data: `*` any word ending, ` .. ` a gap of a few words in the same sentence,
a space any spacing. Matching ignores case, accents, width and the Chinese script.
"""

from __future__ import annotations

from msgspec import Struct

Phrases = tuple[str, ...]


class SpamFacts(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Adverts in the words of one language.

    `offer`: somebody sells or promises; `trade`: trades that live on comment spam; `invite`: asks the
    reader to come or click; `approach`: how to reach the writer, in words; `urgency`: hurry; `praise`:
    praise that fits any article; `malice`: phishing and crime; `price`: prices as adverts put them;
    `hosts`: words in the host names of shops and traps. `messengers` are services after which an id
    follows, `numbers` words before a phone number. `variants` and `standards` are equally long:
    characters and what they are compared as.
    """

    offer: Phrases
    trade: Phrases
    invite: Phrases
    approach: Phrases
    urgency: Phrases
    praise: Phrases
    malice: Phrases
    price: Phrases
    hosts: Phrases
    messengers: Phrases
    numbers: Phrases
    variants: str = ""
    standards: str = ""
