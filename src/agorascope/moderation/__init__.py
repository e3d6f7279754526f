"""The moderators' desk: flags with reasons, a queue, decisions that stay, and what the site learns from them."""
