"""A community's file: parts of JSON Lines in a zip archive, a manifest that says what must be in them, and a seal for one reader."""
