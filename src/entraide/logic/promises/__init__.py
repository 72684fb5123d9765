"""Promises: what two people agree to, when it comes round, and what the worker does about it."""
