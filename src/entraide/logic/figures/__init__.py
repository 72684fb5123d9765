"""Figures: what a community may tell of itself in numbers, without telling of anybody, and the bars that show it."""
