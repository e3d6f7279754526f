"""The type of each output."""

from __future__ import annotations

from typing import Any, Final

from agorascope import records
from agorascope.evaluation.discussion import DiscussionEvaluation
from agorascope.evaluation.run import Evaluation
from agorascope.inference.store import Installed
from agorascope.readers.checking import Checked
from agorascope.schemas import cells, listed, polis
from agorascope.schemas.layers import LAYERS

KINDS: Final[dict[str, Any]] = {
    "discussion": records.Discussion,
    "debate": records.Debate,
    "run": records.RunRecord,
    **{f"layer-{name}": kind for name, kind in LAYERS.items()},
    "label-language": records.LanguageRow,
    "label-sentiment": records.SentimentRow,
    "label-stance": records.StanceRow,
    "label-reply": records.ReplyRow,
    "label-spam": records.SpamRow,
    "label-argument": records.ArgumentRow,
    "label-entailment": records.EntailmentRow,
    "label-keypoint": records.KeypointRow,
    "duplicates": records.RepostRow,
    "duplicates-pairs": records.RepostPair,
    "duplicates-clusters": records.RepostCluster,
    "duplicates-border": records.ClosePair,
    "flag": records.FlagReport,
    "flag-csv": cells.FlagCells,
    "decision": records.Decision,
    "decision-csv": cells.DecisionCells,
    "decision-wordpress": cells.WordpressCells,
    "decision-disqus": cells.DisqusCells,
    "evaluation": Evaluation,
    "evaluation-errors": records.MistakenRow,
    "discussion-evaluation": DiscussionEvaluation,
    "sheet-comments": cells.SheetComment,
    "sheet-discussions": cells.SheetDiscussion,
    "sheet-key-points": cells.SheetPoint,
    "sheet-rejects": cells.SheetReject,
    "polis-comments": polis.PolisComment,
    "polis-votes": polis.PolisVote,
    "polis-participants-votes": polis.PolisParticipants,
    "polis-summary": polis.PolisSummary,
    "polis-discussions": polis.PolisFolder,
    "models": tuple[Installed, ...],
    "readers": tuple[listed.Reader, ...],
    "readers-check": Checked,
    "schemas": tuple[listed.Output, ...],
}
