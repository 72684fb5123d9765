"""How the tables of the ledgers came to be."""
