"""Makes the documentation site: reference pages from the code, the glossary in its languages, the search."""
