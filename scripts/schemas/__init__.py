"""Makes the JSON Schemas of all outputs from the structs that are written, and tells which changes break a promise."""
