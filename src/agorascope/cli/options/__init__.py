"""Options that several commands have, and what they ask for."""
