"""Moves: what leaves with a community that moves to another server, who asked for its file, and who has come with one."""
