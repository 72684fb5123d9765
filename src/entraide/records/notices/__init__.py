"""Notices: what a person is told on the site and, if they want, by mail; each once."""
