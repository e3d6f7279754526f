# ruff: noqa: B018, D100, INP001, S101 - cells of a notebook: the last value of each is shown

# %% [markdown]
# # A small study: who is for it, and in which language?
#
# Three articles with their comments, each from another kind of source: an English page copied from a browser, a Greek
# export of WordPress, a Chinese table. We read them, look at what was found, join the tables, and draw one chart.
#
# Run it in the folder `docs/examples` (`jupyter lab`, VS Code and `python study.py` all take it as it is). It needs
# `pip install 'agorascope[notebook]'` and no network. The texts in `data/` are written for this project, people and
# figures in them are invented (`corpora/discussions`, CC BY 4.0).

# %%
from pathlib import Path

import altair as alt
import pandas as pd

import agorascope as ag

data, out = Path("data"), Path("out")
out.mkdir(exist_ok=True)
alt.renderers.enable("html", template="inline")  # interactive, and nothing is fetched

# %% [markdown]
# ## Reading and analysing
#
# One call takes all three formats. `ui="en"` asks for headlines in English, whatever the page is written in.

# %%
found = ag.analyze_all(data / "club.txt", data / "card.xml", data / "copywriters.csv", ui="en")
found

# %% [markdown]
# Nothing was lost on the way: what could not be read would stand in `found.errors`. Each discussion shows itself.

# %%
assert not found.errors
found[0]

# %% [markdown]
# ## Tables that join
#
# `comments` has a row for each comment with all of its labels. The other tables have a `comment_id` (or, of what is
# said in an article, a `discussion_id` alone) to be joined by.

# %%
comments = found.to_pandas()
comments[["discussion_id", "id", "language", "stance", "stance_score", "sentiment", "is_spam", "duplicate_of"]].head()

# %% [markdown]
# ## Adverts and re-posts
#
# They are marked, never deleted. Before opinions are counted they have to go: an advert has none, and the same words
# said twice are one opinion.

# %%
noise = (
    comments.assign(repost=comments["duplicate_of"].notna())
    .groupby("discussion_id")
    .agg(comments=("id", "size"), spam=("is_spam", "sum"), reposts=("repost", "sum"))
)
noise

# %%
reasons = comments.loc[comments["is_spam"], ["discussion_id", "id", "spam_reasons"]].explode("spam_reasons")
reasons.groupby("spam_reasons").size().sort_values(ascending=False).rename("comments").to_frame()

# %% [markdown]
# The re-posts beside what they repeat, joined by `of`. Some are translations.

# %%
texts = comments.set_index("comment_id")["text"].str.slice(0, 60)
reposts = found.to_pandas("duplicates")
reposts = reposts.assign(repeated=reposts["of"].map(texts), text=reposts["comment_id"].map(texts))
reposts[["discussion_id", "kind", "similarity", "repeated", "text"]]

# %% [markdown]
# ## Stance by language
#
# Each comment is in the language it is written in, not in that of the page: Greek in Latin letters (`el-Latn`) is
# Greek. Stance is towards the thesis of the article the comment stands under.

# %%
clean = comments[~comments["is_spam"] & comments["duplicate_of"].isna()]
spoken = clean.assign(language=clean["language"].str.split("-").str[0])
sides = spoken.groupby(["language", "stance"]).size().rename("comments").reset_index()
sides

# %%
order, colours = ["favor", "against", "none"], ["#0f766e", "#b4501e", "#6b7280"]
bars = alt.Chart(sides).mark_bar()
chart = bars.encode(
    x=alt.X("comments:Q", stack="normalize", title="share of comments", axis=alt.Axis(format="%")),
    y=alt.Y("language:N", title=None),
    color=alt.Color("stance:N", sort=order, scale=alt.Scale(domain=order, range=colours)),
    order=alt.Order("rank:Q"),
    tooltip=["language", "stance", "comments"],
).transform_calculate(rank="indexof(['favor', 'against', 'none'], datum.stance)")
chart = chart.properties(width=480, title="Stance by language of the comment")
chart

# %% [markdown]
# For paper: drawn offline. For the web: one file that needs no network either.

# %%
chart.save(out / "stance.svg")
chart.save(out / "stance.png", scale_factor=2)
chart.save(out / "stance.html", inline=True)
chart.save(out / "stance.json")

# %% [markdown]
# A few dozen comments are not many, and the sides of some are close calls: the discussions say so themselves.

# %%
pd.DataFrame(
    [(d.id, w.code, w.message) for d in found for w in d.quality.warnings], columns=["discussion", "code", "warning"]
)

# %% [markdown]
# ## Who claims what
#
# In an article each claim has its holder (nothing: the article speaks for itself), and each speaker a stance.

# %%
arguments = found.to_pandas("arguments")
articles = arguments[arguments["comment_id"].isna()]
claims = articles.dropna(subset=["holder"]).groupby(["discussion_id", "holder"])["quote"].agg(["size", "first"])
speakers = found.to_pandas("speakers").set_index(["discussion_id", "speaker"])[["label", "score"]]
claims.join(speakers.rename_axis(["discussion_id", "holder"]))

# %% [markdown]
# What the comments argue is gathered into key points, each with its quotes. A quote is a place in a comment, so it can
# always be looked up.

# %%
points = found.to_pandas("key_points").sort_values("voices", ascending=False)
points[["discussion_id", "stance", "voices", "text"]].head(8)

# %%
quotes = found.to_pandas("quotes").merge(comments[["comment_id", "author", "text"]], on="comment_id")
assert all(row.text[row.start : row.end] == row.quote for row in quotes.itertuples())
quotes[["discussion_id", "key_point_id", "author", "quote"]].head()

# %% [markdown]
# ## A question of our own
#
# Stance is not bound to the article: `label` asks it of any sentence.

# %%
asked = ag.label("stance", clean[clean["discussion_id"] == "club"], target="Shops should drop their discounts.")
asked

# %%
asked.to_pandas()[["id", "stance", "prediction", "prediction_score"]].head()

# %% [markdown]
# ## For others
#
# Tables for a spreadsheet or for R, the discussions as JSON, and a page to hand on.

# %%
clean.to_parquet(out / "comments.parquet")
clean.drop(columns=["quoted", "links"]).to_csv(out / "comments.csv", index=False)
(out / "discussions.jsonl").write_text(found.to_json(), encoding="utf-8")
found[0].report(out / "club.html")
sorted(path.name for path in out.iterdir())
