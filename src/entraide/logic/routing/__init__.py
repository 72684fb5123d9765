"""Routing: who is asked about a post, in which order and waves, and why."""
