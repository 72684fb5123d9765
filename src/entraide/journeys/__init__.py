"""The landing: one write, one file, verb first. Each is one transaction; flow.py says what follows what."""
