"""Our findings in spaCy pipelines: `nlp.add_pipe("agorascope_sentiment")` and four more, by entry points.

Every `spacy.blank` of a machine where this package is installed imports the factory modules, so they import spaCy and
little else: models, detectors and task rooms come with the first document. For the same reason the attributes of
findings are there as soon as a pipeline is made, also for documents that another process saved.
"""
