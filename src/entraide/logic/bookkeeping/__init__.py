"""Bookkeeping: what a community counts besides money, in whole numbers: units, limits, chains of entries, seals, and how to check them."""
