"""Entraide: one sentence, and the right neighbours answer. The folders are the floors of a house; every import runs down."""
