"""What every comment of the corpus repeats, and which campaigns there are: queries over forms, texts and comments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from agorascope.deduplication import Post, spread
from agorascope.deduplication.forms.form import SHORT

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from daft import DataFrame
    from numpy.typing import NDArray

    from agorascope.corpus.engine import Engine
    from agorascope.corpus.folder import Folder
    from agorascope.corpus.reposts.translating import Homes
    from agorascope.settings import Settings


def spread_out(engine: Engine, folder: Folder, texts: pa.Table, homes: Homes, settings: Settings) -> pa.Table:
    """Give a row for each comment in a cluster, in the order of places: the columns of `found`."""
    clustered = _clustered(texts, homes)
    members = _members(engine, folder, clustered)
    waves = _waves(engine, folder, members, settings)
    columns = ["place", "cluster", "of", "kind", "similarity", "campaign_authors", "campaign_hours"]
    told = members.select("place", "comment_id", "cluster", "of", "kind", "similarity")
    told = told.join(waves, on="comment_id", how="left")
    return told.select(*columns).to_arrow().sort_by("place").combine_chunks()


def _clustered(texts: pa.Table, homes: Homes) -> pa.Table:
    """Give the texts that stand in a cluster, with its name: the id of its representative's comment."""
    import numpy as np
    import pyarrow as pa

    leader = np.arange(len(texts))
    kinds, alike = np.full(len(texts), "exact", object), np.ones(len(texts))
    for number, (kind, home) in homes.items():
        leader[number], kinds[number], alike[number] = home.leader, kind, home.similarity
    posts = np.zeros(len(texts), np.int64)
    np.add.at(posts, leader, texts["copies"].to_numpy().astype(np.int64))
    which = np.flatnonzero(posts[leader] > 1)
    heads = pa.array(leader[which])
    columns = {
        "digest": texts["digest"].take(pa.array(which)),
        "cluster": texts["comment_id"].take(heads),
        "head": texts["first"].take(heads),
        "long": pa.array(_is_long(texts, leader[which])),
        "kind": pa.array(kinds[which].tolist(), pa.string()),
        "similarity": pa.array(alike[which]),
    }
    return pa.table(columns)


def _is_long(texts: pa.Table, numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
    weights: NDArray[np.int64] = texts["weight"].to_numpy()[numbers]
    return weights >= SHORT


def _members(engine: Engine, folder: Folder, clustered: pa.Table) -> DataFrame:
    """Give the comments of all clusters; the representative is the first post and repeats nothing."""
    import daft
    from daft import col
    from daft.functions import when

    forms = engine.frame(folder.work / "forms", ["place", "comment_id", "digest", "order"])
    found = forms.join(daft.from_arrow(clustered), on="digest")
    repeats = col("order") != col("head")
    told = [
        when(repeats, col(own)).alias(name)
        for name, own in (("of", "cluster"), ("kind", "kind"), ("similarity", "similarity"))
    ]
    return found.select(
        "place",
        "comment_id",
        "cluster",
        "long",
        *told,
    ).collect()


def _waves(engine: Engine, folder: Folder, members: DataFrame, settings: Settings) -> DataFrame:
    """Find the campaigns: so many authors who posted the same within so many hours; short texts make none."""
    import daft
    from daft import DataType, col, lit

    fit = members.where(col("long")).select("comment_id", "cluster")
    sizes = fit.groupby("cluster").agg(col("comment_id").count().alias("posts"))
    large = sizes.where(col("posts") >= lit(settings.campaign_authors)).select("cluster")
    posts = engine.frame(folder.path / "comments", ["comment_id", "author", "published"])
    named = posts.where(col("author").not_null() & col("published").not_null())
    within = fit.join(large, on="cluster").join(named, on="comment_id")
    lists = within.groupby("cluster").agg(
        col("comment_id").list_agg().alias("ids"),
        col("author").list_agg().alias("authors"),
        col("published").list_agg().alias("times"),
    )
    kind = DataType.struct(
        {"ids": DataType.list(DataType.string()), "authors": DataType.int64(), "hours": DataType.float64()}
    )

    @daft.func(return_dtype=kind)
    def wave(ids: list[str], authors: list[str], times: list[str]) -> Mapping[str, object] | None:
        return campaign(ids, authors, times, settings)

    told = lists.select(wave(col("ids"), col("authors"), col("times")).alias("wave")).where(col("wave").not_null())
    return told.select(
        col("wave").get("ids").alias("comment_id"),
        col("wave").get("authors").alias("campaign_authors"),
        col("wave").get("hours").alias("campaign_hours"),
    ).explode("comment_id")


def campaign(ids: list[str], authors: list[str], times: list[str], settings: Settings) -> Mapping[str, object] | None:
    """Tell the campaign in a cluster, or None: who took part, how many authors, in how many hours."""
    posts = [Post(*one) for one in sorted((i, "", a, None, t) for i, a, t in zip(ids, authors, times, strict=True))]
    found = spread(range(len(posts)), posts, settings).campaign
    if found is None:
        return None
    return {"ids": [posts[n].id for n in found.posts], "authors": found.authors, "hours": found.hours}
