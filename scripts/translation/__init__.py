"""How translated re-posts are told from other texts: training, figures, card."""
