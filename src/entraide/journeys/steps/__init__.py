"""The steps of flow.py by subject: each takes a happening, makes one call, and may be run twice without harm."""
