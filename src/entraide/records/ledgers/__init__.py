"""Ledgers: who holds how much of what a community counts, every line of it, and the seals by which anybody can check that none changed."""
