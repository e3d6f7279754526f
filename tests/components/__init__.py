"""Our components in spaCy pipelines, with the real models."""
