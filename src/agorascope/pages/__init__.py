"""Reports as web pages: one file each that loads nothing, for a discussion, a debate, a corpus."""

from agorascope.pages.corpus import Entry, debate_entry, entry, index
from agorascope.pages.debate import render_debate
from agorascope.pages.discussion import render
from agorascope.pages.links import hrefs

__all__ = ["Entry", "debate_entry", "entry", "hrefs", "index", "render", "render_debate"]
