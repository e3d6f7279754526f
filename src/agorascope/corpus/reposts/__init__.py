"""Re-posts in the whole corpus, out of memory: dataframe queries find what has to be compared, workers compare it.

The rule is that of `agorascope.deduplication.find`, and so are the results: `forms` makes texts ready (each part),
`texts` finds the different ones and their order (a query), `sketches` signs them (each part), `groups` finds which
share a key (a query) and so hang together, `comparing` lets each follow its leader (each group of groups),
`translating` does so across languages, `spreading` tells every comment what it repeats and which campaigns there are
(queries).
"""

from agorascope.corpus.reposts.whole import Asked, find

__all__ = ["Asked", "find"]
