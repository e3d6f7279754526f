"""Exports and answers of platforms, a module each: WordPress, Disqus, Reddit, Hacker News, YouTube, Discourse."""
