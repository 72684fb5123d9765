"""Corrections: what the bot read wrong and what is right, in sentences without a person. They are what it learns from."""
