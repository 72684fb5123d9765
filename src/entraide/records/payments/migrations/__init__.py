"""How the tables of payments came about."""
