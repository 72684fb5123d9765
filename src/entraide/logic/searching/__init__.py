"""Searching: what the words of a text and of a question have in common, in four languages, whatever their accents, endings and slips."""
