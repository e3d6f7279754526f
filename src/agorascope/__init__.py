"""Who argues what: articles and their comment threads in Greek, Chinese and English, read offline.

The work is done by `agorascope.pipeline.analyze`; the values it gives are in `agorascope.records`.
"""
