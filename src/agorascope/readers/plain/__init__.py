"""The rules of pages saved as plain text: where the article ends, what opens a comment, which lines are the site's."""
