"""From text to the words of one claim or premise: statements, clauses, regions, and the role of each."""
