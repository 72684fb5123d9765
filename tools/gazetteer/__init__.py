"""What `tools/build_gazetteer.py` is made of: reading the packs, joining them, choosing names, writing the table."""
