"""Live: streams that tell open pages that something is new, never what. Knows nobody and nothing; a page that hears of it asks again."""
