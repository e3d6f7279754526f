"""Who says what: signal words and speakers of a statement, the frames that join them, and whom each one means."""
