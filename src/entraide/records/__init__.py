"""What we keep: one Django app a kind of thing, with its models, its queries and its changes."""
