"""How the tables of rings came about."""
