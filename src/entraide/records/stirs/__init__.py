"""Stirs: that something is new in what people watch just now. Never what; whoever watches fetches that where access is decided."""
