"""The outputs there are: their names, the major versions of their schemas, what writes them."""

from __future__ import annotations

from typing import Final

from agorascope.schemas.listed import Output

TABLES: Final = 3
"""The major version of the tables of a corpus: `corpus.layers.VERSION`."""
_LAYERS: Final = {
    "articles": "a discussion as it was read",
    "comments": "a comment as it was read",
    "rejects": "what could not be read, was refused or mended",
    "language": "the language of an article or a comment",
    "duplicates": "what a comment repeats",
    "signals": "signs of spam in a comment",
    "spam": "whether a comment is spam",
    "arguments": "a claim or a premise",
    "theses": "what an article argues",
    "stance": "the side of a comment",
    "sentiment": "the tone of an article or a comment",
    "summaries": "the summary of a discussion",
    "people": "a form of somebody's name",
    "between": "how one person answers another",
    "speakers": "somebody whose claims an article reports",
}
_TASKS: Final = ("language", "sentiment", "stance", "reply", "spam", "argument", "entailment", "keypoint")


def _output(name: str, about: str, command: str, major: int = 1) -> Output:
    return Output(
        name=name, id=f"agorascope/{name}/{major}", file=f"{name}-{major}.schema.json", about=about, command=command
    )


OUTPUTS: Final = (
    _output("discussion", "an analysed discussion", "analyze --json; discussions.jsonl of analyze -o DIR"),
    _output("debate", "several discussions told as one", "analyze --together --json; debates.jsonl of analyze -o DIR"),
    _output("run", "the record of a run", "run.json of analyze -o DIR"),
    *(
        _output(f"layer-{name}", f"a row: {about}", f"{name}/*.parquet of analyze -o DIR; export --to csv", TABLES)
        for name, about in _LAYERS.items()
    ),
    *(_output(f"label-{task}", "a row with its prediction", f"label {task}") for task in _TASKS),
    _output("duplicates", "a row with what it repeats", "duplicates"),
    _output("duplicates-pairs", "a re-post and what it repeats", "duplicates --pairs FILE"),
    _output("duplicates-clusters", "rows that repeat one another", "duplicates --clusters FILE"),
    _output("duplicates-border", "a pair near the threshold", "duplicates --border FILE"),
    _output("flag", "a flagged comment", "flag --json"),
    _output("flag-csv", "a flagged comment, as a row", "flag --csv"),
    _output("decision", "a moderator's decision", "feedback export"),
    _output("decision-csv", "a moderator's decision, as a row", "feedback export --to csv"),
    _output("decision-wordpress", "a decision for WordPress", "feedback export --to wordpress"),
    _output("decision-disqus", "a decision for Disqus", "feedback export --to disqus"),
    _output("evaluation", "the figures of a labelling task", "evaluate TASK --json"),
    _output("evaluation-errors", "a row that is not labelled as the gold has it", "evaluate TASK --errors FILE"),
    _output("discussion-evaluation", "the figures of whole discussions", "evaluate discussion --json"),
    _output("sheet-comments", "a comment with all that was found", "comments.csv of export --to xlsx-safe-csv"),
    _output("sheet-discussions", "a discussion", "discussions.csv of export --to xlsx-safe-csv"),
    _output("sheet-key-points", "a key point", "key_points.csv of export --to xlsx-safe-csv"),
    _output("sheet-rejects", "what was refused or mended", "rejects.csv of export --to xlsx-safe-csv"),
    _output("polis-comments", "a key point as a statement", "comments.csv of export --to polis"),
    _output("polis-votes", "a vote", "votes.csv of export --to polis"),
    _output("polis-participants-votes", "somebody's votes", "participants-votes.csv of export --to polis"),
    _output("polis-summary", "a conversation", "summary.csv of export --to polis"),
    _output("polis-discussions", "where a discussion's files are", "discussions.csv of export --to polis"),
    _output("models", "the installed models", "models --json"),
    _output("readers", "the formats that can be read", "readers --json"),
    _output("readers-check", "what would be read of a source", "readers --check FILE --json"),
    _output("schemas", "the schemas there are", "schema --list --json"),
)
"""All outputs for programs; what people read (reports, tables on a terminal, words on stderr) promises no form."""
