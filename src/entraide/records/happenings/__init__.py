"""Happenings: what happened, in the past tense, in order. Nothing here is ever changed but whether it was followed up."""
