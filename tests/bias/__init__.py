"""What a label must not hang on: names, what people are, letters."""
