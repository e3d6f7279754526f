"""The site's own layer: a small calibrated classifier on top of the general spam model, taught by decisions.

Public names: `features` and `Features` (what it sees of a comment, by `NAMES`), `packed`, `unpacked`, `named`;
`Decided` and `train`; `SiteLayer`.
"""

from agorascope.moderation.layer.learned import SiteLayer
from agorascope.moderation.layer.seen import NAMES, Features, features, named, packed, unpacked
from agorascope.moderation.layer.training import Decided, train

__all__ = ["NAMES", "Decided", "Features", "SiteLayer", "features", "named", "packed", "train", "unpacked"]
