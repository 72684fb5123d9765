"""Figures: what a community did in each month, counted once a day, without anybody's name."""
